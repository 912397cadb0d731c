import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export type StoredScimUser = Tables['scimUsers']['$inferSelect'];

/** Exact; `userName` folded. */
export interface ScimUserFilter {
  readonly id?: string | undefined;
  readonly person?: string | undefined;
  readonly userName?: string | undefined;
  readonly externalId?: string | undefined;
}

export async function findScimUser(database: Database, filter: ScimUserFilter): Promise<StoredScimUser | null> {
  return (await scimUserPage(database, filter, { offset: 0, limit: 1 }))[0] ?? null;
}

/** In order of id, which is the order of making. */
export async function scimUserPage(
  { db, tables: { scimUsers } }: Database,
  filter: ScimUserFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<StoredScimUser[]> {
  return await db
    .select()
    .from(scimUsers)
    .where(fits(scimUsers, filter))
    .orderBy(asc(scimUsers.id))
    .limit(limit)
    .offset(offset);
}

export async function countScimUsers({ db, tables: { scimUsers } }: Database, filter: ScimUserFilter): Promise<number> {
  const [row] = await db.select({ count: count() }).from(scimUsers).where(fits(scimUsers, filter));
  return row?.count ?? 0;
}

/** Those whose manager is named in one of these ways. */
export async function scimUsersUnder(
  { db, tables: { scimUsers } }: Database,
  managers: readonly string[],
): Promise<StoredScimUser[]> {
  return await db
    .select()
    .from(scimUsers)
    .where(inArray(scimUsers.manager, [...managers]));
}

export async function saveScimUser(
  { db, tables: { scimUsers } }: Database,
  { id, ...user }: StoredScimUser,
): Promise<void> {
  await db
    .insert(scimUsers)
    .values({ id, ...user })
    .onConflictDoUpdate({ target: scimUsers.id, set: user });
}

export async function removeScimUser({ db, tables: { scimUsers } }: Database, id: string): Promise<void> {
  await db.delete(scimUsers).where(eq(scimUsers.id, id));
}

function fits(table: Tables['scimUsers'], { id, person, userName, externalId }: ScimUserFilter) {
  return and(
    id === undefined ? undefined : eq(table.id, id),
    person === undefined ? undefined : eq(table.person, person),
    userName === undefined ? undefined : eq(table.userName, userName),
    externalId === undefined ? undefined : eq(table.externalId, externalId),
  );
}
