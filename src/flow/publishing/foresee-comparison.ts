import type { Campaign } from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import { stableShare } from '../../domain/hash.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { mayBeTold } from '../../engine/answers/what-may-be-told.ts';
import { comparisonGroup } from '../../engine/journey/start-later.ts';
import { campaignById, campaignVersion } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import type { Pilot } from '../../store/tables/campaign-tables.ts';
import { countDiscreetly } from '../audiences/count-discreetly.ts';
import { countAudience, findAudience } from '../audiences/find-audience.ts';
import type { FlowContext } from '../context.ts';

/** More people than these need not be drawn one by one to know how many fall into a group. */
const MOST_DRAWN = 20_000;

/** How many people a comparison would begin with, by group. */
export interface ComparisonForesight {
  readonly now: number;
  readonly later: number;
  /** Each group must be as large to be shown (rules.md R13). */
  readonly minimumGroup: number;
}

/**
 * Of those who would begin if it were launched now; of all it is for, where so few have reached the goal that to leave them
 * out would tell of them. Null: the campaign compares nobody, or it is for whom may not be told (guarantees.md §3).
 */
export async function foreseeComparison(
  database: Database,
  {
    campaign,
    workspace,
    activities,
    pilot,
    now,
  }: {
    readonly campaign: Campaign;
    readonly workspace: Workspace;
    readonly activities: readonly LearningActivity[];
    readonly pilot: Pilot | null;
    readonly now: Instant;
  },
): Promise<ComparisonForesight | null> {
  const { startLater } = campaign;
  if (startLater === null) return null;
  const { minimumGroup } = workspace;
  const question = { rule: campaign.audience, workspace, activities, campaign, now };
  const byShare = (people: number): ComparisonForesight => {
    const taken = Math.round(people * (pilot !== null && 'share' in pilot ? pilot.share : 1));
    const later = Math.round(taken * startLater.share);
    return { now: taken - later, later, minimumGroup };
  };
  const hasRule = pilot !== null && 'rule' in pilot;
  if (!hasRule) {
    const notYet: Condition = { kind: 'all', of: [campaign.audience, ...notThereYet(campaign)] };
    const { count } = await countDiscreetly(database, { ...question, rule: notYet });
    if (count !== null) return byShare(count);
  }
  // So few have reached the goal, or have not, that to leave them out would tell of them.
  if ([campaign.audience, ...(hasRule ? [pilot.rule] : [])].some((one) => !mayBeTold(one, workspace))) return null;
  const { count } = await countAudience(database, question);
  if (count > MOST_DRAWN && !hasRule) return byShare(count);
  const inRule = new Set<string>();
  if (hasRule)
    for await (const { key } of findAudience(database, {
      ...question,
      rule: { kind: 'all', of: [campaign.audience, pilot.rule] },
    }))
      inRule.add(key);
  const groups = { now: 0, later: 0 };
  for await (const { key, id } of findAudience(database, question)) {
    const isDrawn = pilot === null || ('share' in pilot && stableShare('pilot', campaign.id, id) < pilot.share);
    const group = isDrawn || inRule.has(key) ? comparisonGroup(campaign, id) : null;
    if (group !== null) groups[group] += 1;
  }
  return { ...groups, minimumGroup };
}

/** The same of a campaign as it is published. Null also where it cannot be launched, which the launch itself will say. */
export async function foreseeComparisonOf(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  id: string,
  pilot: Pilot | null,
): Promise<ComparisonForesight | null> {
  const { read } = store;
  const row = await campaignById(read, id);
  const version = row?.currentVersion == null ? null : await campaignVersion(read, id, row.currentVersion);
  const workspace = await newestWorkspace(read);
  if (row?.state !== 'published' || version === null || workspace === null) return null;
  const question = { workspace: workspace.definition, activities: await allActivities(read), pilot, now: clock() };
  return foreseeComparison(read, { ...question, campaign: version.definition });
}

/** Who has reached the goal does not begin, unless only what is new counts. */
function notThereYet({ goal, counts }: Campaign): Condition[] {
  return goal === null || counts === 'only-new' ? [] : [{ kind: 'not', of: goal }];
}
