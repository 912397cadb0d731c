import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Campaign } from '../../../src/domain/campaign.ts';
import { countingIds } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Workspace } from '../../../src/domain/workspace.ts';
import type { FlowContext } from '../../../src/flow/context.ts';
import { advancePeople } from '../../../src/flow/deciding/advance-people.ts';
import { importEmployees } from '../../../src/flow/people/import-employees.ts';
import { importLearning } from '../../../src/flow/people/import-learning.ts';
import { type UndoneImport, undoImport } from '../../../src/flow/people/undo-import.ts';
import { addCampaign, addCampaignVersion, changeCampaign } from '../../../src/store/campaigns/campaigns.ts';
import { participationsOf } from '../../../src/store/campaigns/participations.ts';
import { saveWorkspace } from '../../../src/store/campaigns/workspaces.ts';
import { saveActivities } from '../../../src/store/learning/activities.ts';
import { messagesOf } from '../../../src/store/mails/messages.ts';
import type { Store } from '../../../src/store/store.ts';
import { empty } from '../../store/stores.ts';
import { at, setting, workspace } from '../../support/engine-world.ts';

/** Running campaigns in a real store, facts that come in by the flows that bring them, and ticks of the engine. */
export interface FactsWorld {
  readonly store: Store;
  readonly context: FlowContext;
  readonly workspace: Workspace;
  now: Instant;
  employees(...lines: string[]): Promise<void>;
  /** The header is `email,activity,event,at`. */
  learns(...lines: string[]): Promise<void>;
  undo(): Promise<UndoneImport>;
  /** Looks at whoever is due, and says who that was, in order of name. */
  tick(): Promise<string[]>;
  /** `kick-off ready`, `last-one withdrawn: goal-reached`: what stands in the ledger for somebody. */
  ledger(name: string): Promise<string[]>;
  /** `data`, `data suspended`, `data ended: stopped`: in which campaigns somebody is. */
  takesPart(name: string): Promise<string[]>;
}

/** In a store that is emptied first. The campaigns were launched on Tuesday 20 April 2027 and start on Monday the 26th. */
export async function factsWorld(
  store: Store,
  campaigns: readonly Campaign[],
  changes: Partial<Workspace> = {},
): Promise<FactsWorld> {
  await empty(store);
  const folder = await mkdtemp(join(tmpdir(), 'druppel-facts-'));
  onTestFinished(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const definition = workspace({}, { learningDataMaxDays: null, ...changes });
  await launch(store, definition, campaigns);

  const file = async (name: string, lines: readonly string[]) => {
    const path = join(folder, name);
    await writeFile(path, lines.join('\n'));
    return path;
  };
  const context: FlowContext = {
    store,
    clock: () => world.now,
    newId: countingIds(),
    publicHolidays: { datesOf: () => new Map(), knows: () => true },
  };
  const fixed = { workspace: definition, dryRun: false, strict: true, dates: null };
  const world: FactsWorld = {
    store,
    context,
    workspace: definition,
    now: at('2027-04-20 10:00'),
    async employees(...lines) {
      const path = await file('people.csv', lines);
      await importEmployees(context, { ...fixed, path, full: false, yes: null });
    },
    async learns(...lines) {
      const path = await file('learning.csv', ['email,activity,event,at', ...lines]);
      await importLearning(context, { ...fixed, path, knownActivities: [] });
    },
    undo: () => undoImport(context),
    async tick() {
      const seen = new Set<string>();
      await advancePeople(context, world.now, ({ employee }) => seen.add(employee.id));
      return [...seen].sort();
    },
    async ledger(name) {
      const key = await keyOf(store, name);
      const messages = (await messagesOf(store.read, [key], 0)).get(key) ?? [];
      return messages.map(({ step, state, reason }) =>
        state === 'passed' || state === 'withdrawn' ? `${step} ${state}: ${reason}` : `${step} ${state}`,
      );
    },
    async takesPart(name) {
      const key = await keyOf(store, name);
      const list = (await participationsOf(store.read, [key])).get(key) ?? [];
      return list.map(({ campaign, suspended, ended }) => {
        if (ended !== null) return `${campaign} ended: ${ended.because}`;
        return suspended === null ? campaign : `${campaign} suspended`;
      });
    },
  };
  return world;
}

async function launch(store: Store, definition: Workspace, campaigns: readonly Campaign[]): Promise<void> {
  const launchedAt = at('2027-04-20 10:00');
  await store.write(async (tx) => {
    await saveWorkspace(tx, { definition, files: {}, hash: 'w1', createdAt: launchedAt });
    await saveActivities(tx, [...setting([]).activities.values()]);
    for (const each of campaigns) {
      await addCampaign(tx, { id: each.id, state: 'published', currentVersion: 1 });
      await addCampaignVersion(tx, {
        campaign: each.id,
        number: 1,
        definition: each,
        audiences: definition.audiences,
        messages: [],
        frames: {},
        images: {},
        hash: each.id,
        workspaceVersion: 1,
        publishedAt: launchedAt,
      });
      await changeCampaign(tx, each.id, { state: 'running', launchedAt, startsAt: launchedAt });
    }
  });
}

async function keyOf({ read: { db, tables } }: Store, id: string): Promise<string> {
  const rows = await db.select({ id: tables.employees.id, key: tables.employees.key }).from(tables.employees);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`${id} is not known`);
  return row.key;
}
