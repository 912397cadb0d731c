import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../src/domain/campaign.ts';
import type { Condition } from '../../../src/domain/condition.ts';
import { READY_AUDIENCES } from '../../../src/domain/ready-audiences.ts';
import { type AudienceQuestion, countAudience, findAudience } from '../../../src/flow/audiences/find-audience.ts';
import { type DataWorld, dataWorld, WATERLIJN } from '../data-world.ts';

const columns = 'id,email,department,hired_on,left_on,manager_email,learning_budget,learning_budget_used';
const people = `${columns}
ana,ana@waterlijn.example,Verkoop Straße,2020-01-01,,,500,
bo,bo@waterlijn.example,VERKOOP STRASSE,2027-03-01,,ana@waterlijn.example,500,120
cas,,verkoop strasse ,2027-01-20,,ana@waterlijn.example,,
dee,dee@waterlijn.example,Inkoop,2027-01-19,2027-04-19,bo@waterlijn.example,500,
`;

describe('whom a rule fits', () => {
  it('compares words whatever their case, spaces and sharp s', async () => {
    const world = await withPeople();
    expect(await found(world, { kind: 'attribute', name: 'department', test: oneOf('verkoop STRAßE') })).toEqual([
      'ana',
      'bo',
      'cas',
    ]);
  });

  it('finds a part of a Greek word, wherever its sigma stands', async () => {
    const world = await dataWorld();
    await world.employees('id,email,city\nana,ana@waterlijn.example,ΘΕΣΣΑΛΟΝΙΚΗ\nbo,bo@waterlijn.example,Θες\n');
    expect(await found(world, { kind: 'attribute', name: 'city', test: { is: 'has', text: 'θεσ' } })).toEqual([
      'ana',
      'bo',
    ]);
    expect(await found(world, { kind: 'attribute', name: 'city', test: { is: 'has', text: 'ΘΕΣ' } })).toEqual([
      'ana',
      'bo',
    ]);
    expect(await found(world, { kind: 'attribute', name: 'city', test: oneOf('ΘΕΣ') })).toEqual(['bo']);
  });

  it('leaves out whoever has left, and counts who can be mailed', async () => {
    const world = await withPeople();
    const rule: Condition = { kind: 'all', of: [] };
    expect(await countAudience(world.store.read, question(world, rule))).toEqual({ count: 3, reachable: 2 });
  });

  it('knows new joiners, to the day', async () => {
    expect(await found(await withPeople(), ready('new-joiners'))).toEqual(['bo', 'cas']);
  });

  it('knows who has a learning budget and used none of it', async () => {
    expect(await found(await withPeople(), ready('learning-budget-not-used'))).toEqual(['ana']);
  });

  it('knows managers, by those who have not left', async () => {
    expect(await found(await withPeople(), ready('managers'))).toEqual(['ana']);
  });

  it('knows the most active by what they learned lately', async () => {
    const world = await withPeople();
    await world.learning('email,activity,event,at\nbo@waterlijn.example,data-101,started,2027-04-01\n');
    expect(await found(world, ready('most-active'))).toEqual(['bo']);
  });

  it('knows in a campaign who has not started and who is overdue', async () => {
    const world = await withPeople();
    const due = 'email,activity,event,at,due\nana@waterlijn.example,data-101,assigned,2027-03-01,2027-04-19\n';
    await world.learning(`${due}bo@waterlijn.example,data-101,started,2027-04-01,\n`);
    expect(await found(world, ready('not-yet-started'), ['data-101'])).toEqual(['ana', 'cas']);
    expect(await found(world, ready('overdue'), ['data-101'])).toEqual(['ana']);
  });
});

async function withPeople(): Promise<DataWorld> {
  const world = await dataWorld();
  await world.employees(people);
  return world;
}

function ready(name: string): Condition {
  return READY_AUDIENCES[name] as Condition;
}

function oneOf(...values: string[]) {
  return { is: 'one-of' as const, values };
}

/** On 20 April 2027. */
function question(world: DataWorld, rule: Condition, promotes: readonly string[] = []): AudienceQuestion {
  const campaign = promotes.length === 0 ? null : ({ id: 'data-literacy', promotes, due: null } as unknown as Campaign);
  return { rule, workspace: WATERLIJN, activities: [], campaign, now: world.now };
}

async function found(world: DataWorld, rule: Condition, promotes: readonly string[] = []): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of findAudience(world.store.read, question(world, rule, promotes))) ids.push(id);
  return ids.sort();
}
