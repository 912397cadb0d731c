import { describe, expect, it } from 'vitest';
import type { Moment, Step, Timing } from '../../src/domain/campaign.ts';
import type { Employee } from '../../src/domain/employee.ts';
import { EngineRun } from '../support/engine-run.ts';
import {
  at,
  campaign,
  FINISHED,
  learned,
  live,
  mail,
  moment,
  on,
  remind,
  setting,
  situation,
  workspace,
} from '../support/engine-world.ts';

const days = (...before: number[]): Timing => ({ kind: 'dated', moments: before.map((one) => moment('due', one)) });
const byDue = (steps: Step[], changes = {}) => campaign({ inform: steps }, { starts: '2027-05-03', ...changes });
const list = remind(['d14', 'd7', 'd2', 'd0', 'd1after'], days(-14, -7, -2, 0, 1), { until: FINISHED });
const due = (date: string, assigned = '2027-04-01') => learned('assigned', assigned, { due: date });

function play(steps: Step[], dueOn: string | null, person: Partial<Employee> = {}, sending = {}): EngineRun {
  const world = setting([live(byDue(steps), '2027-04-26')], { workspace: workspace(sending) });
  const ana = situation('ana', person, { learning: dueOn === null ? [] : [due(dueOn)] });
  return new EngineRun([ana], world, '2027-04-26').until('2027-08-01');
}

describe('around a due date (R7)', () => {
  it.each<[what: string, due: string, person: Partial<Employee>, mails: string[]]>([
    [
      'a Thursday in the middle of nowhere',
      '2027-06-10',
      {},
      [
        'd14 Thu 27 May 09:00',
        'd7 Thu 3 Jun 09:00',
        'd2 Tue 8 Jun 09:00',
        'd0 Thu 10 Jun 09:00',
        'd1after Fri 11 Jun 09:00',
      ],
    ],
    [
      'a Sunday: on due goes back to Friday, and what falls on that Friday too is overtaken',
      '2027-06-13',
      {},
      ['d14 Mon 31 May 09:00', 'd7 Mon 7 Jun 09:00', 'd0 Fri 11 Jun 09:00', 'd1after Mon 14 Jun 09:00'],
    ],
    [
      'a holiday in Belgium (Ascension Day): on due goes the day before',
      '2027-05-06',
      { country: 'BE', timezone: 'Europe/Brussels' },
      ['d7 Mon 3 May 09:00', 'd2 Tue 4 May 09:00', 'd0 Wed 5 May 09:00', 'd1after Fri 7 May 09:00'],
    ],
    [
      'a part-time day: forward would be past the due date',
      '2027-06-09',
      { workingDays: ['mon', 'tue', 'thu', 'fri'] },
      [
        'd14 Thu 27 May 09:00',
        'd7 Thu 3 Jun 09:00',
        'd2 Mon 7 Jun 09:00',
        'd0 Tue 8 Jun 09:00',
        'd1after Thu 10 Jun 09:00',
      ],
    ],
  ])('%s', (_what, dueOn, person, mails) => {
    expect(play([list], dueOn, person).mails.map((line) => line.replace('ana ', ''))).toEqual(mails);
  });

  it('a mail before the due date moves forward like any other, as long as it does not pass it', () => {
    // 8 days before 15 June is Monday 7 June: on leave until Friday 11 June.
    const away = { leave: [{ from: '2027-06-07', to: '2027-06-10' }] };
    expect(play([mail('early', on('due', -8))], '2027-06-15', away).mails).toEqual(['ana early Fri 11 Jun 09:00']);
  });

  it('back to the last opening only if that is still ahead, else too late', () => {
    const away = { leave: [{ from: '2027-05-01', to: '2027-06-20' }] };
    const run = play([mail('early', on('due', -2))], '2027-06-15', away);
    expect(run.mails).toEqual([]);
    expect(run.passed('ana')).toEqual(['early: too-late']);
  });

  it('the mail limit can push it past its date: then it is too late', () => {
    const first = campaign({ inform: [mail('other', on('start'))] }, { id: 'other', starts: '2027-06-14', goal: null });
    const world = setting([live(byDue([mail('two-days', on('due', -2))]), '2027-04-26'), live(first, '2027-04-26')], {
      workspace: workspace({ mailLimit: { mails: 1, days: 7 }, holidays: false }),
    });
    const ana = situation('ana', {}, { learning: [due('2027-06-18')] });
    const run = new EngineRun([ana], world, '2027-04-26').until('2027-08-01');
    expect(run.mails).toEqual(['ana other Mon 14 Jun 09:00']);
    expect(run.passed('ana')).toEqual(['two-days: too-late']);
  });

  it('follows a due date that moves', () => {
    const world = setting([live(byDue([list]), '2027-04-26')]);
    const run = new EngineRun([situation('ana', {}, { learning: [due('2027-06-10')] })], world, '2027-04-26')
      .until('2027-05-28')
      .learns('ana', due('2027-06-24', '2027-05-28 10:00'))
      .until('2027-08-01');
    expect(run.mails.map((line) => line.slice(4))).toEqual([
      'd14 Thu 27 May 09:00',
      'd7 Thu 17 Jun 09:00',
      'd2 Tue 22 Jun 09:00',
      'd0 Thu 24 Jun 09:00',
      'd1after Fri 25 Jun 09:00',
    ]);
  });

  it('does not give a mail up as overtaken before its time: a leave that is cancelled gives it back', () => {
    const away = { leave: [{ from: '2027-06-03', to: '2027-06-07' }] };
    // d7 (Thursday 3 June) and d2 (Tuesday 8 June) would both come on the 8th.
    const world = setting([live(byDue([list]), '2027-04-26')]);
    const run = new EngineRun([situation('ana', away, { learning: [due('2027-06-10')] })], world, '2027-04-26')
      .until('2027-06-01')
      .employee('ana', { leave: [] })
      .until('2027-06-09');
    expect(run.mails.map((line) => line.slice(4))).toEqual([
      'd14 Thu 27 May 09:00',
      'd7 Thu 3 Jun 09:00',
      'd2 Tue 8 Jun 09:00',
    ]);
    expect(play([list], '2027-06-10', away).mails.map((line) => line.slice(4))).not.toContain('d7 Tue 8 Jun 09:00');
  });
});

