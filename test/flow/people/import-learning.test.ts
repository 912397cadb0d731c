import { describe, expect, it } from 'vitest';
import { importActivities } from '../../../src/flow/people/import-activities.ts';
import { provisionLearning } from '../../../src/flow/people/provision-learning.ts';
import { undoImport } from '../../../src/flow/people/undo-import.ts';
import { saveWorkspace } from '../../../src/store/campaigns/workspaces.ts';
import { allActivities, saveActivities } from '../../../src/store/learning/activities.ts';
import { learningOf } from '../../../src/store/learning/learning-records.ts';
import { learningDataAt, learningGaps } from '../../../src/store/meta.ts';
import { employeesByKey } from '../../../src/store/people/employees.ts';
import { at, dataWorld, WATERLIJN } from '../data-world.ts';

const ACTIVITY = {
  ...({ id: 'data-101', title: 'Data literacy', kind: 'course', durationMinutes: null, url: null } as const),
  ...{ competencies: [], cost: null, validMonths: null },
};
const HEADER = 'email,activity,event,at\n';

describe('importing what people learned', () => {
  it('takes a record once, lets a late one hold from now, and wakes the person', async () => {
    const world = await dataWorld();
    await world.employees('email,timezone\nana@waterlijn.example,Asia/Kathmandu\n');
    const file = `${HEADER}ana@waterlijn.example,data-101,completed,2027-04-18\n`;
    world.now = at('2027-04-20T09:00:00Z');
    expect(await world.learning(file)).toMatchObject({ read: 1, new: 1, unchanged: 0 });
    const ana = await world.person('ana@waterlijn.example');
    expect((await learningOf(world.store.read, [ana?.key ?? ''])).get(ana?.key ?? '')).toMatchObject([
      { at: at('2027-04-17T18:15:00Z'), holdsFrom: world.now, event: 'completed' },
    ]);
    expect(await world.learning(file)).toMatchObject({ new: 0, unchanged: 1 });
    expect(await learningDataAt(world.store.read)).toBe(world.now);
  });

  it('foretells in a dry run what it would do, repeated rows included', async () => {
    const world = await dataWorld();
    await world.employees('email\nana@waterlijn.example\n');
    const row = 'ana@waterlijn.example,data-101,started,2027-04-18T10:00:00Z\n';
    const dry = await world.learning(HEADER + row + row, { dryRun: true });
    expect(dry).toMatchObject({ read: 2, new: 1, unchanged: 1 });
    expect(await learningDataAt(world.store.read)).toBeNull();
    expect(await world.learning(HEADER + row + row)).toEqual(dry);
  });

  it('refuses unknown people, unknown activities, and what lies more than a day ahead, each with its row', async () => {
    const world = await dataWorld();
    await world.employees('email\nana@waterlijn.example\n');
    const file = `${HEADER}who@waterlijn.example,data-101,started,2027-04-18\nana@waterlijn.example,data-999,started,2027-04-18\nana@waterlijn.example,data-101,started,2027-05-18\n`;
    const { errors, ...counts } = await world.learning(file);
    expect(counts).toMatchObject({ read: 3, new: 0, refused: 3 });
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [2, 'email'],
      [3, 'activity'],
      [4, 'at'],
    ]);
    expect(await learningDataAt(world.store.read)).toBeNull();
  });

  it('counts an empty file as news: nothing happened', async () => {
    const world = await dataWorld();
    expect(await world.learning(HEADER)).toMatchObject({ read: 0, refused: 0 });
    expect(await learningDataAt(world.store.read)).toBe(world.now);
  });

  it('remembers the span in which learning data was too old', async () => {
    const world = await dataWorld();
    const workspace = { ...WATERLIJN, learningDataMaxDays: 3 };
    await world.learning(HEADER, { workspace });
    world.now = at('2027-04-22T08:00:00Z');
    await world.learning(HEADER, { workspace });
    expect(await learningGaps(world.store.read)).toEqual([]);
    world.now = at('2027-04-27T08:00:00Z');
    await world.learning(HEADER, { workspace });
    expect(await learningGaps(world.store.read)).toEqual([{ from: at('2027-04-25T08:00:00Z'), to: world.now }]);
  });

  describe('of a record that is known, told again', () => {
    const DUE = 'email,activity,event,at,due\n';
    const assigned = (due: string) => `ana@waterlijn.example,data-101,assigned,2027-04-01,${due}\n`;

    async function worldWithDeadline() {
      const world = await dataWorld();
      await world.employees('email\nana@waterlijn.example\n');
      await world.learning(DUE + assigned('2027-05-01'));
      const { key = '' } = (await world.person('ana@waterlijn.example')) ?? {};
      const dues = async () => (await learningOf(world.store.read, [key])).get(key)?.map(({ due }) => due);
      return { world, key, dues };
    }

    it('takes a deadline that moved, looks at the person again, and can be taken back', async () => {
      const { world, key, dues } = await worldWithDeadline();
      const before = (await employeesByKey(world.store.read, [key]))[0]?.revision ?? 0;
      const dry = await world.learning(DUE + assigned('2027-06-15'), { dryRun: true });
      expect(dry).toMatchObject({ new: 0, changed: 1, unchanged: 0 });
      expect(await dues()).toEqual(['2027-05-01']);
      expect(await world.learning(DUE + assigned('2027-06-15'))).toEqual(dry);
      expect(await dues()).toEqual(['2027-06-15']);
      expect((await employeesByKey(world.store.read, [key]))[0]?.revision).toBeGreaterThan(before);
      expect(await world.learning(DUE + assigned('2027-06-15'))).toMatchObject({ changed: 0, unchanged: 1 });
      expect(await undoImport(world.context)).toMatchObject({ kind: 'learning', restored: 1, removed: 0 });
      expect(await dues()).toEqual(['2027-05-01']);
    });

    it('clears a deadline where the cell is empty, looks at the person again, and can be taken back', async () => {
      const { world, key, dues } = await worldWithDeadline();
      const before = (await employeesByKey(world.store.read, [key]))[0]?.revision ?? 0;
      const dry = await world.learning(DUE + assigned(''), { dryRun: true });
      expect(dry).toMatchObject({ new: 0, changed: 1, unchanged: 0 });
      expect(await world.learning(DUE + assigned(''))).toEqual(dry);
      expect(await dues()).toEqual([null]);
      expect((await employeesByKey(world.store.read, [key]))[0]?.revision).toBeGreaterThan(before);
      expect(await world.learning(DUE + assigned(''))).toMatchObject({ changed: 0, unchanged: 1 });
      expect(await undoImport(world.context)).toMatchObject({ kind: 'learning', restored: 1, removed: 0 });
      expect(await dues()).toEqual(['2027-05-01']);
    });

    it('lets stay what a later file has no column for', async () => {
      const { world, dues } = await worldWithDeadline();
      expect(await world.learning(`${HEADER}ana@waterlijn.example,data-101,assigned,2027-04-01\n`)).toMatchObject({
        changed: 0,
        unchanged: 1,
      });
      expect(await dues()).toEqual(['2027-05-01']);
    });

    it('takes the last word of a file that tells it twice, and a dry run says so', async () => {
      const { world, dues } = await worldWithDeadline();
      const file = `${DUE}${assigned('2027-06-01')}${assigned('2027-07-01')}ana@waterlijn.example,data-101,assigned,2027-04-02,2027-08-01\nana@waterlijn.example,data-101,assigned,2027-04-02,2027-08-02\n`;
      const dry = await world.learning(file, { dryRun: true });
      expect(dry).toMatchObject({ read: 4, new: 1, changed: 2, unchanged: 1 });
      expect(await world.learning(file)).toEqual(dry);
      expect(await dues()).toEqual(['2027-07-01', '2027-08-02']);
      await undoImport(world.context);
      expect(await dues()).toEqual(['2027-05-01']);
    });

    it('is corrected by the API, too', async () => {
      const { world, dues } = await worldWithDeadline();
      const published = { definition: WATERLIJN, files: {}, hash: 'w1', createdAt: world.now };
      await world.store.write(async (tx) => {
        await saveWorkspace(tx, published);
        await saveActivities(tx, [ACTIVITY]);
      });
      const entry = { email: 'ana@waterlijn.example', activity: 'data-101', event: 'assigned', at: '2027-04-01' };
      expect(await provisionLearning(world.context, [{ ...entry, due: '2027-09-01' }])).toMatchObject({ changed: 1 });
      expect(await dues()).toEqual(['2027-09-01']);
      expect(await provisionLearning(world.context, [entry])).toMatchObject({ changed: 0, unchanged: 1 });
      expect(await dues()).toEqual(['2027-09-01']);
      expect(await provisionLearning(world.context, [{ ...entry, due: null }])).toMatchObject({ changed: 1 });
      expect(await dues()).toEqual([null]);
    });
  });

  it('can be taken back', async () => {
    const world = await dataWorld();
    await world.employees('email\nana@waterlijn.example\n');
    await world.learning(`${HEADER}ana@waterlijn.example,data-101,started,2027-04-18\n`);
    expect(await undoImport(world.context)).toMatchObject({ kind: 'learning', removed: 1 });
    const { key = '' } = (await world.person('ana@waterlijn.example')) ?? {};
    expect((await learningOf(world.store.read, [key])).get(key) ?? []).toEqual([]);
  });
});

describe('importing activities', () => {
  it('adds to what is known, leaves what has no column, and can be taken back', async () => {
    const world = await dataWorld();
    const read = async (text: string) =>
      importActivities(world.context, { path: await world.file(text), dryRun: false, strict: false });
    expect(await read('id,title,duration_minutes\na,Activity A,15\nb,Activity B,30\na,Again,1\n')).toMatchObject({
      new: 2,
      refused: 1,
      errors: [{ line: 4, column: 'id' }],
    });
    expect(await read('id,title\na,Another name\nb,Activity B\n')).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await allActivities(world.store.read)).toMatchObject([
      { id: 'a', title: 'Another name', durationMinutes: 15 },
      {},
    ]);
    await undoImport(world.context);
    expect(await allActivities(world.store.read)).toMatchObject([{ id: 'a', title: 'Activity A' }, {}]);
    await undoImport(world.context);
    expect(await allActivities(world.store.read)).toEqual([]);
  });
});
