import { invariant } from './errors.ts';
import type { Clock, Instant } from './time.ts';

/** A clock that moves only when it is told to, and only forward (rules.md R19). */
export class VirtualClock {
  #now: Instant;
  readonly now: Clock = () => this.#now;

  constructor(start: Instant) {
    this.#now = start;
  }

  moveTo(instant: Instant): void {
    invariant(instant >= this.#now, 'a virtual clock goes forward only');
    this.#now = instant;
  }
}
