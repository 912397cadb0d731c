import { and, or, type SQL, sql } from 'drizzle-orm';

/**
 * Whether a condition holds, as far as SQL can tell: for whom it holds for sure, and for whom it may. Mostly both are
 * one and the same SQL; where they differ, the people between are asked in memory.
 */
export interface Truth {
  readonly sure: SQL;
  readonly maybe: SQL;
}

export const ALWAYS: SQL = sql`1 = 1`;
export const NEVER: SQL = sql`1 = 0`;

export function exactly(condition: SQL): Truth {
  return { sure: condition, maybe: condition };
}

export function isExact({ sure, maybe }: Truth): boolean {
  return sure === maybe;
}

export function allOf(truths: readonly Truth[]): Truth {
  return joined(truths, (parts) => and(...parts) ?? ALWAYS);
}

export function anyOf(truths: readonly Truth[]): Truth {
  return joined(truths, (parts) => or(...parts) ?? NEVER);
}

/** Unknown is null in SQL, counts as false, and `not` of it is true (rules.md R3). */
export function noneOf(truth: Truth): Truth {
  const denied = sql`(${truth.maybe}) is not true`;
  return isExact(truth) ? exactly(denied) : { sure: denied, maybe: sql`(${truth.sure}) is not true` };
}

function joined(truths: readonly Truth[], join: (parts: readonly SQL[]) => SQL): Truth {
  const sure = join(truths.map((truth) => truth.sure));
  return truths.every(isExact) ? exactly(sure) : { sure, maybe: join(truths.map(({ maybe }) => maybe)) };
}
