import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import { EngineRun } from '../support/engine-run.ts';
import { at, campaign, learned, mail, on, remind, STARTED, setting, situation } from '../support/engine-world.ts';

const drip = campaign({
  inform: [mail('one', on('start')), mail('two', '1 week'), mail('three', '1 week')],
  activate: [mail('four', '1 day'), mail('five', '1 week')],
  retain: [mail('six', '1 day'), mail('seven', '1 week')],
});
const sooner = (phase: 'activate' | 'retain', soonerIf: Condition, of: Campaign = drip): Campaign => ({
  ...of,
  phases: { ...of.phases, [phase]: { ...of.phases[phase], soonerIf } },
});
const play = (definition: Campaign, ...learning: Parameters<typeof learned>[]) =>
  new EngineRun([situation('ana')], setting([definition]), '2027-04-20')
    .learns('ana', ...learning.map((one) => learned(...one)))
    .until('2027-09-01');

describe('phases go forward only (R4)', () => {
  it('activate begins when inform is through; retain waits for the goal', () => {
    const run = play(drip);
    expect(run.mails).toEqual([
      'ana one Mon 26 Apr 09:00',
      'ana two Mon 3 May 09:00',
      'ana three Mon 10 May 09:00',
      'ana four Tue 11 May 09:00',
      'ana five Tue 18 May 09:00',
    ]);
    expect(run.ended('ana')).toBe('time-is-up Fri 25 Jun 00:00');
  });

  it('the goal passes what was left and begins retain at that instant', () => {
    const run = play(drip, ['completed', '2027-05-04 11:00']);
    expect(run.mails.slice(2)).toEqual(['ana six Wed 5 May 11:00', 'ana seven Wed 12 May 11:00']);
    expect(run.passed('ana')).toEqual(['three: goal-reached', 'four: goal-reached', 'five: goal-reached']);
    expect(run.ended('ana')).toBe('goal-reached Wed 12 May 11:00');
  });

  it('sooner-if takes over at once and passes what was left', () => {
    const run = play(sooner('activate', STARTED), ['started', '2027-04-29 10:00']);
    expect(run.mails.slice(1)).toEqual(['ana four Fri 30 Apr 10:00', 'ana five Fri 7 May 10:00']);
    expect(run.passed('ana')).toEqual(['two: moved-on', 'three: moved-on']);
  });

  it('sooner-if that holds at the beginning passes the whole phase before', () => {
    const run = play(sooner('activate', STARTED), ['started', '2027-04-01']);
    expect(run.mails).toEqual(['ana four Wed 28 Apr 09:00', 'ana five Wed 5 May 09:00']);
  });

  it('retain can begin sooner, from inform over activate; the goal is still awaited there', () => {
    const run = play(sooner('retain', STARTED), ['started', '2027-04-29 10:00'], ['completed', '2027-05-20 10:00']);
    expect(run.mails.slice(1)).toEqual(['ana six Fri 30 Apr 10:00', 'ana seven Fri 7 May 10:00']);
    expect(run.passed('ana')).toEqual(['two: moved-on', 'three: moved-on', 'four: moved-on', 'five: moved-on']);
    expect(run.ended('ana')).toBe('goal-reached Thu 20 May 10:00');
  });

  it('a condition about time brings the phase on its day', () => {
    const hired: Condition = {
      kind: 'attribute',
      name: 'hired_on',
      test: { is: 'over-ago', span: { amount: 24, unit: 'days' } },
    };
    const run = new EngineRun(
      [situation('ana', { hiredOn: '2027-04-08' })],
      setting([sooner('retain', hired)]),
      '2027-04-20',
    ).until('2027-09-01');
    // 25 days after 8 April is Monday 3 May: day 24 itself is not "over 24 days ago".
    expect(run.participation('ana')?.place.phaseBeganAt).toBe(at('2027-05-03'));
  });

  it('without a goal, retain follows activate, and the end follows retain', () => {
    const run = play({ ...drip, goal: null });
    expect(run.mails.slice(5)).toEqual(['ana six Wed 19 May 09:00', 'ana seven Wed 26 May 09:00']);
    expect(run.ended('ana')).toBe('ended-by-step Wed 26 May 09:00');
  });

  it('a goal reached at the instant of a mail comes before the mail', () => {
    const run = play(drip, ['completed', '2027-05-03 09:00']);
    expect(run.mails).toEqual(['ana one Mon 26 Apr 09:00', 'ana six Tue 4 May 09:00', 'ana seven Tue 11 May 09:00']);
  });
});

