import { type Condition, partsOf } from '../../domain/condition.ts';
import { localDate, startOfDate } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { mayBeTold } from '../../engine/answers/what-may-be-told.ts';
import { certainly, EVERYBODY, possibly } from '../../engine/conditions/bounds.ts';
import { hasSmallCell } from '../../store/audiences/fitting-cells.ts';
import type { Database } from '../../store/database.ts';
import { type AudienceQuestion, countAudience, ruleForAll, settingOf } from './find-audience.ts';

/** Null: too few people stand behind it, or the rule points at too few. */
export interface DiscreetCount {
  readonly count: number | null;
  /** Never told: who has no mailbox is known, so that it would tell of them. */
  readonly reachable: null;
}

/**
 * How many people a rule fits that asks what they did, answered, need or learned, or for a sensitive column, so that
 * nobody can be found in the number (guarantees.md §3).
 *
 * What such a rule asks openly (`department: Sales`) whoever counts knows of everybody; so they learn about those alone
 * for whom the rest decides. Of these both who fits and who does not must be a group; the open parts must cut everybody into
 * groups, not point at somebody, and so must each value that they pick, or two lists of addresses would differ in one
 * person; and their number is rounded by itself, so that nobody known can be added to it until it tips. All this holds
 * for what a named audience stands for. What people did counts up to this morning, so that nobody counts before and
 * after a click.
 */
export async function countDiscreetly(database: Database, question: AudienceQuestion): Promise<DiscreetCount> {
  const { workspace } = question;
  const rule = spelledOut(question.rule, workspace);
  const hidden = (part: Condition) => !mayBeTold(part, workspace);
  const now = [...partsOf(rule)].some(({ kind }) => kind === 'engagement') ? thisMorning(question) : question.now;
  const asked = { ...question, now };
  const count = async (one: Condition): Promise<number> =>
    (await countAudience(database, { ...asked, rule: one })).count;

  const certain = await count(certainly(rule, hidden));
  const possible = await count(possibly(rule, hidden));
  // As it was asked: inside an audience a name means the same, whoever asks.
  const fitting = await count(question.rule);
  const [undecided, decided] = [possible - certain, fitting - certain];
  const { minimumGroup } = workspace;
  if (decided < minimumGroup || undecided - decided < minimumGroup) return TOO_FEW;

  const setting = await settingOf(database, asked);
  const open = new Map([...partsOf(rule)].filter((part) => !hidden(part)).map((part) => [JSON.stringify(part), part]));
  if (open.size > MOST_PARTS) return TOO_FEW;
  // Of everybody: whom a rule leaves out on purpose stands out as much as whom it names.
  const everybody = ruleForAll({ ...asked, rule: EVERYBODY }, setting);
  if (await hasSmallCell(database, everybody, [...open.values()], minimumGroup)) return TOO_FEW;
  return { count: toFive(certain) + toFive(decided), reachable: null };
}

const TOO_FEW: DiscreetCount = { count: null, reachable: null };

/** So many cut nobody into groups; and a database takes only so many. */
const MOST_PARTS = 50;
/** Audiences within audiences; the check refuses circles. */
const MAX_DEPTH = 20;

/** With named audiences as what they mean: who names somebody in a definition points at them, too. */
function spelledOut(rule: Condition, workspace: Workspace, depth = 0): Condition {
  switch (rule.kind) {
    case 'all':
    case 'any':
      return { ...rule, of: rule.of.map((part) => spelledOut(part, workspace, depth)) };
    case 'not':
      return { ...rule, of: spelledOut(rule.of, workspace, depth) };
    case 'membership': {
      if (rule.fact !== 'in-audience' || depth > MAX_DEPTH) return rule;
      const named = rule.names.flatMap((name) => workspace.audiences[name] ?? []);
      return { kind: 'any', of: named.map((one) => spelledOut(one, workspace, depth + 1)) };
    }
    default:
      return rule;
  }
}

function thisMorning({ now, workspace: { timezone } }: AudienceQuestion): number {
  return startOfDate(localDate(now, timezone), timezone);
}

export function toFive(count: number): number {
  return Math.round(count / 5) * 5;
}
