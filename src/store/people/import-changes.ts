import { and, asc, eq, gt, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** One person in the change set of an import: how they were before it; null: it brought them. */
export type ImportChange = Pick<Tables['importChanges']['$inferSelect'], 'person' | 'before'>;

/** How a person was before an import, and when among other imports that changed them. */
export type StoredImportChange = Tables['importChanges']['$inferSelect'];

/** Of a person that the import changes twice, after it was interrupted, the first is kept: how they were before it all. */
export async function addImportChanges(
  database: Database,
  { importId, turn }: { readonly importId: string; readonly turn: number },
  changes: readonly ImportChange[],
): Promise<void> {
  const table = database.tables.importChanges;
  for (const batch of batchesOf(changes, 2_000)) {
    const rows = batch.map(({ person, before }) => ({ importId, person, before, turn }));
    await database.writeRows({ table, rows, key: 'person', onConflict: 'keep' });
  }
}

/** Some of those an import brought, or of those it changed, in order of key. */
export async function someImportChanges(
  { db, tables: { importChanges } }: Database,
  importId: string,
  which: 'brought' | 'changed',
  limit: number,
): Promise<StoredImportChange[]> {
  const { before } = importChanges;
  return await db
    .select()
    .from(importChanges)
    .where(and(eq(importChanges.importId, importId), which === 'brought' ? isNull(before) : isNotNull(before)))
    .orderBy(asc(importChanges.person))
    .limit(limit);
}

export async function importChangesOf(
  { db, tables: { importChanges }, dialect }: Database,
  importId: string,
  people: readonly string[],
): Promise<StoredImportChange[]> {
  return await db
    .select()
    .from(importChanges)
    .where(and(eq(importChanges.importId, importId), dialect.isAnyOf(importChanges.person, people)));
}

/**
 * What other imports changed of these people after a turn, in order; only imports that ran at once with an earlier one
 * have any, as the last one is taken back first.
 */
export async function laterImportChanges(
  { db, tables: { imports, importChanges }, dialect }: Database,
  { importId, turn }: { readonly importId: string; readonly turn: number },
  people: readonly string[],
): Promise<StoredImportChange[]> {
  const others = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(ne(imports.id, importId), gt(imports.turn, turn)));
  if (others.length === 0) return [];
  const ids = others.map(({ id }) => id);
  return await db
    .select()
    .from(importChanges)
    .where(
      and(
        inArray(importChanges.importId, ids),
        gt(importChanges.turn, turn),
        dialect.isAnyOf(importChanges.person, people),
      ),
    )
    .orderBy(asc(importChanges.turn));
}

/** How a person was before an import, where an earlier one that ran at the same time is taken back. */
export async function rewriteImportChange(
  { db, tables: { importChanges } }: Database,
  { importId, person, before }: Omit<StoredImportChange, 'turn'>,
): Promise<void> {
  await db
    .update(importChanges)
    .set({ before })
    .where(and(eq(importChanges.importId, importId), eq(importChanges.person, person)));
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