describe('the time a person has (R4)', () => {
  it('ends at 00:00 in the own zone, so many days after the day of beginning', () => {
    const kit = situation('kit', { timezone: 'Asia/Kathmandu', country: 'NP' });
    const run = new EngineRun([kit], setting([{ ...drip, perPersonDays: 8 }]), '2027-04-20').until('2027-09-01');
    expect(run.ended('kit')).toBe('time-is-up Tue 4 May 00:00');
    expect(run.mails).toEqual(['kit one Mon 26 Apr 09:00', 'kit two Mon 3 May 09:00']);
  });

  it('does not bind who reached the goal: they go through retain to its end', () => {
    const run = play({ ...drip, perPersonDays: 8 }, ['completed', '2027-05-03 23:00']);
    expect(run.mails.slice(2)).toEqual(['ana six Wed 5 May 09:00', 'ana seven Wed 12 May 09:00']);
  });

  it('stands still during a pause', () => {
    const run = new EngineRun([situation('ana')], setting([{ ...drip, perPersonDays: 8 }]), '2027-04-20')
      .until('2027-04-28')
      .campaign('data', { state: 'paused', pauses: [{ from: at('2027-04-28'), to: null }] })
      .until('2027-05-08')
      .campaign('data', { state: 'running', pauses: [{ from: at('2027-04-28'), to: at('2027-05-08') }] })
      .until('2027-09-01');
    expect(run.ended('ana')).toBe('time-is-up Fri 14 May 00:00');
  });
});

describe('the end of a campaign', () => {
  it('after its last local day, all end', () => {
    const run = play({ ...drip, ends: '2027-05-10' });
    expect(run.mails).toHaveLength(3);
    expect(run.ended('ana')).toBe('campaign-over Tue 11 May 00:00');
  });

  it('finish takes no new participants and lets the others go on; --end-all ends them', () => {
    const people = [situation('ana'), situation('ben', { attributes: { department: 'IT' } })];
    const run = new EngineRun(people, setting([drip]), '2027-04-20')
      .until('2027-04-28')
      .campaign('data', { state: 'finished' })
      .moves('ben', 'Sales')
      .until('2027-05-04');
    expect(run.mails).toEqual(['ana one Mon 26 Apr 09:00', 'ana two Mon 3 May 09:00']);
    run.campaign('data', { endedAll: true }).until('2027-09-01');
    expect(run.ended('ana')).toBe('campaign-over Tue 4 May 00:00');
  });

  it('finish before the start begins for nobody', () => {
    const run = new EngineRun([situation('ana')], setting([drip]), '2027-04-20')
      .until('2027-04-22')
      .campaign('data', { state: 'finished' })
      .until('2027-06-01');
    expect(run.mails).toEqual([]);
  });
});

