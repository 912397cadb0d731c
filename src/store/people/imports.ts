import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { ImportKind } from '../tables/workspace-tables.ts';
import type { Tables } from '../tables.ts';

export type StoredImport = Tables['imports']['$inferSelect'];

export async function addImport({ db, tables }: Database, entry: StoredImport): Promise<void> {
  await db.insert(tables.imports).values(entry);
}

/**
 * What an import that is under way has done by now.
 * @returns whether it is there: it may have been taken back meanwhile.
 */
export async function changeImport(
  { db, tables: { imports } }: Database,
  id: string,
  changes: Partial<Pick<StoredImport, 'at' | 'counts' | 'rowsDone' | 'turn'>>,
): Promise<boolean> {
  const changed = await db.update(imports).set(changes).where(eq(imports.id, id)).returning({ id: imports.id });
  return changed.length > 0;
}

/**
 * For the next part of an import: above the turns of all others. Of two imports that change one person, the later reads
 * what the earlier wrote, its turn included; so a person's changes have an order, also where two imports run at once.
 */
export async function turnOfImport({ db, tables: { imports } }: Database, id: string): Promise<number> {
  const [row] = await db
    .select({
      own: sql<number | null>`max(case when ${imports.id} = ${id} then ${imports.turn} end)`,
      others: sql<number | null>`max(case when ${imports.id} = ${id} then null else ${imports.turn} end)`,
    })
    .from(imports);
  const { own, others } = { own: row?.own ?? 0, others: row?.others ?? 0 };
  return own > others ? own : others + 1;
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
