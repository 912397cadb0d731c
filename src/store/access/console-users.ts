import { and, asc, eq, gt } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** Somebody who may open the console. */
export type ConsoleUser = Tables['consoleUsers']['$inferSelect'];

export async function addConsoleUser({ db, tables }: Database, user: ConsoleUser): Promise<void> {
  await db.insert(tables.consoleUsers).values(user);
}

/** @param email in lower case */
export async function consoleUserByEmail(
  { db, tables: { consoleUsers } }: Database,
  email: string,
): Promise<ConsoleUser | null> {
  const [user] = await db.select().from(consoleUsers).where(eq(consoleUsers.email, email));
  return user ?? null;
}

export async function consoleUserById(
  { db, tables: { consoleUsers } }: Database,
  id: string,
): Promise<ConsoleUser | null> {
  const [user] = await db.select().from(consoleUsers).where(eq(consoleUsers.id, id));
  return user ?? null;
}

/** By address. */
export async function allConsoleUsers({ db, tables: { consoleUsers } }: Database): Promise<ConsoleUser[]> {
  return await db.select().from(consoleUsers).orderBy(asc(consoleUsers.email));
}

export async function hasConsoleUsers({ db, tables: { consoleUsers } }: Database): Promise<boolean> {
  const rows = await db.select({ id: consoleUsers.id }).from(consoleUsers).limit(1);
  return rows.length > 0;
}

/** With the link and every session. What another process adds at this very moment belongs to no user, and opens nothing. */
export async function removeConsoleUser({ db, tables }: Database, id: string): Promise<void> {
  const { consoleUsers, loginLinks, sessions } = tables;
  await db.delete(loginLinks).where(eq(loginLinks.userId, id));
  await db.delete(sessions).where(eq(sessions.userId, id));
  await db.delete(consoleUsers).where(eq(consoleUsers.id, id));
}

/** The link a user had before no longer works. */
export async function saveLoginLink(
  { db, tables: { loginLinks } }: Database,
  link: Tables['loginLinks']['$inferSelect'],
): Promise<void> {
  await db
    .insert(loginLinks)
    .values(link)
    .onConflictDoUpdate({ target: loginLinks.userId, set: incoming(loginLinks, ['tokenHash', 'expiresAt']) });
}

/** Uses a link up. Wrong, used and expired ones take the same one statement and change nothing: null. */
export async function spendLoginLink(
  { db, tables: { loginLinks } }: Database,
  tokenHash: string,
  now: Instant,
): Promise<{ readonly userId: string } | null> {
  const [link] = await db
    .delete(loginLinks)
    .where(and(eq(loginLinks.tokenHash, tokenHash), gt(loginLinks.expiresAt, now)))
    .returning({ userId: loginLinks.userId });
  return link ?? null;
}

/** Users with a link that waits to be used. */
export async function usersWithLink(
  { db, tables: { loginLinks } }: Database,
  now: Instant,
): Promise<ReadonlySet<string>> {
  const rows = await db.select({ userId: loginLinks.userId }).from(loginLinks).where(gt(loginLinks.expiresAt, now));
  return new Set(rows.map(({ userId }) => userId));
}
