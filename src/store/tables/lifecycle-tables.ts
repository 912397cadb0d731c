import type { Vocabulary } from '../sqlite/vocabulary.ts';
import { isOneOf } from './closed-set.ts';

/** What people did to campaigns, and what a witness says of mails that this database does not know it sent. */
export function lifecycleTables({ table, text, integer, instant, primaryKey, index, check }: Vocabulary) {
  return {
    /** A second person's word for a version (practice.md T28). A new version needs a new one. */
    approvals: table(
      'approvals',
      {
        campaign: text('campaign').notNull(),
        version: integer('version').notNull(),
        /** The address of a console user, as it was declared. */
        by: text('approved_by').notNull(),
        at: instant('at').notNull(),
      },
      (t) => [primaryKey({ columns: [t.campaign, t.version] })],
    ),

    /** Links that lead elsewhere than their message says, in all versions and in mails that are out (rules.md R14). */
    mendedLinks: table(
      'mended_links',
      {
        campaign: text('campaign').notNull(),
        message: text('message').notNull(),
        /** As it stands in the mail. */
        from: text('link_from').notNull(),
        to: text('link_to').notNull(),
        by: text('mended_by'),
        at: instant('at').notNull(),
      },
      (t) => [primaryKey({ columns: [t.campaign, t.message, t.from] })],
    ),

    /** Who did what to which campaign, as declared; nothing is ever changed or taken away. */
    actions: table(
      'actions',
      {
        id: text('id').primaryKey(),
        at: instant('at').notNull(),
        /** Null: nobody said. */
        by: text('done_by'),
        verb: text('verb').$type<ActionVerb>().notNull(),
        /** Null: about all of them. */
        campaign: text('campaign'),
        version: integer('version'),
        words: text('words').notNull(),
      },
      (t) => [index('actions_campaign').on(t.campaign, t.at), check('actions_verb', isOneOf(t.verb, ACTION_VERBS))],
    ),

    /**
     * Mails that the send journal has seen pass a gate that this database knows nothing of: it was restored from a
     * backup (guarantees.md F11). Known by a keyed fingerprint of recipient, kind and key.
     */
    witnessedMails: table(
      'witnessed_mails',
      {
        fingerprint: text('fingerprint').primaryKey(),
        campaign: text('campaign').notNull(),
        step: text('step').notNull(),
        messageId: text('message_id').notNull(),
        /** When it passed the gate, by the clock of the store. */
        gateAt: instant('gate_at').notNull(),
        /** What the mail server answered, as far as the journal knows. */
        outcome: text('outcome').$type<WitnessedOutcome>().notNull(),
        verdict: text('verdict').$type<WitnessVerdict>().notNull(),
      },
      (t) => [
        index('witnessed_mails_verdict').on(t.verdict, t.campaign, t.step),
        check('witnessed_mails_outcome', isOneOf(t.outcome, ['sent', 'in-doubt'])),
        check('witnessed_mails_verdict_known', isOneOf(t.verdict, WITNESS_VERDICTS)),
      ],
    ),

    /** How far each process has got that sends: the number of the last gate it committed. The journal says the same. */
    gateNumbers: table('gate_numbers', {
      boot: text('boot').primaryKey(),
      last: integer('last').notNull(),
    }),
  };
}

export type ActionVerb =
  | 'publish'
  | 'approve'
  | 'launch'
  | 'widen'
  | 'pause'
  | 'resume'
  | 'finish'
  | 'recall'
  | 'link'
  | 'release';
const ACTION_VERBS: readonly ActionVerb[] = [
  'publish',
  'approve',
  'launch',
  'widen',
  'pause',
  'resume',
  'finish',
  'recall',
  'link',
  'release',
];

export type WitnessedOutcome = 'sent' | 'in-doubt';
/** `held`: nobody has decided yet; `gone`: it counts as sent; `again`: it may go once more. */
export type WitnessVerdict = 'held' | 'gone' | 'again';
const WITNESS_VERDICTS: readonly WitnessVerdict[] = ['held', 'gone', 'again'];
