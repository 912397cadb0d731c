import { eq, inArray, or } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import type { StoredImportChange } from '../people/import-changes.ts';
import { lowered } from './person-traces.ts';

/** Imports that brought or changed this person; for the export. */
export async function importsAbout(
  { db, tables: { imports, importChanges } }: Database,
  key: string,
): Promise<{ fileName: string; kind: string; at: Instant }[]> {
  const ofPerson = db.select({ id: importChanges.importId }).from(importChanges).where(eq(importChanges.person, key));
  const { fileName, kind, at } = imports;
  return await db.select({ fileName, kind, at }).from(imports).where(inArray(imports.id, ofPerson));
}

/** The person in the change sets of imports. @returns how many there were. */
export async function removeFromChangeSets({ db, tables }: Database, key: string): Promise<number> {
  const { importChanges } = tables;
  const gone = await db
    .delete(importChanges)
    .where(eq(importChanges.person, key))
    .returning({ importId: importChanges.importId });
  return gone.length;
}

/** How others were before an import, where one of the addresses stands in it. */
export async function changesNaming(
  { db, tables: { importChanges }, dialect }: Database,
  emails: readonly string[],
): Promise<StoredImportChange[]> {
  if (emails.length === 0) return [];
  const named = emails.map((email) => dialect.hasText(lowered(importChanges.before), email));
  return await db
    .select()
    .from(importChanges)
    .where(or(...named));
}
