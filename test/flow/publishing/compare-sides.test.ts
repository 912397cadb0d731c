import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSides, type Side, type Sides } from '../../../src/flow/publishing/drafts/compare-sides.ts';

/** One file, by its text at each side; `-` is no file. */
const sides = (base: string, mine: string, theirs: string): Sides => {
  const at = (text: string) => new Map(text === '-' ? [] : [['campaigns/a.md', text]]);
  return { base: at(base), mine: at(mine), theirs: at(theirs) };
};
const nobody = () => null;

describe('a file of the folder and its draft in the database', () => {
  it.each`
    before | folder | database | push                 | pull
    ${'a'} | ${'a'} | ${'a'}   | ${'nothing'}         | ${'nothing'}
    ${'a'} | ${'b'} | ${'a'}   | ${'carried changed'} | ${'waiting changed'}
    ${'a'} | ${'a'} | ${'b'}   | ${'waiting changed'} | ${'carried changed'}
    ${'a'} | ${'b'} | ${'b'}   | ${'nothing'}         | ${'nothing'}
    ${'a'} | ${'b'} | ${'c'}   | ${'conflict'}        | ${'conflict'}
    ${'-'} | ${'a'} | ${'-'}   | ${'carried added'}   | ${'waiting added'}
    ${'-'} | ${'-'} | ${'a'}   | ${'waiting added'}   | ${'carried added'}
    ${'-'} | ${'a'} | ${'a'}   | ${'nothing'}         | ${'nothing'}
    ${'-'} | ${'a'} | ${'b'}   | ${'conflict'}        | ${'conflict'}
    ${'a'} | ${'-'} | ${'a'}   | ${'carried removed'} | ${'waiting removed'}
    ${'a'} | ${'a'} | ${'-'}   | ${'waiting removed'} | ${'carried removed'}
    ${'a'} | ${'-'} | ${'-'}   | ${'nothing'}         | ${'nothing'}
    ${'a'} | ${'-'} | ${'b'}   | ${'conflict'}        | ${'conflict'}
    ${'a'} | ${'b'} | ${'-'}   | ${'conflict'}        | ${'conflict'}
  `('was $before, is $folder here and $database there: push $push, pull $pull', (row) => {
    const told = (giving: Side) => {
      const { carried, waiting, conflicts } = compareSides(sides(row.before, row.folder, row.database), giving, nobody);
      return [
        ...carried.map(({ change }) => `carried ${change}`),
        ...waiting.map(({ change }) => `waiting ${change}`),
        ...conflicts.map(() => 'conflict'),
      ];
    };
    const meant = (word: string) => (word === 'nothing' ? [] : [word]);
    expect(told('mine')).toEqual(meant(row.push));
    expect(told('theirs')).toEqual(meant(row.pull));
  });

  it('stays where it is, with all others, while one is in conflict', () => {
    const base = new Map([['x', '1']]);
    const both = {
      base,
      mine: new Map([
        ['x', '2'],
        ['new', '1'],
      ]),
      theirs: new Map([['x', '3']]),
    };
    const refused = compareSides(both, 'mine', nobody);
    expect(refused).toMatchObject({ carried: [], conflicts: ['x'] });
    expect(refused.base).toBe(base);
  });

  it('goes back with the other command when the receiving side was to keep its text', () => {
    const conflict = sides('a', 'b', 'c');
    const pushed = compareSides(conflict, 'mine', () => 'theirs');
    expect(pushed).toMatchObject({ carried: [], conflicts: [] });
    const next = { ...conflict, base: pushed.base };
    expect(compareSides(next, 'mine', nobody).carried).toEqual([]);
    expect(compareSides(next, 'theirs', nobody).carried).toEqual([{ path: 'campaigns/a.md', change: 'changed' }]);
  });
});

describe('two folders, the console and one database, in whatever order they are used', () => {
  const PATHS = ['p', 'q'];
  const act = fc.oneof(
    fc.record({
      kind: fc.constant('edit' as const),
      where: fc.constantFrom('ana', 'bo', 'database'),
      path: fc.constantFrom(...PATHS),
      removes: fc.boolean(),
    }),
    fc.record({ kind: fc.constantFrom('push' as const, 'pull' as const), where: fc.constantFrom('ana', 'bo') }),
  );

  it('write a text over only where it had been seen, and come to agree once nothing is in conflict', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const places = new Map(['ana', 'bo', 'database'].map((name) => [name, place()]));
        const at = (name: string) => places.get(name) ?? place();
        const carry = (kind: 'push' | 'pull', folder: Place) => {
          const database = at('database');
          const giving = kind === 'push' ? 'mine' : 'theirs';
          const [from, to] = kind === 'push' ? [folder, database] : [database, folder];
          const { base, files: mine } = folder;
          const compared = compareSides({ base, mine, theirs: database.files }, giving, nobody);
          const before = new Map(to.files);
          for (const { path } of compared.carried) {
            const lost = to.files.get(path);
            if (lost !== undefined) expect(from.seen).toContain(lost);
            put(to, path, from.files.get(path));
          }
          if (compared.conflicts.length > 0) expect(to.files).toEqual(before);
          folder.base = compared.base;
          return compared;
        };
        acts.forEach((one, number) => {
          if (one.kind === 'edit') put(at(one.where), one.path, one.removes ? undefined : `text ${number}`);
          else carry(one.kind, at(one.where));
        });
        for (const name of ['ana', 'bo', 'ana']) {
          const folder = at(name);
          const isClear = carry('push', folder).conflicts.length + carry('pull', folder).conflicts.length === 0;
          if (isClear) expect(folder.files).toEqual(at('database').files);
        }
      }),
    );
  });

  interface Place {
    base: ReadonlyMap<string, string>;
    readonly files: Map<string, string>;
    /** Every text that was ever there. */
    readonly seen: Set<string>;
  }

  function place(): Place {
    return { base: new Map(), files: new Map(), seen: new Set() };
  }

  function put({ files, seen }: Place, path: string, text: string | undefined): void {
    if (text === undefined) files.delete(path);
    else {
      files.set(path, text);
      seen.add(text);
    }
  }
});
