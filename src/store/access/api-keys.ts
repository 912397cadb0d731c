import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

export type StoredApiKey = Tables['apiKeys']['$inferSelect'];

export async function addApiKey({ db, tables }: Database, key: StoredApiKey): Promise<void> {
  await db.insert(tables.apiKeys).values(key);
}

/** Revoked ones too. */
export async function apiKeyById({ db, tables: { apiKeys } }: Database, id: string): Promise<StoredApiKey | null> {
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
  return row ?? null;
}

export async function allApiKeys({ db, tables: { apiKeys } }: Database): Promise<StoredApiKey[]> {
  return await db.select().from(apiKeys).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id));
}

/** @returns false when there is no such key, or it was revoked before. */
export async function revokeApiKey({ db, tables: { apiKeys } }: Database, id: string, at: Instant): Promise<boolean> {
  const rows = await db
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return rows.length > 0;
}
