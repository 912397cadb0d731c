import type { Participation } from '../../domain/participation.ts';
import type { Reason } from '../../domain/reasons.ts';
import type { Instant } from '../../domain/time.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { movedAlong } from './move.ts';
import type { Pending } from './pending.ts';
import { passPending, settle } from './settle.ts';
import { standpointOf } from './standpoint.ts';
import type { BundlePut, Passed, Settlement } from './walk.ts';

/** All that one person takes part in, settled at one instant, and settled again when a mail is given up. */
export class Settlements {
  readonly passed: Passed[] = [];
  readonly puts: BundlePut[] = [];
  readonly #byParticipation = new Map<string, Settlement>();
  readonly #setting: Setting;
  readonly #now: Instant;
  #seen: Situation;

  constructor(situation: Situation, setting: Setting, now: Instant) {
    this.#seen = situation;
    this.#setting = setting;
    this.#now = now;
  }

  /** In the order of campaigns: a later one may ask what has become of an earlier one. */
  settleAll(): void {
    for (const participation of [...this.#seen.participations].sort(byCampaign)) {
      if (participation.ended === null && this.#setting.campaigns.has(participation.campaign))
        this.#settle(movedAlong(participation, this.#seen, this.#setting, this.#now));
    }
  }

  /** A mail that wanted a slot will not go: it is passed, and the participation goes on behind it. */
  giveUp(pending: Pending, reason: Reason): void {
    const { participation, passed } = passPending(pending, reason);
    this.passed.push(passed);
    this.#settle(participation);
  }

  /** Every participation as it stands now, those of campaigns that are not live included. */
  get participations(): readonly Participation[] {
    return this.#seen.participations;
  }

  get all(): readonly Settlement[] {
    return [...this.#byParticipation.values()];
  }

  get pendings(): readonly Pending[] {
    const pendings: Pending[] = [];
    for (const { pending } of this.#byParticipation.values()) if (pending !== null) pendings.push(pending);
    return pendings;
  }

  of(participationId: string): Settlement | null {
    return this.#byParticipation.get(participationId) ?? null;
  }

  #settle(participation: Participation): void {
    const settlement = settle(standpointOf(this.#seen, this.#setting, participation, this.#now));
    this.#byParticipation.set(participation.id, settlement);
    this.passed.push(...settlement.passed);
    this.puts.push(...settlement.puts);
    const participations = this.#seen.participations.map((one) =>
      one.id === participation.id ? settlement.participation : one,
    );
    this.#seen = { ...this.#seen, participations };
  }
}

function byCampaign(a: Participation, b: Participation): number {
  return a.campaign < b.campaign ? -1 : a.campaign > b.campaign ? 1 : a.round - b.round;
}
