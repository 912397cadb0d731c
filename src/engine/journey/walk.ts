import type { Phase } from '../../domain/campaign.ts';
import type { Participation, StepPlace } from '../../domain/participation.ts';
import type { EndReason, Reason } from '../../domain/reasons.ts';
import type { Instant } from '../../domain/time.ts';
import { earlier } from '../conditions/next-change.ts';
import type { Pending } from './pending.ts';
import type { Standpoint } from './standpoint.ts';

/** A mail that will not go, for good, and why. */
export interface Passed {
  readonly participation: string;
  readonly mail: StepMail;
  readonly phase: Phase;
  readonly dueAt: Instant;
  readonly reason: Reason;
  readonly at: Instant;
}

/** A mail of a step: its id in the ledger, and the message it sends. */
export interface StepMail {
  readonly id: string;
  readonly message: string;
}

/** A person put on the open bundle of their manager or buddy (rules.md R10). */
export interface BundlePut {
  readonly campaign: string;
  readonly step: string;
  readonly message: string;
  readonly phase: Phase;
  readonly version: number;
  readonly participation: string;
  /** The employee key of who gets the bundle. */
  readonly recipient: string;
  readonly at: Instant;
}

/** Where a participation stands once everything is settled that can be settled now. */
export interface Settlement {
  readonly participation: Participation;
  readonly passed: readonly Passed[];
  readonly puts: readonly BundlePut[];
  /** The mail that comes next, if its opening is known. */
  readonly pending: Pending | null;
  readonly waiting: Waiting | null;
  /** When time alone may change something; null: never. */
  readonly wakeAt: Instant | null;
}

/** What keeps the next mail while it has no opening. */
export interface Waiting {
  readonly mail: StepMail;
  readonly dueAt: Instant | null;
  readonly reason: Reason | null;
}

/** One participation on its way through the steps at one instant, with what it leaves behind. */
export class Walk {
  readonly #passed: Passed[] = [];
  readonly #puts: BundlePut[] = [];
  #standpoint: Standpoint;
  #pending: Pending | null = null;
  #waiting: Waiting | null = null;
  #wakeAt: Instant | null = null;

  constructor(standpoint: Standpoint) {
    this.#standpoint = standpoint;
  }

  get standpoint(): Standpoint {
    return this.#standpoint;
  }

  get participation(): Participation {
    return this.#standpoint.participation;
  }

  get place(): StepPlace {
    return this.#standpoint.participation.place;
  }

  get now(): Instant {
    return this.#standpoint.now;
  }

  move(participation: Participation): void {
    this.#standpoint = { ...this.#standpoint, participation };
  }

  end(because: EndReason, note?: string): void {
    this.move({ ...this.participation, ended: { at: this.now, because, ...(note === undefined ? {} : { note }) } });
  }

  /** Notes that time alone may change something at `instant`, if that is still ahead. */
  wakeAt(instant: Instant | null): void {
    if (instant !== null && instant > this.now) this.#wakeAt = earlier(this.#wakeAt, instant);
  }

  pass(mail: StepMail, dueAt: Instant, reason: Reason, phase: Phase = this.place.phase): void {
    this.#passed.push({ ...passing(this.#standpoint, mail, dueAt, reason), phase });
  }

  put(put: BundlePut): void {
    this.#puts.push(put);
  }

  /** The walk rests here: this mail wants a slot. */
  restWith(pending: Pending): void {
    this.#pending = pending;
  }

  /** The walk rests here: this mail has no opening yet. */
  waitFor(mail: StepMail, dueAt: Instant | null, reason: Reason | null): void {
    this.#waiting = { mail, dueAt, reason };
  }

  get settlement(): Settlement {
    return {
      participation: this.participation,
      passed: this.#passed,
      puts: this.#puts,
      pending: this.#pending,
      waiting: this.#waiting,
      wakeAt: this.#wakeAt,
    };
  }
}

/** A mail passed at this standpoint, as the ledger keeps it. */
export function passing({ participation, now }: Standpoint, mail: StepMail, dueAt: Instant, reason: Reason): Passed {
  return { participation: participation.id, mail, phase: participation.place.phase, dueAt, reason, at: now };
}
