import { createHash } from 'node:crypto';
import type { Campaign } from '../../domain/campaign.ts';
import { mailsOf } from '../../domain/campaign.ts';
import type { CampaignContent } from '../../domain/campaign-content.ts';
import { UserError } from '../../domain/errors.ts';
import type { Image } from '../../domain/image.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { CampaignFolder } from '../../intake/campaign-files/read-campaign.ts';
import { type Finding, hasErrors } from '../../intake/finding.ts';
import { parseMessage } from '../../render/message-source.ts';
import { allActivities } from '../../store/activities.ts';
import {
  addCampaign,
  addCampaignVersion,
  campaignById,
  changeCampaign,
  newestCampaignVersion,
} from '../../store/campaigns.ts';
import type { Database } from '../../store/database.ts';
import { wakeAll } from '../../store/employee-wakes.ts';
import { addImages } from '../../store/images.ts';
import { raiseWorkspaceRevision } from '../../store/meta.ts';
import { participationTotals } from '../../store/totals.ts';
import { newestWorkspace, saveWorkspace } from '../../store/workspaces.ts';
import { type Count, countAudience } from '../audiences/find-audience.ts';
import type { FlowContext } from '../context.ts';
import { changeActivities, changedActivities } from '../people/import-activities.ts';
import { checkCampaign } from './check-workspace.ts';
import { contentOf, imagesOf, readWorkspaceFiles, workspaceTexts } from './workspace-files.ts';

export interface Published {
  readonly campaign: string;
  /** The version that new participants get. */
  readonly version: number;
  /** The files say what that version says: no new one was made. */
  readonly unchanged: boolean;
  readonly workspaceVersion: number;
  readonly impact: Impact;
  /** Advice only. */
  readonly findings: readonly Finding[];
}

/** What a new version means for people. */
export interface Impact {
  readonly audience: Count;
  /** Who is under way and stays on the version they began with. */
  readonly underWay: number;
  readonly stepsAdded: readonly string[];
  readonly stepsRemoved: readonly string[];
  /** Activities that are new or changed by activities.csv. */
  readonly activities: number;
  readonly workspaceChanged: boolean;
}

/**
 * Checks a campaign folder and keeps it as an immutable version, with its texts and frames; takes the workspace along
 * as a numbered version (rules.md R14), and activities.csv with it. Unchanged files make no new version.
 * @returns the findings alone when some are errors; nothing was published then.
 * @throws {UserError} when there is no such campaign, or it is finished.
 */
export async function publishCampaign(
  context: Pick<FlowContext, 'store' | 'clock'>,
  folder: string,
  id: string,
  options: { readonly dryRun?: boolean } = {},
): Promise<Published | { readonly refused: readonly Finding[] }> {
  const { store } = context;
  const now = context.clock();
  const files = await readWorkspaceFiles(folder, store.read);
  const { workspace } = files;
  if (workspace === null) return { refused: files.findings };
  const checked = await checkCampaign({ ...files, workspace }, id, store.read, now);
  const findings = [...files.findings, ...checked.findings];
  const { campaign } = checked.folder;
  if (campaign === null || hasErrors(findings)) return { refused: findings };
  const wanted: Wanted = {
    campaign,
    workspace,
    activities: files.activities,
    content: usedContent(checked.folder),
    images: imagesOf(checked.folder, files),
    hash: campaignHash(checked.folder, workspace),
    texts: await workspaceTexts(folder),
  };
  const impact = await impactOf(store.read, wanted, now);
  const decided = options.dryRun
    ? await foretell(store.read, wanted)
    : await store.write((tx) => publish(tx, wanted, now));
  return { campaign: id, ...decided, impact, findings };
}

interface Wanted {
  readonly campaign: Campaign;
  readonly workspace: Workspace;
  readonly activities: readonly LearningActivity[];
  readonly content: CampaignContent;
  readonly images: readonly Image[];
  readonly hash: string;
  /** Of the workspace's own files. */
  readonly texts: Readonly<Record<string, string>>;
}

type Versions = Pick<Published, 'version' | 'unchanged' | 'workspaceVersion'>;

