import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Condition, MembershipCondition } from '../../domain/condition.ts';
import { invariant } from '../../domain/errors.ts';
import { number } from '../batches.ts';
import type { Database } from '../database.ts';
import { storable } from '../people/folded-values.ts';
import type { AskedOfAll } from './asked-of-all.ts';
import { attributeSql } from './condition-sql-attribute.ts';
import { engagementSql } from './condition-sql-engagement.ts';
import { learningSql } from './condition-sql-learning.ts';
import { allOf, anyOf, exactly, noneOf, type Truth } from './truth.ts';

/** Audiences within audiences; the check refuses those that lead back to themselves. */
const MAX_DEPTH = 50;

/**
 * A condition over rows of `employees`, with the meaning that it has in memory for one person (engine/conditions/evaluate.ts).
 * What is not known is null in SQL and counts as false; `not` of it is true (rules.md R3).
 * No date is reckoned in SQL: every comparison with today becomes one with fixed dates or instants, for each zone.
 */
export function conditionSql(condition: Condition, database: Database, asked: AskedOfAll, depth = 0): Truth {
  const each = (parts: readonly Condition[]) => parts.map((part) => conditionSql(part, database, asked, depth));
  switch (condition.kind) {
    case 'all':
      return allOf(each(condition.of));
    case 'any':
      return anyOf(each(condition.of));
    case 'not':
      return noneOf(conditionSql(condition.of, database, asked, depth));
    case 'attribute':
      return exactly(attributeSql(condition, database, asked));
    case 'learning':
      return learningSql(condition, database, asked);
    case 'engagement':
      return engagementSql(condition, database, asked);
    case 'membership':
      if (condition.fact === 'in-audience') return audienceSql(condition.names, database, asked, depth);
      return exactly(condition.fact === 'leads-people' ? leads(database) : campaignSql(condition, database, asked));
  }
}

/** An audience means the same wherever it is named: nothing is promoted in it. */
function audienceSql(names: readonly string[], database: Database, asked: AskedOfAll, depth: number): Truth {
  invariant(depth < MAX_DEPTH, 'an audience is not defined by itself');
  const outside = { ...asked, campaign: null, promotes: [], fallbackDue: null };
  const rules = names.flatMap((name) => asked.audiences[name] ?? []);
  return anyOf(rules.map((rule) => conditionSql(rule, database, outside, depth + 1)));
}

function leads({ tables: { employees } }: Database): SQL {
  const named = sql`report.manager_email = ${employees.email}`;
  return sql`exists (select 1 from ${employees} as report where ${named} and report.missing_since is null and report.left_on is null)`;
}

function campaignSql({ fact, names }: MembershipCondition, { tables }: Database, { now }: AskedOfAll): SQL {
  const { participations, employees } = tables;
  const holds =
    fact === 'takes-part-in'
      ? sql`${participations.beganAt} <= ${number(now)} and ${participations.endedAt} is null`
      : sql`${participations.goalReachedAt} is not null`;
  const campaign = inArray(participations.campaign, names.map(storable));
  return sql`exists (select 1 from ${participations} where ${participations.person} = ${employees.key} and ${campaign} and ${holds})`;
}
