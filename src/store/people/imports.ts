import { desc, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { ImportKind } from '../tables/workspace-tables.ts';
import type { Tables } from '../tables.ts';

export type StoredImport = Tables['imports']['$inferSelect'];

export async function addImport({ db, tables }: Database, entry: StoredImport): Promise<void> {
  await db.insert(tables.imports).values(entry);
}

/** What an import that is under way has done by now. */
export async function changeImport(
  { db, tables: { imports } }: Database,
  id: string,
  changes: Partial<Pick<StoredImport, 'at' | 'counts' | 'rowsDone'>>,
): Promise<void> {
  await db.update(imports).set(changes).where(eq(imports.id, id));
}

export async function latestImport(
  { db, tables: { imports } }: Database,
  kind: ImportKind,
): Promise<StoredImport | null> {
  const [row] = await db
    .select()
    .from(imports)
    .where(eq(imports.kind, kind))
    .orderBy(desc(imports.at), desc(imports.id))
    .limit(1);
  return row ?? null;
}
