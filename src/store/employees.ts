import { and, asc, count, eq, getTableColumns, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Employee } from '../domain/employee.ts';
import type { Instant } from '../domain/time.ts';
import { noteAttributeUses } from './attribute-uses.ts';
import { batchesOf, incoming } from './batches.ts';
import type { Database } from './database.ts';
import { earlierWake } from './earlier-wake.ts';
import { foldedValues } from './folded-values.ts';
import type { Tables } from './tables.ts';
import { type Ties, type TiesChanged, wakeColleagues } from './wake-colleagues.ts';

/** `locale` is as imported; `chosenLocale`, the person's own, goes before it and no import changes it. */
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

export async function employeesByKey(
  { db, tables: { employees } }: Database,
  keys: readonly string[],
): Promise<StoredEmployee[]> {
  const found: StoredEmployee[] = [];
  for (const batch of batchesOf(keys)) {
    found.push(...(await db.select(storedColumns(employees)).from(employees).where(inArray(employees.key, batch))));
  }
  return found;
}

/** @param emails lower-cased; current ones only. */
export async function employeesByEmail(
  { db, tables: { employees } }: Database,
  emails: readonly string[],
): Promise<StoredEmployee[]> {
  const found: StoredEmployee[] = [];
  for (const batch of batchesOf(emails)) {
    found.push(...(await db.select(storedColumns(employees)).from(employees).where(inArray(employees.email, batch))));
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

export interface FoundEmployees {
  readonly byId: ReadonlyMap<string, StoredEmployee>;
  readonly byEmail: ReadonlyMap<string, StoredEmployee>;
  readonly byFormerEmail: ReadonlyMap<string, StoredEmployee>;
}

/** Whom the rows of an import mean: by `id`, by email, by an email they had before (rules.md R17). */
export async function findByIdentities(database: Database, identities: readonly Identity[]): Promise<FoundEmployees> {
  const { db, tables } = database;
  const { employees, formerEmails } = tables;
  const byId = new Map<string, StoredEmployee>();
  const byEmail = new Map<string, StoredEmployee>();
  const byFormerEmail = new Map<string, StoredEmployee>();
  for (const batch of batchesOf(identities)) {
    const ids = batch.flatMap(({ id, email }) => [id, email].filter((name) => name !== null));
    const emails = batch.flatMap(({ email }) => email ?? []);
    const named = or(inArray(employees.id, ids), inArray(employees.email, emails));
    for (const employee of await db.select(storedColumns(employees)).from(employees).where(named)) {
      byId.set(employee.id, employee);
      if (employee.email !== null) byEmail.set(employee.email, employee);
    }
    const formerly = await db
      .select({ email: formerEmails.email, employee: storedColumns(employees) })
      .from(formerEmails)
      .innerJoin(employees, eq(employees.key, formerEmails.person))
      .where(inArray(formerEmails.email, emails))
      .orderBy(asc(employees.createdAt), asc(employees.key));
    for (const { email, employee } of formerly) byFormerEmail.set(email, employee);
  }
  return { byId, byEmail, byFormerEmail };
}

/** Which of these emails somebody who has not left names as manager. */
export async function leadersAmong(
  { db, tables: { employees } }: Database,
  emails: readonly string[],
): Promise<Set<string>> {
  const { managerEmail, missingSince, leftOn } = employees;
  const leaders = new Set<string>();
  for (const batch of batchesOf(emails)) {
    const rows = await db
      .selectDistinct({ managerEmail })
      .from(employees)
      .where(and(inArray(managerEmail, batch), isNull(missingSince), isNull(leftOn)));
    for (const row of rows) if (row.managerEmail !== null) leaders.add(row.managerEmail);
  }
  return leaders;
}

/** Direct reports, in order of key. */
export async function teamOf({ db, tables: { employees } }: Database, managerEmail: string): Promise<StoredEmployee[]> {
  return await db
    .select(storedColumns(employees))
    .from(employees)
    .where(eq(employees.managerEmail, managerEmail))
    .orderBy(asc(employees.key));
}

/**
 * Writes what an import says about people, new and known ones, and wakes them: the engine looks again at `at`.
 * Two people may swap their emails within one call. Emails they had before are remembered.
 */
export async function upsertEmployees(database: Database, people: readonly Employee[], at: Instant): Promise<void> {
  const { db, tables } = database;
  const { employees } = tables;
  const changes: TiesChanged[] = [];
  for (const batch of batchesOf(people)) {
    const known = await tiesOf(database, batch);
    await releaseEmails(database, batch, known);
    changes.push(...batch.map((person) => ({ before: known.get(person.key) ?? null, after: person })));
  }
  for (const batch of batchesOf(people)) {
    await db
      .insert(employees)
      .values(
        batch.map((person) => ({
          ...importedFields(person),
          folded: foldedValues(person),
          revision: 1,
          wakeAt: at,
          createdAt: at,
        })),
      )
      .onConflictDoUpdate({
        target: employees.key,
        set: {
          ...incoming(employees, [...IMPORTED, 'folded']),
          revision: sql`${employees.revision} + 1`,
          wakeAt: earlierWake(employees, at),
        },
      });
  }
  await noteAttributeUses(database, people);
  await wakeColleagues(database, changes, at);
}

/** The person's own choice of language; null: as imported. */
export async function chooseLocale(database: Database, key: string, locale: string | null): Promise<void> {
  await changeEmployee(database, key, { chosenLocale: locale });
}

export async function changeEmployee(
  { db, tables: { employees } }: Database,
  key: string,
  changes: Partial<Pick<StoredEmployee, 'chosenLocale' | 'suppressedAt' | 'notedAt'>>,
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

const IMPORTED = [
  'id',
  'email',
  'locale',
  'timezone',
  'country',
  'region',
  'workingDays',
  'leave',
  'hiredOn',
  'leftOn',
  'missingSince',
  'managerEmail',
  'buddyEmail',
  'attributes',
] as const satisfies readonly (keyof Employee)[];

function importedFields(person: Employee): Employee {
  const fields = Object.fromEntries(IMPORTED.map((field) => [field, person[field]]));
  return { key: person.key, ...fields } as Employee;
}

/**
 * Emails that people of the batch no longer have are kept as former ones and set free for others. What mail servers said
 * was about these, not about the new ones.
 */
async function releaseEmails(
  { db, tables }: Database,
  batch: readonly Employee[],
  known: ReadonlyMap<string, Ties>,
): Promise<void> {
  const { employees, formerEmails } = tables;
  const former = batch.flatMap(({ key, email }) => {
    const before = known.get(key)?.email ?? null;
    return before !== null && before !== email ? [{ person: key, email: before }] : [];
  });
  if (former.length === 0) return;
  await db.insert(formerEmails).values(former).onConflictDoNothing();
  const keys = former.map(({ person }) => person);
  await db
    .update(employees)
    .set({ email: null, emailDigest: null, notedAt: null, suppressedAt: null })
    .where(inArray(employees.key, keys));
}

/** What others hang on, as it was before, by key. */
async function tiesOf({ db, tables }: Database, batch: readonly Employee[]): Promise<Map<string, Ties>> {
  const { key, email, managerEmail, missingSince, leftOn } = tables.employees;
  const rows = await db
    .select({ key, email, managerEmail, missingSince, leftOn })
    .from(tables.employees)
    .where(
      inArray(
        key,
        batch.map((person) => person.key),
      ),
    );
  return new Map(rows.map((row) => [row.key, row]));
}