describe('steps within a phase', () => {
  const when = (values: string[]): Condition => ({
    kind: 'attribute',
    name: 'level',
    test: { is: 'one-of', values },
  });

  it('if, else and end: each person their own way, decided when its turn comes', () => {
    const branching = campaign({
      inform: [
        mail('one', on('start')),
        {
          kind: 'if',
          condition: when(['senior']),
          then: [mail('senior', '2 days')],
          else: [mail('junior', '2 days'), { kind: 'end', reason: 'juniors get no more' }],
        },
        mail('after', '1 week'),
      ],
    });
    const people = [
      situation('ana', { attributes: { level: 'senior' } }),
      situation('ben', { attributes: { level: 'junior' } }),
    ];
    const run = new EngineRun(people, setting([branching]), '2027-04-20').until('2027-09-01');
    expect(run.mails).toEqual([
      'ana one Mon 26 Apr 09:00',
      'ben one Mon 26 Apr 09:00',
      'ana senior Wed 28 Apr 09:00',
      'ben junior Wed 28 Apr 09:00',
      'ana after Wed 5 May 09:00',
    ]);
    expect(run.participation('ben')?.ended).toMatchObject({ because: 'ended-by-step', note: 'juniors get no more' });
  });

  it('an if is read anew until its mail goes', () => {
    const branching = campaign({
      inform: [
        mail('one', on('start')),
        { kind: 'if', condition: when(['senior']), then: [mail('senior', '1 week')], else: [mail('junior', '1 week')] },
      ],
    });
    const run = new EngineRun(
      [situation('ana', { attributes: { level: 'junior' } })],
      setting([branching]),
      '2027-04-20',
    )
      .until('2027-05-01')
      .employee('ana', { attributes: { department: 'Sales', level: 'senior' } })
      .until('2027-06-01');
    expect(run.mails.at(-1)).toBe('ana senior Mon 3 May 09:00');
  });

  it.each<[what: string, records: Parameters<typeof learned>[], mails: string[]]>([
    ['the condition comes true', [['started', '2027-04-29 11:00']], ['ana hint Thu 29 Apr 11:00']],
    ['the time is over first', [], ['ana hint Wed 5 May 09:00']],
    ['both: whichever is first', [['started', '2027-05-10 11:00']], ['ana hint Wed 5 May 09:00']],
  ])('wait-until, no longer than: %s', (_what, records, mails) => {
    const waiting = campaign({
      inform: [
        mail('one', on('start')),
        mail('hint', { kind: 'wait-until', condition: STARTED, noLongerThan: { amount: 9, unit: 'days' } }),
      ],
    });
    expect(play(waiting, ...records).mails.slice(1)).toEqual(mails);
  });

  it('when: only if it holds then, else passed, and the next step counts from there', () => {
    const choosy = campaign({
      inform: [mail('one', on('start')), mail('hint', '2 days', { when: STARTED }), mail('two', '1 day')],
    });
    const run = play(choosy);
    expect(run.mails).toEqual(['ana one Mon 26 Apr 09:00', 'ana two Thu 29 Apr 09:00']);
    expect(run.passed('ana')).toEqual(['hint: when-false']);
    expect(play(choosy, ['started', '2027-04-28 08:00']).mails).toContain('ana hint Wed 28 Apr 09:00');
  });

  it('a next Tuesday 10:00', () => {
    const tuesday = campaign({
      inform: [mail('one', on('start')), mail('two', { kind: 'next-time', weekday: 'tue', time: 36_000_000 })],
    });
    // Tuesday 27 April is King's Day: due then, open the day after.
    expect(play(tuesday).mails).toEqual(['ana one Mon 26 Apr 09:00', 'ana two Wed 28 Apr 09:00']);
  });
});

describe('reminders (R8)', () => {
  const list = remind(['r1', 'r2', 'r3'], '1 day', { every: { amount: 7, unit: 'days' }, until: STARTED });
  const nudging = campaign({ inform: [list, mail('after')] });

  it('one after another, and over D after the last', () => {
    expect(play(nudging).mails).toEqual([
      'ana r1 Wed 28 Apr 09:00',
      'ana r2 Wed 5 May 09:00',
      'ana r3 Wed 12 May 09:00',
      'ana after Wed 19 May 09:00',
    ]);
  });

  it('over when until holds: the rest is passed', () => {
    const run = play(nudging, ['started', '2027-05-07 11:00']);
    expect(run.mails.slice(2)).toEqual(['ana after Fri 7 May 11:00']);
    expect(run.passed('ana')).toEqual(['r3: until-true']);
  });

  it('one passed as too late counts as one', () => {
    const run = new EngineRun([situation('ana')], setting([nudging]), '2027-04-20').until('2027-04-28 08:59');
    const late = new EngineRun([...run.people], setting([nudging]), '2027-05-06 10:00').until('2027-06-30');
    expect(late.passed('ana')).toContain('r1: too-late');
    expect(late.mails[0]).toBe('ana r2 Thu 13 May 10:00');
  });

  const quiet = (more = {}) =>
    campaign({
      inform: [
        remind(['q1', 'q2'], { kind: 'after-no-progress', wait: { amount: 10, unit: 'days' } }, more),
        mail('after'),
      ],
    });

  it('without progress: each waits for D of silence after the later of record and mail', () => {
    const run = play(quiet(), ['started', '2027-04-20 11:00'], ['progressed', '2027-04-28 15:00']);
    expect(run.mails).toEqual(['ana q1 Mon 10 May 09:00', 'ana q2 Thu 20 May 09:00', 'ana after Mon 31 May 09:00']);
  });

  it('without any record at all the whole step is passed, and the next goes on at once', () => {
    const run = play(quiet());
    expect(run.mails).toEqual(['ana after Mon 26 Apr 09:00']);
    expect(run.passed('ana')).toEqual(['q1: when-false', 'q2: when-false']);
  });

  it('silence that began long before the step’s turn is answered at its turn, and is not too late', () => {
    expect(play(quiet(), ['started', '2027-01-05']).mails[0]).toBe('ana q1 Mon 26 Apr 09:00');
  });
});
