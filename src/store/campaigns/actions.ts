import { asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** Who did what to a campaign, and when. */
export type StoredAction = Tables['actions']['$inferSelect'];

export async function addAction({ db, tables: { actions } }: Database, action: StoredAction): Promise<void> {
  await db.insert(actions).values(action);
}

/** What somebody did, oldest first. @param emails lower-cased. */
export async function actionsBy(
  { db, tables: { actions } }: Database,
  emails: readonly string[],
): Promise<StoredAction[]> {
  return await db
    .select()
    .from(actions)
    .where(inArray(sql`lower(${actions.by})`, [...emails]))
    .orderBy(asc(actions.at), asc(actions.id));
}

/** What was done to one campaign, and to all of them at once, oldest first. */
export async function actionsOn({ db, tables: { actions } }: Database, campaign: string): Promise<StoredAction[]> {
  return await db
    .select()
    .from(actions)
    .where(or(eq(actions.campaign, campaign), isNull(actions.campaign)))
    .orderBy(asc(actions.at), asc(actions.id));
}
