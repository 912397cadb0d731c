import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { count, countDistinct, isNotNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { importEmployees } from '../../src/flow/people/import-employees.ts';
import { importLearning } from '../../src/flow/people/import-learning.ts';
import { undoImport } from '../../src/flow/people/undo-import.ts';
import { learningDataAt } from '../../src/store/meta.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { dataWorld, WATERLIJN } from '../flow/data-world.ts';
import { inFolder, openServerStore, schemaUrl } from '../store/stores.ts';
import { describeWith } from '../support/services.ts';

const PEOPLE = 60_000;
/** About half of it. */
const HALF_BYTES = 900_000;
const HEADER = 'id,email,country\n';
const row = (i: number) => `${i},p${i}@waterlijn.example,NL\n`;
const everybody = HEADER + Array.from({ length: PEOPLE }, (_, i) => row(i)).join('');

async function peopleIn({ read: { db, tables } }: Store) {
  const { employees } = tables;
  const all = { all: count(), ids: countDistinct(employees.id), emails: countDistinct(employees.email) };
  const [found] = await db.select(all).from(employees);
  const [missing] = await db.select({ missing: count() }).from(employees).where(isNotNull(employees.missingSince));
  return { ...found, ...missing };
}

describe('a file that somebody writes to while it is read', () => {
  it.each(['checking', 'importing'] as const)('takes nobody out, not even with --full: %s', async (doing) => {
    const world = await dataWorld();
    await world.employees(everybody);
    const changed = everybody.replaceAll(',NL', ',BE');
    const path = join(world.folder, 'data.csv');
    let isCut = false;
    const importing = world.employees(changed, {
      full: true,
      onProgress(progress) {
        if (isCut || progress.doing !== doing) return;
        isCut = true;
        truncateSync(path, HALF_BYTES);
      },
    });
    const done =
      doing === 'checking' ? /Nothing was imported\./ : /\d+ rows of it are in; nobody was marked as missing\./;
    await expect(importing).rejects.toThrow(done);
    expect(await peopleIn(world.store)).toMatchObject({ all: PEOPLE, missing: 0 });
    // The whole file again makes it whole.
    expect(await world.employees(changed, { full: true })).toMatchObject({ read: PEOPLE, refused: 0, left: 0 });
    expect(await world.person('p0@waterlijn.example')).toMatchObject({ country: 'BE' });
  });

  it('does not make what is known about learning fresh', async () => {
    const world = await dataWorld();
    await world.employees(everybody);
    const records = Array.from({ length: PEOPLE }, (_, i) => `${i},data-101,started,2027-04-01\n`).join('');
    const text = `id,activity,event,at\n${records}`;
    const cut = () => truncateSync(join(world.folder, 'data.csv'), HALF_BYTES);
    const path = await world.file(text);
    const options = { workspace: WATERLIJN, knownActivities: ['data-101'], dryRun: false, strict: false, dates: null };
    await expect(importLearning(world.context, { ...options, path, onProgress: cut })).rejects.toThrow(
      'changed while it was read',
    );
    expect(await learningDataAt(world.store.read)).toBeNull();
  });
});

async function bringsEverybodyOnce(stores: readonly [Store, Store]) {
  const [first, second] = [await dataWorld(stores[0]), await dataWorld(stores[1])];
  const text = HEADER + Array.from({ length: 6_000 }, (_, i) => row(i)).join('');
  const path = await first.file(text);
  const options = {
    path,
    workspace: WATERLIJN,
    full: false,
    dryRun: false,
    strict: false,
    dates: null,
    yes: null,
    rowsPerPart: 200,
  };
  let ids = 0;
  const newId = (kind: string) => {
    ids += 1;
    return `${kind}_${ids}`;
  };
  const contexts = [first, second].map(({ context }) => ({ ...context, newId }));
  const results = await Promise.all(contexts.map((context) => importEmployees(context, options)));
  expect(results.reduce((sum, { new: added }) => sum + added, 0)).toBe(6_000);
  expect(results.map(({ new: added, unchanged }) => added + unchanged)).toEqual([6_000, 6_000]);
  expect(await peopleIn(stores[0])).toEqual({ all: 6_000, ids: 6_000, emails: 6_000, missing: 0 });
  for (const { new: added } of results) if (added > 0) await undoImport(first.context);
  expect(await peopleIn(stores[0])).toMatchObject({ all: 0 });
}

describe('two imports of the same file at once', () => {
  it('bring everybody once, on SQLite', () =>
    inFolder(async (folder) => {
      const url = `file:${join(folder, 'druppel.db')}`;
      const stores = [await openStore(url), await openStore(url)] as const;
      await bringsEverybodyOnce(stores);
      for (const store of stores) await store.close();
    }));

  describeWith('postgres', 'with a Postgres server', (url) => {
    it('bring everybody once', async () => {
      const stores = [
        await openServerStore(url, 'two_imports'),
        await openStore(schemaUrl(url, 'two_imports')),
      ] as const;
      await bringsEverybodyOnce(stores);
      for (const store of stores) await store.close();
    });
  });
});