describe('what is overtaken', () => {
  it('is passed when the next in the row is due, not at the next occasion to look', () => {
    const steps = [
      mail('first', on({ kind: 'date', on: '2027-05-15' })),
      mail('second', on({ kind: 'date', on: '2027-05-17' })),
    ];
    // Saturday, then Whit Monday: both would come on Tuesday.
    const world = setting([live(byDue(steps), '2027-04-26')]);
    const run = new EngineRun([situation('ana')], world, '2027-04-26').until('2027-05-17 09:00');
    expect(run.passed('ana')).toEqual(['first: overtaken']);
    expect(run.until('2027-05-20').mails).toEqual(['ana second Tue 18 May 09:00']);
  });
});

describe('a date that is past at the beginning (R7)', () => {
  it.each<[what: string, due: string, mails: string[], passed: string[]]>([
    [
      'two days past: the mails for after it still come, the others do not',
      '2027-05-02',
      ['d1after Mon 3 May 09:00'],
      ['d14: overtaken', 'd7: overtaken', 'd2: overtaken', 'd0: too-late'],
    ],
    [
      'a month past: nothing makes sense any more',
      '2027-04-01',
      [],
      ['d14: overtaken', 'd7: overtaken', 'd2: overtaken', 'd0: overtaken', 'd1after: too-late'],
    ],
    [
      'due in three days: what was missed collapses into the one that fits now',
      '2027-05-07',
      ['d7 Mon 3 May 09:00', 'd2 Wed 5 May 09:00', 'd0 Fri 7 May 09:00', 'd1after Mon 10 May 09:00'],
      ['d14: overtaken'],
    ],
  ])('%s', (_what, dueOn, mails, passed) => {
    const run = play([list], dueOn);
    expect(run.mails.map((line) => line.slice(4))).toEqual(mails);
    expect(run.passed('ana')).toEqual(passed);
  });

  it('a newcomer gets only what is ahead', () => {
    const world = setting([live(byDue([list]), '2027-04-26')]);
    const run = new EngineRun([], world, '2027-04-26')
      .until('2027-06-08 11:00')
      .joins(situation('bo', {}, { learning: [due('2027-06-10')] }))
      .until('2027-08-01');
    expect(run.mails.map((line) => line.slice(3))).toEqual([
      'd2 Tue 8 Jun 11:00',
      'd0 Thu 10 Jun 09:00',
      'd1after Fri 11 Jun 09:00',
    ]);
  });
});

describe('without the date (R7)', () => {
  it('a mail waits for one, a dated list is passed', () => {
    const waits = play([mail('two-days', on('due', -2)), mail('after')], null);
    expect(waits.mails).toEqual([]);
    expect(waits.passed('ana')).toEqual([]);
    const passed = play([list, mail('after')], null);
    expect(passed.mails).toEqual(['ana after Mon 3 May 09:00']);
    expect(passed.passed('ana').every((line) => line.endsWith('no-due-date'))).toBe(true);
  });

  it('the campaign’s own due date stands in: so many days after joining', () => {
    const own = campaign({ inform: [list] }, { starts: '2027-05-03', due: { daysAfterJoining: 30 } });
    const run = new EngineRun([situation('ana')], setting([live(own, '2027-04-26')]), '2027-04-26').until('2027-08-01');
    // 2 June.
    expect(run.mails.map((line) => line.slice(4))).toEqual([
      'd14 Wed 19 May 09:00',
      'd7 Wed 26 May 09:00',
      'd2 Mon 31 May 09:00',
      'd0 Wed 2 Jun 09:00',
      'd1after Thu 3 Jun 09:00',
    ]);
  });
});

