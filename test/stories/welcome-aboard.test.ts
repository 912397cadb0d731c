import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StoryWorld, storyWorld } from '../support/story-world.ts';
import { people } from './people.ts';

const joiner = (name: string, hiredOn: string, buddy = '', country = 'NL', zone = 'Europe/Amsterdam') =>
  `${name}@waterlijn.example,${name},IT,${country},${zone},,mia@waterlijn.example,${buddy},${hiredOn},nl`;

async function spring(): Promise<StoryWorld> {
  const world = await storyWorld('2027-03-22 08:00');
  await world.employees(
    people(
      joiner('hana', '2027-02-10'),
      joiner('ivo', '2027-04-19', 'ana@waterlijn.example', 'BE', 'Europe/Brussels'),
      joiner('jet', '2027-04-25'),
    ),
  );
  await world.launch('welcome-aboard');
  await world.until('2027-04-29 07:00');
  await world.learns('find-your-way', 'jet@waterlijn.example,completed,2027-04-28T11:00');
  for (const thursday of ['05-06', '05-13', '05-20', '05-27', '06-03', '06-10', '06-17', '06-24']) {
    await world.until(`2027-${thursday} 07:00`);
    await world.learns('find-your-way');
  }
  return world.until('2027-09-01');
}

let world: StoryWorld;
beforeAll(async () => {
  world = await spring();
});
afterAll(() => world.close());

describe('welcome aboard, counted from the day of hire', () => {
  it('prepares manager and buddy, then greets on day 1', async () => {
    const of = (name: string) => world.lines('welcome-aboard').filter((line) => line.includes(` ${name} `));
    expect(of('ivo')).toEqual([
      'Mon 19 Apr ivo day-1',
      'Wed 21 Apr ivo five-answers',
      'Mon 26 Apr ivo first-quarter',
      // Eight working days later, over Ascension Day and the organisation's own day off.
      'Mon 10 May ivo small-start',
      'Tue 18 May ivo one-month',
      'Thu 17 Jun ivo over-the-wall',
      'Thu 15 Jul ivo look-back',
    ]);
    expect(of('ana')).toEqual(['Thu 15 Apr ana buddy-brief']);
    expect(of('mia').slice(0, 2)).toEqual(['Tue 13 Apr mia first-day-list', 'Tue 20 Apr mia first-day-list']);
  });

  it('a day 3 on King’s Day comes the day after; the training finished, the reminder is not needed', async () => {
    expect(world.lines('welcome-aboard').filter((line) => line.includes(' jet '))).toEqual([
      'Mon 26 Apr jet day-1',
      'Wed 28 Apr jet five-answers',
      // Two mails that week already.
      'Mon 3 May jet good-start',
      'Mon 24 May jet one-month',
      'Wed 23 Jun jet over-the-wall',
      'Wed 21 Jul jet look-back',
    ]);
  });

  it('who is here for weeks already gets what is ahead, not what was missed', async () => {
    expect(world.lines('welcome-aboard').filter((line) => line.includes(' hana '))).toEqual([
      'Mon 12 Apr hana over-the-wall',
      'Mon 10 May hana look-back',
    ]);
    expect(await world.passed('hana')).toContain('one-month: too-late');
  });

  it('is nothing for who has been here for years', async () => {
    expect(world.lines('welcome-aboard').some((line) => / (ben|cas|dee|eli) /.test(line))).toBe(false);
  });
});
