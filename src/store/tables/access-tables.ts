import { sql } from 'drizzle-orm';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

/** Other systems: by which keys they come in, and what is remembered of what they sent. */
export function accessTables(vocabulary: Vocabulary) {
  const { table, text, integer, instant, yesNo, json, primaryKey, index, check } = vocabulary;
  return {
    /** Of a key's secret only the SHA-256 is kept: 256 random bits need no slow hash. */
    apiKeys: table('api_keys', {
      id: text('id').primaryKey(),
      name: text('name').notNull(),
      hash: text('hash').notNull(),
      scopes: json('scopes').$type<readonly string[]>().notNull(),
      createdAt: instant('created_at').notNull(),
      revokedAt: instant('revoked_at'),
    }),

    /** Answers to requests with an `Idempotency-Key`, kept for a day; without a status: still being worked on. */
    keptAnswers: table(
      'kept_answers',
      {
        apiKey: text('api_key').notNull(),
        idempotencyKey: text('idempotency_key').notNull(),
        /** Fingerprint of method, path and body. */
        request: text('request').notNull(),
        status: integer('status'),
        body: text('body'),
        at: instant('at').notNull(),
      },
      (t) => [primaryKey({ columns: [t.apiKey, t.idempotencyKey] }), index('kept_answers_age').on(t.at)],
    ),

    /** xAPI statements by id: that they came, in which words (a fingerprint), and the learning record they became. */
    statements: table(
      'statements',
      {
        id: text('id').primaryKey(),
        fingerprint: text('fingerprint').notNull(),
        outcome: text('outcome').$type<StatementOutcome>().notNull(),
        recordId: text('record_id'),
        storedAt: instant('stored_at').notNull(),
      },
      (t) => [
        index('statements_record').on(t.recordId),
        check('statements_outcome', isOneOf(t.outcome, STATEMENT_OUTCOMES)),
        check('statements_record_kept', sql`(${t.outcome} = 'recorded') = (${t.recordId} is not null)`),
      ],
    ),

    /** Statements that could not become records, counted by what is not known here. People are never named. */
    unmappedStatements: table(
      'unmapped_statements',
      {
        kind: text('kind').$type<UnmappedKind>().notNull(),
        /** The activity's IRI; empty for people. */
        about: text('about').notNull(),
        count: integer('count').notNull(),
        lastAt: instant('last_at').notNull(),
      },
      (t) => [
        primaryKey({ columns: [t.kind, t.about] }),
        check('unmapped_statements_kind', isOneOf(t.kind, UNMAPPED_KINDS)),
      ],
    ),

    /** Employees whom an identity provider keeps by SCIM, as it knows them. */
    scimUsers: table(
      'scim_users',
      {
        id: text('id').primaryKey(),
        person: text('person').notNull().unique('scim_users_person'),
        /** Folded: it is compared without regard to case. */
        userName: text('user_name').notNull().unique('scim_users_user_name'),
        externalId: text('external_id'),
        /** How the provider names the manager, who may not be known yet. */
        manager: text('manager'),
        active: yesNo('active').notNull(),
        /** The attributes that are kept, as they were said. */
        resource: json('resource').$type<Readonly<Record<string, unknown>>>().notNull(),
        createdAt: instant('created_at').notNull(),
        changedAt: instant('changed_at').notNull(),
      },
      (t) => [index('scim_users_external_id').on(t.externalId), index('scim_users_manager').on(t.manager)],
    ),
  };
}

/**
 * `recorded`: it became a learning record, or told one that was known; `no-record`: its verb says nothing of that kind;
 * `unmapped`: its person or activity is not known here; `voided`: by another statement, which may come first.
 */
export type StatementOutcome = 'recorded' | 'no-record' | 'unmapped' | 'voided';
const STATEMENT_OUTCOMES: readonly StatementOutcome[] = ['recorded', 'no-record', 'unmapped', 'voided'];

export type UnmappedKind = 'activity' | 'person';
const UNMAPPED_KINDS: readonly UnmappedKind[] = ['activity', 'person'];
