import { and, asc, count, eq, gt, gte, inArray, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

export type StoredScimUser = Tables['scimUsers']['$inferSelect'];

/** An order in time, in SCIM's words (RFC 7644, 3.4.2.2). */
export interface Comparison {
  readonly is: 'gt' | 'ge' | 'lt' | 'le';
  readonly at: Instant;
}

/** Exact; `userName` folded. */
export interface ScimUserFilter {
  readonly id?: string | undefined;
  readonly person?: string | undefined;
  readonly userName?: string | undefined;
  readonly externalId?: string | undefined;
  /** Lower-cased, the employee's present one. */
  readonly email?: string | undefined;
  /** The employee's id. */
  readonly employeeNumber?: string | undefined;
  readonly active?: boolean | undefined;
  /** As the identity provider names the manager. */
  readonly manager?: string | undefined;
  /** All of these hold of the last change. */
  readonly changed?: readonly Comparison[] | undefined;
}

export async function findScimUser(database: Database, filter: ScimUserFilter): Promise<StoredScimUser | null> {
  return (await scimUserPage(database, [filter], { offset: 0, limit: 1 }))[0] ?? null;
}

interface Place {
  readonly offset: number;
  readonly limit: number;
}

/** Whoever fits one of the filters, in order of id, which is the order of making. */
export async function scimUserPage(
  database: Database,
  filters: readonly ScimUserFilter[],
  place: Place,
): Promise<StoredScimUser[]> {
  return await scimUserQuery(database, filters, place);
}

/** Walks the index of ids up to `offset` (SCIM knows no cursor); what identity providers ask for has an index. */
export function scimUserQuery({ db, tables }: Database, filters: readonly ScimUserFilter[], { offset, limit }: Place) {
  const { scimUsers } = tables;
  return db
    .select()
    .from(scimUsers)
    .where(fitsOneOf(filters, db, tables))
    .orderBy(asc(scimUsers.id))
    .limit(limit)
    .offset(offset);
}

export async function countScimUsers({ db, tables }: Database, filters: readonly ScimUserFilter[]): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(tables.scimUsers)
    .where(fitsOneOf(filters, db, tables));
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

function fitsOneOf(filters: readonly ScimUserFilter[], db: Database['db'], tables: Tables): SQL | undefined {
  const each = filters.map((filter) => fits(filter, db, tables));
  return each.includes(undefined) ? undefined : or(...each);
}

function fits(filter: ScimUserFilter, db: Database['db'], { scimUsers, employees }: Tables): SQL | undefined {
  const { id, person, userName, externalId, email, employeeNumber, active, manager, changed = [] } = filter;
  const employee = and(
    email === undefined ? undefined : eq(employees.email, email),
    employeeNumber === undefined ? undefined : eq(employees.id, employeeNumber),
  );
  return and(
    id === undefined ? undefined : eq(scimUsers.id, id),
    person === undefined ? undefined : eq(scimUsers.person, person),
    userName === undefined ? undefined : eq(scimUsers.userName, userName),
    externalId === undefined ? undefined : eq(scimUsers.externalId, externalId),
    active === undefined ? undefined : eq(scimUsers.active, active),
    manager === undefined ? undefined : eq(scimUsers.manager, manager),
    ...changed.map(({ is, at }) => ORDERS[is](scimUsers.changedAt, at)),
    employee && inArray(scimUsers.person, db.select({ key: employees.key }).from(employees).where(employee)),
  );
}

const ORDERS = { gt, ge: gte, lt, le: lte } as const;
