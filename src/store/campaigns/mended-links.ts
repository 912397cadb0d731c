import { and, asc, eq } from 'drizzle-orm';
import { incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** A link that leads elsewhere than its message says, in all versions. */
export type MendedLink = Tables['mendedLinks']['$inferSelect'];

/** Mended again: the newer address holds. */
export async function saveMendedLink({ db, tables: { mendedLinks } }: Database, link: MendedLink): Promise<void> {
  const { campaign, message, from } = mendedLinks;
  await db
    .insert(mendedLinks)
    .values(link)
    .onConflictDoUpdate({ target: [campaign, message, from], set: incoming(mendedLinks, ['to', 'by', 'at']) });
}

export async function mendedLinksOf(
  { db, tables: { mendedLinks } }: Database,
  campaign: string,
  message: string,
): Promise<MendedLink[]> {
  return await db
    .select()
    .from(mendedLinks)
    .where(and(eq(mendedLinks.campaign, campaign), eq(mendedLinks.message, message)))
    .orderBy(asc(mendedLinks.from));
}

export async function allMendedLinks({ db, tables: { mendedLinks } }: Database): Promise<MendedLink[]> {
  return await db.select().from(mendedLinks);
}

/** Where the links of mails that are out lead, each address once. */
export async function linksInMails(
  { db, tables: { messages } }: Database,
  campaign: string,
  message: string,
  limit: number,
): Promise<Set<string>> {
  const rows = await db
    .select({ values: messages.values })
    .from(messages)
    .where(and(eq(messages.campaign, campaign), eq(messages.message, message)))
    .limit(limit);
  const links = rows.flatMap(({ values }) => (Array.isArray(values?.$links) ? (values.$links as unknown[]) : []));
  return new Set(links.filter((link) => typeof link === 'string'));
}
