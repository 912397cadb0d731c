import { type Campaign, mailsOf } from '../../domain/campaign.ts';
import type { CampaignContent } from '../../domain/campaign-content.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import type { Story } from '../../domain/story.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { VersionImpact } from '../../engine/plan/version-impact.ts';
import { campaignById, newestCampaignVersion } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import { type AudienceCount, countForCampaign } from '../audiences/count-for-campaign.ts';
import { changedActivities } from '../people/import-activities.ts';
import { digest } from './campaign-hash.ts';
import { type ComparisonForesight, foreseeComparison } from './foresee-comparison.ts';
import { impactOfVersion } from './impact-of-version.ts';
import { type StoryImpact, storyImpact } from './save-stories.ts';

/** What would be published. */
export interface Publishing {
  readonly campaign: Campaign;
  readonly workspace: Workspace;
  readonly activities: readonly LearningActivity[];
  readonly stories: readonly Story[];
  readonly content: CampaignContent;
}

/** What a new version means for people. */
export interface Impact extends StoryImpact {
  readonly audience: AudienceCount;
  /** Who is under way on an older version. */
  readonly underWay: number;
  /** For these, change by change; null: there is no older version. */
  readonly people: VersionImpact | null;
  readonly stepsAdded: readonly string[];
  readonly stepsRemoved: readonly string[];
  /** Activities that are new or changed by activities.csv. */
  readonly activities: number;
  readonly workspaceChanged: boolean;
  /** Before the launch of a campaign with `start-later`, how many people it would compare; else null. */
  readonly comparison: ComparisonForesight | null;
}

/** @param workspace with what may not be told of persons as it is by now: the publish that opens it is not done. */
export async function impactOf(
  database: Database,
  wanted: Publishing,
  workspace: Workspace,
  version: number,
  now: number,
): Promise<Impact> {
  const { campaign, activities } = wanted;
  const newest = await newestCampaignVersion(database, campaign.id);
  const before = new Set(newest === null ? [] : mailsOf(newest.definition).map(({ id }) => id));
  const after = new Set(mailsOf(campaign).map(({ id }) => id));
  const next = { campaign, workspace, audiences: workspace.audiences, content: wanted.content };
  const people = await impactOfVersion(database, next, version, now);
  return {
    audience: await countForCampaign(database, { workspace, activities, campaign, now }),
    underWay: people?.inFlight ?? 0,
    people,
    stepsAdded: [...after].filter((step) => !before.has(step)),
    stepsRemoved: [...before].filter((step) => !after.has(step)),
    activities: changedActivities(activities, await allActivities(database)).length,
    ...(await storyImpact(database, wanted.stories)),
    workspaceChanged: (await newestWorkspace(database))?.hash !== digest(wanted.workspace),
    comparison: await comparisonBeforeLaunch(database, { campaign, workspace, activities, now }),
  };
}

/** Once it runs, it compares those who are compared, and nobody needs telling what it could show. */
async function comparisonBeforeLaunch(
  database: Database,
  question: Pick<Publishing, 'campaign' | 'workspace' | 'activities'> & { readonly now: number },
): Promise<ComparisonForesight | null> {
  const launchedAt = (await campaignById(database, question.campaign.id))?.launchedAt ?? null;
  return launchedAt === null ? foreseeComparison(database, { ...question, pilot: null }) : null;
}
