import { and, asc, count, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { UnmappedKind } from '../tables/access-tables.ts';
import type { Tables } from '../tables.ts';
import type { NewLearningRecord } from './learning-records.ts';

export type StoredStatement = Tables['statements']['$inferSelect'];
export type UnmappedStatements = Tables['unmappedStatements']['$inferSelect'];

export async function statementsById(
  { db, tables: { statements } }: Database,
  ids: readonly string[],
): Promise<Map<string, StoredStatement>> {
  const found = new Map<string, StoredStatement>();
  for (const batch of batchesOf(ids)) {
    for (const row of await db.select().from(statements).where(inArray(statements.id, batch))) found.set(row.id, row);
  }
  return found;
}

/** Those by which something is known of a person, oldest first. */
export async function statementsAbout(
  { db, tables: { statements, learningRecords } }: Database,
  person: string,
): Promise<Pick<StoredStatement, 'id' | 'storedAt'>[]> {
  const { id, storedAt, recordId } = statements;
  return await db
    .select({ id, storedAt })
    .from(statements)
    .innerJoin(learningRecords, eq(learningRecords.id, recordId))
    .where(eq(learningRecords.person, person))
    .orderBy(asc(storedAt), asc(id));
}

/** New ones, and what became of known ones. */
export async function saveStatements(
  { db, tables: { statements } }: Database,
  list: readonly StoredStatement[],
): Promise<void> {
  for (const batch of batchesOf(list)) {
    await db
      .insert(statements)
      .values(batch)
      .onConflictDoUpdate({
        target: statements.id,
        set: incoming(statements, ['fingerprint', 'outcome', 'recordId', 'storedAt']),
      });
  }
}

/** The ids that these records have in the store, in the same order: another statement may have told them first. */
export async function idsOfRecords(
  { db, tables: { learningRecords } }: Database,
  records: readonly Pick<NewLearningRecord, 'person' | 'activity' | 'event' | 'at'>[],
): Promise<(string | null)[]> {
  const { id, person, activity, event, at } = learningRecords;
  const known = new Map<string, string>();
  for (const batch of batchesOf([...new Set(records.map((record) => record.person))])) {
    const rows = await db
      .select({ id, person, activity, event, at })
      .from(learningRecords)
      .where(inArray(person, batch));
    for (const row of rows) known.set(nameOf(row), row.id);
  }
  return records.map((record) => known.get(nameOf(record)) ?? null);
}

/** Takes a record back, unless another statement that stands tells it too. @returns whom it was about, or null. */
export async function removeRecordOfStatement(
  { db, tables: { statements, learningRecords } }: Database,
  { id, recordId }: Pick<StoredStatement, 'id' | 'recordId'>,
): Promise<string | null> {
  if (recordId === null) return null;
  const [others] = await db
    .select({ count: count() })
    .from(statements)
    .where(and(eq(statements.recordId, recordId), ne(statements.id, id)));
  if ((others?.count ?? 0) > 0) return null;
  const [gone] = await db
    .delete(learningRecords)
    .where(eq(learningRecords.id, recordId))
    .returning({ person: learningRecords.person });
  return gone?.person ?? null;
}

export async function countUnmapped(
  { db, tables: { unmappedStatements } }: Database,
  { kind, about, count: more }: { kind: UnmappedKind; about: string; count: number },
  at: Instant,
): Promise<void> {
  await db
    .insert(unmappedStatements)
    .values({ kind, about, count: more, lastAt: at })
    .onConflictDoUpdate({
      target: [unmappedStatements.kind, unmappedStatements.about],
      set: { count: sql`${unmappedStatements.count} + ${sql`cast(${more} as integer)`}`, lastAt: at },
    });
}

/** The most frequent first. */
export async function unmappedStatements(
  { db, tables: { unmappedStatements: unmapped } }: Database,
  kind: UnmappedKind,
): Promise<UnmappedStatements[]> {
  return await db
    .select()
    .from(unmapped)
    .where(eq(unmapped.kind, kind))
    .orderBy(desc(unmapped.count), asc(unmapped.about));
}

/** What became known is unmapped no longer. */
export async function forgetUnmapped(
  { db, tables: { unmappedStatements: unmapped } }: Database,
  about: readonly string[],
): Promise<void> {
  for (const batch of batchesOf(about))
    await db.delete(unmapped).where(and(eq(unmapped.kind, 'activity'), inArray(unmapped.about, batch)));
}

function nameOf({
  person,
  activity,
  event,
  at,
}: Pick<NewLearningRecord, 'person' | 'activity' | 'event' | 'at'>): string {
  return JSON.stringify([person, activity, event, at]);
}
