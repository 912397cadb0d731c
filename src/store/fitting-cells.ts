import { and, count, type SQL, sql } from 'drizzle-orm';
import type { Condition } from '../domain/condition.ts';
import type { Database } from './database.ts';
import { preparedRule, type RuleForAll } from './fitting-people.ts';

/**
 * The sizes of the groups into which conditions cut those whom a rule may fit: everybody of one group answers every one
 * of the conditions alike. Whoever is not sure counts where they may.
 */
export async function cellSizes(
  database: Database,
  rule: RuleForAll,
  conditions: readonly Condition[],
): Promise<number[]> {
  const { db, tables } = database;
  const { truth, present, joins } = await preparedRule(database, rule);
  const cells: SQL[] = [];
  for (const condition of conditions) {
    const cut = await preparedRule(database, { ...rule, condition });
    cells.push(sql`case when ${cut.truth.maybe} then '1' else '0' end`);
  }
  const cell = cells.length === 0 ? sql<string>`''` : sql<string>`${sql.join(cells, sql` || `)}`;
  const counting = db
    .select({ cell: sql<string>`${cell}`, people: count() })
    .from(tables.employees)
    .$dynamic();
  for (const { table, on } of joins) counting.leftJoin(table, on);
  const rows = await counting.where(and(present, truth.maybe)).groupBy(sql`1`);
  return rows.map(({ people }) => people);
}
