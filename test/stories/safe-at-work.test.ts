import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StoryWorld, storyWorld } from '../support/story-world.ts';
import { people } from './people.ts';

/** Launched on Sunday evening, 28 March 2027: 30 days after joining is King's Day, Tuesday 27 April. */
async function dueOnKingsDay(): Promise<StoryWorld> {
  const world = await storyWorld('2027-03-28 20:00');
  await world.employees(
    people('gil@waterlijn.example,Gil,Sales,DE,Europe/Berlin,,mia@waterlijn.example,,2020-01-01,en'),
  );
  await world.launch('safe-at-work');
  await world.until('2027-04-05 07:00');
  await world.learns('safety-basics', 'cas@waterlijn.example,completed,2027-04-01T10:00');
  await world.until('2027-04-12 07:00');
  await world.learns('safety-basics');
  await world.until('2027-04-19 07:00');
  await world.learns('safety-basics');
  // Ana finishes between being put on her manager's list and the list going out.
  await world.until('2027-04-21 12:00');
  await world.learns('safety-basics', 'ana@waterlijn.example,passed,2027-04-21T11:00');
  await world.until('2027-04-26 07:00');
  await world.learns('safety-basics');
  return world.until('2027-07-01');
}

let world: StoryWorld;
beforeAll(async () => {
  world = await dueOnKingsDay();
});
afterAll(() => world.close());

describe('safe at work, required by law', () => {
  it('reaches everybody before the date, wherever the date falls', async () => {
    const of = (name: string) => world.lines('safe-at-work').filter((line) => line.includes(` ${name} `));

    // Belgium works on 27 April; two days before is a Sunday, so it comes on Monday.
    expect(of('ben')).toEqual([
      'Tue 30 Mar ben announce',
      'Tue 13 Apr ben which-exit',
      'Tue 20 Apr ben one-week',
      'Mon 26 Apr ben two-days',
      'Tue 27 Apr ben today',
      'Wed 28 Apr ben still-open',
    ]);
    // In the Netherlands the 27th is free: "today" goes back to Monday and overtakes "two days".
    expect(of('mia').filter((line) => !line.includes('manager-list'))).toEqual([
      'Tue 30 Mar mia announce',
      'Tue 13 Apr mia which-exit',
      'Tue 20 Apr mia one-week',
      'Mon 26 Apr mia today',
      'Wed 28 Apr mia still-open',
    ]);
    expect(await world.passed('mia')).toContain('two-days: overtaken');
    // No Wednesdays for Dee: the mail for the day after comes on Thursday.
    expect(of('dee').slice(-2)).toEqual(['Mon 26 Apr dee today', 'Thu 29 Apr dee still-open']);
    // Finished on 1 April, known on the 5th.
    expect(of('cas')).toEqual(['Tue 30 Mar cas announce', 'Mon 5 Apr cas done', 'Tue 18 May cas look-around']);
    // Not a country whose law is known.
    expect(of('gil')).toEqual([]);
  });

  it('gives the manager one list, without who has finished meanwhile', async () => {
    const lists = world.arrived.filter(({ step }) => step === 'manager-list');
    // Four working days before: Tuesday for Dee, Wednesday for the others; each goes in Mia's next window.
    expect(world.lines('safe-at-work').filter((line) => line.includes('manager-list'))).toEqual([
      'Wed 21 Apr mia manager-list',
      'Thu 22 Apr mia manager-list',
    ]);
    expect(lists[0]?.text).toContain('Dee');
    expect(lists[1]?.text).toContain('Ben');
    expect(lists[1]?.text).not.toContain('Ana');
    expect(lists[1]?.text).not.toContain('Cas');
    // Eli has no manager we know.
    expect(lists.some(({ text }) => text.includes('Eli'))).toBe(false);
    expect(await world.passed('eli')).toContain('manager-list: no-mailbox');
  });
});

describe('safe at work, the year after', () => {
  it('begins again twelve months after it was over for somebody, with a date of its own', async () => {
    const ofAna = () => world.lines('safe-at-work').filter((line) => line.includes(' ana '));
    // Ana finished on 21 April; her last mail went six weeks later, and with it her round was over.
    await world.until('2028-05-31 07:00');
    expect(ofAna().slice(-2)).toEqual(['Wed 21 Apr ana done', 'Wed 2 Jun ana look-around']);
    for (const day of ['2028-06-01', '2028-06-12', '2028-06-19', '2028-06-26']) {
      await world.until(`${day} 07:00`);
      await world.learns('safety-basics');
    }
    await world.until('2028-07-03 07:00');
    await world.learns('safety-basics', 'ana@waterlijn.example,passed,2028-07-02T11:00');
    await world.until('2028-07-14');
    // Due 30 days after 2 June 2028, a Sunday; what she finished last year is not finished this year.
    expect(ofAna().slice(5)).toEqual([
      'Fri 2 Jun ana announce',
      'Mon 19 Jun ana which-exit',
      'Mon 26 Jun ana one-week',
      'Fri 30 Jun ana today',
      'Mon 3 Jul ana done',
    ]);
    expect(await world.passed('ana')).toContain('two-days: overtaken');
  });
});
