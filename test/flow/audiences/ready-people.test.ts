import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../src/domain/campaign.ts';
import type { Condition } from '../../../src/domain/condition.ts';
import { readyAudience } from '../../../src/domain/ready-audiences.ts';
import { DAY_MS } from '../../../src/domain/time.ts';
import { countAudience, findAudience } from '../../../src/flow/audiences/find-audience.ts';
import { saveParticipations } from '../../../src/store/campaigns/participations.ts';
import { employeesAfter } from '../../../src/store/people/employees.ts';
import { participation } from '../../store/world.ts';
import { dataWorld, WATERLIJN } from '../data-world.ts';

/** A company on paper, on Tuesday 20 April 2027. The name of each says why they are in it. */
const PEOPLE: readonly string[] = [
  'id,email,timezone,hired_on,left_on,manager_email,learning_budget,learning_budget_unit,learning_budget_used',
  // Joiners.
  'begins-today,begins-today@waterlijn.example,,2027-04-20,,mia@waterlijn.example,,,',
  'ninetieth-day,ninetieth-day@waterlijn.example,,2027-01-20,,mia@waterlijn.example,,,',
  'day-after-ninety,day-after-ninety@waterlijn.example,,2027-01-19,,mia@waterlijn.example,,,',
  'begins-tomorrow,begins-tomorrow@waterlijn.example,,2027-04-21,,mia@waterlijn.example,,,',
  'no-first-day,no-first-day@waterlijn.example,,,,mia@waterlijn.example,,,',
  'came-and-went,came-and-went@waterlijn.example,,2027-03-01,2027-04-19,mia@waterlijn.example,,,',
  'last-day-today,last-day-today@waterlijn.example,,2027-03-01,2027-04-20,mia@waterlijn.example,,,',
  'joined-without-mail,,,2027-03-01,,mia@waterlijn.example,,,',
  // On Niue it is still the nineteenth.
  'niue-ninetieth-day,niue-1@waterlijn.example,Pacific/Niue,2027-01-19,,mia@waterlijn.example,,,',
  'niue-begins-tomorrow,niue-2@waterlijn.example,Pacific/Niue,2027-04-20,,mia@waterlijn.example,,,',
  // Budgets: an amount is an amount, in euros, pounds or hours.
  'used-nothing,b1@waterlijn.example,,,,,500,EUR,',
  'used-zero,b2@waterlijn.example,,,,,500,EUR,0',
  'used-a-cent,b3@waterlijn.example,,,,,500,EUR,0.01',
  'used-all,b4@waterlijn.example,,,,,500,EUR,500',
  'no-budget,b5@waterlijn.example,,,,,0,EUR,0',
  'budget-unknown,b6@waterlijn.example,,,,,,EUR,',
  'spent-without-budget,b7@waterlijn.example,,,,,,EUR,120',
  'hours,b8@waterlijn.example,,,,,16,hours,0',
  'unit-unknown,b9@waterlijn.example,,,,,300,,',
  'pounds-and-pence,b10@waterlijn.example,,,,,299.99,GBP,',
  'budget-but-left,b11@waterlijn.example,,,2027-01-31,,500,EUR,',
  'budget-without-mail,,,,,,500,EUR,',
  // Managers: who is named by somebody who is here.
  'mia,mia@waterlijn.example,,,,,,,',
  'leads-a-leader,top@waterlijn.example,,,,,,,',
  'leads-only-who-left,lonely@waterlijn.example,,,,top@waterlijn.example,,,',
  'left-long-ago,gone@waterlijn.example,,,2026-12-31,lonely@waterlijn.example,,,',
  'leads-but-left,former@waterlijn.example,,,2027-03-31,,,,',
  'led-by-who-left,orphan@waterlijn.example,,,,former@waterlijn.example,,,',
  'led-by-nobody-here,other@waterlijn.example,,,,nobody@elsewhere.example,,,',
  // Learners.
  'started-lately,l1@waterlijn.example,,,,,,,',
  'thirty-days-ago,l2@waterlijn.example,,,,,,,',
  'a-day-before-that,l3@waterlijn.example,,,,,,,',
  'only-assigned,l4@waterlijn.example,,,,,,,',
  'failed-lately,l5@waterlijn.example,,,,,,,',
  'due-yesterday,l6@waterlijn.example,,,,,,,',
  'due-today,l7@waterlijn.example,,,,,,,',
  'due-yesterday-and-done,l8@waterlijn.example,,,,,,,',
  'due-yesterday-and-on-the-way,l9@waterlijn.example,,,,,,,',
  'due-moved-ahead,l10@waterlijn.example,,,,,,,',
];

const LEARNING = `email,activity,event,at,due
l1@waterlijn.example,data-101,started,2027-04-01T10:00,
l2@waterlijn.example,data-101,progressed,2027-03-21T00:10,
l3@waterlijn.example,data-101,started,2027-03-20T23:50,
l4@waterlijn.example,data-101,assigned,2027-04-10T10:00,
l5@waterlijn.example,data-101,failed,2027-04-10T10:00,
l6@waterlijn.example,data-101,assigned,2026-12-01T10:00,2027-04-19
l7@waterlijn.example,data-101,assigned,2026-12-01T10:00,2027-04-20
l8@waterlijn.example,data-101,assigned,2026-12-01T10:00,2027-04-19
l8@waterlijn.example,data-101,completed,2027-01-05T10:00,
l9@waterlijn.example,data-101,assigned,2026-12-01T10:00,2027-04-19
l9@waterlijn.example,data-101,started,2027-01-05T10:00,
l10@waterlijn.example,data-101,assigned,2026-12-01T10:00,2027-04-19
l10@waterlijn.example,data-101,assigned,2027-04-01T10:00,2027-05-31
`;