describe('the start as an anchor (R7)', () => {
  const fiveBefore: Moment = moment('start', -5, true);
  const steps = [
    mail('teaser', { kind: 'dated', moments: [fiveBefore] }),
    mail('kick-off', on('start')),
    mail('day-3', on('start', 3)),
  ];

  it.each<[what: string, starts: string | null, launch: string, startsAt: string, mails: string[]]>([
    [
      'a date, launched in time: 5 working days over King’s Day',
      '2027-04-30',
      '2027-04-19',
      '2027-04-19',
      ['teaser Thu 22 Apr 09:00', 'kick-off Fri 30 Apr 09:00', 'day-3 Mon 3 May 09:00'],
    ],
    [
      'a date, launched after the teaser’s moment: late, but not too late',
      '2027-04-30',
      '2027-04-26 11:00',
      '2027-04-26 11:00',
      ['teaser Mon 26 Apr 11:00', 'kick-off Fri 30 Apr 09:00', 'day-3 Mon 3 May 09:00'],
    ],
    [
      'a date, launched after the start: the later dated mail goes',
      '2027-04-30',
      '2027-05-04 11:00',
      '2027-05-04 11:00',
      ['day-3 Tue 4 May 11:00'],
    ],
    [
      'on launch, at once: nothing lies before it, and start is an instant',
      null,
      '2027-05-10 11:00',
      '2027-05-10 11:00',
      ['kick-off Mon 10 May 11:00', 'day-3 Thu 13 May 11:00'],
    ],
    [
      'on launch, at an instant ahead',
      null,
      '2027-05-10 11:00',
      '2027-05-24 11:00',
      ['teaser Fri 14 May 09:00', 'kick-off Mon 24 May 11:00', 'day-3 Thu 27 May 11:00'],
    ],
  ])('%s', (_what, starts, launch, startsAt, mails) => {
    const definition = campaign({ inform: steps }, { starts: starts ?? 'launch' });
    const world = setting([live(definition, launch, { startsAt: at(startsAt) })]);
    const run = new EngineRun([situation('ana')], world, launch).until('2027-08-01');
    expect(run.mails.map((line) => line.slice(4))).toEqual(mails);
  });

  it('for a newcomer start is the instant of joining, and before start is passed over', () => {
    const definition = campaign({ inform: steps }, { starts: '2027-04-30' });
    const run = new EngineRun([], setting([live(definition, '2027-04-19')]), '2027-04-19')
      .until('2027-05-10 14:00')
      .joins(situation('bo'))
      .until('2027-08-01');
    expect(run.mails).toEqual(['bo kick-off Mon 10 May 14:00', 'bo day-3 Thu 13 May 14:00']);
    expect(run.passed('bo')).toEqual(['teaser: too-late']);
  });
});

describe('the day of hire as an anchor', () => {
  const hired = (day: number) => on({ kind: 'attribute', name: 'hired_on' }, day - 1);
  const steps = [mail('day-1', hired(1)), mail('day-3', hired(3)), mail('day-30', hired(30))];

  it.each<[hiredOn: string, mails: string[]]>([
    // Day 1 is the day itself; day 3 of a Friday is a Sunday; of a Saturday, day 1 and day 3 both come on Monday.
    ['2027-05-03', ['day-1 Mon 3 May 09:00', 'day-3 Wed 5 May 09:00', 'day-30 Tue 1 Jun 09:00']],
    ['2027-05-07', ['day-1 Fri 7 May 09:00', 'day-3 Mon 10 May 09:00', 'day-30 Mon 7 Jun 09:00']],
    ['2027-04-24', ['day-3 Mon 26 Apr 09:00', 'day-30 Mon 24 May 09:00']],
  ])('hired on %s', (hiredOn, mails) => {
    const definition = campaign({ inform: steps }, { starts: 'launch', goal: null });
    const world = setting([live(definition, '2027-04-20')], { workspace: workspace() });
    const run = new EngineRun([situation('ana', { hiredOn })], world, '2027-04-20').until('2027-07-10');
    expect(run.mails.map((line) => line.slice(4))).toEqual(mails);
  });
});
