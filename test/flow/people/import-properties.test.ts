import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import { dataWorld } from '../data-world.ts';

/** Few ids and addresses, so that rows meet: former addresses, swaps, adoptions. */
const IDS = ['', '', '1', '2', '3', '4', '5', ' 3 '];
/** Where a file writes addresses as ids, they may be those of others. */
const ODD_IDS = [...IDS, 'p1@x.example', 'p2@x.example'];
const email = fc.constantFrom(
  ...['', 'p1@x.example', 'P2@x.example', 'p3@x.example', 'p4@x.example', 'p5@x.example', 'nobody'],
);
const rowWith = (ids: readonly string[]) =>
  fc.record({
    id: fc.constantFrom(...ids),
    email,
    team: fc.constantFrom('', 'A', 'B', '"'),
    left_on: fc.constantFrom('', '', '2026-01-01'),
  });
const columns = fc.constantFrom(['id', 'email', 'team'], ['email', 'team'], ['id', 'team'], ['id', 'email', 'left_on']);
const filesOf = (ids: readonly string[]) =>
  fc.array(
    fc.record({
      columns,
      full: fc.boolean(),
      rows: fc.array(rowWith(ids), { minLength: 1, maxLength: 14 }),
      rowsPerPart: fc.constantFrom(2, 5, 1_500),
    }),
    { minLength: 1, maxLength: 3 },
  );

interface File {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

function textOf({ columns: names, rows }: File): string {
  const lines = rows.map((cells) => names.map((name) => cells[name]).join(','));
  return `${names.join(',')}\n${lines.join('\n')}\n`;
}

it.each([
  ['and the same file again changes nothing', IDS],
  ['also where ids are addresses', ODD_IDS],
])('whatever a file holds, a dry run says what the import then does, %s', async (_, ids) => {
  await fc.assert(
    fc.asyncProperty(filesOf(ids), async (files) => {
      const world = await dataWorld();
      try {
        for (const each of files) {
          const { full, rowsPerPart } = each;
          const text = textOf(each);
          const outcome = (dryRun: boolean) =>
            world.employees(text, { full, rowsPerPart, dryRun }).catch((error: unknown) => {
              if (!(error instanceof UserError)) throw error;
              return { error: error.message };
            });
          const before = await everybody(world);
          const foretold = await outcome(true);
          expect(await everybody(world)).toEqual(before);
          expect(await outcome(false)).toEqual(foretold);
          if (ids === ODD_IDS) continue;
          const after = await everybody(world);
          const again = await outcome(false);
          if (!('error' in again)) expect(again).toMatchObject({ new: 0, changed: 0, left: 0 });
          expect(await everybody(world)).toEqual(after);
        }
      } finally {
        await world.store.close();
      }
    }),
    { numRuns: 60 },
  );
});

async function everybody({ store: { read } }: Awaited<ReturnType<typeof dataWorld>>) {
  return read.db.select().from(read.tables.employees).orderBy(read.tables.employees.key);
}
