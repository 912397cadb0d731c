import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countingIds, type NewId } from '../../../src/domain/ids.ts';
import { importEmployees } from '../../../src/flow/people/import-employees.ts';
import { asImported } from '../../../src/flow/people/imported-person.ts';
import { undoImport } from '../../../src/flow/people/undo-import.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { lastImport } from '../../../src/store/people/import-undo.ts';
import type { Store } from '../../../src/store/store.ts';
import { empty, openPgliteStore, openServerStore, schemaUrl } from '../../store/stores.ts';
import { describeWith } from '../../support/services.ts';
import { at, dataWorld, WATERLIJN } from '../data-world.ts';

const NUMBERS = [1, 2, 3, 4, 5, 6, 7];
const START = at('2027-04-20T08:00:00Z');

interface Person {
  readonly number: number;
  readonly team: string;
  readonly country: string;
}

const cells = { team: fc.constantFrom('A', 'B', ''), country: fc.constantFrom('NL', 'BE', '') };
const fileOf = fc.record({
  columns: fc.constantFrom(['team'], ['country'], ['team', 'country']),
  full: fc.boolean(),
  people: fc.uniqueArray(fc.record({ number: fc.constantFrom(...NUMBERS), ...cells }), {
    selector: ({ number }: Person) => number,
    minLength: 1,
    maxLength: 7,
  }),
  rowsPerPart: fc.constantFrom(1, 2, 5),
  /** When the import began: says which one an undo takes first, and nothing of which one wrote first. */
  minute: fc.integer({ min: 1, max: 2 }),
});
type File = typeof fileOf extends fc.Arbitrary<infer Value> ? Value : never;

function textOf({ columns, people }: Pick<File, 'columns' | 'people'>): string {
  const lines = people.map(({ number, team, country }) => {
    const said = columns.map((column) => (column === 'team' ? team : country));
    return [number, `p${number}@waterlijn.example`, ...said].join(',');
  });
  return `${['id', 'email', ...columns].join(',')}\n${lines.join('\n')}\n`;
}

async function everybody({ read }: Store) {
  const rows = await read.db.select().from(read.tables.employees).orderBy(read.tables.employees.id);
  // Who was brought anew has another key.
  return rows.map((row) => ({ ...asImported(row), key: '' }));
}

async function take(store: Store, newId: NewId, file: File): Promise<void> {
  const world = await dataWorld(store);
  const context = { store, clock: () => START + file.minute * 60_000, newId };
  const fixed = { workspace: WATERLIJN, dryRun: false, strict: false, dates: null, yes: null };
  const { full, rowsPerPart } = file;
  await importEmployees(context, { ...fixed, path: await world.file(textOf(file)), full, rowsPerPart });
}

async function undoAll(store: Store): Promise<void> {
  const context = { store, clock: () => START + 3_600_000 };
  while ((await lastImport(store.read)) !== null) await undoImport(context);
}

/** The second import writes by the second store: a connection of its own, or the same one. */
function takenBackWhole(stores: () => readonly [Store, Store], numRuns: number): void {
  it('leave everybody as they were before them when all are taken back, whoever wrote first', async () => {
    const property = fc.asyncProperty(fc.array(fileOf, { maxLength: 1 }), fileOf, fileOf, async (first, one, two) => {
      const [store, other] = stores();
      await empty(store);
      const newId = countingIds();
      for (const file of first) await take(store, newId, { ...file, minute: 0 });
      const before = await everybody(store);
      const known = await lastImport(store.read);
      await Promise.all([take(store, newId, { ...one, minute: one.minute + 1 }), take(other, newId, two)]);
      const context = { store, clock: () => START + 3_600_000 };
      while ((await lastImport(store.read))?.id !== known?.id) await undoImport(context);
      expect(await everybody(store)).toEqual(before);
      await undoAll(store);
      expect(await everybody(store)).toEqual([]);
    });
    await fc.assert(property, { numRuns });
  });
}

describe('two imports at one moment, with --full or without', () => {
  describe('on SQLite', () => {
    let store: Store;
    beforeAll(async () => {
      store = await openStore('memory:');
    });
    afterAll(() => store.close());
    takenBackWhole(() => [store, store], 150);
  });

  describe('on Postgres inside this process', () => {
    let store: Store;
    beforeAll(async () => {
      store = await openPgliteStore();
    });
    afterAll(() => store.close());
    takenBackWhole(() => [store, store], 20);
  });

  describeWith('postgres', 'by two commands, with a Postgres server', (url) => {
    let stores: [Store, Store];
    beforeAll(async () => {
      stores = [await openServerStore(url, 'imports_at_once'), await openStore(schemaUrl(url, 'imports_at_once'))];
    });
    afterAll(() => Promise.all(stores.map((store) => store.close())));
    takenBackWhole(() => stores, 40);
  });
});

it('an import that is taken back while it runs stops, says so, and leaves nothing behind', async () => {
  const world = await dataWorld();
  const people = Array.from({ length: 9 }, (_, n) => `${n},p${n}@waterlijn.example,A`);
  let writes = 0;
  const store: Store = {
    ...world.store,
    async write(work) {
      writes += 1;
      if (writes === 3) await undoImport(world.context);
      return world.store.write(work);
    },
  };
  const path = await world.file(`id,email,team\n${people.join('\n')}\n`);
  const options = { path, workspace: WATERLIJN, full: false, dryRun: false, strict: false, dates: null, yes: null };
  const importing = importEmployees({ ...world.context, store }, { ...options, rowsPerPart: 2 });
  await expect(importing).rejects.toThrow('was taken back by another command while it ran');
  expect(await everybody(world.store)).toEqual([]);
});
