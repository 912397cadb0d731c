import { setTimeout as pause } from 'node:timers/promises';
import { invariant } from '../domain/errors.ts';
import { type Clock, SECOND_MS, wallClock } from '../domain/time.ts';
import { URGENT_LANE } from '../store/mails/messages.ts';
import type { JobQueue, JobWorker, NamedJob, WorkerTiming } from './connection.ts';
import { type Line, openLine } from './line.ts';
import { type QueueLog, reasonOf, sparingWarnings } from './queue-log.ts';
import { parseQueueUrl, type QueueTarget } from './queue-url.ts';
import { recurringTasks } from './recurring.ts';

export interface WorkOptions {
  /** How many lanes are served at the same time, the urgent one not counted. */
  readonly concurrency: number;
  /** Does what is due in a lane. When it throws, the lane waits for its next call. */
  readonly onWake: (lane: string) => Promise<void>;
}

export interface QueueHealth {
  readonly kind: QueueTarget['kind'];
  readonly isUp: boolean;
  /** Why not, in one line; null when it is up. */
  readonly reason: string | null;
}

/**
 * Wakes workers, and nothing else: the database is the truth and the lock. Emptied, restarted or away, nothing is lost;
 * no call here throws because of it or waits for it.
 */
export interface Queue {
  /** Calls for a worker. While a call for the same lane waits, no second one is made; without the queue, none. */
  wake(lane: string): Promise<void>;
  /** Serves lanes in this process, as soon as the queue is up. */
  work(options: WorkOptions): void;
  /**
   * Runs `handler` every `intervalMs` on one of the machines that name the task, one tick at a time; on each of them
   * while the queue is away, so a tick too many must be harmless.
   */
  every(name: string, intervalMs: number, handler: () => Promise<void>): void;
  health(): QueueHealth;
  /** Resolves when the queue answers for the first time; never when it is closed before. */
  whenUp(): Promise<void>;
  /** BullMQ's own queues, for the board; none before the queue was up for the first time. */
  queues(): readonly JobQueue[];
  /** Takes no new work and waits for what is under way, at most `graceMs` (8 s when not given). */
  close(graceMs?: number): Promise<void>;
}

/**
 * Opens the queue at `url` (the setting QUEUE_URL) and returns at once; it is connected, and connected again, behind it.
 *
 * @throws {UserError} when the URL is none.
 */
