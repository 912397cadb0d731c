import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import { hasLeft } from '../../src/domain/employee.ts';
import { type Instant, localDate } from '../../src/domain/time.ts';
import { holds } from '../../src/engine/conditions/evaluate.ts';
import type { Situation } from '../../src/engine/facts/situation.ts';
import { type AudienceQuestion, countAudience, findAudience } from '../../src/flow/audiences/find-audience.ts';
import { loadSituations } from '../../src/flow/deciding/load-situations.ts';
import { saveParticipations } from '../../src/store/campaigns/participations.ts';
import { saveActivities } from '../../src/store/learning/activities.ts';
import { addEngagement } from '../../src/store/learning/engagement.ts';
import { addLearningRecords } from '../../src/store/learning/learning-records.ts';
import { saveMessages } from '../../src/store/mails/messages.ts';
import { learningDataArrived } from '../../src/store/meta.ts';
import { openStore } from '../../src/store/open-store.ts';
import {
  changeEmployee,
  employeesAfter,
  type StoredEmployee,
  upsertEmployees,
} from '../../src/store/people/employees.ts';
import { removeLearningOfImport } from '../../src/store/people/import-undo.ts';
import type { Store } from '../../src/store/store.ts';
import { WATERLIJN } from '../flow/data-world.ts';
import { setting } from '../support/engine-world.ts';
import { describeWith } from '../support/services.ts';
import { ACTIVITIES, type GeneratedPeople, generatedPeople, TAKEN_BACK } from './generated-people.ts';
import { generatedRule, rulesOfEachForm } from './generated-rules.ts';
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
const RULES = 6;
/** Of each form one fits somebody and not somebody else, on the seed that all machines share. */
const ENOUGH_RUNS = 25;

function agreement(title: string, open: () => Promise<Store>, numRuns: number): void {
  describe(title, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('finds and counts for every rule the people whom memory finds', async () => {
      const decided = new Set<string>();
      const world = generatedPeople.chain((people) =>
        fc.record({
          people: fc.constant(people),
          forms: fc.record(rulesOfEachForm(people.now)),
          rules: fc.array(generatedRule(people.now), { minLength: RULES, maxLength: RULES }),
          inCampaign: fc.boolean(),
        }),
      );
      await fc.assert(
        fc.asyncProperty(world, async ({ people, forms, rules, inCampaign }) => {
          await settle(store, people);
          const present = await presentIn(store, people.now);
          const campaign = inCampaign ? CAMPAIGN : null;
          const asked = { workspace: WORKSPACE, activities: ACTIVITIES, campaign, now: people.now };
          for (const [form, rule] of Object.entries(forms)) {
            const expected = inMemory(present, { ...asked, rule });
            expect({ rule, found: await found(store, { ...asked, rule }) }).toEqual({ rule, found: keysOf(expected) });
            if (expected.length > 0 && expected.length < present.length) decided.add(form);
          }
          for (const rule of rules) {
            const question = { ...asked, rule };
            const expected = inMemory(present, question);
            expect({ rule, found: await found(store, question) }).toEqual({ rule, found: keysOf(expected) });
            const reachable = expected.filter(({ email }) => email !== null).length;
            expect(await countAudience(store.read, question)).toEqual({ count: expected.length, reachable });
          }
        }),
        { numRuns },
      );
      const forms = Object.keys(rulesOfEachForm(MONDAY));
      if (numRuns >= ENOUGH_RUNS && !process.env.PROPERTY_SEED)
        expect(forms.filter((form) => !decided.has(form))).toEqual([]);
    });
  });
}

agreement('a rule on SQLite', () => openStore('memory:'), ENOUGH_RUNS);
agreement('a rule on Postgres inside the process', openPgliteStore, 6);
describeWith('postgres', 'a rule on a Postgres server', (url) => {
  agreement('with its own planner', () => openServerStore(url, 'condition_sql'), 8);
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
    for (const { employee, chosenLocale, chosenNeed } of world.people)
      if (chosenLocale !== null || chosenNeed !== null)
        await changeEmployee(tx, employee.key, { chosenLocale, chosenNeed });
    await addLearningRecords(tx, world.learning);
    await removeLearningOfImport(tx, TAKEN_BACK, 10_000);
    if (world.learningDataAt !== null) await learningDataArrived(tx, world.learningDataAt);
    await addEngagement(tx, world.engagement);
    await saveParticipations(tx, world.participations);
    await saveMessages(tx, world.messages);
  });
}

type Present = readonly { readonly person: StoredEmployee; readonly situation: Situation }[];

async function presentIn({ read }: Store, now: Instant): Promise<Present> {
  const people = (await employeesAfter(read, null, 10_000)).filter(
    (person) => person.missingSince === null && !hasLeft(person, localDate(now, person.timezone ?? WORKSPACE.timezone)),
  );
  const situations = await loadSituations(read, people, 0);
  return people.flatMap((person) => {
    const situation = situations.get(person.key)?.situation;
    return situation === undefined ? [] : [{ person, situation }];
  });
}

function inMemory(present: Present, { rule, campaign, now }: AudienceQuestion): StoredEmployee[] {
  const asked = {
    setting: { ...setting([]), workspace: WORKSPACE, activities: new Map(ACTIVITIES.map((one) => [one.id, one])) },
    now,
    campaign: campaign?.id ?? null,
    promotes: campaign?.promotes ?? [],
    audiences: AUDIENCES,
    fallbackDue: campaign === null ? null : '2027-04-25',
  };
  return present.flatMap(({ person, situation }) => (holds(rule, { ...asked, situation }) ? [person] : []));
}

async function found({ read }: Store, question: AudienceQuestion): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of findAudience(read, question)) keys.push(key);
  return keys;
}

function keysOf(people: readonly StoredEmployee[]): string[] {
  return people.map(({ key }) => key);
}
