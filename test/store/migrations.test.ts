import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../src/domain/errors.ts';
import type { Transaction } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openPglite } from '../../src/store/postgres/open-pglite.ts';
import { storeOver } from '../../src/store/store.ts';
import { postgresTables, sqliteTables } from '../../src/store/tables.ts';
import { inFolder } from './stores.ts';

describe('migrations', () => {
  it('make exactly the tables of tables.ts on SQLite', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'druppel.db');
      await (await openStore(`file:${path}`)).close();
      const meant = new BetterSqlite(':memory:');
      const none = await generateSQLiteDrizzleJson({});
      for (const statement of await generateSQLiteMigration(none, await generateSQLiteDrizzleJson(sqliteTables)))
        meant.exec(statement);
      const made = new BetterSqlite(path, { readonly: true });
      expect(sqliteSchema(made)).toEqual(sqliteSchema(meant));
      made.close();
      meant.close();
    });
  });

  it('make exactly the tables of tables.ts on Postgres', async () => {
    const backend = await openPglite();
    const store = await storeOver(backend, 'made', false);
    const made = await backend.transaction(postgresSchema);
    const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(postgresTables));
    const meant = await backend.transaction(async (transaction) => {
      await transaction.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      for (const statement of statements) await transaction.script(statement);
      return postgresSchema(transaction);
    });
    await store.close();
    expect(made).toEqual(meant);
  });

  it('give both dialects the same tables with the same columns', () => {
    const shapes = [sqliteTables, postgresTables].map((tables) =>
      Object.values(tables).map((table) => [
        getTableName(table),
        Object.values(getTableColumns(table)).map(({ name, notNull, primary }) => ({ name, notNull, primary })),
      ]),
    );
    expect(shapes[0]).toEqual(shapes[1]);
  });

  it('are applied once: the second opening finds nothing to do', async () => {
    await inFolder(async (folder) => {
      const url = `file:${join(folder, 'druppel.db')}`;
      const first = await openStore(url);
      expect(await first.migrate()).toEqual({ version: 1, applied: ['0001_begin'] });
      await first.close();
      const second = await openStore(url);
      expect(await second.migrate()).toEqual({ version: 1, applied: [] });
      await second.close();
    });
  });

  it('are applied once by programs that open a new database at the same time', async () => {
    await inFolder(async (folder) => {
      const url = `file:${join(folder, 'druppel.db')}`;
      const stores = await Promise.all([openStore(url), openStore(url), openStore(url)]);
      const applied = await Promise.all(stores.map(async (store) => (await store.migrate()).applied));
      expect(applied.flat()).toEqual(['0001_begin']);
      await Promise.all(stores.map((store) => store.close()));
    });
  });
});

describe('a database that another program made', () => {
  it('and that is newer is refused, with both versions', async () => {
    await inFolder(async (folder) => {
      const path = await databaseWith(folder, "INSERT INTO schema_migrations VALUES (2, '0002_stories', 'h')");
      const opening = openStore(`file:${path}`);
      await expect(opening).rejects.toBeInstanceOf(EnvironmentError);
      await expect(opening).rejects.toThrow(
        /newer than this program: it has schema 2 \(0002_stories\), this program knows schema 1 \(0001_begin\)/,
      );
    });
  });

  it('with an edited migration is refused', async () => {
    await inFolder(async (folder) => {
      const path = await databaseWith(folder, "UPDATE schema_migrations SET hash = 'edited'");
      await expect(openStore(`file:${path}`)).rejects.toThrow(/made by another build: its migration 0001_begin/);
    });
  });

  it('and that is older is not migrated by someone who only reads', async () => {
    await inFolder(async (folder) => {
      const path = await databaseWith(folder, 'DELETE FROM schema_migrations');
      await expect(openStore(`file:${path}`, { readOnly: true })).rejects.toThrow(/has schema 0, this program needs/);
    });
  });
});

async function databaseWith(folder: string, change: string): Promise<string> {
  const path = join(folder, 'druppel.db');
  await (await openStore(`file:${path}`)).close();
  const connection = new BetterSqlite(path);
  connection.exec(change);
  connection.close();
  const copy = join(folder, 'copy.db');
  await copyFile(path, copy);
  return copy;
}

/** Tables and indexes as SQLite keeps them, spelling and what tables.ts has no words for (triggers, row ids) aside. */
function sqliteSchema(connection: BetterSqlite.Database): string[] {
  return connection
    .prepare<[], string>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type <> 'trigger' ORDER BY type, name",
    )
    .pluck()
    .all()
    .map((statement) =>
      statement
        .replace(/["`](\w+)["`]\./g, '')
        .replace(/["`]|IF NOT EXISTS| WITHOUT ROWID$/gi, '')
        .replace(/\s+/g, ' ')
        .replace(/ ?([(),]) ?/g, '$1'),
    );
}

async function postgresSchema({ database: { db } }: Transaction): Promise<unknown[]> {
  const run = db as unknown as { execute(statement: string): Promise<{ rows: unknown[] }> };
  const questions = [
    `SELECT table_name, column_name, ordinal_position, data_type, collation_name, is_nullable, column_default
     FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3`,
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
    `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS def
     FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  ];
  const answers: unknown[] = [];
  for (const question of questions) answers.push(...(await run.execute(question)).rows);
  return answers;
}
