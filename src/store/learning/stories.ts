import { asc, eq, inArray } from 'drizzle-orm';
import type { Story } from '../../domain/story.ts';
import { batchesOf, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { StoryOrigin } from '../tables/story-tables.ts';
import type { Tables } from '../tables.ts';

/** A story as it is kept; the library is small, so it is read as a whole. */
export interface StoredStory extends Story {
  readonly origin: StoryOrigin;
}

/** By id, so that nothing hangs on the order in which they were saved. */
export async function allStories({ db, tables: { stories } }: Database): Promise<StoredStory[]> {
  const rows = await db.select().from(stories).orderBy(asc(stories.id));
  return rows.map(({ savedAt: _, ...story }) => story);
}

export async function saveStories(
  { db, tables }: Database,
  list: readonly StoredStory[],
  savedAt: number,
): Promise<void> {
  const { stories } = tables;
  for (const batch of batchesOf(list)) {
    const rows = batch.map((story) => ({ ...story, savedAt }));
    await db
      .insert(stories)
      .values(rows)
      .onConflictDoUpdate({ target: stories.id, set: incoming(stories, CHANGING) });
  }
}

const CHANGING = [
  'origin',
  'author',
  'firstName',
  'department',
  'about',
  'consentOn',
  'expiresOn',
  'withdrawnOn',
  'texts',
  'savedAt',
] as const;

/** They are told no more, and nothing of them is kept. */
export async function removeStories({ db, tables: { stories } }: Database, ids: readonly string[]): Promise<void> {
  for (const batch of batchesOf(ids)) await db.delete(stories).where(inArray(stories.id, batch));
}

/** The stories of one author. @param names the author's id, and addresses in small letters. */
export async function storiesBy(
  { db, tables: { stories } }: Database,
  names: readonly string[],
): Promise<StoredStory[]> {
  if (names.length === 0) return [];
  const rows = await db
    .select()
    .from(stories)
    .where(inArray(stories.author, [...names]))
    .orderBy(asc(stories.id));
  return rows.map(({ savedAt: _, ...story }) => story);
}

type TellingMail = Pick<Tables['messages']['$inferSelect'], 'id' | 'recipient' | 'campaign' | 'step'>;

/** Mails that tell, or told, one of these stories. */
export async function mailsTelling(
  { db, tables: { messages } }: Database,
  stories: readonly string[],
): Promise<TellingMail[]> {
  const found: TellingMail[] = [];
  const { id, recipient, campaign, step } = messages;
  for (const story of stories)
    found.push(...(await db.select({ id, recipient, campaign, step }).from(messages).where(eq(messages.story, story))));
  return found;
}
