import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type Connection, type JobQueue, type JobWorker, KEPT_JOBS, workerOptions } from './connection.ts';

/**
 * Connects to Redis 6.2 or newer (or what speaks like it).
 *
 * Two lines: the producers' fails at once when Redis is away, for a wake-up call must block nobody; the workers' waits and
 * comes back by itself.
 *
 * @throws when Redis cannot be reached or refuses us; nothing stays open then.
 */
export async function connectRedis(url: string): Promise<Connection> {
  const producers = new Redis(url, { ...LINE, enableOfflineQueue: false, commandTimeout: 3_000 });
  const workers = new Redis(url, { ...LINE, maxRetriesPerRequest: null });
  // Without a listener ioredis prints every attempt; the caller learns the same from `ping`.
  for (const line of [producers, workers]) line.on('error', () => {});
  const disconnect = () => {
    for (const line of [producers, workers]) line.disconnect();
  };
  try {
    await Promise.all([producers.connect(), workers.connect()]);
    await producers.ping();
  } catch (error) {
    disconnect();
    throw error;
  }
  return {
    queue: (name) =>
      new Queue(name, { connection: producers, prefix: PREFIX, defaultJobOptions: KEPT_JOBS }) as unknown as JobQueue,
    worker: (name, process, timing) =>
      new Worker(name, process, {
        ...workerOptions(timing),
        connection: workers,
        prefix: PREFIX,
      }) as unknown as JobWorker,
    ping: async () => {
      await producers.ping();
    },
    close: async () => disconnect(),
  };
}

/** Before every key of ours, so that a Redis can be shared. */
const PREFIX = 'druppel';

const LINE = {
  lazyConnect: true,
  connectTimeout: 3_000,
  keepAlive: 10_000,
  retryStrategy: (times: number) => Math.min(times * 100, 1_000),
};
