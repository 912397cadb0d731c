import type { IQueueBackend, Job, Queue, Worker } from 'bullmq';

/** A job carries nothing but its name: a lane, or a recurring task. */
export type NamedJob = Job<null, void, string>;
export type JobQueue = Queue<null, void, string, null, void, string, IQueueBackend, unknown>;
export type JobWorker = Worker<null, void, string, IQueueBackend, never, unknown>;

/** How long after its machine died a job that was being done is taken up by another one: at most twice this. */
export interface WorkerTiming {
  readonly concurrency: number;
  readonly lockMs: number;
}

/** An open line to where the queue lives; BullMQ's own objects are made through it. */
export interface Connection {
  readonly queue: (name: string) => JobQueue;
  readonly worker: (name: string, process: (job: NamedJob) => Promise<void>, timing: WorkerTiming) => JobWorker;
  /** Rejects, within some seconds, when the other side does not answer. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Kept for the board; a job is a wake-up call, not a record. */
export const KEPT_JOBS = { attempts: 1, removeOnComplete: { count: 50 }, removeOnFail: { count: 100 } } as const;

export function workerOptions({ concurrency, lockMs }: WorkerTiming) {
  return {
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    // A job is only ever a wake-up call, so one more call is always right.
    maxStalledCount: 10,
    // BullMQ's 15 s would be longer than sending may pause once the queue is back.
    runRetryDelay: 1_000,
    drainDelay: 5,
  };
}
