import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** One person in the change set of an import: how they were before it; null: it brought them. */
export type ImportChange = Omit<Tables['importChanges']['$inferSelect'], 'importId'>;

/** Of a person that the import changes twice, after it was interrupted, the first is kept: how they were before it all. */
export async function addImportChanges(
  database: Database,
  importId: string,
  changes: readonly ImportChange[],
): Promise<void> {
  const table = database.tables.importChanges;
  for (const batch of batchesOf(changes, 2_000)) {
    const rows = batch.map(({ person, before }) => ({ importId, person, before }));
    await database.writeRows({ table, rows, key: 'person', onConflict: 'keep' });
  }
}

/** Some of those an import brought, or of those it changed, in order of key. */
export async function someImportChanges(
  { db, tables: { importChanges } }: Database,
  importId: string,
  which: 'brought' | 'changed',
  limit: number,
): Promise<ImportChange[]> {
  const { person, before } = importChanges;
  return await db
    .select({ person, before })
    .from(importChanges)
    .where(and(eq(importChanges.importId, importId), which === 'brought' ? isNull(before) : isNotNull(before)))
    .orderBy(asc(person))
    .limit(limit);
}

export async function importChangesOf(
  { db, tables: { importChanges }, dialect }: Database,
  importId: string,
  people: readonly string[],
): Promise<ImportChange[]> {
  const { person, before } = importChanges;
  return await db
    .select({ person, before })
    .from(importChanges)
    .where(and(eq(importChanges.importId, importId), dialect.isAnyOf(person, people)));
}

export async function removeImportChanges(
  { db, tables: { importChanges }, dialect }: Database,
  importId: string,
  people: readonly string[],
): Promise<void> {
  await db
    .delete(importChanges)
    .where(and(eq(importChanges.importId, importId), dialect.isAnyOf(importChanges.person, people)));
}