/** Of a campaign about data: what became of whom. */
const TOOK_PART: readonly [id: string, goalReached: boolean, because: 'goal-reached' | 'time-is-up' | null][] = [
  ['due-yesterday-and-done', true, 'goal-reached'],
  ['started-lately', true, null],
  ['due-yesterday', false, 'time-is-up'],
  ['due-today', false, null],
  ['leads-but-left', true, 'goal-reached'],
];

const BEGAN = [
  'started-lately',
  'thirty-days-ago',
  'a-day-before-that',
  'failed-lately',
  'due-yesterday-and-done',
  'due-yesterday-and-on-the-way',
];

const idOf = (row: string) => row.split(',')[0] ?? '';
const LEFT = ['came-and-went', 'budget-but-left', 'left-long-ago', 'leads-but-left'];
const PRESENT = PEOPLE.slice(1)
  .map(idOf)
  .filter((id) => !LEFT.includes(id));

/** Audience, whom it is, and whom one might take for it. */
const TABLE: readonly [audience: string, fitting: readonly string[], not: readonly string[]][] = [
  [
    'new-joiners',
    ['begins-today', 'joined-without-mail', 'last-day-today', 'niue-ninetieth-day', 'ninetieth-day'],
    ['begins-tomorrow', 'came-and-went', 'day-after-ninety', 'niue-begins-tomorrow', 'no-first-day'],
  ],
  [
    'most-active',
    ['failed-lately', 'started-lately', 'thirty-days-ago'],
    ['a-day-before-that', 'due-moved-ahead', 'only-assigned'],
  ],
  [
    'learning-budget-not-used',
    ['budget-without-mail', 'hours', 'pounds-and-pence', 'unit-unknown', 'used-nothing', 'used-zero'],
    ['budget-but-left', 'budget-unknown', 'no-budget', 'spent-without-budget', 'used-a-cent', 'used-all'],
  ],
  ['managers', ['leads-a-leader', 'mia'], ['leads-but-left', 'leads-only-who-left', 'led-by-who-left']],
  [
    'overdue',
    ['due-yesterday', 'due-yesterday-and-on-the-way'],
    ['due-moved-ahead', 'due-today', 'due-yesterday-and-done', 'only-assigned'],
  ],
  [
    'not-yet-started',
    PRESENT.filter((id) => !BEGAN.includes(id)),
    [...BEGAN, 'came-and-went', 'leads-but-left', 'left-long-ago', 'budget-but-left'],
  ],
  ['alumni-of-data', ['due-yesterday-and-done', 'started-lately'], ['due-today', 'due-yesterday', 'leads-but-left']],
];

describe('a ready audience is whom a learning manager means by it', () => {
  it.each(TABLE)('%s', async (audience, fitting, not) => {
    const found = await peopleIn(audience);
    expect(found.ids).toEqual(fitting.toSorted());
    expect(found.ids.filter((id) => not.includes(id))).toEqual([]);
    // Without an address they are in, and no mail is planned on them.
    const withoutMail = fitting.filter((id) => id.endsWith('without-mail')).length;
    expect(found.counted).toEqual({ count: fitting.length, reachable: fitting.length - withoutMail });
  });

  it('and each of the company on paper is on one side of some line', () => {
    const named = new Set(TABLE.flatMap(([, fitting, not]) => [...fitting, ...not]));
    expect(
      PEOPLE.slice(1)
        .map(idOf)
        .filter((id) => !named.has(id)),
    ).toEqual([]);
  });
});

async function peopleIn(name: string) {
  const world = await dataWorld();
  expect(await world.employees(PEOPLE.join('\n'))).toMatchObject({ errors: [] });
  expect(await world.learning(LEARNING)).toMatchObject({ errors: [] });
  const everybody = await employeesAfter(world.store.read, null, 100);
  const keys = new Map(everybody.map(({ id, key }) => [id, key]));
  await world.store.write((tx) =>
    saveParticipations(
      tx,
      TOOK_PART.map(([id, goalReached, because]) => ({
        ...participation(id, { campaign: 'data', person: keys.get(id) ?? '', beganAt: world.now - 30 * DAY_MS }),
        goalReachedAt: goalReached ? world.now - DAY_MS : null,
        ended: because === null ? null : { at: world.now - DAY_MS, because },
      })),
    ),
  );
  const rule = readyAudience(name);
  const campaign = { id: 'data', promotes: ['data-101'], due: null } as unknown as Campaign;
  const question = { rule: rule as Condition, workspace: WATERLIJN, activities: [], campaign, now: world.now };
  const ids: string[] = [];
  for await (const { id } of findAudience(world.store.read, question)) ids.push(id);
  return { ids: ids.sort(), counted: await countAudience(world.store.read, question) };
}
