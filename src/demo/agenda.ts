import type { Instant } from '../domain/time.ts';

/** What is going to happen outside the product, in order of time; at one instant, as it was written down. */
export interface Agenda {
  add(at: Instant, act: () => Promise<void>): void;
  /** When the next thing happens; null: nothing is planned. */
  nextAt(): Instant | null;
  /** Lets everything happen whose time has come. */
  runDue(now: Instant): Promise<void>;
}

export function createAgenda(): Agenda {
  const instants: Instant[] = [];
  const acts = new Map<Instant, (() => Promise<void>)[]>();
  return {
    add(at, act) {
      const known = acts.get(at);
      if (known !== undefined) {
        known.push(act);
        return;
      }
      acts.set(at, [act]);
      const place = instants.findIndex((other) => other > at);
      instants.splice(place === -1 ? instants.length : place, 0, at);
    },
    nextAt: () => instants[0] ?? null,
    async runDue(now) {
      for (let at = instants[0]; at !== undefined && at <= now; at = instants[0]) {
        instants.shift();
        const due = acts.get(at) ?? [];
        acts.delete(at);
        for (const act of due) await act();
      }
    },
  };
}
