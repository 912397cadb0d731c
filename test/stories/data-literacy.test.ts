import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/time.ts';
import { timeline } from '../../src/flow/deciding/timeline.ts';
import { campaignStats } from '../../src/stats/campaign-stats.ts';
import { type StoryWorld, storyWorld } from '../support/story-world.ts';
import { people } from './people.ts';

/** Launched on Monday 22 March 2027; the clock changes on the 28th, Easter Monday is the 29th, King's Day 27 April. */
async function spring(): Promise<StoryWorld> {
  const world = await storyWorld('2027-03-22 08:00');
  await world.employees(
    people('fia@waterlijn.example,Fia,IT,NL,Europe/Amsterdam,,mia@waterlijn.example,,2020-01-01,nl'),
  );
  await world.employees('email,need\nben@waterlijn.example,solve now\ncas@waterlijn.example,Career');
  await world.employees('id,email,first_name,department\nW1131,eline@waterlijn.example,Eline,Field Service');
  await world.launch('data-literacy');
  // The learning platform exports on Monday mornings.
  await world.until('2027-03-29 07:00');
  await world.learns('data-literacy-101');
  await world.until('2027-04-05 07:00');
  await world.learns('data-literacy-101', 'ana@waterlijn.example,started,2027-03-31T12:00');
  await world.until('2027-04-12 07:00');
  await world.learns('data-literacy-101', 'ana@waterlijn.example,completed,2027-04-08T15:00');
  await world.until('2027-04-15 10:00');
  await world.employees('email,department\nfia@waterlijn.example,Sales');
  await world.until('2027-04-19 07:00');
  await world.learns(
    'data-literacy-101',
    'ben@waterlijn.example,started,2027-04-17T10:00',
    'cas@waterlijn.example,started,2027-04-17T10:00',
    'eli@waterlijn.example,started,2027-04-17T10:00',
  );
  await world.until('2027-04-26 07:00');
  await world.learns('data-literacy-101', 'eli@waterlijn.example,progressed,2027-04-22T10:00,50');
  // The next export comes more than two weeks later.
  await world.until('2027-05-12 11:00');
  await world.learns('data-literacy-101', 'ben@waterlijn.example,completed,2027-05-07T16:00');
  return world.until('2027-08-01');
}

let world: StoryWorld;
beforeAll(async () => {
  world = await spring();
});
afterAll(() => world.close());

