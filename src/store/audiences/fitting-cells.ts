import { and, count, lt, type SQL, sql } from 'drizzle-orm';
import type { Condition } from '../../domain/condition.ts';
import type { Database } from '../database.ts';
import { textOf } from './condition-sql-attribute.ts';
import { preparedRule, type RuleForAll } from './fitting-people.ts';

/**
 * Whether some group of fewer than `least` people can be told apart among those whom a rule may fit: everybody of one
 * group answers each of the conditions alike, and has the same value where a condition picks values. So neither a list
 * of addresses nor a part of a name is a group, however long: one such list less another is one person.
 */
export async function hasSmallCell(
  database: Database,
  rule: RuleForAll,
  conditions: readonly Condition[],
  least: number,
): Promise<boolean> {
  const { db, tables } = database;
  const { truth, present, joins } = await preparedRule(database, rule);
  const cuts: SQL[] = [];
  for (const condition of conditions) {
    const { truth: cut } = await preparedRule(database, { ...rule, condition });
    cuts.push(sql`case when ${cut.maybe} then ${nameOf(condition, database)} end`);
  }
  const small = db.select({ people: count() }).from(tables.employees).$dynamic();
  for (const { table, on } of joins) small.leftJoin(table, on);
  const found = await small
    .where(and(present, truth.maybe))
    .groupBy(...(cuts.length === 0 ? [sql`'' || ''`] : cuts))
    .having(lt(count(), least))
    .limit(1);
  return found.length > 0;
}

/** What tells those apart whom a condition fits. Dates do not: hardly anybody shares one. */
function nameOf(condition: Condition, database: Database): SQL {
  const picksValues = condition.kind === 'attribute' && PICKING.includes(condition.test.is);
  return picksValues ? textOf(condition.name, database) : sql`''`;
}

const PICKING: readonly string[] = ['one-of', 'has', 'over', 'under'];
