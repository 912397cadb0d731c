import { asc, eq, inArray } from 'drizzle-orm';
import type { Instant } from '../domain/time.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** A process that works on this store. */
export type Boot = Tables['boots']['$inferSelect'];

export async function registerBoot({ db, tables }: Database, boot: Boot): Promise<void> {
  await db.insert(tables.boots).values(boot);
}

/** @returns false when somebody took this process for dead and removed it: its claims are lost. */
export async function heartbeat({ db, tables: { boots } }: Database, id: string, at: Instant): Promise<boolean> {
  const rows = await db.update(boots).set({ heartbeatAt: at }).where(eq(boots.id, id)).returning({ id: boots.id });
  return rows.length > 0;
}

export async function allBoots({ db, tables: { boots } }: Database): Promise<Boot[]> {
  return await db.select().from(boots).orderBy(asc(boots.startedAt), asc(boots.id));
}

/** After what they held was recovered (settling.ts). */
export async function removeBoots({ db, tables: { boots } }: Database, ids: readonly string[]): Promise<void> {
  await db.delete(boots).where(inArray(boots.id, [...ids]));
}
