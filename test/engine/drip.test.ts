import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/engine/plan/simulate.ts';
import {
  at,
  campaign,
  FINISHED,
  learned,
  lines,
  mail,
  moment,
  on,
  remind,
  STARTED,
  setting,
  situation,
  wait,
  workspace,
} from '../support/engine-world.ts';

const from = at('2027-04-20T08:00:00Z');
const until = at('2027-06-30');
const play = (people: Parameters<typeof simulate>[0], world: Parameters<typeof simulate>[1]) =>
  lines(simulate(people, world, from, until).mails);

describe('a drip campaign, day by day', () => {
  const data = campaign({
    inform: [mail('kick-off', on('start')), mail('whats-in-it', '1 day')],
    activate: [remind(['start-small', 'last-one'], '1 day', { every: { amount: 2, unit: 'days' }, until: STARTED })],
    retain: [mail('well-done')],
  });

  it('leaves out a public holiday, a part-time day and the weekend', () => {
    expect(
      play([situation('ana'), situation('dee', { workingDays: ['mon', 'tue', 'thu', 'fri'] })], setting([data])),
    ).toEqual([
      'ana kick-off 2027-04-26T07:00:00Z',
      'dee kick-off 2027-04-26T07:00:00Z',
      'ana whats-in-it 2027-04-28T07:00:00Z',
      'ana start-small 2027-04-29T07:00:00Z',
      'dee whats-in-it 2027-04-29T07:00:00Z',
      'dee start-small 2027-04-30T07:00:00Z',
      'ana last-one 2027-05-03T07:00:00Z',
      'dee last-one 2027-05-03T07:00:00Z',
    ]);
  });

  it('goes straight to retain when the goal is reached, at that instant', () => {
    const ben = situation(
      'ben',
      { country: 'BE', timezone: 'Europe/Brussels' },
      { learning: [learned('completed', '2027-04-29T10:00:00Z')] },
    );
    const { mails, people } = simulate([ben], setting([data]), from, until);
    expect(lines(mails)).toEqual([
      'ben kick-off 2027-04-26T07:00:00Z',
      'ben whats-in-it 2027-04-27T07:00:00Z',
      'ben start-small 2027-04-28T07:00:00Z',
      'ben well-done 2027-04-29T10:00:00Z',
    ]);
    const after = people.get('emp_ben');
    expect(after?.participations[0]).toMatchObject({
      goalReachedAt: at('2027-04-29T10:00:00Z'),
      ended: { because: 'goal-reached' },
    });
    expect(
      after?.messages.filter((message) => message.state === 'passed').map((message) => [message.step, message.reason]),
    ).toEqual([['last-one', 'goal-reached']]);
  });

  it('does not begin for who has finished already, nor for who is outside the audience', () => {
    const done = situation('ana', {}, { learning: [learned('completed', '2027-03-01')] });
    expect(play([done, situation('cas', { attributes: { department: 'IT' } })], setting([data]))).toEqual([]);
  });

  it('is up when the time per person is over', () => {
    const { people } = simulate([situation('ana')], setting([data]), from, until);
    expect(people.get('emp_ana')?.participations[0]?.ended).toEqual({ at: at('2027-06-25'), because: 'time-is-up' });
  });
});

