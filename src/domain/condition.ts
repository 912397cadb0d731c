import type { Duration } from './duration.ts';
import type { LocalDate } from './time.ts';

/**
 * The one grammar of `for`, `when`, `until`, `wait-until`, `if`, `goal`, `sooner-if` and audiences, as a tree.
 * It is plain data: kept in a campaign version as JSON, evaluated in memory for one person (engine/audience.ts) and
 * compiled to SQL for all of them (store/audiences/condition-sql.ts) with the same answer (rules.md R3).
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | AttributeCondition
  | LearningCondition
  | EngagementCondition
  | MembershipCondition;

/** `department: Sales, Finance`, `hired: within 90 days`, `manager: known`, `need: career`. */
export interface AttributeCondition {
  readonly kind: 'attribute';
  /** The column's name: `department`, `hired_on`, `manager_email`. */
  readonly name: string;
  readonly test: AttributeTest;
}

export type AttributeTest =
  | { readonly is: 'one-of'; readonly values: readonly string[] }
  | { readonly is: 'over' | 'under'; readonly value: number }
  | { readonly is: 'has'; readonly text: string }
  | { readonly is: 'known' | 'unknown' }
  | DateTest;

export type DateTest =
  /** From that long ago through today. */
  | { readonly is: 'within'; readonly span: Duration }
  /** From today through that far ahead. */
  | { readonly is: 'in'; readonly span: Duration }
  /** Longer ago than that; the day itself is not. */
  | { readonly is: 'over-ago'; readonly span: Duration }
  | { readonly is: 'before'; readonly date: LocalDate };

export type LearningFact =
  | 'assigned'
  | 'started'
  | 'finished'
  | 'failed'
  | 'overdue'
  | 'due'
  | 'progress'
  | 'no-progress'
  | 'lapses';

/** `finished`, `progress: over 50%`, `finished: { safety: within 12 months }`, `no progress for 10 days`. */
export interface LearningCondition {
  readonly kind: 'learning';
  readonly fact: LearningFact;
  readonly about: LearningTarget;
  readonly test?: LearningTest | undefined;
}

/** `promoted`: what the campaign promotes. Several activities: rules.md R2 says which facts mean any, all, the mean. */
export type LearningTarget =
  | { readonly of: 'promoted' }
  | { readonly of: 'activities'; readonly ids: readonly string[] }
  | { readonly of: 'competency'; readonly name: string };

export type LearningTest =
  | DateTest
  | { readonly is: 'over' | 'under'; readonly value: number }
  /** For `no progress for 10 days`: no record for that long, of someone who has one. */
  | { readonly is: 'for'; readonly span: Duration };

/** What came back from mails. Never listed or explained for a person (guarantees.md §3). */
export interface EngagementCondition {
  readonly kind: 'engagement';
  readonly fact: 'received' | 'clicked' | 'answered' | 'answer' | 'active';
  /** Message or survey name; null means any. */
  readonly about: string | null;
  readonly answers?: readonly string[] | undefined;
  readonly within?: Duration | undefined;
}

/**
 * `in: new-joiners`, `takes part in: data-literacy`, `finished campaign: data-literacy`; `leads-people`, without names, is
 * what the ready audience `managers` means: somebody who has not left names this person as manager.
 */
export interface MembershipCondition {
  readonly kind: 'membership';
  readonly fact: 'in-audience' | 'takes-part-in' | 'finished-campaign' | 'leads-people';
  readonly names: readonly string[];
}

/** Every part of a condition that is not "and", "or", "not", depth first. */
export function* partsOf(condition: Condition): Generator<Exclude<Condition, { kind: 'all' | 'any' | 'not' }>> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const part of condition.of) yield* partsOf(part);
      return;
    case 'not':
      yield* partsOf(condition.of);
      return;
    default:
      yield condition;
  }
}

/** Whether it asks what someone learned; such steps wait while learning data is old (rules.md R16). */
export function asksAboutLearning(condition: Condition | null | undefined): boolean {
  if (!condition) return false;
  for (const part of partsOf(condition)) if (part.kind === 'learning') return true;
  return false;
}

/** Whether a test compares a date with today or a fixed date. */
export function isDateTest(test: { readonly is: string } | undefined): test is DateTest {
  return test?.is === 'within' || test?.is === 'in' || test?.is === 'over-ago' || test?.is === 'before';
}
