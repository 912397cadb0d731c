import type { Instant } from '../domain/time.ts';
import { earlier } from './conditions/next-change.ts';
import type { Setting, Situation } from './facts/situation.ts';
import type { Settlement } from './journey/walk.ts';
import type { Placing } from './mails/mail-limit.ts';

/**
 * When to look at a person again if no new fact comes before; null: only then.
 * @param otherwise what else was found to change with time alone.
 */
export function nextLook(
  settlements: readonly Settlement[],
  placings: readonly Placing[],
  otherwise: Instant | null,
  situation: Situation,
  setting: Setting,
  now: Instant,
): Instant | null {
  let next = otherwise;
  const at = (instant: Instant | null) => {
    if (instant !== null && instant > now) next = earlier(next, instant);
  };
  for (const { wakeAt } of settlements) at(wakeAt);
  const competition = setting.workspace.sending.mailLimit !== null && placings.length > 1;
  for (const placing of placings) {
    if (placing.is === 'too-late' || placing.slot === null) continue;
    // A mail that opens takes part in the competition from its opening on, not only from its slot.
    if (competition) at(placing.pending.earliestAt);
    at(placing.slot.at);
    if (placing.slot.at <= now) at(placing.slot.windowTo);
  }
  for (const record of situation.learning) at(record.holdsFrom);
  for (const fact of situation.engagement) at(fact.holdsFrom);
  for (const choice of situation.choices) at(choice.at);
  return next;
}
