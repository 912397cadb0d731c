import { describe, expect, it } from 'vitest';
import { dataWorld } from '../data-world.ts';

const mail = (name: string) => `${name}@waterlijn.example`;
const file = (rows: readonly (readonly [string, string?])[]) =>
  `email,manager_email\n${rows.map(([name, manager]) => `${mail(name)},${manager ? mail(manager) : ''}`).join('\n')}\n`;

describe('who leads whom, after an import', () => {
  it('names managers whom nobody knows, with the first line that names them', async () => {
    const world = await dataWorld();
    const { managers, remarks } = await world.employees(file([['ana', 'bo'], ['cas', 'bo'], ['dee', 'eve'], ['eve']]));
    expect(managers?.unknown).toEqual({ managers: 1, people: 2, examples: [{ email: mail('bo'), line: 2 }] });
    expect(remarks).toContain('One manager is not known, of 2 people: bo@waterlijn.example (line 2).');
  });

  it('finds rings, and people who are their own manager, by their lines', async () => {
    const world = await dataWorld();
    const rows = [
      ['ana', 'bo'],
      ['bo', 'cas'],
      ['cas', 'ana'],
      ['dee', 'dee'],
      ['eve', 'ana'],
      ['fay', 'gus'],
      ['gus', 'fay'],
    ] as const;
    const { managers, remarks } = await world.employees(file(rows));
    expect(managers?.cycles).toEqual({
      count: 2,
      examples: [
        [2, 3, 4],
        [7, 8],
      ],
    });
    expect(managers?.ownManagers).toEqual({ count: 1, examples: [5] });
    expect(remarks).toContain('2 groups of people lead themselves in a ring: lines 2, 3, 4, lines 7, 8.');
    expect(remarks).toContain('One person is named as their own manager: line 5.');
  });

  it('looks up managers who are not in the file, and closes a ring through them', async () => {
    const world = await dataWorld();
    await world.employees(file([['top'], ['boss', 'top'], ['cas', 'ana']]));
    const dry = await world.employees(
      file([
        ['ana', 'cas'],
        ['bo', 'boss'],
      ]),
      { dryRun: true },
    );
    expect(dry.managers).toEqual({
      unknown: { managers: 0, people: 0, examples: [] },
      cycles: { count: 1, examples: [[2]] },
      ownManagers: { count: 0, examples: [] },
    });
    expect(
      (
        await world.employees(
          file([
            ['ana', 'cas'],
            ['bo', 'boss'],
          ]),
        )
      ).managers,
    ).toEqual(dry.managers);
  });

  it('counts people without an address as led, not as leading, and says nothing where no column does', async () => {
    const world = await dataWorld();
    const result = await world.employees(`id,email,manager_email\n1,,${mail('nobody')}\n2,,${mail('nobody')}\n`);
    expect(result).toMatchObject({ withoutEmail: 2, managers: { unknown: { managers: 1, people: 2 } } });
    expect(result.remarks).toContain('2 people have no email address: they are counted, and not reachable by mail.');
    expect((await world.employees(`email\n${mail('ana')}\n`)).managers).toBeNull();
  });
});
