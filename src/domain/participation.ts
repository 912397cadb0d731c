import type { Phase } from './campaign.ts';
import type { EndReason } from './reasons.ts';
import type { Instant, LocalDate } from './time.ts';

/** One person in one campaign, one round: where they are and what they have behind them (rules.md R1). */
export interface Participation {
  /** Made by us; decides nothing. */
  readonly id: string;
  readonly campaign: string;
  /** The employee's key. */
  readonly person: string;
  /** 1 for the first; `again` opens a new one. */
  readonly round: number;
  /** The campaign version it is pinned to. */
  readonly version: number;
  /** From here on the way to the goal counts. Ahead of now: only mails *before start* go. */
  readonly beganAt: Instant;
  /** When they began to match, or the launch: not even a mail *before start* goes earlier. */
  readonly joinedAt: Instant;
  /**
   * The start is their own: who began to match later, was let in by widening a pilot, begins later, or begins again.
   * `start` is the instant at which they begin, *before start* is passed over.
   */
  readonly newcomer: boolean;
  /**
   * The truth value each part of `for` had at the beginning, where it is not read again; by its JSON. Null: not begun,
   * only mails *before start* can go.
   */
  readonly fixed: Readonly<Record<string, boolean>> | null;
  readonly place: StepPlace;
  readonly goalReachedAt: Instant | null;
  readonly saidDoneAt: Instant | null;
  readonly suspended: { readonly since: Instant; readonly because: 'left-audience' | 'left-company' } | null;
  /** Which group of the comparison they are in, with `start-later`. Absent: nobody compares them. */
  readonly compared?: Compared;
  /**
   * Moved from an older version: what was done there and no row of the ledger tells of, the steps to managers and
   * buddies. Done is never done again under the same id (rules.md R14). Absent: never moved.
   */
  readonly doneBefore?: readonly string[];
  readonly ended: { readonly at: Instant; readonly because: EndReason; readonly note?: string | undefined } | null;
}

/**
 * One person in the comparison of `start-later` (rules.md R13), from when they began to match until the others begin
 * too, whatever becomes of their participation meanwhile.
 */
export interface Compared {
  /** `later`: nothing goes to them before `until`, when their own round begins. */
  readonly group: ComparisonGroup;
  readonly since: Instant;
  readonly until: Instant;
  /** Within that time, `until` included; null: not, or not yet. */
  readonly goalReachedAt: Instant | null;
}

export type ComparisonGroup = 'now' | 'later';
export const COMPARISON_GROUPS: readonly ComparisonGroup[] = ['now', 'later'];

/** The first step that is not settled for good, and what its timing counts from. */
export interface StepPlace {
  readonly phase: Phase;
  readonly phaseBeganAt: Instant;
  /**
   * The last step settled in this phase, by id: sent, passed or overtaken. What stands before it in the file is behind
   * the person; an `if` after it is read anew until its mail goes.
   */
  readonly last: string | null;
  /** When the step before was sent or passed (for the first: when the phase began). */
  readonly turnAt: Instant;
  /** Inside a `remind`: mails gone or passed, and when the last one was. */
  readonly remind: { readonly step: string; readonly next: number; readonly lastAt: Instant } | null;
  /** When a `wait-until` was fulfilled. */
  readonly waitedUntil: Instant | null;
  /** The last dated mail that went in this row of dated steps: what was due before it is overtaken (rules.md R7). */
  readonly datedSent: { readonly dueAt: Instant; readonly slotAt: Instant; readonly on: LocalDate } | null;
}
