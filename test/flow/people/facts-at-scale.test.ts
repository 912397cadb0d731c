import { expect, it, onTestFinished } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time.ts';
import { recordChoice } from '../../../src/flow/answers/record-choice.ts';
import { provisionEmployees } from '../../../src/flow/people/provision-employees.ts';
import { provisionLearning } from '../../../src/flow/people/provision-learning.ts';
import { provisionPerson } from '../../../src/flow/people/provision-person.ts';
import { recordStatements } from '../../../src/flow/people/record-statements.ts';
import { erasePerson } from '../../../src/flow/privacy/erase-person.ts';
import { checkQueries } from '../../../src/store/database.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { employeesByEmail } from '../../../src/store/people/employees.ts';
import { campaign, mail, remind, STARTED } from '../../support/engine-world.ts';
import { type FactsWorld, factsWorld } from './facts-world.ts';

const REMINDED = campaign({
  inform: [mail('kick-off')],
  activate: [remind(['start-small'], '2 days', { until: STARTED })],
});
const email = (n: number) => `p${n}@waterlijn.example`;
const at = '2027-04-26T07:00:00Z';

/** A fact by each door, with those whom it concerns. P1 leads p7 to p9, and hears of what ends for them. */
const FACTS: readonly [door: string, tell: (world: FactsWorld) => Promise<unknown>, concerned: string[]][] = [
  ['a file of learning', (world) => world.learns(`${email(2)},data-101,completed,${at}`), ['p2']],
  [
    'the API',
    ({ context }) => provisionLearning(context, [{ id: 'p3', activity: 'data-101', event: 'started', at }]),
    ['p3'],
  ],
  [
    'a learning platform',
    ({ context }) =>
      recordStatements(context, [
        {
          actor: { mbox: `mailto:${email(4)}` },
          verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
          object: { id: 'https://learn.waterlijn.example/data-101' },
          timestamp: at,
        },
      ]),
    ['p4'],
  ],
  [
    'a page of the employee',
    async ({ context }) => {
      const [person] = await employeesByEmail(context.store.read, [email(5)]);
      const from = { person: person?.key ?? '', campaign: 'data', step: 'kick-off' };
      await recordChoice(context, from, { kind: 'said-done', campaign: 'data' });
    },
    ['p5'],
  ],
  ['a file of people', (world) => world.employees('id,department', 'p6,Legal'), ['p6']],
  ['the API', ({ context }) => provisionEmployees(context, [{ id: 'p7', left_on: '2027-04-25' }], null), ['p1', 'p7']],
  [
    'SCIM',
    ({ context }) =>
      provisionPerson(context, null, { userName: email(8), emails: [{ value: email(8) }], active: false }),
    ['p1', 'p8'],
  ],
  ['an erasure', ({ context }) => erasePerson(context, email(9), { dryRun: false }), ['p1']],
];

/** @returns how many questions were asked of the database to look at whom each fact concerns. */
async function questionsAmong(people: number): Promise<number[]> {
  const store = await openStore('memory:');
  onTestFinished(() => store.close());
  const world = await factsWorld(store, [REMINDED], { learningDataMaxDays: 3 });
  const lines = Array.from({ length: people }, (_, n) => `p${n},${email(n)},Sales,${n >= 7 && n <= 9 ? email(1) : ''}`);
  await world.employees('id,email,department,manager_email', ...lines);
  world.now = Date.parse('2027-04-26T07:00:00Z');
  expect(await world.tick()).toHaveLength(people);
  await world.learns(`${email(0)},data-101,assigned,${at}`);
  await world.tick();
  let asked = 0;
  checkQueries(store.read.db, () => {
    asked += 1;
  });
  const questions: number[] = [];
  for (const [door, tell, concerned] of FACTS) {
    world.now += 1_000;
    await tell(world);
    asked = 0;
    expect([door, await world.tick()]).toEqual([door, concerned]);
    questions.push(asked);
    expect([door, await world.tick()]).toEqual([door, []]);
  }
  return questions;
}

it('learning data that was not too old wakes nobody else; data that was wakes everybody who may have waited', async () => {
  const store = await openStore('memory:');
  onTestFinished(() => store.close());
  const world = await factsWorld(store, [REMINDED], { learningDataMaxDays: 3 });
  await world.employees('id,email,department', ...[1, 2, 3].map((n) => `p${n},${email(n)},Sales`));
  world.now = Date.parse(at);
  await world.tick();
  const told = async (laterMs: number) => {
    world.now += laterMs;
    await world.tick();
    await world.learns(`${email(2)},data-101,progressed,${new Date(world.now).toISOString()}`);
    return world.tick();
  };
  expect(await told(1_000)).toEqual(['p2']);
  expect(await told(2 * DAY_MS)).toEqual(['p2']);
  expect(await told(3 * DAY_MS + 1_000)).toEqual(['p1', 'p2', 'p3']);
  expect(await told(HOUR_MS)).toEqual(['p2']);
});

it('among 10,000 people a fact leads to a look at whom it concerns, and to no question more than among ten', async () => {
  expect(await questionsAmong(10_000)).toEqual(await questionsAmong(10));
});
