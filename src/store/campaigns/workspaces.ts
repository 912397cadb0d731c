import { desc, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

export type StoredWorkspace = Tables['workspaceVersions']['$inferSelect'];

export async function newestWorkspace(database: Database): Promise<StoredWorkspace | null> {
  const { db, tables } = database;
  const [row] = await db
    .select()
    .from(tables.workspaceVersions)
    .orderBy(desc(tables.workspaceVersions.number))
    .limit(1);
  return row ?? null;
}

export async function workspaceVersion(database: Database, number: number): Promise<StoredWorkspace | null> {
  const { db, tables } = database;
  const [row] = await db.select().from(tables.workspaceVersions).where(eq(tables.workspaceVersions.number, number));
  return row ?? null;
}

/** The number of a new version, or of the newest when nothing changed (rules.md R14). */
export async function saveWorkspace(database: Database, workspace: Omit<StoredWorkspace, 'number'>): Promise<number> {
  const newest = await newestWorkspace(database);
  if (newest?.hash === workspace.hash) return newest.number;
  const number = (newest?.number ?? 0) + 1;
  await database.db.insert(database.tables.workspaceVersions).values({ ...workspace, number });
  return number;
}
