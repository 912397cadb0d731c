import type { PublicHolidays } from '../../calendar/public-holidays.ts';
import { UserError } from '../../domain/errors.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { CampaignVersion, LiveCampaign, Setting } from '../../engine/facts/situation.ts';
import { campaignDefinitions, launchedCampaigns, type StoredCampaign } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import { allPausedSince, learningDataAt, learningGaps, workspaceRevision } from '../../store/meta.ts';
import { loadStories } from './load-stories.ts';

/** What is the same for everybody, with the revisions that the gate compares (rules.md R11). */
export interface LoadedSetting {
  readonly setting: Setting;
  readonly workspaceRevision: number;
  readonly campaignRevisions: ReadonlyMap<string, number>;
}

/** @throws {UserError} when nothing has been published yet. */
export async function loadSetting(database: Database, holidays: PublicHolidays): Promise<LoadedSetting> {
  const workspace = await newestWorkspace(database);
  if (workspace === null) {
    throw new UserError('Nothing has been published in this database yet.', {
      hint: 'Publish a campaign first: druppel publish CAMPAIGN.',
    });
  }
  const launched = await launchedCampaigns(database);
  const versions = new Map<string, Map<number, CampaignVersion>>();
  for (const { campaign, number, definition, audiences } of await campaignDefinitions(
    database,
    launched.map(({ id }) => id),
  )) {
    versions.set(campaign, (versions.get(campaign) ?? new Map()).set(number, { campaign: definition, audiences }));
  }
  const pausedSince = await allPausedSince(database);
  return {
    setting: {
      workspace: workspace.definition,
      campaigns: new Map(launched.map((row) => [row.id, liveCampaign(row, versions.get(row.id) ?? new Map())])),
      activities: new Map((await allActivities(database)).map((activity) => [activity.id, activity])),
      stories: await loadStories(database),
      holidays: holidayDates(holidays),
      learningFeed: { lastAt: await learningDataAt(database), gaps: await learningGaps(database) },
      pauses: pausedSince === null ? [] : [{ from: pausedSince, to: null }],
    },
    workspaceRevision: await workspaceRevision(database),
    campaignRevisions: new Map(launched.map(({ id, revision }) => [id, revision])),
  };
}

/** The dates alone, by the questions the engine asks; each set is made once. */
export function holidayDates(holidays: PublicHolidays): Setting['holidays'] {
  const sets = new Map<string, ReadonlySet<LocalDate>>();
  return (country, region, year) => {
    if (country === null) return NONE;
    const key = `${country}/${region}/${year}`;
    let dates = sets.get(key);
    if (dates === undefined) {
      dates = new Set(holidays.datesOf(country, region, year).keys());
      sets.set(key, dates);
    }
    return dates;
  };
}

const NONE: ReadonlySet<LocalDate> = new Set();

function liveCampaign(row: StoredCampaign, versions: ReadonlyMap<number, CampaignVersion>): LiveCampaign {
  const launchedAt = row.launchedAt ?? 0;
  return {
    id: row.id,
    state: row.state === 'paused' || row.state === 'finished' ? row.state : 'running',
    launchedAt,
    startsAt: row.startsAt ?? launchedAt,
    current: row.currentVersion ?? 1,
    versions,
    pauses: [...row.pauses, ...(row.pausedSince === null ? [] : [{ from: row.pausedSince, to: null }])],
    movesTo: row.movesTo,
    endedAll: row.endedAll,
    pilot: row.pilot,
    widenedAt: row.widenedAt,
  };
}
