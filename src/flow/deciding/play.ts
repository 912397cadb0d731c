import { EnvironmentError, UserError } from '../../domain/errors.ts';
import { formatInstant, HOUR_MS, type Instant } from '../../domain/time.ts';
import type { VirtualClock } from '../../domain/virtual-clock.ts';
import { earlier } from '../../engine/conditions/next-change.ts';
import { nextTryAt, tryAgainAt } from '../../store/mails/claims.ts';
import { saveStoreClock, storeClock } from '../../store/meta.ts';
import { nextWakeAt } from '../../store/people/employee-wakes.ts';
import type { Store } from '../../store/store.ts';
import type { Channels } from '../around/channels.ts';
import { doAround, nextAround } from '../around/do-around.ts';
import type { FlowContext } from '../context.ts';
import { nextNightAt, workTheNight } from '../privacy/night.ts';
import type { Sender } from '../sending/send-messages.ts';
import { advancePeople, type OnDecision } from './advance-people.ts';

export interface Played {
  sent: number;
  passed: number;
  failed: number;
  inDoubt: number;
  until: Instant;
}

/** Where the story stands, for whoever shows progress; called at each instant at which something happens. */
export type OnInstant = (now: Instant, played: Readonly<Played>) => void | Promise<void>;

/**
 * Plays the store on a virtual clock: everything due up to `until`, in order of time (rules.md R19). Splitting a play
 * into several changes nothing: what happens, happens at its own instant. So does the work of each night.
 *
 * @param clock at the instant the play begins; moved along
 * @throws {EnvironmentError} when the mail server cannot be reached; the store then stands at that instant, and
 *   nothing has become late.
 */
export async function playUntil(
  context: FlowContext,
  clock: VirtualClock,
  sender: Sender,
  until: Instant,
  onInstant: OnInstant = () => {},
  onDecision?: OnDecision,
): Promise<Played> {
  const { store } = context;
  const played: Played = { sent: 0, passed: 0, failed: 0, inDoubt: 0, until };
  let savedAt = clock.now();
  await store.write((tx) => saveStoreClock(tx, { kind: 'played', at: savedAt }));
  const around = () => doAround(context, NOTHING_LEAVES, PLAYER, () => 0);
  // What was published or launched since the last play has its time written down first.
  await around();
  for (;;) {
    const aroundAt = await nextAround(store.read);
    const next = earlier(earlier(await nextWakeAt(store.read), await nextTryAt(store.read)), aroundAt);
    const nightAt = await nextNightAt(store.read, clock.now());
    if (nightAt <= until && (next === null || nightAt <= next)) {
      clock.moveTo(Math.max(nightAt, clock.now()));
      await workTheNight({ store, clock: clock.now });
      continue;
    }
    if (next === null || next > until) break;
    clock.moveTo(Math.max(next, clock.now()));
    if (aroundAt !== null && aroundAt <= clock.now()) await around();
    await settleInstant(context, clock, sender, played, onDecision);
    if (clock.now() - savedAt >= HOUR_MS) {
      savedAt = clock.now();
      await store.write((tx) => saveStoreClock(tx, { kind: 'played', at: savedAt }));
    }
    await onInstant(clock.now(), played);
  }
  clock.moveTo(Math.max(until, clock.now()));
  await store.write((tx) => saveStoreClock(tx, { kind: 'played', at: clock.now() }));
  return played;
}

/** On a virtual clock no post leaves this machine, whatever the settings say (rules.md R19). */
const NOTHING_LEAVES: Channels = { sendOut: null, variable: () => null };
const PLAYER = 'play';

/**
 * Where a play begins: where the store stands; a new one at `from`, else now.
 * @throws {UserError} for a live store, and for `from` on a store that has been played before.
 */
export async function playFrom(store: Store, from: Instant | null, wallNow: Instant): Promise<Instant> {
  const clock = await storeClock(store.read);
  if (clock.kind === 'live') {
    throw new UserError('This database is live: its clock is the wall clock, and it cannot be played.', {
      hint: 'Play a copy of it, or a new one: set DATABASE_URL to another file.',
    });
  }
  if (clock.kind === 'new') return from ?? wallNow;
  if (from !== null && from !== clock.at) {
    throw new UserError(`--from is for the first run only; this database stands at ${formatInstant(clock.at)}.`, {
      hint: 'Leave --from out: the play goes on from there.',
    });
  }
  return clock.at;
}

/** Facts, decisions and mails of one instant, until nothing follows from it any more. */
async function settleInstant(
  context: FlowContext,
  clock: VirtualClock,
  sender: Sender,
  played: Played,
  onDecision?: OnDecision,
): Promise<void> {
  for (;;) {
    const advanced = await advancePeople(context, clock.now(), onDecision);
    const sent = await sender.sendReady(null);
    played.passed += advanced.passed;
    played.sent += sent.sent;
    played.failed += sent.failed;
    played.inDoubt += sent.inDoubt;
    if (sent.stopped !== null) {
      await context.store.write(async (tx) => {
        await tryAgainAt(tx, clock.now());
        await saveStoreClock(tx, { kind: 'played', at: clock.now() });
      });
      throw new EnvironmentError(`The mail server does not take mail: ${sent.stopped}`, {
        hint: `The play stopped at ${formatInstant(clock.now())}; nothing was lost and nothing is late. Mend SMTP_URL or the server and run again.`,
      });
    }
    if (advanced.looked === 0 && sent.sent + sent.failed + sent.inDoubt + sent.back === 0) return;
  }
}
