import type { Instant } from '../domain/time.ts';
import type { VirtualClock } from '../domain/virtual-clock.ts';
import { earlier } from '../engine/conditions/next-change.ts';
import type { FlowContext } from '../flow/context.ts';
import { playUntil } from '../flow/deciding/play.ts';
import type { Sender } from '../flow/sending/send-messages.ts';
import { nextTryAt } from '../store/mails/claims.ts';
import { nextWakeAt } from '../store/people/employee-wakes.ts';
import type { Agenda } from './agenda.ts';
import type { Chronicle } from './chronicle.ts';
import { REACTION_MS } from './habits.ts';
import type { Readers } from './readers.ts';

export interface PlayerParts {
  readonly context: FlowContext;
  readonly clock: VirtualClock;
  readonly sender: Sender;
  readonly agenda: Agenda;
  readonly chronicle: Chronicle;
  readonly readers: Readers;
  /** Told of mails once they have arrived. */
  readonly onArrived: (mails: ReturnType<Chronicle['takeArrived']>) => void;
  readonly signal: AbortSignal;
}

/**
 * Plays up to an instant, the product and the people around it in turn, each at its own instant: as nobody reacts within
 * a quarter of an hour, the product can play a quarter at a time before the people are asked again.
 * Stops early, between two mails' instants, when the signal says so.
 */
export async function playTo(parts: PlayerParts, until: Instant): Promise<void> {
  const { context, clock, sender, agenda, chronicle, readers, signal } = parts;
  while (!signal.aborted) {
    await agenda.runDue(clock.now());
    if (clock.now() >= until) return;
    const { read } = context.store;
    const dueAt = earlier(await nextWakeAt(read), await nextTryAt(read)) ?? until;
    const quarter = Math.max(dueAt, clock.now()) + REACTION_MS;
    const next = Math.min(until, quarter, agenda.nextAt() ?? until);
    await playUntil(context, clock, sender, next, () => {}, chronicle.onDecision);
    const arrived = chronicle.takeArrived();
    await readers.receive(arrived);
    parts.onArrived(arrived);
  }
}
