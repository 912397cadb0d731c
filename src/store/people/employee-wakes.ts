import { and, asc, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, number } from '../batches.ts';
import type { Database } from '../database.ts';
import { wakeAllAt } from '../meta.ts';
import { earlierWake } from './earlier-wake.ts';
import { type StoredEmployee, storedColumns } from './employees.ts';

/** Whose time has come, by time and key. */
export async function duePeople(
  { db, tables: { employees } }: Database,
  now: Instant,
  limit: number,
): Promise<StoredEmployee[]> {
  return await db
    .select(storedColumns(employees))
    .from(employees)
    .where(lte(employees.wakeAt, now))
    .orderBy(asc(employees.wakeAt), asc(employees.key))
    .limit(limit);
}

/** When somebody is due next; null: nobody, ever. */
export async function nextWakeAt(database: Database): Promise<Instant | null> {
  const { db, tables } = database;
  const { wakeAt } = tables.employees;
  const [soonest] = await db
    .select({ at: wakeAt })
    .from(tables.employees)
    .where(isNotNull(wakeAt))
    .orderBy(asc(wakeAt))
    .limit(1);
  const allAt = await wakeAllAt(database);
  if (allAt === null || !(await isAnybodyThere(database))) return soonest?.at ?? null;
  return Math.min(allAt, soonest?.at ?? allAt);
}

async function isAnybodyThere({ db, tables: { employees } }: Database): Promise<boolean> {
  return (await db.select({ key: employees.key }).from(employees).limit(1)).length > 0;
}

/**
 * Something that concerns these people changed, or will at `at`: look then, or sooner if that was planned.
 * Their revision rises, so that what was claimed on the old facts does not pass the gate.
 */
export async function wake(database: Database, keys: readonly string[], at: Instant): Promise<void> {
  const { db, tables, dialect } = database;
  const { employees } = tables;
  for (const batch of batchesOf(keys, KEYS_AT_ONCE)) {
    await db
      .update(employees)
      .set({ wakeAt: earlierWake(employees, at), revision: sql`${employees.revision} + 1` })
      .where(dialect.isAnyOf(employees.key, batch));
  }
}

/** One parameter however many they are. */
const KEYS_AT_ONCE = 5_000;

/**
 * A mail of theirs was settled: what follows is decided at `at`. Nothing that was claimed hangs on it, so their revision
 * stays. Who is due already may be looked at this very moment, with the mail as it was: due a millisecond earlier, that
 * look does not count ({@link saveLooks}).
 */
export async function lookAgain(
  { db, tables: { employees } }: Database,
  keys: readonly string[],
  at: Instant,
): Promise<void> {
  for (const batch of batchesOf(keys)) {
    await db
      .update(employees)
      .set({ wakeAt: sql`case when ${employees.wakeAt} <= ${at} then ${employees.wakeAt} - 1 else ${number(at)} end` })
      .where(inArray(employees.key, batch));
  }
}

/** Keys of those about whom something changed since they were read, or who are gone. */
export async function changedSince(
  { db, tables: { employees }, dialect }: Database,
  read: readonly { readonly key: string; readonly revision: number }[],
): Promise<ReadonlySet<string>> {
  const now = new Map<string, number>();
  for (const batch of batchesOf(read, KEYS_AT_ONCE)) {
    const isOneOfThem = dialect.isAnyOf(
      employees.key,
      batch.map(({ key }) => key),
    );
    const { key, revision } = employees;
    for (const row of await db.select({ key, revision }).from(employees).where(isOneOfThem))
      now.set(row.key, row.revision);
  }
  return new Set(read.filter(({ key, revision }) => now.get(key) !== revision).map(({ key }) => key));
}

export interface Look {
  readonly key: string;
  /** As it was read, before deciding. */
  readonly read: { readonly revision: number; readonly wakeAt: Instant | null };
  readonly lookedAt: Instant;
  readonly wakeAt: Instant | null;
  /** What was decided takes room under the limit, or else changes an answer for what is claimed. */
  readonly raiseRevision: boolean;
}

/**
 * Compare and set: a look counts only if nothing about the person changed since it was read, so that two looks at once
 * are harmless. First in the transaction that saves what was decided; whoever is not in the answer is left alone.
 * @returns the keys of the people whose look counts.
 */
export async function saveLooks(database: Database, looks: readonly Look[]): Promise<Set<string>> {
  const { db, tables } = database;
  const { employees } = tables;
  const saved = new Set<string>();
  for (const batch of batchesOf(looks)) {
    const rows = batch.map(({ key, read, lookedAt, wakeAt, raiseRevision }) => ({
      key,
      revision: read.revision,
      was_due: read.wakeAt,
      looked_at: lookedAt,
      wake_at: wakeAt,
      raised: raiseRevision ? 1 : 0,
    }));
    const kept = await db
      .update(employees)
      .set({
        lookedAt: sql`v.looked_at`,
        wakeAt: sql`v.wake_at`,
        revision: sql`${employees.revision} + v.raised`,
      })
      .from(database.dialect.rows(LOOK, rows))
      .where(
        and(
          sql`${employees.key} = v.key`,
          sql`${employees.revision} = v.revision`,
          sql`${employees.wakeAt} is not distinct from v.was_due`,
        ),
      )
      .returning({ key: employees.key });
    for (const { key } of kept) saved.add(key);
  }
  return saved;
}

const LOOK = {
  key: 'text',
  revision: 'bigint',
  was_due: 'bigint',
  looked_at: 'bigint',
  wake_at: 'bigint',
  raised: 'bigint',
} as const;
