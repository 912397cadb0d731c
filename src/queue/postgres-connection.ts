import { createPostgresBackend, type PgPool, runMigrations, withBackend } from 'bullmq';
import type { PoolClient } from 'pg';
import { type Connection, type JobQueue, type JobWorker, KEPT_JOBS, workerOptions } from './connection.ts';

/**
 * Connects to PostgreSQL 14 or newer and brings BullMQ's own schema, `bullmq`, up to date.
 *
 * @throws when it cannot be reached or refuses us; nothing stays open then.
 */
export async function connectPostgres(url: string): Promise<Connection> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    // Each worker listens on a connection of its own; the rest is for queries.
    max: 10,
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
    keepAlive: true,
    application_name: 'druppel-queue',
  });
  // BullMQ names its tables without a schema. Queries of one connection run in order, so this one is first.
  pool.on('connect', (client: PoolClient) => {
    client.query('set search_path to bullmq').catch(() => {});
  });
  return connectionOver(pool as unknown as PgPool);
}

/** Makes BullMQ work over anything shaped like a `pg.Pool`; ends the pool when that fails. */
export async function connectionOver(pool: PgPool): Promise<Connection> {
  pool.on('error', () => {});
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    queue: (name) => new Queue(name, { connection: pool, defaultJobOptions: KEPT_JOBS }) as unknown as JobQueue,
    worker: (name, process, timing) =>
      new Worker(name, process, { ...workerOptions(timing), connection: pool }) as unknown as JobWorker,
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}
