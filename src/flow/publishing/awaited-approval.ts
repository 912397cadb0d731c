import type { Instant } from '../../domain/time.ts';
import { approvalOf } from '../../store/campaigns/approvals.ts';
import { newestCampaignVersion, type StoredCampaign } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { needsApproval } from './approval.ts';
import type { Actor } from './note-action.ts';

/** A version that waits for a second person's word (practice.md T28). */
export interface AwaitedApproval {
  readonly version: number;
  readonly since: Instant;
  /** Who published it, and cannot approve it. */
  readonly by: Actor;
  /** The version that goes on meanwhile; null: the campaign cannot begin until then. */
  readonly meanwhile: number | null;
}

/** Null: nothing of this campaign waits for anybody. */
export async function awaitedApproval(database: Database, campaign: StoredCampaign): Promise<AwaitedApproval | null> {
  const workspace = await newestWorkspace(database);
  if (workspace === null || !needsApproval(workspace.definition) || campaign.state === 'finished') return null;
  const newest = await newestCampaignVersion(database, campaign.id);
  if (newest === null || (await approvalOf(database, campaign.id, newest.number)) !== null) return null;
  const { launchedAt, currentVersion } = campaign;
  // What ran before approvals were asked for goes on without one.
  if (launchedAt !== null && currentVersion === newest.number) return null;
  const meanwhile = launchedAt === null ? null : currentVersion;
  return { version: newest.number, since: newest.publishedAt, by: newest.publishedBy, meanwhile };
}
