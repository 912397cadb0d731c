import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import type { PgPool, PgPoolClient, PgQueryResult } from 'bullmq';
import { MINUTE_MS } from '../domain/time.ts';

/**
 * PostgreSQL in this process and in memory (PGlite), in the shape of a `pg.Pool`: one session behind every client. It may
 * be forgotten at any moment, because the queue is never the truth.
 *
 * Its price (measured, Node 20, 2 cores): 2 to 3 s and 600 MB; with PostgreSQL's own settings 3.5 s and 780 MB. So it is
 * loaded only when asked for.
 */
export async function openEmbeddedPostgres(): Promise<PgPool> {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create({
    initDbStartParams: ['--wal-segsize=1', '--no-sync'],
    postgresqlconf: ['shared_buffers=2MB', 'wal_buffers=64kB', 'min_wal_size=2MB', 'max_wal_size=4MB'],
  });
  await database.exec('create schema bullmq; set search_path to bullmq');
  const pool = new EventEmitter();
  // Nobody else vacuums here: without it the rows of done jobs stay for ever.
  const vacuum = setInterval(() => {
    database.exec('vacuum').catch((error: unknown) => pool.emit('error', error));
  }, MINUTE_MS);
  return Object.assign(pool, {
    // BullMQ looks here to learn that a lost connection would be noticed; a connection to oneself is never lost.
    options: { keepAlive: true },
    query: <Row>(text: string, values?: readonly unknown[]) => run<Row>(database, text, values),
    connect: async () => openClient(database),
    end: async () => {
      clearInterval(vacuum);
      await database.close();
    },
  });
}

function openClient(database: PGlite): PgPoolClient {
  const client = new EventEmitter();
  const unlisteners: (() => Promise<void>)[] = [];
  return Object.assign(client, {
    async query<Row>(text: string, values?: readonly unknown[]): Promise<PgQueryResult<Row>> {
      const channel = /^\s*listen\s+"?(\w+)"?/i.exec(text)?.[1];
      if (channel === undefined) return run<Row>(database, text, values);
      const notify = (payload: string) => client.emit('notification', { channel, payload });
      unlisteners.push(await database.listen(channel, notify));
      return { rows: [], rowCount: null };
    },
    release() {
      // The database may be closed already, and with it every subscription.
      for (const unlisten of unlisteners.splice(0)) unlisten().catch(() => {});
    },
  });
}

/** Several statements in one text are possible only without values, as in PostgreSQL's own protocol. */
async function run<Row>(
  database: PGlite,
  text: string,
  values: readonly unknown[] | undefined,
): Promise<PgQueryResult<Row>> {
  if (values !== undefined && values.length > 0) {
    const { rows, affectedRows } = await database.query<Row>(text, [...values]);
    return { rows, rowCount: affectedRows ?? rows.length };
  }
  const last = (await database.exec(text)).at(-1);
  const rows = (last?.rows ?? []) as Row[];
  return { rows, rowCount: last?.affectedRows ?? rows.length };
}
