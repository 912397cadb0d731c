import { and, asc, count, eq, gt, lte, or } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';
import type { ConsoleUser } from './console-users.ts';

export type StoredSession = Tables['sessions']['$inferSelect'];

/** A session lives while it was begun and last seen after these two. */
export interface SessionBounds {
  readonly createdAfter: Instant;
  readonly seenAfter: Instant;
}

export async function addSession({ db, tables }: Database, session: StoredSession): Promise<void> {
  await db.insert(tables.sessions).values(session);
}

/** Whose session it is; null when there is none, it is over, or its user was removed. */
export async function sessionWithUser(
  { db, tables: { sessions, consoleUsers } }: Database,
  idHash: string,
  { createdAfter, seenAfter }: SessionBounds,
): Promise<{ readonly session: StoredSession; readonly user: ConsoleUser } | null> {
  const [found] = await db
    .select({ session: sessions, user: consoleUsers })
    .from(sessions)
    .innerJoin(consoleUsers, eq(consoleUsers.id, sessions.userId))
    .where(and(eq(sessions.idHash, idHash), gt(sessions.createdAt, createdAfter), gt(sessions.seenAt, seenAfter)));
  return found ?? null;
}

/** When a user was last there, for each browser that is logged in. */
export async function sessionsOf({ db, tables: { sessions } }: Database, userId: string): Promise<StoredSession[]> {
  return await db.select().from(sessions).where(eq(sessions.userId, userId)).orderBy(asc(sessions.seenAt));
}

export async function sessionSeen(
  { db, tables: { sessions } }: Database,
  idHash: string,
  seenAt: Instant,
): Promise<void> {
  await db.update(sessions).set({ seenAt }).where(eq(sessions.idHash, idHash));
}

export async function endSession({ db, tables: { sessions } }: Database, idHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.idHash, idHash));
}

export async function forgetOldSessions(
  { db, tables: { sessions } }: Database,
  { createdAfter, seenAfter }: SessionBounds,
): Promise<void> {
  await db.delete(sessions).where(or(lte(sessions.createdAt, createdAfter), lte(sessions.seenAt, seenAfter)));
}

/** User → how many sessions are open. */
export async function openSessions(
  { db, tables: { sessions } }: Database,
  { createdAfter, seenAfter }: SessionBounds,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ userId: sessions.userId, open: count() })
    .from(sessions)
    .where(and(gt(sessions.createdAt, createdAfter), gt(sessions.seenAt, seenAfter)))
    .groupBy(sessions.userId);
  return new Map(rows.map(({ userId, open }) => [userId, open]));
}
