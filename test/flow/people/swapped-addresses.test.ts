import { asc } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { undoImport } from '../../../src/flow/people/undo-import.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { empty, openServerStore } from '../../store/stores.ts';
import { describeWith } from '../../support/services.ts';
import { type DataWorld, dataWorld } from '../data-world.ts';

const address = (n: number) => `p${n}@waterlijn.example`;
const fileOf = (rows: readonly (readonly [id: string, email: string])[]) =>
  `id,email\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;

describe('people who swap addresses', () => onStore(() => openStore('memory:')));
describeWith('postgres', 'people who swap addresses, on Postgres', (url) =>
  onStore(() => openServerStore(url, 'swapped_addresses')),
);

function onStore(open: () => Promise<Store>): void {
  let store: Store;
  let world: DataWorld;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    await empty(store);
    world = await dataWorld(store);
  });
  afterAll(() => store.close());

  async function emails(): Promise<Record<string, string | null>> {
    const { employees } = store.read.tables;
    const { id, email } = employees;
    const rows = await store.read.db.select({ id, email }).from(employees).orderBy(asc(id));
    return Object.fromEntries(rows.map((row) => [row.id, row.email]));
  }

  it('may stand as far apart in a file as they like, in any rings, and an undo gives everybody their own again', async () => {
    const swaps = fc.integer({ min: 2, max: 12 }).chain((people) =>
      fc.record({
        people: fc.constant(people),
        order: fc.shuffledSubarray(
          Array.from({ length: people }, (_, n) => n),
          { minLength: people },
        ),
        moved: fc.shuffledSubarray(
          Array.from({ length: people }, (_, n) => n),
          { minLength: people },
        ),
        rowsPerPart: fc.integer({ min: 1, max: people }),
        dryRun: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(swaps, async ({ people, order, moved, rowsPerPart, dryRun }) => {
        await empty(store);
        const everybody = Array.from({ length: people }, (_, n) => [String(n), address(n)] as const);
        await world.employees(fileOf(everybody));
        const before = await emails();
        world.now += 1_000;
        const rows = order.map((n) => [String(n), address(moved[n] ?? n)] as const);
        const changed = rows.filter(([id, email]) => email !== before[id]).length;
        const counts = { read: people, new: 0, changed, unchanged: people - changed, refused: 0 };
        if (dryRun) expect(await world.employees(fileOf(rows), { rowsPerPart, dryRun })).toMatchObject(counts);
        expect(await world.employees(fileOf(rows), { rowsPerPart })).toMatchObject(counts);
        expect(await emails()).toEqual(Object.fromEntries(rows.toSorted()));
        expect(await world.employees(fileOf(rows), { rowsPerPart })).toMatchObject({ changed: 0, unchanged: people });
        if (changed === 0) return;
        world.now += 1_000;
        expect(await undoImport(world.context)).toMatchObject({ restored: changed });
        expect(await emails()).toEqual(before);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('all stay where they are when the last of the row may not have what they ask for', async () => {
    await world.employees(fileOf(['1', '2', '3', '4'].map((id) => [id, address(Number(id))])));
    const before = await emails();
    // 4 is not in the file and keeps the address, whatever the size of the parts.
    const chain = fileOf([
      ['1', address(2)],
      ['2', address(3)],
      ['3', address(4)],
    ]);
    for (const rowsPerPart of [1, 2, 3]) {
      const result = await world.employees(chain, { rowsPerPart });
      expect(result).toMatchObject({ read: 3, changed: 0, refused: 3 });
      expect(result.errors.map(({ line, column }) => [line, column])).toEqual([2, 3, 4].map((line) => [line, 'email']));
      expect(await emails()).toEqual(before);
    }
  });

  it('lets a newcomer have the address of somebody who leaves it further on', async () => {
    await world.employees(fileOf([['1', address(1)]]));
    const file = fileOf([
      ['2', address(1)],
      ['3', address(3)],
      ['1', address(9)],
    ]);
    for (const dryRun of [true, false]) {
      const result = await world.employees(file, { rowsPerPart: 1, dryRun });
      expect(result).toMatchObject({ read: 3, new: 2, changed: 1, refused: 0 });
    }
    expect(await emails()).toEqual({ 1: address(9), 2: address(1), 3: address(3) });
  });

  it('a second row about somebody whose first row waits is refused, as next to it', async () => {
    await world.employees(
      fileOf([
        ['1', address(1)],
        ['2', address(2)],
      ]),
    );
    const file = fileOf([
      ['1', address(2)],
      ['1', address(7)],
      ['2', address(1)],
    ]);
    for (const rowsPerPart of [1, 3]) {
      const result = await world.employees(file, { rowsPerPart, dryRun: true });
      expect(result).toMatchObject({ changed: 2, refused: 1, errors: [{ line: 3, column: 'id' }] });
    }
  });
}
