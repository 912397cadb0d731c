import { eq, inArray } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';

/** @param hashes keyed, of every id and address that one person had. */
export async function addErased(
  { db, tables: { erasedPeople } }: Database,
  { hashes, erasure, at }: { hashes: readonly string[]; erasure: string; at: Instant },
): Promise<void> {
  const rows = [...new Set(hashes)].map((hash) => ({ hash, erasure, at }));
  await db.insert(erasedPeople).values(rows).onConflictDoNothing();
}

/** Whether anybody ever was: nobody pays for hashing who has nobody to find. */
export async function hasErased({ db, tables: { erasedPeople } }: Database): Promise<boolean> {
  return (await db.select({ at: erasedPeople.at }).from(erasedPeople).limit(1)).length > 0;
}

/** Those of the hashes that belong to erased people. */
export async function erasedAmong(
  { db, tables: { erasedPeople } }: Database,
  hashes: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const batch of batchesOf(hashes)) {
    const rows = await db
      .select({ hash: erasedPeople.hash })
      .from(erasedPeople)
      .where(inArray(erasedPeople.hash, batch));
    for (const { hash } of rows) found.add(hash);
  }
  return found;
}

/** Forgets the erasure that one of the hashes belongs to, with all its hashes. @returns whether there was one. */
export async function forgetErasure(
  { db, tables: { erasedPeople } }: Database,
  hashes: readonly string[],
): Promise<boolean> {
  const rows = await db
    .select({ erasure: erasedPeople.erasure })
    .from(erasedPeople)
    .where(inArray(erasedPeople.hash, [...hashes]));
  for (const { erasure } of rows) await db.delete(erasedPeople).where(eq(erasedPeople.erasure, erasure));
  return rows.length > 0;
}
