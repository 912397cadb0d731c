import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { countingIds } from '../../src/domain/ids.ts';
import { parseInstant } from '../../src/domain/time.ts';
import type { Workspace } from '../../src/domain/workspace.ts';
import { type EmployeeImportResult, importEmployees } from '../../src/flow/people/import-employees.ts';
import { importLearning, type LearningImportResult } from '../../src/flow/people/import-learning.ts';
import { openStore } from '../../src/store/open-store.ts';
import { employeeByEmail, type StoredEmployee } from '../../src/store/people/employees.ts';
import type { Store } from '../../src/store/store.ts';

export const at = (text: string): number => parseInstant(text, 'UTC') ?? Number.NaN;

export const WATERLIJN: Workspace = {
  name: 'Waterlijn',
  academy: { name: 'Academie Waterlijn', url: null },
  from: 'Learning <learning@waterlijn.example>',
  replyTo: null,
  locales: ['en'],
  timezone: 'Europe/Amsterdam',
  country: 'NL',
  region: null,
  brand: { logo: null, colour: '#0b7a75', address: null },
  sending: {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: 9 * 3_600_000,
    to: 16.5 * 3_600_000,
    spreadMs: 0,
    holidays: true,
    daysOff: [],
    blackout: [],
    mailLimit: null,
  },
  learningDataMaxDays: null,
  topics: {},
  tracking: 'journey',
  minimumGroup: 10,
  approval: 'none',
  posts: {},
  attributes: { level: { type: 'number', sensitive: false } },
  audiences: {},
};

/** A store in memory, a folder for files, and a clock that a test sets. */
export interface DataWorld {
  readonly store: Store;
  readonly context: {
    readonly store: Store;
    readonly clock: () => number;
    readonly newId: ReturnType<typeof countingIds>;
  };
  readonly folder: string;
  now: number;
  file(text: string | Uint8Array, name?: string): Promise<string>;
  employees(text: string, options?: Partial<Parameters<typeof importEmployees>[1]>): Promise<EmployeeImportResult>;
  learning(text: string, options?: Partial<Parameters<typeof importLearning>[1]>): Promise<LearningImportResult>;
  person(email: string): Promise<StoredEmployee | null>;
}

export async function dataWorld(opened: Store | null = null): Promise<DataWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-data-'));
  const store = opened ?? (await openStore('memory:'));
  onTestFinished(async () => {
    if (opened === null) await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const world: DataWorld = {
    store,
    folder,
    now: at('2027-04-20T08:00:00Z'),
    context: { store, clock: () => world.now, newId: countingIds() },
    async file(text, name = 'data.csv') {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      return path;
    },
    async employees(text, options = {}) {
      const fixed = { workspace: WATERLIJN, full: false, dryRun: false, strict: false, dates: null, yes: null };
      return importEmployees(world.context, { path: await world.file(text), ...fixed, ...options });
    },
    async learning(text, options = {}) {
      const fixed = { workspace: WATERLIJN, knownActivities: ['data-101'], dryRun: false, strict: false, dates: null };
      return importLearning(world.context, { path: await world.file(text), ...fixed, ...options });
    },
    person: (email) => employeeByEmail(store.read, email),
  };
  return world;
}
