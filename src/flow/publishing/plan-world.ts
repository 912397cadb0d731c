import type { CampaignContent } from '../../domain/campaign-content.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Employee } from '../../domain/employee.ts';
import { UserError } from '../../domain/errors.ts';
import { isSameData } from '../../domain/plain-data.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { assumeHidden, type OpenCampaign } from '../../engine/answers/assume-hidden.ts';
import { tellingSteps } from '../../engine/answers/redaction.ts';
import { mayBeTold } from '../../engine/answers/what-may-be-told.ts';
import { EVERYBODY } from '../../engine/conditions/bounds.ts';
import type { CampaignVersion, LiveCampaign, Setting, Situation } from '../../engine/facts/situation.ts';
import { campaignById, campaignVersion, type StoredCampaignVersion } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import { employeesAfter } from '../../store/people/employees.ts';
import type { FlowContext } from '../context.ts';
import { holidayDates, loadSetting } from '../deciding/load-setting.ts';
import { loadSituations, since } from '../deciding/load-situations.ts';
import { loadStories } from '../deciding/load-stories.ts';
import type { CampaignDraft } from './campaign-draft.ts';
import { contentFrom } from './content-of-version.ts';

/** People loaded at a time. */
const PAGE = 1_000;

export interface PlannedWorld {
  readonly setting: Setting;
  readonly content: CampaignContent | null;
  /** The campaign as its files have it; null: as it runs. */
  readonly written: CampaignVersion | null;
  /** Parts of it that the same was assumed of for everybody: they may not be told of persons, and nothing of it has begun. */
  readonly assumed: readonly Condition[];
  /** False: who is in it would say what they learned, and it has not begun. */
  readonly namesPeople: boolean;
}

/** The setting as it stands, with the campaign launched at `from` if it is not yet, and learning data that stays fresh. */
export async function planSetting(
  context: FlowContext,
  {
    campaign: id,
    draft,
    from,
    ofOnePerson,
  }: {
    readonly campaign: string;
    readonly draft: CampaignDraft | null;
    readonly from: Instant;
    readonly ofOnePerson: boolean;
  },
): Promise<PlannedWorld> {
  const { read } = context.store;
  const published =
    (await newestWorkspace(read)) === null ? null : (await loadSetting(read, context.publicHolidays)).setting;
  const row = await campaignById(read, id);
  const version = row?.currentVersion == null ? null : await campaignVersion(read, id, row.currentVersion);
  if (draft === null && version === null)
    throw new UserError(`Campaign "${id}" has not been published.`, {
      hint: `Publish it first: druppel publish ${id}.`,
    });
  const base: Setting = published ?? {
    workspace: (draft as CampaignDraft).workspace,
    campaigns: new Map(),
    activities: new Map(),
    holidays: holidayDates(context.publicHolidays),
    learningFeed: { lastAt: null, gaps: [] },
    pauses: [],
  };
  const workspace = { ...(draft?.workspace ?? base.workspace), learningDataMaxDays: null };
  const activities = new Map(
    [...(await allActivities(read)), ...(draft?.activities ?? [])].map((activity) => [activity.id, activity]),
  );
  const live = base.campaigns.get(id);
  const stories = draft?.stories ?? (await loadStories(read));
  const content = draft?.content ?? (version && contentFrom(version));
  const world = { ...base, workspace, activities, stories };
  const written = draft !== null || live === undefined ? writtenIn(draft, version) : null;
  if (written === null) return { setting: world, content, written, assumed: [], namesPeople: true };
  const { campaign, assumed, namesPeople } = openly(written, live, workspace, ofOnePerson);
  const campaigns = new Map(base.campaigns).set(id, withVersion(live, id, { ...written, campaign }, from));
  return { setting: { ...world, campaigns }, content, written, assumed, namesPeople };
}

/** As it may be played where persons are told of it. Whom a running campaign is for is known by its mails. */
function openly(
  { campaign, audiences }: CampaignVersion,
  live: LiveCampaign | undefined,
  workspace: Workspace,
  ofOnePerson: boolean,
): OpenCampaign & Pick<PlannedWorld, 'namesPeople'> {
  const seen = { ...workspace, audiences };
  const inForce = live?.versions.get(live.current);
  const runsForThem =
    inForce !== undefined &&
    isSameData(inForce.campaign.audience, campaign.audience) &&
    isSameData(inForce.audiences, audiences);
  const asked = runsForThem ? { ...campaign, audience: EVERYBODY } : campaign;
  const open = assumeHidden(asked, seen, { hasBegun: live !== undefined, ofOnePerson });
  return {
    campaign: runsForThem ? { ...open.campaign, audience: campaign.audience } : open.campaign,
    assumed: open.assumed,
    namesPeople: runsForThem || mayBeTold(open.campaign.audience, seen),
  };
}

function writtenIn(draft: CampaignDraft | null, version: StoredCampaignVersion | null): CampaignVersion | null {
  if (draft !== null) return { campaign: draft.campaign, audiences: draft.audiences };
  return version && { campaign: version.definition, audiences: version.audiences };
}

function withVersion(
  live: LiveCampaign | undefined,
  id: string,
  { campaign, audiences }: CampaignVersion,
  from: Instant,
): LiveCampaign {
  const current = live?.current ?? 1;
  const versions = new Map([...(live?.versions ?? []), [current, { campaign, audiences }] as const]);
  return live === undefined
    ? {
        id,
        state: 'running',
        launchedAt: from,
        startsAt: from,
        current,
        versions,
        pauses: [],
        movesTo: null,
        endedAll: false,
        pilot: null,
      }
    : { ...live, versions };
}

/** Everybody with what is known of them; or only whom `wanted` chooses. */
export async function loadEverybody(
  database: Database,
  setting: Setting,
  now: Instant,
  wanted: (employee: Employee) => boolean = () => true,
): Promise<Situation[]> {
  const people: Situation[] = [];
  for (let after: string | null = null; ; ) {
    const page = await employeesAfter(database, after, PAGE);
    if (page.length === 0) return people;
    const chosen = page.filter(wanted);
    for (const { situation } of (await loadSituations(database, chosen, since(setting, now))).values())
      people.push(situation);
    after = page.at(-1)?.key ?? null;
  }
}

/** The steps whose coming would tell what a person did. */
export function tellingOf(live: LiveCampaign, workspace: Workspace): ReadonlySet<string> {
  return new Set([...live.versions.values()].flatMap(({ campaign }) => [...tellingSteps(campaign, workspace)]));
}
