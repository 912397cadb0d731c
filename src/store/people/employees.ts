import { and, asc, count, eq, getTableColumns, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { type Employee, IMPORTED_FIELDS } from '../../domain/employee.ts';
import type { Need } from '../../domain/need.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import { overlapped } from '../overlapped.ts';
import type { Tables } from '../tables.ts';
import { noteAttributeUses } from './attribute-uses.ts';
import { earlierWake } from './earlier-wake.ts';
import { foldedValues } from './folded-values.ts';
import { type Ties, type TiesChanged, wakeColleagues } from './wake-colleagues.ts';

/**
 * `locale` and the attribute `need` are as imported; `chosenLocale` and `chosenNeed`, the person's own, go before them
 * and no import changes them.
 */
export type StoredEmployee = Omit<Tables['employees']['$inferSelect'], 'folded'>;

export async function countEmployees({ db, tables: { employees } }: Database): Promise<number> {
  const [row] = await db.select({ count: count() }).from(employees);
  return row?.count ?? 0;
}

/** A page in order of key; `after` is the last key of the page before, or null. */
export async function employeesAfter(
  { db, tables: { employees } }: Database,
  after: string | null,
  limit: number,
): Promise<StoredEmployee[]> {
  return await db
    .select(storedColumns(employees))
    .from(employees)
    .where(after === null ? undefined : gt(employees.key, after))
    .orderBy(asc(employees.key))
    .limit(limit);
}

/** Who is not missing from a full import: a page with what names them, in order of key. */
export async function presentAfter(
  { db, tables: { employees } }: Database,
  after: string | null,
  limit: number,
): Promise<Pick<StoredEmployee, 'key' | 'id' | 'email' | 'timezone' | 'leftOn'>[]> {
  const { key, id, email, timezone, leftOn, missingSince } = employees;
  return await db
    .select({ key, id, email, timezone, leftOn })
    .from(employees)
    .where(and(isNull(missingSince), after === null ? undefined : gt(key, after)))
    .orderBy(asc(key))
    .limit(limit);
}

export async function employeesByKey(
  { db, tables: { employees }, dialect }: Database,
  keys: readonly string[],
): Promise<StoredEmployee[]> {
  const found: StoredEmployee[] = [];
  for (const batch of batchesOf(keys)) {
    const isOneOfThem = dialect.isAnyOf(employees.key, batch);
    found.push(...(await db.select(storedColumns(employees)).from(employees).where(isOneOfThem)));
  }
  return found;
}

/** @param emails lower-cased; current ones only. */
export async function employeesByEmail(
  { db, tables: { employees }, dialect }: Database,
  emails: readonly string[],
): Promise<StoredEmployee[]> {
  const found: StoredEmployee[] = [];
  for (const batch of batchesOf(emails)) {
    const isOneOfThem = dialect.isAnyOf(employees.email, batch);
    found.push(...(await db.select(storedColumns(employees)).from(employees).where(isOneOfThem)));
  }
  return found;
}

export async function employeeByEmail(database: Database, email: string): Promise<StoredEmployee | null> {
  return (await employeesByEmail(database, [email]))[0] ?? null;
}

export interface Identity {
  readonly id: string | null;
  /** Lower-cased. */
  readonly email: string | null;
}

export interface FoundEmployees<Person = StoredEmployee> {
  readonly byId: ReadonlyMap<string, Person>;
  readonly byEmail: ReadonlyMap<string, Person>;
  readonly byFormerEmail: ReadonlyMap<string, Person>;
}

/** What is needed of a person to whom something is told: who it is, and where they live. */
export type NamedEmployee = Pick<StoredEmployee, 'key' | 'id' | 'email' | 'timezone'>;

/** Whom the rows of an import mean: by `id`, by email, by an email they had before (rules.md R17). */
export async function findByIdentities(database: Database, identities: readonly Identity[]): Promise<FoundEmployees> {
  return find(database, identities, storedColumns(database.tables.employees));
}

/** The same, without all that is known of them: a learning file names each three times. */
export async function findNamesByIdentities(
  database: Database,
  identities: readonly Identity[],
): Promise<FoundEmployees<NamedEmployee>> {
  const { key, id, email, timezone } = database.tables.employees;
  return find(database, identities, { key, id, email, timezone });
}

/** @param columns those of a `Person`. */
async function find<Person extends NamedEmployee>(
  { db, tables, dialect }: Database,
  identities: readonly Identity[],
  columns: Readonly<Record<string, SQLiteColumn>>,
): Promise<FoundEmployees<Person>> {
  const { employees, formerEmails } = tables;
  const byId = new Map<string, Person>();
  const byEmail = new Map<string, Person>();
  const byFormerEmail = new Map<string, Person>();
  const keep = async (named: SQL) => {
    for (const person of (await db.select(columns).from(employees).where(named)) as unknown as Person[]) {
      byId.set(person.id, person);
      if (person.email !== null) byEmail.set(person.email, person);
    }
  };
  for (const batch of batchesOf(identities, IDENTITIES_AT_ONCE)) {
    // Who is known by email only has it as id too.
    const ids = new Set(batch.flatMap(({ id, email }) => id ?? email ?? []));
    await keep(dialect.isAnyOf(employees.id, [...ids]));
    const emails = [...new Set(batch.flatMap(({ email }) => email ?? []))];
    if (emails.length === 0) continue;
    const further = emails.filter((email) => !byEmail.has(email));
    await keep(dialect.isAnyOf(employees.email, further));
    const formerly = await db
      .select({ email: formerEmails.email, person: columns })
      .from(formerEmails)
      .innerJoin(employees, eq(employees.key, formerEmails.person))
      .where(dialect.isAnyOf(formerEmails.email, emails))
      .orderBy(asc(employees.createdAt), asc(employees.key));
    for (const { email, person } of formerly) byFormerEmail.set(email, person as unknown as Person);
  }
  return { byId, byEmail, byFormerEmail };
}

/** One parameter each, so more than a batch of rows to write. */
const IDENTITIES_AT_ONCE = 5_000;

/**
 * Writes what an import says about people, new and known ones, and wakes them: the engine looks again at `at`.
 * Two people may swap their emails within one call. Emails they had before are remembered.
 * @param before how the same transaction read them, by key, without the new ones; null: they are looked up.
 */
export async function upsertEmployees(
  database: Database,
  people: readonly Employee[],
  at: Instant,
  before: ReadonlyMap<string, Ties> | null = null,
): Promise<void> {
  const known = before ?? (await tiesOf(database, people));
  await releaseEmails(database, people, known);
  await overlapped(
    () => writeImported(database, people, at),
    () => noteAttributeUses(database, people),
  );
  const changes = people.map((person): TiesChanged => ({ before: known.get(person.key) ?? null, after: person }));
  await wakeColleagues(database, changes, at);
}

async function writeImported(database: Database, people: readonly Employee[], at: Instant): Promise<void> {
  const { employees } = database.tables;
  for (const batch of batchesOf(people, ROWS_AT_ONCE)) {
    await database.writeRows({
      table: employees,
      rows: batch.map((person) => importedRow(person, at)),
      key: 'key',
      onConflict: {
        on: [employees.key],
        set: {
          ...incoming(employees, [...IMPORTED_FIELDS, 'folded']),
          revision: sql`${employees.revision} + 1`,
          wakeAt: earlierWake(employees, at),
        },
      },
    });
  }
}

/** Rows are no parameters each: so many make a text of some megabytes. */
const ROWS_AT_ONCE = 2_000;

/** The person's own choice of language; null: as imported. */
export async function chooseLocale(database: Database, key: string, locale: string | null): Promise<void> {
  await changeEmployee(database, key, { chosenLocale: locale });
}

/** The person's own choice of what helps them; null: none, and what an import says holds again. */
export async function chooseNeed(database: Database, key: string, need: Need | null): Promise<void> {
  await changeEmployee(database, key, { chosenNeed: need });
}

export async function changeEmployee(
  { db, tables: { employees } }: Database,
  key: string,
  changes: Partial<Pick<StoredEmployee, 'chosenLocale' | 'chosenNeed' | 'suppressedAt' | 'notedAt'>>,
): Promise<void> {
  await db
    .update(employees)
    .set({ ...changes, revision: sql`${employees.revision} + 1` })
    .where(eq(employees.key, key));
}

/** All but what only conditions look into. */
export function storedColumns(employees: Tables['employees']) {
  const { folded: _, ...columns } = getTableColumns(employees);
  return columns;
}

/** As a new row; of a known one only what imports say is taken, and what is folded. Field by field: a million times. */
function importedRow(person: Employee, at: Instant): Tables['employees']['$inferInsert'] {
  return {
    key: person.key,
    id: person.id,
    email: person.email,
    locale: person.locale,
    timezone: person.timezone,
    country: person.country,
    region: person.region,
    workingDays: person.workingDays,
    leave: person.leave,
    hiredOn: person.hiredOn,
    leftOn: person.leftOn,
    missingSince: person.missingSince,
    managerEmail: person.managerEmail,
    buddyEmail: person.buddyEmail,
    attributes: person.attributes,
    folded: foldedValues(person),
    revision: 1,
    wakeAt: at,
    createdAt: at,
  };
}

/**
 * Emails that people of the batch no longer have are kept as former ones and set free for others. What mail servers said
 * was about these, not about the new ones.
 */
async function releaseEmails(
  { db, tables, dialect }: Database,
  people: readonly Employee[],
  known: ReadonlyMap<string, Ties>,
): Promise<void> {
  const { employees, formerEmails } = tables;
  const former = people.flatMap(({ key, email }) => {
    const before = known.get(key)?.email ?? null;
    return before !== null && before !== email ? [{ person: key, email: before }] : [];
  });
  for (const batch of batchesOf(former)) {
    await db.insert(formerEmails).values(batch).onConflictDoNothing();
    const keys = batch.map(({ person }) => person);
    await db
      .update(employees)
      .set({ email: null, emailDigest: null, notedAt: null, suppressedAt: null })
      .where(dialect.isAnyOf(employees.key, keys));
  }
}

/** What others hang on, as it was before, by key. */
async function tiesOf({ db, tables, dialect }: Database, people: readonly Employee[]): Promise<Map<string, Ties>> {
  const { key, email, managerEmail, missingSince, leftOn } = tables.employees;
  const known = new Map<string, Ties>();
  for (const batch of batchesOf(people)) {
    const keys = batch.map((person) => person.key);
    const rows = await db
      .select({ key, email, managerEmail, missingSince, leftOn })
      .from(tables.employees)
      .where(dialect.isAnyOf(key, keys));
    for (const row of rows) known.set(row.key, row);
  }
  return known;
}
