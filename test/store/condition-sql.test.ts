import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import { hasLeft } from '../../src/domain/employee.ts';
import { localDate } from '../../src/domain/time.ts';
import { holds } from '../../src/engine/evaluate.ts';
import { type AudienceQuestion, countAudience, findAudience } from '../../src/flow/audiences/find-audience.ts';
import { loadSituations } from '../../src/flow/deciding/load-situations.ts';
import { saveActivities } from '../../src/store/activities.ts';
import { changeEmployee, employeesAfter, upsertEmployees } from '../../src/store/employees.ts';
import { addEngagement } from '../../src/store/engagement.ts';
import { removeLearningOfImport } from '../../src/store/import-undo.ts';
import { addLearningRecords } from '../../src/store/learning-records.ts';
import { saveMessages } from '../../src/store/messages.ts';
import { learningDataArrived } from '../../src/store/meta.ts';
import { openStore } from '../../src/store/open-store.ts';
import { saveParticipations } from '../../src/store/participations.ts';
import type { Store } from '../../src/store/store.ts';
import { WATERLIJN } from '../flow/data-world.ts';
import { setting } from '../support/engine-world.ts';
import { describeWith } from '../support/services.ts';
import { ACTIVITIES, type GeneratedPeople, generatedPeople, generatedRule, TAKEN_BACK } from './generated-people.ts';
import { empty, openPgliteStore, openServerStore } from './stores.ts';
import { MONDAY } from './world.ts';

const AUDIENCES: Readonly<Record<string, Condition>> = {
  sellers: { kind: 'attribute', name: 'department', test: { is: 'one-of', values: ['sales'] } },
  learners: {
    kind: 'any',
    of: [
      { kind: 'learning', fact: 'started', about: { of: 'activities', ids: ['data'] } },
      // Nothing is promoted inside an audience, whoever asks.
      { kind: 'learning', fact: 'finished', about: { of: 'promoted' } },
      { kind: 'membership', fact: 'in-audience', names: ['sellers'] },
    ],
  },
};
const WORKSPACE = { ...WATERLIJN, audiences: AUDIENCES };
const CAMPAIGN = {
  id: 'data-literacy',
  promotes: ['safety', 'data'],
  due: { on: '2027-04-25' },
} as unknown as Campaign;
const RULES = 12;

function agreement(title: string, open: () => Promise<Store>, numRuns: number): void {
  describe(title, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('finds and counts for every rule the people whom memory finds', async () => {
      const world = generatedPeople.chain((people) =>
        fc.record({
          people: fc.constant(people),
          rules: fc.array(generatedRule(people.now), { minLength: RULES, maxLength: RULES }),
          inCampaign: fc.boolean(),
        }),
      );
      await fc.assert(
        fc.asyncProperty(world, async ({ people, rules, inCampaign }) => {
          await settle(store, people);
          for (const rule of rules) {
            const campaign = inCampaign ? CAMPAIGN : null;
            const question = { rule, workspace: WORKSPACE, activities: ACTIVITIES, campaign, now: people.now };
            const expected = await inMemory(store, question);
            const found: string[] = [];
            for await (const { key } of findAudience(store.read, question)) found.push(key);
            expect({ rule, found }).toEqual({ rule, found: expected.map(({ key }) => key) });
            const reachable = expected.filter(({ email }) => email !== null).length;
            expect(await countAudience(store.read, question)).toEqual({ count: expected.length, reachable });
          }
        }),
        { numRuns },
      );
    });
  });
}

agreement('a rule on SQLite', () => openStore('memory:'), 40);
agreement('a rule on Postgres inside the process', openPgliteStore, 15);
describeWith('postgres', 'a rule on a Postgres server', (url) => {
  agreement('with its own planner', () => openServerStore(url, 'condition_sql'), 15);
});

async function settle(store: Store, world: GeneratedPeople): Promise<void> {
  await empty(store);
  await store.write(async (tx) => {
    await saveActivities(tx, ACTIVITIES);
    await upsertEmployees(
      tx,
      world.people.map(({ employee }) => employee),
      MONDAY,
    );
    for (const { employee, chosenLocale } of world.people)
      if (chosenLocale !== null) await changeEmployee(tx, employee.key, { chosenLocale });
    await addLearningRecords(tx, world.learning);
    await removeLearningOfImport(tx, TAKEN_BACK, 10_000);
    if (world.learningDataAt !== null) await learningDataArrived(tx, world.learningDataAt);
    await addEngagement(tx, world.engagement);
    await saveParticipations(tx, world.participations);
    await saveMessages(tx, world.messages);
  });
}

async function inMemory({ read }: Store, { rule, campaign, now }: AudienceQuestion) {
  const people = (await employeesAfter(read, null, 10_000)).filter(
    (person) => person.missingSince === null && !hasLeft(person, localDate(now, person.timezone ?? WORKSPACE.timezone)),
  );
  const situations = await loadSituations(read, people, 0);
  return people.filter(({ key }) => {
    const situation = situations.get(key)?.situation;
    if (situation === undefined) return false;
    return holds(rule, {
      situation,
      setting: { ...setting([]), workspace: WORKSPACE, activities: new Map(ACTIVITIES.map((one) => [one.id, one])) },
      now,
      campaign: campaign?.id ?? null,
      promotes: campaign?.promotes ?? [],
      audiences: AUDIENCES,
      fallbackDue: campaign === null ? null : '2027-04-25',
    });
  });
}