export function openQueue(options: { url: string; log: QueueLog; clock?: Clock }): Queue {
  const { url, log, clock = wallClock } = options;
  const target = parseQueueUrl(url);
  const warn = sparingWarnings(log, clock);
  const closing = new AbortController();
  const waiting: (() => void)[] = [];
  const workers: JobWorker[] = [];
  const unmade: (() => JobWorker)[] = [];
  const recurring = recurringTasks({ isUp: () => reason === null, clock, log });
  let line: Line | null = null;
  let reason: string | null = 'not connected yet';
  let closed: Promise<void> | null = null;
  let hasHealed = false;
  let serves = false;
  let recurs = false;

  const beating = keepUp();

  /** Connects until it works; then looks, beat by beat, whether it still does, and puts back what the queue has lost. */
  async function keepUp(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        line ??= await openLine(target, onQueueError);
        await line.connection.ping();
        workers.push(...unmade.splice(0).map((make) => make()));
        if (await heals(line.recurring)) markUp();
      } catch (error) {
        markDown(error);
      }
      await pause(BEAT_MS, undefined, { signal: closing.signal }).catch(() => {});
    }
  }

  /** Two machines can stand in each other's way once (PostgreSQL then ends one of them); twice in a row is trouble. */
  async function heals(queue: JobQueue): Promise<boolean> {
    try {
      await recurring.heal(queue);
      hasHealed = true;
    } catch (error) {
      if (!hasHealed) throw error;
      hasHealed = false;
      onQueueError(error);
    }
    return hasHealed;
  }

  function markUp(): void {
    if (reason === null) return;
    reason = null;
    log.info({ queue: target.kind }, 'the queue is up');
    for (const resolve of waiting.splice(0)) resolve();
  }

  function markDown(error: unknown): void {
    if (closing.signal.aborted) return;
    reason = reasonOf(error);
    warn('the queue is away; each machine works on by its own timer until it is back', error);
  }

  function onQueueError(error: unknown): void {
    if (!closing.signal.aborted) warn('the queue reports an error', error);
  }

  function addWorker(
    queueOf: (from: Line) => JobQueue,
    process: (job: NamedJob) => Promise<void>,
    timing: WorkerTiming,
  ) {
    const make = () => {
      invariant(line !== null, 'a worker was made before its connection');
      const worker = line.connection.worker(queueOf(line).name, process, timing);
      worker.on('error', onQueueError);
      return worker;
    };
    if (line === null) unmade.push(make);
    else workers.push(make());
  }

  async function serve(job: NamedJob, onWake: WorkOptions['onWake']): Promise<void> {
    // From here on a new call is a new job: what comes due while this one runs must not be missed.
    await job.removeDeduplicationKey().catch(onQueueError);
    const isDone = await onWake(job.name).then(
      () => true,
      (error: unknown) => {
        log.error({ lane: job.name, err: error }, 'a lane failed; it goes on at its next call');
        return false;
      },
    );
    // The queue keeps the words of a failed job, and the original ones can hold an address.
    if (!isDone) throw new Error('failed; the log has the reason');
  }

  async function close(graceMs: number): Promise<void> {
    closing.abort();
    const closeWorkers = () => Promise.all(workers.map((worker) => worker.close()));
    // At once, and again for those that were being made just then.
    const finished = Promise.all([closeWorkers(), beating.then(closeWorkers), recurring.stop()]);
    if (!(await endsWithin(graceMs, finished))) {
      log.warn({ graceMs }, 'the queue closes over work that is still under way');
      for (const worker of workers) worker.disconnect().catch(() => {});
    }
    reason = 'closed';
    if (line === null) return;
    const queues = [line.urgent, line.lanes, line.recurring].map((queue) => queue.close());
    await endsWithin(CLOSE_MS, Promise.allSettled(queues));
    await endsWithin(CLOSE_MS, line.connection.close());
  }

  return {
    async wake(lane) {
      if (line === null || reason !== null || closing.signal.aborted) return;
      const queue = lane === URGENT_LANE ? line.urgent : line.lanes;
      const call = queue.add(lane, null, { deduplication: { id: lane, ttl: DEDUPLICATION_MS } });
      const heard = call.catch((error: unknown) =>
        warn('a call for a worker did not reach the queue; the next sweep finds the work', error),
      );
      await endsWithin(CALL_MS, heard);
    },

    work({ concurrency, onWake }) {
      invariant(!serves, 'a queue serves its lanes with one handler');
      serves = true;
      addWorker(
        (from) => from.urgent,
        (job) => serve(job, onWake),
        { concurrency: 1, lockMs: LANE_LOCK_MS },
      );
      addWorker(
        (from) => from.lanes,
        (job) => serve(job, onWake),
        { concurrency, lockMs: LANE_LOCK_MS },
      );
    },

    every(name, intervalMs, handler) {
      recurring.add(name, intervalMs, handler);
      if (line !== null) recurring.schedule(line.recurring, name).catch(onQueueError);
      if (recurs) return;
      recurs = true;
      addWorker(
        (from) => from.recurring,
        async (job) => {
          if (line !== null) await recurring.process(line.recurring, job);
        },
        { concurrency: RECURRING_CONCURRENCY, lockMs: TICK_LOCK_MS },
      );
    },

    health: () => ({ kind: target.kind, isUp: reason === null, reason }),

    whenUp: () => (reason === null ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),

    queues: () => (line === null ? [] : [line.urgent, line.lanes, line.recurring]),

    close(graceMs = 8 * SECOND_MS) {
      closed ??= close(graceMs);
      return closed;
    },
  };
}

/** F4: sending goes on within 10 s after the queue is back, so it is looked for more often. */
const BEAT_MS = 2 * SECOND_MS;
/** Should a call get lost with its deduplication left behind, the lane is deaf no longer than this. */
const DEDUPLICATION_MS = 30 * SECOND_MS;
/** A caller waits no longer for a queue that does not answer. */
const CALL_MS = SECOND_MS;
const LANE_LOCK_MS = 30 * SECOND_MS;
/** Short: the tick of a machine that died holds up the next ones until its lock has run out. */
const TICK_LOCK_MS = 5 * SECOND_MS;
/** A nightly task must not stand before the next sweep. */
const RECURRING_CONCURRENCY = 20;
const CLOSE_MS = 2 * SECOND_MS;

/** Whether `work` has ended, well or badly, before `limitMs`. */
async function endsWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const ended = work.then(
    () => true,
    () => true,
  );
  const late = pause(limitMs, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([ended, late]);
  } finally {
    timer.abort();
  }
}
