import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, countDistinct } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { importEmployees } from '../../src/flow/people/import-employees.ts';
import { importLearning } from '../../src/flow/people/import-learning.ts';
import { undoImport } from '../../src/flow/people/undo-import.ts';
import { countLearningRecords } from '../../src/store/learning/learning-records.ts';
import { openStore } from '../../src/store/open-store.ts';
import { at, WATERLIJN } from '../flow/data-world.ts';

const ROWS = 20_000;
const BAD = ROWS / 100;
const NOW = at('2027-04-20T08:00:00Z');

/** A folder with a database, a file of people of whom one in a hundred is wrong, and one of what each started. */
async function importWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-import-'));
  const files = { employees: join(folder, 'people.csv'), learning: join(folder, 'learning.csv') };
  const people = Array.from(
    { length: ROWS },
    (_, i) => `${i},p${i}@waterlijn.example,${i % 100 === 99 ? 'Nowhere' : 'NL'}`,
  );
  await writeFile(files.employees, `id,email,country\n${people.join('\n')}\n`);
  const started = people.map((_, i) => `${i},data-101,started,2027-04-0${1 + (i % 9)}`);
  await writeFile(files.learning, `id,activity,event,at\n${started.join('\n')}\n`);
  const databaseUrl = `file:${join(folder, 'druppel.db')}`;
  const store = await openStore(databaseUrl);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const context = { store, newId, clock: () => NOW };
  const common = { workspace: WATERLIJN, dryRun: false, strict: false, dates: null };
  return {
    store,
    context,
    employees: () => importEmployees(context, { ...common, path: files.employees, full: false, yes: null }),
    learning: () => importLearning(context, { ...common, path: files.learning, knownActivities: ['data-101'] }),
    /** Imports in a process of its own, which is killed -9 when it comes to its so-manieth person or record. */
    async killed(kind: keyof typeof files, killedAt: number) {
      const program = join(import.meta.dirname, 'import-process.mjs');
      const args = [program, databaseUrl, kind, files[kind], JSON.stringify(WATERLIJN), String(NOW), String(killedAt)];
      const [code, signal] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
      return code ?? signal;
    },
    async people() {
      const { employees } = store.read.tables;
      const [row] = await store.read.db
        .select({ all: count(), ids: countDistinct(employees.id), emails: countDistinct(employees.email) })
        .from(employees);
      return row;
    },
  };
}

it('an import of people that is killed half-way goes on with the same command: nobody is lost or doubled (F14)', async () => {
  const world = await importWorld();
  const good = ROWS - BAD;
  expect(await world.killed('employees', 7_777)).toBe('SIGKILL');
  const first = (await world.people())?.all ?? 0;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(7_777);
  // And once more, while it goes on: it first looks at all rows, and thinks of ids for the same people.
  expect(await world.killed('employees', 16_500)).toBe('SIGKILL');
  const second = (await world.people())?.all ?? 0;
  expect(second).toBeGreaterThan(first);

  const result = await world.employees();
  expect(result).toMatchObject({ read: ROWS, new: good - second, changed: 0, unchanged: second, refused: BAD });
  expect(result.continued).toMatchObject({ new: second, changed: 0 });
  expect(result.remarks[0]).toMatch(/^This import was interrupted before \(2027-04-20T08:00:00Z, after row/);
  expect(await world.people()).toEqual({ all: good, ids: good, emails: good });
  expect(await world.employees()).toMatchObject({ new: 0, unchanged: good, refused: BAD, continued: null });

  expect(await undoImport(world.context)).toMatchObject({ kind: 'employees', removed: good });
  expect(await world.people()).toMatchObject({ all: 0 });
  await expect(undoImport(world.context)).rejects.toThrow('There is no import to undo');
}, 120_000);

it('what a killed import brought can be taken back without going on with it', async () => {
  const world = await importWorld();
  expect(await world.killed('employees', 5_000)).toBe('SIGKILL');
  const { all = 0 } = (await world.people()) ?? {};
  expect(await undoImport(world.context)).toMatchObject({ kind: 'employees', removed: all });
  expect(await world.people()).toMatchObject({ all: 0 });
}, 120_000);

it('an import of learning that is killed half-way goes on with the same command: no record is lost or doubled (F14)', async () => {
  const world = await importWorld();
  await world.employees();
  expect(await world.killed('learning', 12_345)).toBe('SIGKILL');
  const first = await countLearningRecords(world.store.read);
  expect(first).toBeGreaterThan(0);
  const good = ROWS - BAD;
  const result = await world.learning();
  expect(result).toMatchObject({ read: ROWS, new: good - first, unchanged: first, refused: BAD });
  expect(result.continued).toMatchObject({ new: first });
  expect(await countLearningRecords(world.store.read)).toBe(good);
  expect(await undoImport(world.context)).toMatchObject({ kind: 'learning', removed: good });
  expect(await countLearningRecords(world.store.read)).toBe(0);
}, 120_000);
