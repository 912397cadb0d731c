import { invariant } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import { type JobQueue, KEPT_JOBS, type NamedJob } from './connection.ts';
import type { QueueLog } from './queue-log.ts';

/** Work that comes back: every machine names it, one of them does a tick. A tick too many or too few is harmless. */
export interface Recurring {
  readonly add: (name: string, intervalMs: number, handler: () => Promise<void>) => void;
  /** Does the tick a job asks for, unless an earlier one is still under way on some machine. */
  readonly process: (queue: JobQueue, job: NamedJob) => Promise<void>;
  /** Makes the queue call for a task, if it does not already. */
  readonly schedule: (queue: JobQueue, name: string) => Promise<void>;
  /** Puts back the schedules the queue has lost: after a FLUSHALL or an empty restart they are gone without an error. */
  readonly heal: (queue: JobQueue) => Promise<void>;
  /** Ends the local timers and waits for what runs. */
  readonly stop: () => Promise<void>;
}

interface Task {
  readonly intervalMs: number;
  readonly handler: () => Promise<void>;
}

/** While `isUp` says no, a local timer keeps every task going on this machine. */
export function recurringTasks(options: { isUp: () => boolean; clock: Clock; log: QueueLog }): Recurring {
  const { isUp, clock, log } = options;
  const tasks = new Map<string, Task>();
  const timers: NodeJS.Timeout[] = [];
  const running = new Map<string, Promise<void>>();

  async function runOnce(name: string, { handler }: Task): Promise<void> {
    if (running.has(name)) return;
    const run = Promise.resolve().then(handler);
    // Whoever waits for the end of it (`stop`) does not care how it ended.
    running.set(
      name,
      run.catch(() => {}),
    );
    try {
      await run;
    } catch (error) {
      log.error({ task: name, err: error }, 'a recurring task failed; it runs again at its next tick');
    } finally {
      running.delete(name);
    }
  }

  async function schedule(queue: JobQueue, name: string): Promise<void> {
    const task = tasks.get(name);
    invariant(task !== undefined, `the recurring task "${name}" is unknown`);
    const known = await queue.getJobScheduler(name);
    const isLate = known?.next === undefined || known.next < clock() - task.intervalMs - LATE_MS;
    // Only when needed: each upsert moves the next tick.
    if (!isLate && known.every === task.intervalMs) return;
    await queue.upsertJobScheduler(name, { every: task.intervalMs }, { name, data: null, opts: KEPT_JOBS });
  }

  return {
    add(name, intervalMs, handler) {
      invariant(/^[a-z][a-z-]*$/.test(name), `a recurring task is named in small letters and dashes, not "${name}"`);
      invariant(!tasks.has(name), `the recurring task "${name}" is named twice`);
      invariant(intervalMs > 0, `the recurring task "${name}" needs an interval, not ${intervalMs} ms`);
      const task = { intervalMs, handler };
      tasks.set(name, task);
      timers.push(
        setInterval(() => {
          if (!isUp()) void runOnce(name, task);
        }, intervalMs),
      );
    },

    async process(queue, job) {
      const task = tasks.get(job.name);
      if (task === undefined) {
        // Left by an older release. A machine that does know it puts it back within a beat.
        log.info({ task: job.name }, 'a recurring task nobody here knows: its schedule is removed');
        await queue.removeJobScheduler(job.name);
        return;
      }
      if (await isUnderWay(queue, job)) {
        log.debug({ task: job.name }, 'a tick passes: an earlier one is still under way');
        return;
      }
      await runOnce(job.name, task);
    },

    schedule,

    async heal(queue) {
      for (const name of tasks.keys()) await schedule(queue, name);
    },

    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

/** A schedule this far behind has lost its next job; a busy machine is never this late. */
const LATE_MS = 15_000;

async function isUnderWay(queue: JobQueue, job: NamedJob): Promise<boolean> {
  const begun = ({ processedOn = 0, id = '' }: NamedJob) => `${String(processedOn).padStart(16, '0')} ${id}`;
  // A job can end between being listed and being read; it is then undefined.
  const active: (NamedJob | undefined)[] = await queue.getActive();
  return active.some((other) => other?.name === job.name && begun(other) < begun(job));
}
