import { eq, inArray, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import { latestImport, type StoredImport } from './imports.ts';
import { wakeColleagues } from './wake-colleagues.ts';

/** The last import of any kind that was not taken back: the only one that can be. */
export async function lastImport(database: Database): Promise<StoredImport | null> {
  const latest = await Promise.all(
    (['employees', 'activities', 'learning'] as const).map((kind) => latestImport(database, kind)),
  );
  return latest
    .filter((entry) => entry !== null)
    .reduce<StoredImport | null>((last, entry) => (last === null || isLater(entry, last) ? entry : last), null);
}

/** What was taken back was never imported. */
export async function removeImport({ db, tables: { imports } }: Database, id: string): Promise<void> {
  await db.delete(imports).where(eq(imports.id, id));
}

/** @returns the people whose records are gone, each once, and how many records there were; of `limit` at most. */
export async function removeLearningOfImport(
  { db, tables: { learningRecords } }: Database,
  importId: string,
  limit: number,
): Promise<{ people: string[]; records: number }> {
  const some = db
    .select({ id: learningRecords.id })
    .from(learningRecords)
    .where(eq(learningRecords.importId, importId))
    .limit(limit);
  const rows = await db
    .delete(learningRecords)
    .where(inArray(learningRecords.id, some))
    .returning({ person: learningRecords.person });
  return { people: [...new Set(rows.map(({ person }) => person))], records: rows.length };
}

/** Those of these people on whom something hangs: a participation, a mail, a user of the identity provider. */
export async function peopleInUse({ db, tables, dialect }: Database, keys: readonly string[]): Promise<Set<string>> {
  const { participations, messages, scimUsers } = tables;
  const columns = [
    { table: participations, person: participations.person },
    { table: messages, person: messages.recipient },
    { table: scimUsers, person: scimUsers.person },
  ];
  const inUse = new Set<string>();
  for (const { table, person } of columns) {
    const rows = await db
      .select({ person: sql<string>`${person}` })
      .from(table)
      .where(dialect.isAnyOf(person, keys))
      .groupBy(person);
    for (const row of rows) inUse.add(row.person);
  }
  return inUse;
}

/** For people nothing hangs on: they have no participation and got no mail. Who named them is looked at again at `at`. */
export async function removeEmployees(database: Database, keys: readonly string[], at: Instant): Promise<void> {
  const { db, tables, dialect } = database;
  const { email, managerEmail, missingSince, leftOn, key } = tables.employees;
  await db.delete(tables.formerEmails).where(dialect.isAnyOf(tables.formerEmails.person, keys));
  const gone = await db
    .delete(tables.employees)
    .where(dialect.isAnyOf(key, keys))
    .returning({ email, managerEmail, missingSince, leftOn });
  const changes = gone.map((before) => ({ before, after: null }));
  await wakeColleagues(database, changes, at);
}

export async function removeActivities(
  { db, tables: { activities } }: Database,
  ids: readonly string[],
): Promise<void> {
  for (const batch of batchesOf(ids)) await db.delete(activities).where(inArray(activities.id, batch));
}

/** Two imports at one instant of a played store are told apart by their ids, which sort by time of making. */
function isLater(a: StoredImport, b: StoredImport): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}