describe('data literacy, one spring', () => {
  it('goes as its file says', async () => {
    const of = (name: string) => world.lines('data-literacy').filter((line) => line.includes(` ${name} `));

    // Started between kick-off and the next mail: no more reasons, no reminder; two weeks apart after the finish.
    expect(of('ana')).toEqual([
      'Thu 25 Mar ana teaser',
      'Wed 31 Mar ana kick-off',
      'Mon 12 Apr ana well-done',
      'Mon 19 Apr ana over-the-wall',
      'Mon 26 Apr ana pass-it-on',
      'Mon 10 May ana next',
    ]);
    // Reminded until he starts; ten silent days are over on 27 April, a day like any other in Belgium.
    expect(of('ben')).toEqual([
      'Thu 25 Mar ben teaser',
      'Wed 31 Mar ben kick-off',
      'Mon 5 Apr ben whats-in-it',
      'Fri 9 Apr ben start-small',
      'Fri 16 Apr ben together',
      'Tue 27 Apr ben pick-up',
      'Wed 12 May ben well-done',
      'Wed 19 May ben over-the-wall',
      'Wed 26 May ben pass-it-on',
      'Wed 9 Jun ben next',
    ]);
    // The same in the Netherlands: not on King's Day. The last reminder waits for the late export.
    expect(of('cas').slice(5)).toEqual(['Wed 28 Apr cas pick-up', 'Wed 12 May cas finish-or-leave']);
    // Never starts: six mails, none on a Wednesday, then silence.
    expect(of('dee')).toEqual([
      'Fri 26 Mar dee teaser',
      'Fri 2 Apr dee kick-off',
      'Thu 8 Apr dee whats-in-it',
      'Thu 15 Apr dee start-small',
      'Thu 22 Apr dee together',
      'Thu 29 Apr dee last-one',
    ]);
    // Good Friday and Easter Monday are free in England.
    expect(of('eli').slice(0, 2)).toEqual(['Thu 25 Mar eli teaser', 'Thu 1 Apr eli kick-off']);
    // At half: a word of praise, and ten days later the reminder, which waits for the late export.
    expect(of('eli').slice(-2)).toEqual(['Mon 26 Apr eli halfway', 'Wed 12 May eli pick-up']);
    // Moved to Sales on 15 April: invited from the first mail on.
    expect(of('fia').slice(0, 3)).toEqual([
      'Tue 20 Apr fia teaser',
      'Fri 23 Apr fia kick-off',
      'Thu 29 Apr fia whats-in-it',
    ]);
    expect(of('mia').filter((line) => !line.endsWith('team-note'))).toEqual([
      'Mon 22 Mar mia manager-brief',
      'Fri 16 Apr mia manager-brief',
    ]);
    // Every Thursday while somebody of hers is on the way; not in the week of Ascension Day, whose Friday is off too.
    const notes = of('mia').filter((line) => line.endsWith('team-note'));
    expect(notes.slice(0, 8).map((line) => line.replace(' mia team-note', ''))).toEqual([
      'Thu 25 Mar',
      'Thu 1 Apr',
      'Thu 8 Apr',
      'Thu 15 Apr',
      'Thu 22 Apr',
      'Thu 29 Apr',
      'Thu 13 May',
      'Thu 20 May',
    ]);
    expect(notes.at(-1)).toBe('Thu 22 Jul mia team-note');
    // Four people are too few for figures.
    const told = world.arrived.filter(({ step }) => step === 'team-note').map(({ text }) => text);
    expect(told.every((text) => text.includes('Cijfers geven we alleen als ze niemand aanwijzen.'))).toBe(true);
    // Around the mails: the owner is reminded once; the post stays on this machine.
    expect(of('facilities')).toEqual(['Fri 26 Mar facilities poster-canteens-and-coffee-corners']);
    const { around } = await campaignStats(world.context.store.read, 'data-literacy', world.now);
    expect(around.map(({ id, state, simulated }) => [id, state, simulated])).toEqual([
      ['poster-canteens-and-coffee-corners', 'done', false],
      ['post-kick-off-post', 'done', true],
    ]);
  });

  it('writes to each reader what fits them', () => {
    const subject = (name: string, step: string) =>
      world.arrived.find((mail) => mail.step === step && mail.to.startsWith(name))?.subject;
    expect(subject('ben', 'whats-in-it')).toBe('Un tableau croisé vous bloque ? C’est ici');
    expect(subject('cas', 'whats-in-it')).toBe('Straks de vraag: wat zeggen de cijfers?');
    expect(subject('dee', 'whats-in-it')).toBe('Wat heb je aan een kwartier? Kies zelf');
    expect(['Halfway: what you can do now', '45 minutes to go']).toContain(subject('eli', 'halfway'));
  });

  it('tells what somebody of another department did, whose story it may tell', () => {
    const told = world.arrived.filter(({ step }) => step === 'over-the-wall').map(({ to, subject }) => [to, subject]);
    // The other authors of the shipped stories work nowhere here.
    expect(told).toEqual([
      ['ana@waterlijn.example', 'Mijn eerste grafiek hing in de kantine'],
      ['ben@waterlijn.example', 'Mon premier graphique, à la cantine'],
    ]);
  });

  it('says that nobody knows Eli’s manager', async () => {
    const told = await timeline(world.context, 'eli@waterlijn.example');
    expect(told.find(({ step }) => step === 'manager-brief')).toMatchObject({
      state: 'passed',
      reason: 'no-mailbox',
      sentence: expect.stringContaining(
        'Mail manager-brief van data-literacy is niet verzonden: de leidinggevende is niet bekend',
      ),
    });
  });

  it('keeps what everybody is promised', async () => {
    const once = world.arrived.map(({ to, step, at }) => `${to} ${step}${to.startsWith('mia') ? at : ''}`);
    expect(new Set(once).size).toBe(once.length);
    expect(new Set(world.arrived.map(({ messageId }) => messageId)).size).toBe(world.arrived.length);

    const inTheNetherlands = world.arrived.filter(({ zone }) => zone === 'Europe/Amsterdam');
    expect(inTheNetherlands.filter(({ at }) => new Date(at).toISOString().startsWith('2027-04-27'))).toEqual([]);
    expect(world.localTimes().every((time) => time >= '09:00' && time < '16:30')).toBe(true);

    // 09:00 stays 09:00 over the change of 28 March: six days apart on the calendar, an hour less on the clock.
    const sent = (step: string) =>
      world.arrived.find((mail) => mail.step === step && mail.to.startsWith('ana'))?.at ?? 0;
    expect(sent('kick-off') - sent('teaser')).toBe(6 * DAY_MS - HOUR_MS);

    expect(await world.passed('ana')).toHaveLength(7);
    expect(world.arrived.filter(({ text }) => /\{\{|undefined|\bnull\b/.test(text))).toEqual([]);
  });
});
