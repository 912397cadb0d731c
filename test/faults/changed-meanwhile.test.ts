import { join } from 'node:path';
import { setTimeout as aMoment } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHouse } from '../../src/app.ts';
import { MINUTE_MS } from '../../src/domain/time.ts';
import { advancePeople, type OnDecision } from '../../src/flow/deciding/advance-people.ts';
import { wakeEverybody } from '../../src/flow/deciding/wake-everybody.ts';
import { launchCampaign } from '../../src/flow/publishing/campaign-lifecycle.ts';
import { publishCampaign } from '../../src/flow/publishing/publish-campaign.ts';
import type { Database } from '../../src/store/database.ts';
import { wake } from '../../src/store/people/employee-wakes.ts';
import type { Store } from '../../src/store/store.ts';
import { openServerStore, schemaUrl } from '../store/stores.ts';
import { describeWith } from '../support/services.ts';
import { type FaultWorld, faultWorld, mailServer, senderTo } from './fault-world.ts';

const CAMPAIGN = 'safe-at-work';
const PEOPLE = 12;

describe('while a tick looks at people who are due', () => {
  it('a campaign is launched, and another worker wakes everybody: they take part in it', async () => {
    const world = await publishedWorld();
    const { context } = world.house;
    await tickDisturbed(world, async (write) => {
      await launchCampaign(context, CAMPAIGN);
      await wakeEverybody(context.store);
      return write();
    });
    expect(await takingPart(world)).toBe(PEOPLE);
  });

  it('their mail goes: they are looked at once more', async () => {
    const world = await publishedWorld();
    await launchCampaign(world.house.context, CAMPAIGN);
    await world.getReady();
    const server = await mailServer();
    const sender = senderTo(world.house, server.url, 'boot_a');
    const seen = await tickDisturbed(world, async (write) => {
      await sender.sendReady(null);
      return write();
    });
    expect(server.arrived).toHaveLength(PEOPLE);
    expect([...seen.values()]).toEqual(Array(PEOPLE).fill(['sent']));
  });
});

describeWith('postgres', 'while a tick writes down what it decided', (url) => {
  it('another process, which sees nothing of that yet, launches a campaign and wakes everybody: they take part', async () => {
    const schema = 'changed_meanwhile';
    await (await openServerStore(url, schema)).close();
    const world = await publishedWorld(schemaUrl(url, schema));
    const { context, close } = await openHouse(world.house.config, world.clock.now);
    onTestFinished(close);
    let launched: Promise<unknown> = Promise.resolve();
    await tickDisturbed(world, (write) =>
      write(async () => {
        let isOver = false;
        launched = launchCampaign(context, CAMPAIGN)
          .then(() => wakeEverybody(context.store))
          .finally(() => {
            isOver = true;
          });
        await somebodyWaits(url, () => isOver);
      }),
    );
    await launched;
    await tickLater(world);
    expect(await takingPart(world)).toBe(PEOPLE);
  });
});

/** A campaign is published. */
async function publishedWorld(databaseUrl?: string): Promise<FaultWorld> {
  const world = await faultWorld(databaseUrl);
  await publishCampaign(world.house.context, join(import.meta.dirname, '../..'), CAMPAIGN);
  await world.people(PEOPLE);
  await tickLater(world);
  return world;
}

/** Writes what the tick decided; `before` its transaction ends. */
type Write = (before?: () => Promise<void>) => Promise<unknown>;

/**
 * A tick that finds everybody due, and whose transaction is given to `disturbed`; then one a minute later.
 * @returns the states of the mails to each person as the last look that counted saw them, by person key.
 */
async function tickDisturbed(
  world: FaultWorld,
  disturbed: (write: Write) => Promise<unknown>,
): Promise<Map<string, string[]>> {
  const { context } = world.house;
  await context.store.write(async (tx) => wake(tx, await everybody(tx), world.clock.now()));
  let isFirst = true;
  const write: Store['write'] = async (work) => {
    if (!isFirst) return context.store.write(work);
    isFirst = false;
    let result: unknown;
    await disturbed(async (before) => {
      result = await context.store.write(async (tx) => {
        const decided = await work(tx);
        await before?.();
        return decided;
      });
    });
    return result as Awaited<ReturnType<typeof work>>;
  };
  const seen = new Map<string, string[]>();
  const see: OnDecision = ({ employee, messages }) => {
    seen.set(
      employee.key,
      messages.map(({ state }) => state),
    );
  };
  await advancePeople({ ...context, store: { ...context.store, write } }, world.clock.now(), see);
  await tickLater(world, see);
  return seen;
}

async function tickLater(world: FaultWorld, see?: OnDecision): Promise<void> {
  world.clock.moveTo(world.clock.now() + MINUTE_MS);
  await advancePeople(world.house.context, world.clock.now(), see);
}

async function everybody({ db, tables: { employees } }: Database): Promise<string[]> {
  return (await db.select({ key: employees.key }).from(employees)).map(({ key }) => key);
}

async function takingPart({ house }: FaultWorld): Promise<number> {
  const { db, tables } = house.context.store.read;
  return (await db.select({ id: tables.participations.id }).from(tables.participations)).length;
}

/** Until a transaction waits for what another one holds, or it is over without. */
async function somebodyWaits(url: string, isOver: () => boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    while (!isOver()) {
      const { rowCount } = await client.query(
        `select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`,
      );
      if (rowCount !== 0) return;
      await aMoment(5);
    }
  } finally {
    await client.end();
  }
}
