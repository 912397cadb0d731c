import { sql } from 'drizzle-orm';
import type { Employee } from '../../domain/employee.ts';
import { ACTIVITY_KINDS, type ActivityKind, LEARNING_EVENTS, type LearningEvent } from '../../domain/learning.ts';
import { NEEDS, type Need } from '../../domain/need.ts';
import type { DateSpan, Weekday } from '../../domain/time.ts';
import { ATTRIBUTE_TYPES, type AttributeType } from '../../domain/workspace.ts';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

/** Employees, what they learn, and what they asked for. */
export function peopleTables(vocabulary: Vocabulary) {
  const { table, text, integer, number, instant, json, lookup, primaryKey, unique, index, check } = vocabulary;
  return {
    employees: table(
      'employees',
      {
        key: text('key').primaryKey(),
        id: text('id').notNull().unique('employees_id'),
        email: text('email').unique('employees_email'),
        /** As imported; the person's own choice goes before it. */
        locale: text('locale'),
        chosenLocale: text('chosen_locale'),
        /** The person's own; goes before the imported attribute `need`. */
        chosenNeed: text('chosen_need').$type<Need>(),
        timezone: text('timezone'),
        country: text('country'),
        region: text('region'),
        workingDays: json('working_days').$type<readonly Weekday[]>(),
        leave: json('leave').$type<readonly DateSpan[]>().notNull(),
        hiredOn: text('hired_on'),
        leftOn: text('left_on'),
        missingSince: instant('missing_since'),
        managerEmail: text('manager_email'),
        buddyEmail: text('buddy_email'),
        attributes: json('attributes').$type<Employee['attributes']>().notNull(),
        /** What conditions compare in SQL: see folded-values.ts. */
        folded: lookup('folded').notNull(),
        /** Raised by whatever can change an answer for this person (rules.md R11). */
        revision: integer('revision').notNull(),
        /** When the engine must look again; null: nothing lies ahead. */
        wakeAt: instant('wake_at'),
        lookedAt: instant('looked_at'),
        /** Nobody may mail the address; noted: one hard bounce, the next on another day suppresses. */
        suppressedAt: instant('suppressed_at'),
        notedAt: instant('noted_at'),
        createdAt: instant('created_at').notNull(),
        /** SHA-1 of `mailto:` and the email, as xAPI names people; null until somebody is asked for by it. */
        emailDigest: text('email_digest'),
      },
      (t) => [
        index('employees_email_digest').on(t.emailDigest).where(sql`${t.emailDigest} is not null`),
        index('employees_buddy').on(t.buddyEmail).where(sql`${t.buddyEmail} is not null`),
        index('employees_manager').on(t.managerEmail).where(sql`${t.managerEmail} is not null`),
        index('employees_created').on(t.createdAt, t.key),
        index('employees_timezone').on(t.timezone).where(sql`${t.timezone} is not null`),
        index('employees_wake').on(t.wakeAt, t.key).where(sql`${t.wakeAt} is not null`),
        check('employees_email_lower', sql`${t.email} = lower(${t.email})`),
        check('employees_chosen_need', isOneOf(t.chosenNeed, NEEDS)),
      ],
    ),

    /** What attributes people have had, and as what their values can be read: the type of one that nobody declared. */
    attributeUses: table(
      'attribute_uses',
      { name: text('name').notNull(), readAs: text('read_as').$type<AttributeType['type']>().notNull() },
      (t) => [
        primaryKey({ columns: [t.name, t.readAs] }),
        check('attribute_uses_read_as', isOneOf(t.readAs, ATTRIBUTE_TYPES)),
      ],
    ),

    /** Addresses people had before: an import finds them by these too (rules.md R17). */
    formerEmails: table('former_emails', { email: text('email').notNull(), person: text('person').notNull() }, (t) => [
      primaryKey({ columns: [t.email, t.person] }),
      index('former_emails_person').on(t.person),
    ]),

    activities: table(
      'activities',
      {
        id: text('id').primaryKey(),
        title: text('title').notNull(),
        kind: text('kind').$type<ActivityKind>().notNull(),
        durationMinutes: integer('duration_minutes'),
        url: text('url'),
        competencies: json('competencies').$type<readonly string[]>().notNull(),
        cost: number('cost'),
        validMonths: integer('valid_months'),
      },
      (t) => [check('activities_kind', isOneOf(t.kind, ACTIVITY_KINDS))],
    ),

    learningRecords: table(
      'learning_records',
      {
        id: text('id').primaryKey(),
        person: text('person').notNull(),
        activity: text('activity').notNull(),
        event: text('event').$type<LearningEvent>().notNull(),
        at: instant('at').notNull(),
        holdsFrom: instant('holds_from').notNull(),
        due: text('due'),
        score: number('score'),
        progress: number('progress'),
        importId: text('import_id'),
      },
      (t) => [
        unique('learning_records_once').on(t.person, t.activity, t.event, t.at),
        index('learning_records_import').on(t.importId),
        check('learning_records_event', isOneOf(t.event, LEARNING_EVENTS)),
        check('learning_records_holds', sql`${t.holdsFrom} >= ${t.at}`),
      ],
    ),

    /**
     * What the records of a person on an activity come to, once all of them hold: what a rule over everybody asks. Kept
     * by triggers on learning_records, so that whatever adds or takes away a record keeps it too.
     */
    learningStates: table(
      'learning_states',
      {
        activity: text('activity').notNull(),
        person: text('person').notNull(),
        firstAt: instant('first_at').notNull(),
        /** Of learning itself: being assigned is no sign of it. */
        firstSignAt: instant('first_sign_at'),
        lastSignAt: instant('last_sign_at'),
        /** The last time it was completed or passed, and failed. */
        finishedAt: instant('finished_at'),
        failedAt: instant('failed_at'),
        /** By the latest assignment that gives one, and when that was. */
        due: text('due'),
        dueSetAt: instant('due_set_at'),
        /** The highest that was told, 0–100. */
        progress: number('progress'),
        /** From here on every record holds; before it, the records themselves must be asked. */
        wholeFrom: instant('whole_from').notNull(),
      },
      (t) => [primaryKey({ columns: [t.activity, t.person] })],
    ),

    /** What a person asked for. The reason of a "not now" is counted in choice_counts and not kept here. */
    choices: table(
      'choices',
      {
        person: text('person').notNull(),
        kind: text('kind').$type<ChoiceKind>().notNull(),
        /** A topic for stop, a campaign for the others; empty: all of them. */
        about: text('about').notNull(),
        at: instant('at').notNull(),
        until: instant('until'),
      },
      (t) => [
        primaryKey({ columns: [t.person, t.kind, t.about] }),
        check('choices_kind', isOneOf(t.kind, CHOICE_KINDS)),
        check('choices_until', sql`(${t.kind} = 'not-now') = (${t.until} is not null)`),
      ],
    ),

    /** A keyed hash stays when the person is erased. */
    suppressions: table('suppressions', {
      addressHmac: text('address_hmac').primaryKey(),
      since: instant('since').notNull(),
      why: text('why').notNull(),
    }),
  };
}

export type ChoiceKind = 'stop' | 'not-now' | 'said-done';
const CHOICE_KINDS: readonly ChoiceKind[] = ['stop', 'not-now', 'said-done'];
