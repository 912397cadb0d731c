import { and, asc, gt, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Condition } from '../../domain/condition.ts';
import type { Instant, Zone } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import { type LearnedSource, learnedFromRecords, learnedFromSums } from '../learning/learned.ts';
import { learningDataAt } from '../meta.ts';
import { type StoredEmployee, storedColumns } from '../people/employees.ts';
import { type AskedOfAll, byZone, todayIn } from './asked-of-all.ts';
import { conditionSql } from './condition-sql.ts';
import { ALWAYS, isExact, type Truth } from './truth.ts';

/** A condition asked of everybody who is present: neither past their last day nor missing from a full import. */
export interface RuleForAll {
  readonly condition: Condition;
  readonly asked: Omit<AskedOfAll, 'zones' | 'learned'>;
}

export interface FittingCount {
  readonly count: number;
  /** Who has a mailbox that takes mail. */
  readonly reachable: number;
}

/** @returns whom the condition fits for sure, and whether there are others of whom only memory can tell. */
export async function countFitting(
  database: Database,
  rule: RuleForAll,
): Promise<FittingCount & { readonly unsure: boolean }> {
  const { db, tables } = database;
  const { email, suppressedAt } = tables.employees;
  const { truth, present, joins } = await preparedRule(database, rule);
  const isReachable = and(isNotNull(email), isNull(suppressedAt)) ?? ALWAYS;
  // What is exact is not asked twice.
  const sure = isExact(truth) ? ALWAYS : truth.sure;
  const counting = db
    .select({ maybe: counted(ALWAYS), count: counted(sure), reachable: counted(and(sure, isReachable) ?? ALWAYS) })
    .from(tables.employees)
    .$dynamic();
  for (const { table, on } of joins) counting.leftJoin(table, on);
  const [row] = await counting.where(and(present, truth.maybe));
  const { maybe, count, reachable } = row ?? { maybe: 0, count: 0, reachable: 0 };
  return { count, reachable, unsure: maybe > count };
}

/** How many people are present. */
export async function countPresent(database: Database, asked: Pick<AskedOfAll, 'now' | 'timezone'>): Promise<number> {
  const { employees } = database.tables;
  const present = isPresent(database, { ...asked, zones: await zonesOfPeople(database) });
  const [row] = await database.db
    .select({ count: counted(ALWAYS) })
    .from(employees)
    .where(present);
  return row?.count ?? 0;
}

/** Whom a condition fits or may fit, a page at a time, in order of key. */
export async function* fittingPeople(
  database: Database,
  rule: RuleForAll,
  { which = 'all', pageSize }: { readonly which?: 'all' | 'unsure'; readonly pageSize: number },
): AsyncGenerator<readonly { readonly person: StoredEmployee; readonly sure: boolean }[]> {
  const { db, tables } = database;
  const { employees } = tables;
  const { truth, present, joins } = await preparedRule(database, rule);
  const unsure = which === 'unsure' ? sql`(${truth.sure}) is not true` : undefined;
  let after: string | null = null;
  for (;;) {
    const further = after === null ? undefined : gt(employees.key, after);
    const fitting = db
      .select({
        person: storedColumns(employees),
        sure: isExact(truth) ? sql<number>`1` : sql<number>`case when ${truth.sure} then 1 else 0 end`,
      })
      .from(employees)
      .$dynamic();
    for (const { table, on } of joins) fitting.leftJoin(table, on);
    const page: { person: StoredEmployee; sure: number }[] = await fitting
      .where(and(further, present, truth.maybe, unsure))
      .orderBy(asc(employees.key))
      .limit(pageSize);
    yield page.map(({ person, sure }) => ({ person, sure: sure === 1 }));
    after = page.at(-1)?.person.key ?? null;
    if (page.length < pageSize || after === null) return;
  }
}

/** A rule as SQL, with what it must be joined to. */
export async function preparedRule(
  database: Database,
  { condition, asked }: RuleForAll,
): Promise<{ truth: Truth; present: SQL | undefined; joins: ReturnType<LearnedSource['joins']> }> {
  const learned = await learnedBy(database, asked.now);
  const everywhere = { ...asked, learned, zones: await zonesOfPeople(database) };
  const truth = conditionSql(condition, database, everywhere);
  return {
    truth,
    present: isPresent(database, everywhere),
    joins: learned.joins(),
  };
}

function isPresent(database: Database, asked: Pick<AskedOfAll, 'now' | 'timezone' | 'zones'>): SQL | undefined {
  const { leftOn, missingSince } = database.tables.employees;
  const today = byZone(database, asked, todayIn(asked));
  return and(isNull(missingSince), or(isNull(leftOn), sql`${leftOn} >= ${today}`));
}

/** The sums hold for the present; whoever asks about a time before the last data (`--now`) gets the records. */
async function learnedBy(database: Database, now: Instant): Promise<LearnedSource> {
  const lastAt = await learningDataAt(database);
  return lastAt !== null && now < lastAt ? learnedFromRecords(database, now) : learnedFromSums(database, now);
}

/** By hopping from one entry of the index to the next other one: zones are few, people many. */
async function zonesOfPeople({ db, tables: { employees } }: Database): Promise<Zone[]> {
  const { timezone } = employees;
  const next = (further: SQL) =>
    sql`select min(${timezone}) from ${employees} where ${timezone} is not null and ${further}`;
  const rows = await db.select({ zone: sql<Zone>`zones.zone` }).from(sql`(
    with recursive hops(zone) as (
      ${next(sql`1 = 1`)} union all select (${next(sql`${timezone} > hops.zone`)}) from hops where hops.zone is not null
    ) select zone from hops where zone is not null
  ) as zones`);
  return rows.map(({ zone }) => zone);
}

function counted(condition: SQL): SQL<number> {
  return sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);
}
