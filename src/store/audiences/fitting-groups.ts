import { and, count, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { foldedKey } from '../people/folded-values.ts';
import { textOf, unlessChosen } from './condition-sql-attribute.ts';
import { preparedRule, type RuleForAll } from './fitting-people.ts';

/** How many people share a language and a value. */
export interface PeopleGroup {
  readonly locale: string | null;
  /** Folded; null: unknown, or no column was asked for. */
  readonly value: string | null;
  readonly people: number;
}

/** Those whom a rule fits for sure and who take mail, by language and the value of a column. */
export async function groupFitting(
  database: Database,
  rule: RuleForAll,
  attribute: string | null,
): Promise<PeopleGroup[]> {
  const { db, tables } = database;
  const { email, suppressedAt, locale, chosenLocale } = tables.employees;
  const { truth, present, joins } = await preparedRule(database, rule);
  const counting = db
    .select({
      locale: sql<string | null>`coalesce(${chosenLocale}, ${locale})`,
      value: attribute === null ? sql<string | null>`cast(null as text)` : columnValue(attribute, database),
      people: count(),
    })
    .from(tables.employees)
    .$dynamic();
  for (const { table, on } of joins) counting.leftJoin(table, on);
  return await counting
    .where(and(present, truth.sure, isNotNull(email), isNull(suppressedAt)))
    .groupBy(sql`1`, sql`2`)
    .orderBy(sql`1`, sql`2`);
}

function columnValue(name: string, database: Database) {
  const { dialect, tables } = database;
  const { folded } = tables.employees;
  const truth = unlessChosen(name, dialect.lookUp(folded, foldedKey(name, 'truth')), database);
  return sql<string | null>`coalesce(${truth}, ${textOf(name, database)})`;
}