async function publish(tx: Database, wanted: Wanted, now: number): Promise<Versions> {
  const { campaign, workspace, content } = wanted;
  const row = await campaignById(tx, campaign.id);
  if (row?.state === 'finished') {
    throw new UserError(`Campaign "${campaign.id}" is finished.`, {
      hint: 'A finished campaign does not start again: copy its folder under a new name for a new round.',
    });
  }
  await addImages(tx, wanted.images);
  const workspaceVersion = await publishWorkspace(tx, wanted, now);
  const newest = await newestCampaignVersion(tx, campaign.id);
  if (newest?.hash === wanted.hash && row?.currentVersion === newest.number)
    return { version: newest.number, unchanged: true, workspaceVersion };
  const version = (newest?.number ?? 0) + 1;
  await addCampaignVersion(tx, {
    campaign: campaign.id,
    number: version,
    definition: campaign,
    audiences: workspace.audiences,
    messages: content.messages,
    frames: content.frames,
    images: content.images,
    hash: wanted.hash,
    workspaceVersion,
    publishedAt: now,
  });
  if (row === null) await addCampaign(tx, { id: campaign.id, state: 'published', currentVersion: version });
  else {
    const state = row.state === 'draft' ? 'published' : row.state;
    await changeCampaign(tx, campaign.id, { state, currentVersion: version });
  }
  await wakeAll(tx, now);
  return { version, unchanged: false, workspaceVersion };
}

/** Calendar, mail limit and sender are always those of the newest workspace version, for everybody. */
async function publishWorkspace(tx: Database, { workspace, activities, texts }: Wanted, now: number): Promise<number> {
  const changed = changedActivities(activities, await allActivities(tx)).map(({ activity }) => activity);
  await changeActivities(tx, changed, now);
  const before = await newestWorkspace(tx);
  const number = await saveWorkspace(tx, {
    definition: workspace,
    files: texts,
    hash: digest(workspace),
    createdAt: now,
  });
  if (number !== before?.number) {
    await raiseWorkspaceRevision(tx);
    await wakeAll(tx, now);
  }
  return number;
}

async function foretell(database: Database, { campaign, workspace, hash }: Wanted): Promise<Versions> {
  const newest = await newestCampaignVersion(database, campaign.id);
  const kept = await newestWorkspace(database);
  const unchanged = newest?.hash === hash;
  return {
    version: unchanged ? newest.number : (newest?.number ?? 0) + 1,
    unchanged,
    workspaceVersion: kept?.hash === digest(workspace) ? kept.number : (kept?.number ?? 0) + 1,
  };
}

async function impactOf(database: Database, { campaign, workspace, activities }: Wanted, now: number): Promise<Impact> {
  const newest = await newestCampaignVersion(database, campaign.id);
  const before = new Set(newest === null ? [] : mailsOf(newest.definition).map(({ id }) => id));
  const after = new Set(mailsOf(campaign).map(({ id }) => id));
  return {
    audience: await countAudience(database, { rule: campaign.audience, workspace, activities, campaign, now }),
    underWay: newest === null ? 0 : (await participationTotals(database, campaign.id)).active,
    stepsAdded: [...after].filter((step) => !before.has(step)),
    stepsRemoved: [...before].filter((step) => !after.has(step)),
    activities: changedActivities(activities, await allActivities(database)).length,
    workspaceChanged: (await newestWorkspace(database))?.hash !== digest(workspace),
  };
}

/**
 * Over what a version pins: the campaign's own files, the frames that its texts use, its images and the named
 * audiences. The same files, the same hash.
 */
export function campaignHash(folder: CampaignFolder, { audiences }: Workspace): string {
  const { frames, images } = usedContent(folder);
  return digest({ files: folder.files, frames, images, audiences });
}

function usedContent(folder: CampaignFolder): CampaignContent {
  const { messages, frames, images } = contentOf(folder);
  const used = new Set<string>();
  for (const { text, path } of messages) {
    const source = parseMessage(text, path);
    if (!('problems' in source)) used.add(source.template);
  }
  return { messages, frames: Object.fromEntries(Object.entries(frames).filter(([name]) => used.has(name))), images };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex');
}

/** The order of keys says nothing. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
