import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provisionLearning } from '../../../src/flow/people/provision-learning.ts';
import { recordStatements } from '../../../src/flow/people/record-statements.ts';
import { learningOf } from '../../../src/store/learning/learning-records.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { employeeByEmail } from '../../../src/store/people/employees.ts';
import type { Store } from '../../../src/store/store.ts';
import { openPgliteStore, openServerStore, schemaUrl } from '../../store/stores.ts';
import { at, campaign, mail } from '../../support/engine-world.ts';
import { describeWith } from '../../support/services.ts';
import { type FactsWorld, factsWorld } from './facts-world.ts';

const EMAIL = 'ana@waterlijn.example';
const AT = '2027-04-27T08:00:00Z';
const statement = (verb: string, id: string, timestamp = AT) => ({
  id,
  actor: { mbox: `mailto:${EMAIL}` },
  verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
  object: { id: 'https://learn.waterlijn.example/data-101' },
  timestamp,
});

async function worldOn(store: Store): Promise<FactsWorld> {
  const world = await factsWorld(store, [campaign({ inform: [mail('kick-off')], retain: [mail('well-done')] })]);
  await world.employees('id,email,department', `ana,${EMAIL},Sales`, 'bo,bo@waterlijn.example,Sales');
  world.now = at('2027-04-26 09:00');
  await world.tick();
  world.now = at('2027-04-27 10:00');
  await world.tick();
  return world;
}

/** F12: the same learning event a hundred times, at once, out of order: one effect. */
function oneEffect(title: string, open: () => Promise<Store>, beside: () => Promise<Store | null>): void {
  describe(title, () => {
    let store: Store;
    let second: Store | null;
    beforeAll(async () => {
      store = await open();
      second = await beside();
    });
    afterAll(async () => {
      await second?.close();
      await store.close();
    });

    it('a hundred times at once by statement, API and another process has one effect', async () => {
      const world = await worldOn(store);
      const revision = (await employeeByEmail(store.read, EMAIL))?.revision ?? 0;
      const one = randomUUID();
      const contexts = [world.context, ...(second === null ? [] : [{ ...world.context, store: second }])];
      const record = { email: EMAIL, activity: 'data-101', event: 'completed', at: AT };
      const told = Array.from({ length: 100 }, (_, index) => {
        const context = contexts[index % contexts.length] ?? world.context;
        if (index % 4 === 0) return provisionLearning(context, [record]);
        return recordStatements(context, [statement('completed', index % 4 === 1 ? one : randomUUID())]);
      });
      await Promise.all(told);
      const ana = await employeeByEmail(store.read, EMAIL);
      expect((await learningOf(store.read, [ana?.key ?? ''])).get(ana?.key ?? '')).toMatchObject([
        { event: 'completed', activity: 'data-101' },
      ]);
      expect(ana?.revision).toBe(revision + 1);
      expect(await world.tick()).toEqual(['ana']);
      expect(await world.ledger('ana')).toEqual(expect.arrayContaining(['well-done ready']));
      expect((await world.ledger('ana')).filter((line) => line.startsWith('well-done'))).toHaveLength(1);
    });

    it('in any order, its beginning after its end, and taken back before it came, ends the same', async () => {
      const ends: unknown[] = [];
      const [begun, half, done, wrong] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      const story = [
        statement('initialized', begun, '2027-04-27T06:00:00Z'),
        statement('progressed', half, '2027-04-27T07:00:00Z'),
        statement('completed', done),
        statement('failed', wrong, '2027-04-27T08:30:00Z'),
        { ...statement('voided', randomUUID(), AT), object: { objectType: 'StatementRef', id: wrong } },
      ];
      for (const order of [
        [0, 1, 2, 3, 4],
        [4, 3, 2, 1, 0],
        [2, 0, 4, 1, 3],
      ]) {
        const world = await worldOn(store);
        for (const index of [...order, ...order]) await recordStatements(world.context, [story[index]]);
        await world.tick();
        const ana = await employeeByEmail(store.read, EMAIL);
        const records = (await learningOf(store.read, [ana?.key ?? ''])).get(ana?.key ?? '') ?? [];
        ends.push([records.map(({ event }) => event), await world.takesPart('ana')]);
      }
      expect(ends[0]).toEqual([['started', 'progressed', 'completed'], ['data']]);
      expect(ends.slice(1)).toEqual([ends[0], ends[0]]);
    });
  });
}

oneEffect(
  'on SQLite',
  () => openStore('memory:'),
  async () => null,
);
oneEffect('on Postgres inside the process', openPgliteStore, async () => null);
describeWith('postgres', 'on a Postgres server', (url) => {
  oneEffect(
    'with two processes',
    () => openServerStore(url, 'same_event'),
    () => openStore(schemaUrl(url, 'same_event')),
  );
});
