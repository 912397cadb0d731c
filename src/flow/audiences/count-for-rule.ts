import type { Condition } from '../../domain/condition.ts';
import { readyAudience } from '../../domain/ready-audiences.ts';
import { mayBeTold } from '../../engine/answers/what-may-be-told.ts';
import { conditionContext } from '../../intake/conditions/condition-context.ts';
import { readConditionText } from '../../intake/conditions/read-condition-text.ts';
import { allCampaigns } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import { inferredAttributes } from '../../store/people/attribute-uses.ts';
import type { FlowContext } from '../context.ts';
import { publishedWorkspace } from '../people/provision-employees.ts';
import { countDiscreetly } from './count-discreetly.ts';
import { countAudience } from './find-audience.ts';
import { publishedMails } from './published-mails.ts';

/** Null where too few people stand behind a figure. */
export interface RuleCount {
  readonly count: number | null;
  readonly reachable: number | null;
  /** Whether the rule asks only what may be known of a person; else the figures are to the nearest five. */
  readonly exact: boolean;
}

/**
 * How many people a rule fits, for somebody who is not the operator (guarantees.md §3).
 * @param text YAML, JSON included, or the name of an audience of the published workspace.
 * @throws {UserError} with what is wrong in it.
 */
export async function countForRule(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  text: string,
): Promise<RuleCount> {
  const { definition: workspace } = await publishedWorkspace(store.read);
  const rule = Object.hasOwn(workspace.audiences, text)
    ? (workspace.audiences[text] as Condition)
    : readConditionText(readyAudience(text) === null ? text : `in: ${text}`, await contextOf(store.read, workspace));
  const exact = mayBeTold(rule, workspace);
  const question = { rule, workspace, activities: [], campaign: null, now: clock() };
  return { ...(await (exact ? countAudience : countDiscreetly)(store.read, question)), exact };
}

async function contextOf(database: Database, workspace: Parameters<typeof conditionContext>[0]) {
  return conditionContext(workspace, {
    activities: await allActivities(database),
    attributes: (await inferredAttributes(database)).keys(),
    campaigns: (await allCampaigns(database)).map(({ id }) => id),
    mails: await publishedMails(database),
  });
}
