import type { Phase } from './campaign.ts';
import type { Reason } from './reasons.ts';
import { DAY_MS, type Instant } from './time.ts';

/**
 * A mail's life (guarantees.md §1). One row per (recipient, kind, key), unique: the row is the promise that a mail
 * goes once.
 *
 *     planned → ready → claimed → data → sent → bounced
 */
export type MessageState =
  /** Decided, its slot is ahead; `waitsFor` tells when something keeps it. */
  | 'planned'
  /** Its slot has come; any worker may claim it. */
  | 'ready'
  /** A worker holds it under a lease; nothing has been given to the mail server. */
  | 'claimed'
  /** Past the gate: the body may be at the mail server. Only a numeric reply settles it. */
  | 'data'
  | 'sent'
  | 'in-doubt'
  /** The send journal saw it pass a gate that the database forgot: not sent by itself until `release` (F11). */
  | 'held'
  | 'failed'
  | 'bounced'
  /** Not sent, for good; `reason` says why. */
  | 'passed'
  /** Taken back before it was sent; the step may be decided anew under the same key. */
  | 'withdrawn';

/** On the path and in every limit these count as gone (rules.md R6, R11). */
export const GONE_STATES: readonly MessageState[] = ['data', 'sent', 'in-doubt', 'bounced'];
/** Still to be decided or sent. */
export const OPEN_STATES: readonly MessageState[] = ['planned', 'ready', 'claimed'];

/** Without evidence for so long, a required mail in doubt goes once more (rules.md R9). */
export const RESEND_AFTER_MS = DAY_MS;

export type MessageKind =
  /** To a participant, about one step. */
  | 'step'
  /** To a manager or buddy, about several participants. */
  | 'bundle'
  /** To a manager, once an ISO week: how the team is doing. */
  | 'team'
  /** To the owner of something around the mails, on the day; operational, so no rule about mail to participants holds. */
  | 'around'
  | 'test';

/** What campaigns send to people: it counts for their readers, and in figures. */
export const CAMPAIGN_KINDS: readonly MessageKind[] = ['step', 'bundle', 'team'];

export interface Message {
  readonly id: string;
  readonly kind: MessageKind;
  /** Unique with recipient and kind: `par_…/kick-off/0`, `campaign/step/2027-04-26` for a bundle, `campaign/2027-W17` for a team. */
  readonly key: string;
  readonly campaign: string;
  readonly version: number;
  readonly participation: string | null;
  /** The employee key of who gets it; `mailto:ADDRESS` for the owner of something around the mails whom we do not know. */
  readonly recipient: string;
  readonly step: string;
  readonly phase: Phase;
  /** The message's name in the campaign folder. */
  readonly message: string;
  /** The story it tells (story.ts), chosen anew until it goes; null or absent: none. */
  readonly story?: string | null;
  /** A bundle's participations, sorted by person id. */
  readonly about: readonly string[];
  readonly state: MessageState;
  readonly dueAt: Instant;
  readonly openingAt: Instant | null;
  readonly slotAt: Instant | null;
  /** It may go until here without a new decision: the end of its window. */
  readonly validUntilAt: Instant | null;
  /** What keeps it while planned; why it was passed or withdrawn. */
  readonly reason: Reason | null;
  /** The instant that rules count: the slot at which it went, or at which it was passed. */
  readonly settledAt: Instant | null;
}
