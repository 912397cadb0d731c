import { MINUTE_MS, SECOND_MS } from '../domain/time.ts';
import type { Channels } from '../flow/around/channels.ts';
import { doAround } from '../flow/around/do-around.ts';
import type { FlowContext } from '../flow/context.ts';
import { advancePeople } from '../flow/deciding/advance-people.ts';
import { workIfNight } from '../flow/privacy/night.ts';
import type { Sender } from '../flow/sending/send-messages.ts';
import type { Log } from '../log.ts';
import { lanesReady } from '../store/mails/claims.ts';
import type { Queue } from './open-queue.ts';

/** How often due people are looked at, and how often it is asked whether something ready was forgotten. */
const TICK_MS = SECOND_MS;
const SWEEP_MS = 5 * SECOND_MS;
/** How often it is asked whether the night's work is due. */
const NIGHT_MS = 10 * MINUTE_MS;
/** Posts and reminders of the day: nobody waits for the very second. */
const AROUND_MS = 20 * SECOND_MS;
/** Campaigns served at the same time. */
const LANES_AT_ONCE = 4;

const BRAKED = 'a campaign paused by itself: the mail server refuses its mails';

/**
 * What turns due rows into mail in a running process: the tick decides, the dispatcher wakes a worker for each lane
 * with something ready, the worker sends what it finds. A lost wake costs a sweep's time, never a mail.
 */
export function startWorker({
  queue,
  context,
  sender,
  channels,
  bootId,
  random01,
  log,
}: {
  queue: Queue;
  context: FlowContext;
  sender: Sender;
  channels: Channels;
  /** Which process holds what it claims. */
  bootId: string;
  /** For the jitter of back-offs. */
  random01: () => number;
  log: Log;
}): { readonly firstRound: Promise<void> } {
  const dispatch = async () => {
    for (const { lane } of await lanesReady(context.store.read, context.clock())) await queue.wake(lane);
  };
  const serve = async (lane: string | null) => {
    const { stopped, braked, ...counts } = await sender.sendReady(lane);
    for (const { campaign, words } of braked)
      log.warn({ campaign, why: words, next: `druppel stats ${campaign}, then druppel resume ${campaign}` }, BRAKED);
    if (stopped !== null)
      log.warn({ lane, ...counts, err: stopped }, 'the mail server does not take mail; trying again soon');
    else if (counts.sent + counts.failed + counts.inDoubt > 0) log.info({ lane, ...counts }, 'mails went out');
  };
  queue.work({ concurrency: LANES_AT_ONCE, onWake: serve });
  queue.every('tick', TICK_MS, async () => {
    const { looked } = await advancePeople(context, context.clock());
    if (looked > 0) await dispatch();
  });
  queue.every('sweep', SWEEP_MS, dispatch);
  queue.every('around', AROUND_MS, async () => {
    const { posted, reminded, failed, inDoubt } = await doAround(context, channels, bootId, random01);
    if (posted + reminded + failed + inDoubt > 0)
      log.info({ posted, reminded, failed, inDoubt }, 'something happened around the mails');
    if (reminded > 0) await dispatch();
  });
  queue.every('night', NIGHT_MS, async () => {
    if (await workIfNight(context)) log.info({}, 'the night is done: figures are let out, and what was old is gone');
  });
  return {
    firstRound: firstRound().catch((err: unknown) => log.warn({ err }, 'the first round failed; the tick goes on')),
  };

  /** The queue takes seconds to come up, and what is due need not wait for it. */
  async function firstRound(): Promise<void> {
    await serve(null);
    await advancePeople(context, context.clock());
    await serve(null);
  }
}
