import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, UserError } from '../../src/domain/errors.ts';
import { pauseAll, raiseWorkspaceRevision, workspaceRevision } from '../../src/store/meta.ts';
import { openStore } from '../../src/store/open-store.ts';
import { inFolder } from './stores.ts';
import { MONDAY } from './world.ts';

describe('opening a store', () => {
  it('makes the folder of a file', async () => {
    await inFolder(async (folder) => {
      const store = await openStore(`file:${join(folder, 'deep/er/druppel.db')}`);
      expect(store.dialect).toBe('sqlite');
      await store.close();
    });
  });

  it('keeps every commit through a power cut: WAL, and FULL on both connections', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'druppel.db');
      const store = await openStore(`file:${path}`);
      const pragma = async (name: string) => {
        const ask = async ({ db }: typeof store.read) => (await db.values(`PRAGMA ${name}` as never))[0];
        return [await ask(store.read), await store.write(ask)].flat();
      };
      expect(await pragma('journal_mode')).toEqual(['wal', 'wal']);
      expect(await pragma('synchronous')).toEqual([2, 2]);
      expect(await pragma('busy_timeout')).toEqual([0, 0]);
      await store.close();
    });
  });

  it('only for reading refuses to write, and a file that is not there', async () => {
    await inFolder(async (folder) => {
      const url = `file:${join(folder, 'druppel.db')}`;
      await expect(openStore(url, { readOnly: true })).rejects.toThrow(/druppel\.db cannot be opened/);
      await (await openStore(url)).close();
      const store = await openStore(url, { readOnly: true });
      expect(await workspaceRevision(store.read)).toBe(0);
      await expect(store.write((tx) => pauseAll(tx, MONDAY))).rejects.toThrow(/opened for reading/);
      await store.close();
    });
  });

  it('says what to do when the folder cannot be made', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'file'), '');
      const error: unknown = await openStore(`file:${join(folder, 'file/druppel.db')}`).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(EnvironmentError);
      expect((error as EnvironmentError).message).toMatch(/file\/druppel\.db cannot be opened/);
      expect((error as EnvironmentError).hint).toMatch(/DATABASE_URL/);
    });
  });

  it('says when a file is not a database', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'druppel.db');
      await writeFile(path, 'id;email\n'.repeat(200));
      await expect(openStore(`file:${path}`)).rejects.toThrow(/is damaged or not a database/);
    });
  });

  it('says when a server cannot be reached, without the password', async () => {
    const error: unknown = await openStore('postgres://ana:secret@127.0.0.1:1/druppel').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(EnvironmentError);
    expect((error as EnvironmentError).message).toBe('database 127.0.0.1:1/druppel cannot be reached (ECONNREFUSED)');
  });

  it.each(['mysql://x/y', 'druppel.db', 'file:'])('refuses %s', async (url) => {
    await expect(openStore(url)).rejects.toBeInstanceOf(UserError);
  });
});

describe('another program that writes', () => {
  it('is waited for, and meanwhile this one goes on reading', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'druppel.db');
      const store = await openStore(`file:${path}`);
      const other = new BetterSqlite(path);
      other.exec('BEGIN IMMEDIATE');
      const write = store.write((tx) => raiseWorkspaceRevision(tx));
      expect(await workspaceRevision(store.read)).toBe(0);
      other.exec('COMMIT');
      other.close();
      await write;
      expect(await workspaceRevision(store.read)).toBe(1);
      await store.close();
    });
  });

  it('and this one together lose no write', async () => {
    await inFolder(async (folder) => {
      const url = `file:${join(folder, 'druppel.db')}`;
      const stores = await Promise.all([openStore(url), openStore(url)]);
      const raise = (i: number) => stores[i % 2]?.write((tx) => raiseWorkspaceRevision(tx));
      await Promise.all(Array.from({ length: 60 }, (_, i) => raise(i)));
      expect(await Promise.all(stores.map((store) => workspaceRevision(store.read)))).toEqual([60, 60]);
      await Promise.all(stores.map((store) => store.close()));
    });
  });
});
