import { sql } from 'drizzle-orm';
import { PHASES, type Phase } from '../../domain/campaign.ts';
import type { MessageKind, MessageState } from '../../domain/message.ts';
import { COMPARISON_GROUPS, type ComparisonGroup, type StepPlace } from '../../domain/participation.ts';
import { END_REASONS, type EndReason, type Reason } from '../../domain/reasons.ts';
import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

const MESSAGE_KINDS: readonly MessageKind[] = ['step', 'bundle', 'team', 'around', 'test'];
const MESSAGE_STATES: readonly MessageState[] = [
  'planned',
  'ready',
  'claimed',
  'data',
  'sent',
  'in-doubt',
  'held',
  'failed',
  'bounced',
  'passed',
  'withdrawn',
];

/** Where people are, and the mails to them: the truth, the outbox and the lock (guarantees.md §1). */
export function messageTables(vocabulary: Vocabulary) {
  const { table, text, integer, instant, yesNo, json, unique, index, check } = vocabulary;
  return {
    participations: table(
      'participations',
      {
        id: text('id').primaryKey(),
        campaign: text('campaign').notNull(),
        person: text('person').notNull(),
        round: integer('round').notNull(),
        version: integer('version').notNull(),
        beganAt: instant('began_at').notNull(),
        joinedAt: instant('joined_at').notNull(),
        newcomer: yesNo('newcomer').notNull(),
        fixed: json('fixed').$type<Readonly<Record<string, boolean>>>(),
        place: json('place').$type<StepPlace>().notNull(),
        /** For counting: the first time each phase was seen to begin. */
        informBeganAt: instant('inform_began_at'),
        activateBeganAt: instant('activate_began_at'),
        retainBeganAt: instant('retain_began_at'),
        goalReachedAt: instant('goal_reached_at'),
        saidDoneAt: instant('said_done_at'),
        suspendedSince: instant('suspended_since'),
        suspendedBecause: text('suspended_because').$type<'left-audience' | 'left-company'>(),
        endedAt: instant('ended_at'),
        endedBecause: text('ended_because').$type<EndReason>(),
        endedNote: text('ended_note'),
        /** See `Participation.doneBefore`. */
        doneBefore: json('done_before').$type<readonly string[]>(),
        /** The comparison of `start-later`; null: nobody compares them. */
        comparedGroup: text('compared_group').$type<ComparisonGroup>(),
        comparedSince: instant('compared_since'),
        comparedUntil: instant('compared_until'),
        comparedGoalAt: instant('compared_goal_at'),
      },
      (t) => [
        unique('participations_once').on(t.campaign, t.person, t.round),
        index('participations_person').on(t.person),
        check('participations_round', sql`${t.round} >= 1`),
        check('participations_suspended', sql`(${t.suspendedSince} is null) = (${t.suspendedBecause} is null)`),
        check('participations_ended', sql`(${t.endedAt} is null) = (${t.endedBecause} is null)`),
        check('participations_ended_because', isOneOf(t.endedBecause, END_REASONS)),
        check('participations_compared_group', isOneOf(t.comparedGroup, COMPARISON_GROUPS)),
        check(
          'participations_compared',
          sql`(${t.comparedGroup} is null) = (${t.comparedSince} is null) and (${t.comparedGroup} is null) = (${t.comparedUntil} is null)`,
        ),
      ],
    ),

    messages: table(
      'messages',
      {
        id: text('id').primaryKey(),
        kind: text('kind').$type<MessageKind>().notNull(),
        key: text('key').notNull(),
        campaign: text('campaign').notNull(),
        version: integer('version').notNull(),
        participation: text('participation'),
        recipient: text('recipient').notNull(),
        step: text('step').notNull(),
        phase: text('phase').$type<Phase>().notNull(),
        message: text('message').notNull(),
        /** The story that it tells; null: none. */
        story: text('story'),
        about: json('about').$type<readonly string[]>().notNull(),
        state: text('state').$type<MessageState>().notNull(),
        dueAt: instant('due_at').notNull(),
        openingAt: instant('opening_at'),
        slotAt: instant('slot_at'),
        validUntilAt: instant('valid_until_at'),
        reason: text('reason').$type<Reason>(),
        settledAt: instant('settled_at'),

        /** What a worker works through: `urgent`, or a campaign. */
        lane: text('lane').notNull(),
        /**
         * The slot, or after a refusal the end of the back-off: no claim before it. In doubt, when it is looked at for
         * the second sending; null then: it is not sent again.
         */
        nextTryAt: instant('next_try_at'),
        /** How often the mail server said "not now". */
        attempts: integer('attempts').notNull(),
        /** Counts the owners: who holds an older number has lost the row. */
        claim: integer('claim').notNull(),
        claimedBy: text('claimed_by'),
        leaseUntilAt: instant('lease_until_at'),

        /** What the last look fixed: to whom, and in what words. */
        email: text('email'),
        locale: text('locale'),
        variant: text('variant'),
        messageId: text('message_id'),
        values: json('merge_values').$type<Readonly<Record<string, unknown>>>(),
        /** What the last look was based on; the gate compares (rules.md R11). */
        personRevision: integer('person_revision'),
        campaignRevision: integer('campaign_revision'),
        workspaceRevision: integer('workspace_revision'),

        /** Wall time of the server's answer. */
        sentAt: instant('sent_at'),
        replyCode: integer('reply_code'),
        replyText: text('reply_text'),
        /** In doubt, it passed a second gate then and no third (rules.md R9); null: never. */
        resentAt: instant('resent_at'),
        /** It went to the built-in inbox: never counted as sent. */
        simulated: yesNo('simulated').notNull(),
      },
      (t) => [
        unique('messages_once').on(t.recipient, t.kind, t.key),
        unique('messages_message_id').on(t.messageId),
        index('messages_due').on(t.state, t.nextTryAt, t.id),
        index('messages_due_in_lane').on(t.state, t.lane, t.nextTryAt, t.id),
        index('messages_campaign').on(t.campaign, t.step, t.state),
        index('messages_participation').on(t.participation),
        index('messages_claimed_by').on(t.claimedBy, t.state),
        index('messages_sent').on(t.sentAt),
        index('messages_story').on(t.story).where(sql`${t.story} is not null`),
        index('messages_fates').on(t.campaign, t.sentAt),
        check('messages_kind', isOneOf(t.kind, MESSAGE_KINDS)),
        check('messages_phase', isOneOf(t.phase, PHASES)),
        check('messages_state', isOneOf(t.state, MESSAGE_STATES)),
        check('messages_ready', sql`${t.state} <> 'ready' or ${t.nextTryAt} is not null`),
        check(
          'messages_claimed',
          sql`${t.state} not in ('claimed', 'data') or (${t.claimedBy} is not null and ${t.leaseUntilAt} is not null)`,
        ),
        check('messages_data', sql`${t.state} <> 'data' or ${t.email} is not null`),
        check(
          'messages_settled',
          sql`${t.state} not in ('data', 'sent', 'in-doubt', 'bounced', 'passed') or ${t.settledAt} is not null`,
        ),
        check('messages_passed', sql`${t.state} <> 'passed' or ${t.reason} is not null`),
      ],
    ),
  };
}
