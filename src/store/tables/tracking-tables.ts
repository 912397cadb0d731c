import { sql } from 'drizzle-orm';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

/** Who asked for a link or an image: a reader, or a scanner or a proxy on the way. */
export type VisitorClass = 'human' | 'automatic';
const VISITOR_CLASSES: readonly VisitorClass[] = ['human', 'automatic'];

export type CountedChoice = 'stopped' | 'not-now';

/** What comes back from mails. Nothing here joins an open to a person or to one mail (guarantees.md §3). */
export function trackingTables(vocabulary: Vocabulary) {
  const { table, text, integer, instant, json, primaryKey, unique, index, check } = vocabulary;
  return {
    /** Per person, only so that the engine can steer. */
    engagement: table(
      'engagement',
      {
        id: text('id').primaryKey(),
        person: text('person').notNull(),
        campaign: text('campaign').notNull(),
        participation: text('participation').notNull(),
        step: text('step').notNull(),
        kind: text('kind').$type<'clicked' | 'answered'>().notNull(),
        /** Message or survey name. */
        about: text('about').notNull(),
        answers: json('answers').$type<readonly string[]>().notNull(),
        at: instant('at').notNull(),
        holdsFrom: instant('holds_from').notNull(),
        day: text('day').notNull(),
      },
      (t) => [
        unique('engagement_once').on(t.participation, t.step, t.kind, t.day),
        index('engagement_person').on(t.person),
        check('engagement_kind', isOneOf(t.kind, ['clicked', 'answered'])),
        check('engagement_holds', sql`${t.holdsFrom} >= ${t.at}`),
      ],
    ),

    /** Raw clicks, kept 30 days. */
    linkEvents: table(
      'link_events',
      {
        id: text('id').primaryKey(),
        messageId: text('message_id').notNull(),
        link: text('link').notNull(),
        at: instant('at').notNull(),
        class: text('class').$type<VisitorClass>().notNull(),
        /** The signal that decided the class. */
        why: text('why').notNull(),
      },
      (t) => [
        index('link_events_message').on(t.messageId, t.at),
        index('link_events_age').on(t.at),
        check('link_events_class', isOneOf(t.class, VISITOR_CLASSES)),
      ],
    ),

    /** Random marks, made in blocks. No column leads to a person or a mail, and none ever may. */
    openMarks: table(
      'open_marks',
      {
        mark: text('mark').primaryKey(),
        campaign: text('campaign').notNull(),
        version: integer('version').notNull(),
        message: text('message').notNull(),
        locale: text('locale').notNull(),
        day: text('day').notNull(),
        /** Null: not seen. Seen once it is spent. No time of seeing: beside a click it would point at somebody. */
        seen: text('seen').$type<VisitorClass>(),
      },
      (t) => [
        index('open_marks_message').on(t.campaign, t.message, t.seen),
        index('open_marks_day').on(t.day),
        check('open_marks_seen', isOneOf(t.seen, VISITOR_CLASSES)),
      ],
    ),

    /** Stops and "not now" with their reasons, as numbers. */
    choiceCounts: table(
      'choice_counts',
      {
        campaign: text('campaign').notNull(),
        step: text('step').notNull(),
        kind: text('kind').$type<CountedChoice>().notNull(),
        /** From a fixed list; empty: none given. */
        reason: text('reason').notNull(),
        count: integer('count').notNull(),
      },
      (t) => [primaryKey({ columns: [t.campaign, t.step, t.kind, t.reason] })],
    ),
  };
}
