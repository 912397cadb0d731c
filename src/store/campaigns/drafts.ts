import { asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { type DraftFile, isText } from '../../domain/draft.ts';
import { batchesOf, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** A draft with its text or its image. */
export type StoredDraft = Tables['drafts']['$inferSelect'];
/** Who changed it when; `hash` null: it was removed. */
export type DraftHead = Omit<StoredDraft, 'bytes'>;

/** Every draft that is or was, by path. */
export async function draftHeads({ db, tables: { drafts } }: Database): Promise<DraftHead[]> {
  const { path, hash, changedAt, by } = drafts;
  return await db.select({ path, hash, changedAt, by }).from(drafts).orderBy(path);
}

/** Whose last hand on them was somebody's. @param emails lower-cased. */
export async function draftsBy(
  { db, tables: { drafts } }: Database,
  emails: readonly string[],
): Promise<Pick<StoredDraft, 'path' | 'changedAt'>[]> {
  const { path, changedAt, by } = drafts;
  return await db
    .select({ path, changedAt })
    .from(drafts)
    .where(inArray(sql`lower(${by})`, [...emails]))
    .orderBy(asc(path));
}

export async function draftAt({ db, tables: { drafts } }: Database, path: string): Promise<StoredDraft | null> {
  const [row] = await db.select().from(drafts).where(eq(drafts.path, path));
  return row ?? null;
}

/** Those of the paths that are there, with their bytes; without paths: all. */
export async function draftFiles(
  { db, tables: { drafts } }: Database,
  paths: readonly string[] | null = null,
): Promise<DraftFile[]> {
  const files: DraftFile[] = [];
  const { path, bytes } = drafts;
  for (const some of paths === null ? [null] : batchesOf(paths, 200)) {
    const rows = await db
      .select({ path, bytes })
      .from(drafts)
      .where(some === null ? isNotNull(bytes) : inArray(path, some))
      .orderBy(path);
    for (const row of rows) if (row.bytes !== null) files.push({ path: row.path, bytes: row.bytes });
  }
  return files;
}

export async function saveDraftRow({ db, tables: { drafts } }: Database, draft: StoredDraft): Promise<void> {
  await db
    .insert(drafts)
    .values(draft)
    .onConflictDoUpdate({ target: drafts.path, set: incoming(drafts, ['bytes', 'hash', 'changedAt', 'by']) });
}

/** Drafts in whose text an address stands. */
export async function draftsNaming(database: Database, email: string): Promise<string[]> {
  const files = await draftFiles(database);
  return files
    .filter(({ path, bytes }) => isText(path) && bytes.toString('utf8').toLowerCase().includes(email))
    .map(({ path }) => `the draft of ${path}`);
}