describe('dated steps', () => {
  const due = (date: string) => learned('assigned', '2027-04-01', { due: date });
  const required = campaign(
    {
      inform: [
        remind(
          ['a-28', 'a-7', 'a-2', 'a-0'],
          { kind: 'dated', moments: [moment('due', -28), moment('due', -7), moment('due', -2), moment('due', 0)] },
          { until: FINISHED },
        ),
      ],
    },
    { starts: '2027-04-26' },
  );

  it('collapses what was missed into the one that fits now', () => {
    const ana = situation('ana', {}, { learning: [due('2027-05-07')] });
    // Joins on 26 April: 28 days before is 9 April, too late by more than a week.
    expect(play([ana], setting([required]))).toEqual([
      'ana a-7 2027-04-30T07:00:00Z',
      'ana a-2 2027-05-05T07:00:00Z',
      'ana a-0 2027-05-07T07:00:00Z',
    ]);
  });

  it('goes back to the last opening before a due date on a Sunday', () => {
    const ana = situation('ana', {}, { learning: [due('2027-05-30')] });
    expect(play([ana], setting([required])).at(-1)).toBe('ana a-0 2027-05-28T07:00:00Z');
  });

  it('passes a dated list without a due date', () => {
    const { people, mails } = simulate([situation('ana')], setting([required]), from, until);
    expect(mails).toEqual([]);
    expect(people.get('emp_ana')?.messages.map((message) => message.reason)).toEqual([
      'no-due-date',
      'no-due-date',
      'no-due-date',
      'no-due-date',
    ]);
  });

  it('counts working days back from the start, and passes them over for newcomers', () => {
    const teaser = campaign(
      { inform: [mail('teaser', on('start', -3, true)), mail('kick-off', on('start'))] },
      { starts: '2027-04-29' },
    );
    const late = situation('bo', {}, { knownSince: at('2027-05-03T10:00:00Z') });
    expect(play([situation('ana')], setting([teaser]))).toEqual([
      'ana teaser 2027-04-23T07:00:00Z',
      'ana kick-off 2027-04-29T07:00:00Z',
    ]);
    expect(lines(simulate([late], setting([teaser]), at('2027-05-03T10:00:00Z'), until).mails)).toEqual([
      'bo kick-off 2027-05-03T10:00:00Z',
    ]);
  });
});

describe('the mail limit', () => {
  it('is one over all campaigns, and a mail no longer counts after so many days', () => {
    const one = (id: string) =>
      campaign({ inform: [mail(`${id}-1`, on('start')), mail(`${id}-2`, '1 day')] }, { id, goal: null });
    const limited = setting([one('a'), one('b')], { workspace: workspace({ mailLimit: { mails: 2, days: 7 } }) });
    expect(play([situation('ana', { country: 'BE' })], limited)).toEqual([
      'ana a-1 2027-04-26T07:00:00Z',
      'ana b-1 2027-04-26T07:00:00Z',
      'ana a-2 2027-05-03T07:00:00Z',
      'ana b-2 2027-05-03T07:00:00Z',
    ]);
  });

  it('spreads the openings, the same for a person every day', () => {
    const spread = setting([campaign({ inform: [mail('one', on('start')), mail('two', '1 week')] })], {
      workspace: workspace({ spreadMs: 20 * 60_000 }),
    });
    const times = play([situation('ana')], spread).map((line) => line.slice(-9));
    expect(times).toHaveLength(2);
    expect(times[0]).toBe(times[1]);
    expect(times[0]).toMatch(/^07:(0|1)\d:\d\dZ$/);
  });
});

describe('bundles to managers', () => {
  it('puts the people of a team on one mail, at the opening of the manager’s next window', () => {
    const team = campaign({
      inform: [mail('kick-off', on('start')), mail('your-team', wait('1 day'), { to: 'managers' })],
    });
    const people = [
      situation('ana', {}, { manager: 'emp_mia' }),
      situation('ben', { country: 'BE' }, { manager: 'emp_mia' }),
      situation('mia', { attributes: { department: 'Board' } }),
    ];
    const { mails } = simulate(people, setting([team]), from, until);
    // Both are put on it on Tuesday 09:00, a holiday for Ana and for Mia; it goes when Mia is back.
    expect(lines(mails)).toEqual([
      'ana kick-off 2027-04-26T07:00:00Z',
      'ben kick-off 2027-04-26T07:00:00Z',
      'mia your-team 2027-04-28T07:00:00Z',
    ]);
    expect(mails.at(-1)?.about).toHaveLength(2);
  });
});
