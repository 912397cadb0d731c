import type { Reason } from '../domain/reasons.ts';
import type { Instant } from '../domain/time.ts';
import type { OnDecision } from '../flow/deciding/advance-people.ts';
import type { OnSettled } from '../flow/sending/gate-ledger.ts';
import type { StoredMessage } from '../store/mails/messages.ts';

/**
 * What the product did, as it wrote it down: filled by the play's own callbacks. Keeps what waits and why, which the
 * store forgets once a mail has gone.
 */
export interface Chronicle {
  readonly onDecision: OnDecision;
  readonly onSettled: OnSettled;
  /** Mails that arrived since the last call, in order. */
  takeArrived(): StoredMessage[];
  /** Mails that are due and kept by something, by what keeps them. */
  waiting(now: Instant, about: (mail: WaitingMail) => boolean): ReadonlyMap<Reason, number>;
  /** In how many mails each reason had a hand so far. */
  waited(): ReadonlyMap<Reason, number>;
}

export interface WaitingMail {
  readonly campaign: string;
  readonly step: string;
  readonly reason: Reason;
  readonly dueAt: Instant;
}

export function createChronicle(): Chronicle {
  let arrived: StoredMessage[] = [];
  const open = new Map<string, WaitingMail>();
  const ever = new Map<Reason, Set<string>>();
  return {
    onDecision({ employee }, { messages }) {
      for (const { key, campaign, step, state, reason, dueAt } of messages) {
        const mail = `${employee.key}/${key}`;
        if (state !== 'planned' || reason === null) {
          open.delete(mail);
          continue;
        }
        open.set(mail, { campaign, step, reason, dueAt });
        const mails = ever.get(reason) ?? new Set();
        ever.set(reason, mails.add(mail));
      }
    },
    onSettled(message, { state }) {
      open.delete(`${message.recipient}/${message.key}`);
      if (state === 'sent') arrived.push(message);
    },
    takeArrived() {
      const taken = arrived;
      arrived = [];
      return taken;
    },
    waiting(now, about) {
      return tally([...open.values()].filter((mail) => mail.dueAt <= now && about(mail)).map(({ reason }) => reason));
    },
    waited: () => mostFirst([...ever].map(([reason, mails]) => [reason, mails.size])),
  };
}

/** How often each comes, the most frequent first. */
export function tally<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return mostFirst([...counts]);
}

function mostFirst<T>(counts: [T, number][]): Map<T, number> {
  return new Map(counts.sort(([, a], [, b]) => b - a));
}
