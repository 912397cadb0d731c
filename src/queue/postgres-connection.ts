import { createPostgresBackend, type PgPool, runMigrations, withBackend } from 'bullmq';
import type { ClientBase } from 'pg';
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
    onConnect: prepareClient,
  });
  return connectionOver(pool as unknown as PgPool);
}

async function prepareClient(client: ClientBase): Promise<void> {
  // An error nobody listens to would end the process. BullMQ borrows connections without listening, and takes every
  // listener off before it lets go of one (both measured); the caller learns of the error from its query.
  const ignore = () => {};
  const removeAllListeners = client.removeAllListeners.bind(client);
  client.removeAllListeners = (...event) => removeAllListeners(...event).on('error', ignore);
  client.on('error', ignore);
  // BullMQ names its tables without a schema.
  await client.query('set search_path to bullmq');
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
