import { sql } from 'drizzle-orm';
import { AROUND_KINDS, type AroundAction } from '../../domain/campaign.ts';
import type { Reason } from '../../domain/reasons.ts';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

/**
 * What becomes of something around the mails.
 *
 *     planned ─due─▶ claimed ─answer─▶ done | failed | planned (again later)
 *        └▶ passed, withdrawn     └─no answer, crash─▶ in-doubt
 */
export type AroundState =
  /** Ahead; `dueAt` is null while nobody knows when. */
  | 'planned'
  /** A worker is about it: it may have left. */
  | 'claimed'
  /** Posted; for a reminder: handed to the outbox, where its mail has a state of its own. */
  | 'done'
  | 'failed'
  /** It left, and nobody said whether it arrived. It is not posted again. */
  | 'in-doubt'
  /** Too late; `reason` says why. A new date makes it planned again. */
  | 'passed'
  /** Not in the campaign any more, or the campaign is over. */
  | 'withdrawn';
const AROUND_STATES: readonly AroundState[] = [
  'planned',
  'claimed',
  'done',
  'failed',
  'in-doubt',
  'passed',
  'withdrawn',
];

/** What happens around the mails of a campaign, once per campaign (practice.md T35). */
export function aroundTables({ table, text, integer, instant, yesNo, primaryKey, index, check }: Vocabulary) {
  return {
    aroundActions: table(
      'around_actions',
      {
        campaign: text('campaign').notNull(),
        /** Its id in the campaign file. */
        action: text('action').notNull(),
        kind: text('kind').$type<AroundAction['kind']>().notNull(),
        /** The version that was decided by. */
        version: integer('version').notNull(),
        state: text('state').$type<AroundState>().notNull(),
        /** When it falls; null: nobody knows yet. */
        dueAt: instant('due_at'),
        /** `dueAt`, or after a refusal the end of the back-off; null: not to be done. */
        nextTryAt: instant('next_try_at'),
        /** How often the other side said "not now". */
        attempts: integer('attempts').notNull(),
        claimedBy: text('claimed_by'),
        leaseUntilAt: instant('lease_until_at'),
        /** What moved it, or why it was passed or withdrawn. */
        reason: text('reason').$type<Reason>(),
        /** What the other side said when it was not done, without addresses. */
        words: text('words'),
        settledAt: instant('settled_at'),
        /** It stayed on this machine: never counted as posted. */
        simulated: yesNo('simulated').notNull(),
      },
      (t) => [
        primaryKey({ columns: [t.campaign, t.action] }),
        index('around_actions_due').on(t.state, t.nextTryAt),
        check('around_actions_kind', isOneOf(t.kind, ['post', ...AROUND_KINDS])),
        check('around_actions_state', isOneOf(t.state, AROUND_STATES)),
        check(
          'around_actions_claimed',
          sql`${t.state} <> 'claimed' or (${t.claimedBy} is not null and ${t.leaseUntilAt} is not null)`,
        ),
        check(
          'around_actions_settled',
          sql`(${t.state} in ('done', 'failed', 'in-doubt', 'passed')) = (${t.settledAt} is not null)`,
        ),
        check('around_actions_next_try', sql`${t.nextTryAt} is null or ${t.state} = 'planned'`),
      ],
    ),
  };
}
