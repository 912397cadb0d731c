import { describe, expect, it } from 'vitest';
import type { Campaign, Moment, Step } from '../../src/domain/campaign.ts';
import type { Employee } from '../../src/domain/employee.ts';
import type { Workspace } from '../../src/domain/workspace.ts';
import type { Choice } from '../../src/engine/facts/situation.ts';
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

const moments: Moment[] = [moment('due', -7), moment('due', 0)];
const way: Step[] = [
  mail('announce', on('start')),
  remind(['week', 'today'], { kind: 'dated', moments }, { until: FINISHED }),
];
const retain: Step[] = [mail('done'), mail('look-around', '2 weeks')];
const voluntary = campaign({ inform: way, retain }, { starts: '2027-05-10' });
const required: Campaign = { ...voluntary, required: { by: 'law', because: { en: 'the law' } } };
/** Thursday 10 June 2027. */
const DUE = learned('assigned', '2027-04-01', { due: '2027-06-10' });

interface Circumstances {
  readonly person?: Partial<Employee>;
  readonly choices?: readonly Choice[];
  readonly sending?: Partial<Workspace['sending']>;
  readonly finishes?: string;
}

function play(definition: Campaign, { person, choices = [], sending, finishes }: Circumstances): EngineRun {
  const learning = finishes === undefined ? [DUE] : [DUE, learned('completed', finishes)];
  const ana = situation('ana', person, { learning, choices });
  const world = setting([live(definition, '2027-05-03')], { workspace: workspace(sending) });
  return new EngineRun([ana], world, '2027-05-03').until('2027-08-01');
}

const stop: Choice = { kind: 'stop', topic: 'digital-skills', at: at('2027-05-20 11:00') };
const notNow = (until: string): Choice => ({ kind: 'not-now', campaign: null, at: at('2027-05-20'), until: at(until) });
const ALL = ['announce Mon 10 May 09:00', 'week Thu 3 Jun 09:00', 'today Thu 10 Jun 09:00'];

describe('required training, row by row (R9)', () => {
  it.each<[row: string, circumstances: Circumstances, voluntary: string[], required: string[]]>([
    ['nothing special', {}, ALL, ALL],
    ['a stop', { choices: [stop] }, ALL.slice(0, 1), ALL],
    [
      '"not now" that is over in time',
      { choices: [notNow('2027-06-04')] },
      [ALL[0] ?? '', 'week Fri 4 Jun 09:00', ALL[2] ?? ''],
      [ALL[0] ?? '', 'week Fri 4 Jun 09:00', ALL[2] ?? ''],
    ],
    [
      '"not now" beyond the due date',
      { choices: [notNow('2027-06-20')] },
      ALL.slice(0, 1),
      [ALL[0] ?? '', ALL[2] ?? ''],
    ],
    [
      'leave beyond the due date',
      { person: { leave: [{ from: '2027-05-31', to: '2027-06-20' }] } },
      // Back to the last opening before, where it overtakes the earlier one.
      [ALL[0] ?? '', 'today Fri 28 May 09:00'],
      [ALL[0] ?? '', ALL[2] ?? ''],
    ],
    [
      'leave over the whole campaign',
      { person: { leave: [{ from: '2027-05-01', to: '2027-06-20' }] } },
      [],
      // All of them at the last opening, and of dated steps that are past the latest goes.
      ['today Thu 10 Jun 09:00'],
    ],
    [
      'a blackout over the due date',
      { sending: { blackout: [{ from: '2027-06-07', to: '2027-06-18' }] } },
      [ALL[0] ?? '', ALL[1] ?? '', 'today Fri 4 Jun 09:00'],
      ALL,
    ],
    [
      'a mail limit of one in four weeks',
      { sending: { mailLimit: { mails: 1, days: 28 } } },
      ['announce Mon 10 May 09:00', 'week Mon 7 Jun 09:00'],
      ALL,
    ],
  ])('%s', (_row, circumstances, whenVoluntary, whenRequired) => {
    const mails = (definition: Campaign) => play(definition, circumstances).mails.map((line) => line.slice(4));
    expect({ voluntary: mails(voluntary), required: mails(required) }).toEqual({
      voluntary: whenVoluntary,
      required: whenRequired,
    });
  });

  it('after the goal it is as voluntary as any: a stop ends it', () => {
    const run = play(required, { choices: [stop], finishes: '2027-05-18 10:00' });
    expect(run.mails.map((line) => line.slice(4))).toEqual(['announce Mon 10 May 09:00', 'done Tue 18 May 10:00']);
    expect(run.ended('ana')).toBe('stopped Thu 20 May 11:00');
  });

  it('a stop from before the goal holds at the very instant at which use begins', () => {
    const run = play(required, { choices: [stop], finishes: '2027-05-26 10:00' });
    expect(run.mails.map((line) => line.slice(4))).toEqual(['announce Mon 10 May 09:00']);
    expect(run.ended('ana')).toBe('stopped Wed 26 May 10:00');
  });

  it('one mail a day: it waits while a day is left before the due date, then goes the same day', () => {
    const crowded = (dueOn: string) => {
      const steps = [mail('announce', on('start')), mail('second'), mail('third')];
      const ana = situation('ana', {}, { learning: [learned('assigned', '2027-04-01', { due: dueOn })] });
      const world = setting([live({ ...required, phases: campaign({ inform: steps }).phases }, '2027-05-03')]);
      return new EngineRun([ana], world, '2027-05-03').until('2027-08-01').mails.map((line) => line.slice(4));
    };
    expect(crowded('2027-05-11')).toEqual([
      'announce Mon 10 May 09:00',
      'second Tue 11 May 09:00',
      'third Tue 11 May 09:00',
    ]);
    expect(crowded('2027-05-10')).toEqual([
      'announce Mon 10 May 09:00',
      'second Mon 10 May 09:00',
      'third Mon 10 May 09:00',
    ]);
    expect(crowded('2027-06-10')).toEqual([
      'announce Mon 10 May 09:00',
      'second Tue 11 May 09:00',
      'third Wed 12 May 09:00',
    ]);
  });

  it('"I already did this" silences it for 14 days, and a later start takes that back', () => {
    const said: Choice = { kind: 'said-done', campaign: 'data', at: at('2027-05-28 10:00') };
    expect(play(required, { choices: [said] }).passed('ana')).toEqual(['week: too-late', 'today: too-late']);
    const early: Choice = { ...said, at: at('2027-05-21 10:00') };
    expect(play(required, { choices: [early] }).mails.map((line) => line.slice(4))).toEqual([
      'announce Mon 10 May 09:00',
      'week Fri 4 Jun 10:00',
      'today Thu 10 Jun 09:00',
    ]);
    const world = setting([live(required, '2027-05-03')]);
    const started = new EngineRun([situation('ana', {}, { learning: [DUE], choices: [said] })], world, '2027-05-03')
      .until('2027-05-30')
      .learns('ana', learned('started', '2027-05-31 10:00'))
      .until('2027-08-01');
    expect(started.mails.map((line) => line.slice(4))).toEqual(ALL);
  });
});
