import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

export type StoredCampaign = Tables['campaigns']['$inferSelect'];
export type StoredCampaignVersion = Tables['campaignVersions']['$inferSelect'];

export async function allCampaigns({ db, tables: { campaigns } }: Database): Promise<StoredCampaign[]> {
  return await db.select().from(campaigns).orderBy(asc(campaigns.id));
}

/** Launched ones, those included that are paused or finished: their people may still be on the way. */
export async function launchedCampaigns({ db, tables: { campaigns } }: Database): Promise<StoredCampaign[]> {
  return await db
    .select()
    .from(campaigns)
    .where(inArray(campaigns.state, ['running', 'paused', 'finished']))
    .orderBy(asc(campaigns.id));
}

export async function campaignById(
  { db, tables: { campaigns } }: Database,
  id: string,
): Promise<StoredCampaign | null> {
  const [row] = await db.select().from(campaigns).where(eq(campaigns.id, id));
  return row ?? null;
}

export async function addCampaign(
  { db, tables: { campaigns } }: Database,
  campaign: Pick<StoredCampaign, 'id' | 'state' | 'currentVersion'>,
): Promise<void> {
  await db.insert(campaigns).values({ ...campaign, pauses: [], movesTo: null, endedAll: false, revision: 1 });
}

/** Raises the revision: what was claimed under the old one does not pass the gate. */
export async function changeCampaign(
  { db, tables: { campaigns } }: Database,
  id: string,
  changes: Partial<Omit<StoredCampaign, 'id' | 'revision'>>,
): Promise<StoredCampaign | null> {
  const [row] = await db
    .update(campaigns)
    .set({ ...changes, revision: sql`${campaigns.revision} + 1` })
    .where(eq(campaigns.id, id))
    .returning();
  return row ?? null;
}

/** Immutable; a number that exists already is a mistake of the caller and throws. */
export async function addCampaignVersion(
  { db, tables: { campaignVersions } }: Database,
  version: Tables['campaignVersions']['$inferInsert'],
): Promise<void> {
  await db.insert(campaignVersions).values(version);
}

/** Nobody had said so when it was published. */
export async function nameWhoPublished(
  { db, tables: { campaignVersions } }: Database,
  campaign: string,
  number: number,
  publishedBy: string,
): Promise<void> {
  await db
    .update(campaignVersions)
    .set({ publishedBy })
    .where(and(eq(campaignVersions.campaign, campaign), eq(campaignVersions.number, number)));
}

export async function newestCampaignVersion(
  { db, tables: { campaignVersions } }: Database,
  campaign: string,
): Promise<StoredCampaignVersion | null> {
  const [row] = await db
    .select()
    .from(campaignVersions)
    .where(eq(campaignVersions.campaign, campaign))
    .orderBy(desc(campaignVersions.number))
    .limit(1);
  return row ?? null;
}

export async function campaignVersion(
  { db, tables: { campaignVersions } }: Database,
  campaign: string,
  number: number,
): Promise<StoredCampaignVersion | null> {
  const [row] = await db
    .select()
    .from(campaignVersions)
    .where(and(eq(campaignVersions.campaign, campaign), eq(campaignVersions.number, number)));
  return row ?? null;
}

/** Without messages and frames, which only rendering needs: what the engine decides by. */
export async function campaignDefinitions(
  { db, tables: { campaignVersions } }: Database,
  campaigns: readonly string[],
): Promise<Pick<StoredCampaignVersion, 'campaign' | 'number' | 'definition' | 'audiences'>[]> {
  const { campaign, number, definition, audiences } = campaignVersions;
  return await db
    .select({ campaign, number, definition, audiences })
    .from(campaignVersions)
    .where(inArray(campaign, [...campaigns]))
    .orderBy(asc(campaign), asc(number));
}
