import { sql } from 'drizzle-orm';
import type { StoryText } from '../../domain/story.ts';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

/** Where a story comes from: a file of the workspace, or what somebody told in an answer. */
export type StoryOrigin = 'file' | 'answer';
const STORY_ORIGINS: readonly StoryOrigin[] = ['file', 'answer'];

/** What colleagues tell: one library for all campaigns, of which no campaign version pins anything. */
export function storyTables({ table, text, instant, json, index, check }: Vocabulary) {
  return {
    stories: table(
      'stories',
      {
        id: text('id').primaryKey(),
        origin: text('origin').$type<StoryOrigin>().notNull(),
        /** An employee's id, or address in small letters. */
        author: text('author').notNull(),
        firstName: text('first_name'),
        department: text('department'),
        about: json('about').$type<readonly string[]>().notNull(),
        consentOn: text('consent_on').notNull(),
        expiresOn: text('expires_on').notNull(),
        withdrawnOn: text('withdrawn_on'),
        texts: json('texts').$type<Readonly<Record<string, StoryText>>>().notNull(),
        savedAt: instant('saved_at').notNull(),
      },
      (t) => [
        index('stories_author').on(t.author),
        check('stories_origin', isOneOf(t.origin, STORY_ORIGINS)),
        check('stories_span', sql`${t.expiresOn} >= ${t.consentOn}`),
      ],
    ),
  };
}
