import { UserError } from '../domain/errors.ts';
import { type Clock, formatInstant, type Instant, wallClock } from '../domain/time.ts';
import { launchedCampaigns } from '../store/campaigns/campaigns.ts';
import { lanesReady } from '../store/mails/claims.ts';
import { saveStoreClock, storeClock } from '../store/meta.ts';
import { nextWakeAt } from '../store/people/employee-wakes.ts';
import type { Store } from '../store/store.ts';

/** The time of one command. */
export interface CommandClock {
  /** Stands still: everything a command writes bears one instant. */
  readonly clock: Clock;
  /** After a writing command has done its work: a store that was told the time remembers it. */
  settle(): Promise<void>;
}

/**
 * What time it is for a command (rules.md R19): what `--now` says, else the virtual instant of a played store, else the
 * wall clock. Reading commands may pretend any time; a writing one moves a played store forward, never past something
 * that is due, and a live one not at all.
 * @throws {UserError} when the store cannot be told that it is `now`.
 */
export async function clockFor(
  store: Store,
  { now, kind, wall = wallClock }: { now: Instant | null; kind: 'reading' | 'writing'; wall?: Clock },
): Promise<CommandClock> {
  const own = await storeClock(store.read);
  const at = now ?? (own.kind === 'played' ? own.at : wall());
  const clock = () => at;
  if (kind === 'reading' || now === null) return { clock, settle: async () => {} };
  if (own.kind === 'live') {
    throw new UserError('This store is live: it follows the wall clock, and --now is for looking only.', {
      hint: 'Leave out --now, or play in a database of its own (DATABASE_URL).',
    });
  }
  if (own.kind === 'played') await refuseJump(store, own.at, now);
  return { clock, settle: () => store.write((tx) => saveStoreClock(tx, { kind: 'played', at: now })) };
}

async function refuseJump(store: Store, from: Instant, to: Instant): Promise<void> {
  if (to < from) {
    throw new UserError(
      `--now ${formatInstant(to)} lies before ${formatInstant(from)}, up to which this store was played.`,
      {
        hint: 'Time goes forward only: name a later instant, or begin with a new database.',
      },
    );
  }
  const dueAt = await nextDueBefore(store, to);
  if (dueAt === null) return;
  throw new UserError(`Something is due at ${formatInstant(dueAt)}, before --now ${formatInstant(to)}.`, {
    hint: `Play up to then first: druppel run --until ${formatInstant(to)}.`,
  });
}

/** Before the first launch people are looked at in vain: nothing is due for them. */
async function nextDueBefore({ read }: Store, to: Instant): Promise<Instant | null> {
  if ((await launchedCampaigns(read)).length === 0) return null;
  const wakeAt = await nextWakeAt(read);
  if (wakeAt !== null && wakeAt < to) return wakeAt;
  return (await lanesReady(read, to - 1)).length > 0 ? to - 1 : null;
}
