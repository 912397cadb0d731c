import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStore } from '../../src/store/open-store.ts';
import { openPglite } from '../../src/store/postgres/open-pglite.ts';
import { type Store, storeOver } from '../../src/store/store.ts';

/** An empty store on Postgres inside this process. */
export async function openPgliteStore(): Promise<Store> {
  return storeOver(await openPglite(), 'the database in memory', false);
}

/** An empty store on a Postgres server, in a schema of its own: other tests may use the same database. */
export async function openServerStore(url: string, schema: string): Promise<Store> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`);
  await client.end();
  return openStore(schemaUrl(url, schema));
}

export function schemaUrl(url: string, schema: string): string {
  const withOptions = new URL(url);
  withOptions.searchParams.set('options', `-c search_path=${schema}`);
  return withOptions.href;
}

/** A folder that is gone after `work`. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-store-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every table as it was made, without a row. */
export async function empty(store: Store): Promise<void> {
  await store.write(async ({ db, tables }) => {
    const { schemaMigrations: _, ...rest } = tables;
    for (const table of Object.values(rest)) await db.delete(table);
  });
}
