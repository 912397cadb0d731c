import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Backend } from '../src/store/database.ts';
import { openPostgres } from '../src/store/postgres/open-postgres.ts';
import { openSqlite } from '../src/store/sqlite/open-sqlite.ts';
import { type Store, storeOver } from '../src/store/store.ts';

/**
 * Does `work` on SQLite, in a file, and on the Postgres server of BENCH_POSTGRES_URL if there is one, in a schema of its
 * own; both are gone afterwards.
 */
export async function onEachDatabase<T>(work: (name: string, url: string) => Promise<T>): Promise<T[]> {
  const results = [await inFolder((folder) => work('SQLite', `file:${join(folder, 'bench.db')}`))];
  const { BENCH_POSTGRES_URL: url } = process.env;
  if (url) results.push(await inSchema(url, (own) => work('Postgres', own)));
  return results;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'druppel-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does `work` in a schema of its own on that server, which is gone afterwards. */
export async function inSchema<T>(url: string, work: (own: string) => Promise<T>): Promise<T> {
  const schema = `druppel_bench_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create schema ${schema}`);
    const own = new URL(url);
    own.searchParams.set('options', `-c search_path=${schema}`);
    return await work(own.href);
  } finally {
    await client.query(`drop schema if exists ${schema} cascade`);
    await client.end();
  }
}

/** A store, and what is under it: a bench fills its tables faster than any flow would. */
export async function openBench(url: string): Promise<{ readonly backend: Backend; readonly store: Store }> {
  const backend = url.startsWith('file:')
    ? await openSqlite(url.slice('file:'.length), false)
    : await openPostgres(url, false);
  return { backend, store: await storeOver(backend, 'the bench', false) };
}
