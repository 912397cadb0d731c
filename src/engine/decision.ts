import type { Phase } from '../domain/campaign.ts';
import type { MessageKind, MessageState } from '../domain/message.ts';
import type { Participation } from '../domain/participation.ts';
import type { Reason } from '../domain/reasons.ts';
import type { Instant } from '../domain/time.ts';
import type { BundlePut, Settlement } from './journey/walk.ts';
import type { Placing } from './mails/mail-limit.ts';

/** What follows from a look at one person at one instant. Written as a whole or not at all. */
export interface Decision {
  /** New and changed participations. */
  readonly participations: readonly Participation[];
  /** The messages to this person as they should stand: planned, ready, passed or withdrawn. */
  readonly messages: readonly MessageDraft[];
  /** Keys of the mails that go or keep going by this decision, unchanged ones too. */
  readonly going: readonly string[];
  readonly puts: readonly BundlePut[];
  /** What wants to go, with its slot, and where each participation rests: what an explanation begins from. */
  readonly placings: readonly Placing[];
  readonly settlements: readonly Settlement[];
  /** When to look again if no new fact comes before; null: only then. */
  readonly wakeAt: Instant | null;
}

/** A row of the ledger as the engine wants it; unique by (recipient, kind, key). */
export interface MessageDraft {
  readonly kind: MessageKind;
  readonly key: string;
  readonly campaign: string;
  readonly version: number;
  readonly participation: string | null;
  readonly step: string;
  readonly phase: Phase;
  readonly message: string;
  readonly story?: string | null;
  readonly state: Extract<MessageState, 'planned' | 'ready' | 'passed' | 'withdrawn'>;
  readonly dueAt: Instant;
  readonly openingAt: Instant | null;
  readonly slotAt: Instant | null;
  readonly validUntilAt: Instant | null;
  readonly reason: Reason | null;
  readonly settledAt: Instant | null;
}
