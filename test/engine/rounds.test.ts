import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
import { formatInstant } from '../../src/domain/time.ts';
import type { Situation } from '../../src/engine/facts/situation.ts';
import { EngineRun } from '../support/engine-run.ts';
import {
  at,
  campaign,
  FINISHED,
  learned,
  live,
  mail,
  on,
  remind,
  setting,
  situation,
} from '../support/engine-world.ts';

const AFTER_A_MONTH: Partial<Campaign> = { again: { amount: 1, unit: 'months' } };
const steps: Parameters<typeof campaign>[0] = {
  inform: [mail('kick-off', on('start'))],
  activate: [remind(['nudge'], '1 week', { until: FINISHED })],
  retain: [mail('well-done')],
};

function world(changes: Partial<Campaign> = {}, parts: Parameters<typeof campaign>[0] = steps) {
  return setting([campaign(parts, { ...AFTER_A_MONTH, perPersonDays: 20, ...changes })]);
}

function run(changes: Partial<Campaign> = {}, more: Partial<Situation> = {}, parts = steps): EngineRun {
  return new EngineRun([situation('ana', {}, more)], world(changes, parts), '2027-04-20');
}

describe('a new round (R1)', () => {
  it('begins so long after the last one ended, at the same local time, with its own start', () => {
    const twice = run().until('2027-07-20');
    // Time is up at 00:00 on 16 May; a month later it begins again, and once more.
    expect(twice.rounds('ana').map(({ beganAt }) => formatInstant(beganAt))).toEqual([
      '2027-04-25T22:00:00Z',
      '2027-06-15T22:00:00Z',
    ]);
    expect(twice.mails).toEqual([
      'ana kick-off Mon 26 Apr 09:00',
      'ana nudge Mon 3 May 09:00',
      'ana kick-off Wed 16 Jun 09:00',
      'ana nudge Wed 23 Jun 09:00',
    ]);
  });

  it('counts calendar months: what ended on the 31st opens on the last day of a shorter month', () => {
    const clipped = run({ starts: '2027-05-11', perPersonDays: 20 }).until('2027-06-29');
    expect(clipped.ended('ana')).toBe('time-is-up Mon 31 May 00:00');
    expect(clipped.until('2027-06-30').rounds('ana')[1]?.beganAt).toBe(at('2027-06-30'));
  });

  it('begins in the evening when the last one ended in the evening', () => {
    const done = run({}, {}, { ...steps, retain: [] }).learns('ana', learned('completed', '2027-05-10 20:15'));
    expect(done.until('2027-07-01').rounds('ana')[1]?.beganAt).toBe(at('2027-06-10 20:15'));
    expect(done.mails.slice(2)).toEqual(['ana kick-off Fri 11 Jun 09:00', 'ana nudge Fri 18 Jun 09:00']);
  });

  it('comes whatever ended the last one, and not while something speaks against it', () => {
    const said = { kind: 'said-done', campaign: 'data', at: at('2027-04-27 10:00') } as const;
    const saidDone = run({}, { choices: [said] }).until('2027-06-10');
    expect(saidDone.rounds('ana').map(({ ended }) => ended?.because ?? null)).toEqual(['said-done', null]);
    const stop = { kind: 'stop', topic: 'digital-skills', at: at('2027-04-27 10:00') } as const;
    expect(
      run({}, { choices: [stop] })
        .until('2027-08-01')
        .rounds('ana'),
    ).toHaveLength(1);
    expect(run({ ends: '2027-06-10' }).until('2027-08-01').rounds('ana')).toHaveLength(1);
    expect(run().until('2027-05-20').moves('ana', 'IT').until('2027-08-01').rounds('ana')).toHaveLength(1);
    const finished = run().until('2027-05-20').campaign('data', { state: 'finished' });
    expect(finished.until('2027-08-01').rounds('ana')).toHaveLength(1);
  });

  it('waits for who does not match when it opens, and is theirs even where newcomers are not taken', () => {
    const away = run({ newcomers: 'not' }).until('2027-05-20').moves('ana', 'IT').until('2027-06-20 12:00');
    away.moves('ana', 'Sales').until('2027-06-22');
    expect(away.rounds('ana')[1]?.beganAt).toBe(at('2027-06-20 12:00'));
    expect(away.mails.at(-1)).toBe('ana kick-off Mon 21 Jun 09:00');
  });

  it('passes over what comes before the start: its start is its own', () => {
    const teaser = { ...steps, inform: [mail('teaser', on('start', -3, true)), ...(steps.inform ?? [])] };
    const twice = run({}, {}, teaser).until('2027-06-20');
    expect(twice.mails).toEqual([
      'ana teaser Wed 21 Apr 09:00',
      'ana kick-off Mon 26 Apr 09:00',
      'ana nudge Mon 3 May 09:00',
      'ana kick-off Wed 16 Jun 09:00',
    ]);
    expect(twice.passed('ana')).toContain('teaser: too-late');
  });

  it('is that of the newest version', () => {
    const one = campaign(steps, { ...AFTER_A_MONTH, perPersonDays: 20 });
    const two = campaign({ ...steps, inform: [mail('hello-again', on('start'))] }, { ...AFTER_A_MONTH });
    const played = new EngineRun([situation('ana')], setting([one]), '2027-04-20').until('2027-05-20');
    const versions = new Map([1, 2].map((number) => [number, { campaign: number === 1 ? one : two, audiences: {} }]));
    played.campaign('data', { current: 2, versions }).until('2027-06-17');
    expect(played.rounds('ana').map(({ version }) => version)).toEqual([1, 2]);
    expect(played.mails.at(-1)).toBe('ana hello-again Wed 16 Jun 09:00');
  });

  it('begins when it opens, however late the tick is, and with what was known by then', () => {
    const late = run().until('2027-06-01');
    const [ana] = late.people;
    if (ana === undefined) throw new Error('ana is there');
    const after = { ...ana, learning: [learned('completed', '2027-06-17 10:00')] };
    const woken = new EngineRun([after], world(), '2027-06-18 10:00').until('2027-06-19');
    expect(woken.rounds('ana')[1]).toMatchObject({
      beganAt: at('2027-06-16'),
      goalReachedAt: at('2027-06-18 10:00'),
    });
    expect(woken.mails).toEqual(['ana well-done Fri 18 Jun 10:00']);
  });
});

describe('what counts in a new round (R1)', () => {
  const finishedFirst = () => run().learns('ana', learned('completed', '2027-05-03 11:00'));
  // Finished on 3 May, with the last mail on that day: the next round opens on 3 June.

  it('is learning from its beginning: finished last time is not finished now', () => {
    const twice = finishedFirst().until('2027-06-15');
    expect(twice.mails.slice(1)).toEqual([
      'ana nudge Mon 3 May 09:00',
      'ana well-done Tue 4 May 09:00',
      'ana kick-off Fri 4 Jun 09:00',
      'ana nudge Fri 11 Jun 09:00',
    ]);
    twice.learns('ana', learned('passed', '2027-06-15 10:00')).until('2027-06-16');
    expect(twice.rounds('ana').map(({ goalReachedAt }) => goalReachedAt)).toEqual([
      at('2027-05-03 11:00'),
      at('2027-06-15 10:00'),
    ]);
  });

  const opened = (parts: Parameters<typeof campaign>[0], ...records: ReturnType<typeof learned>[]) =>
    run({}, { learning: [learned('completed', '2027-05-03 11:00'), ...records] }, { ...steps, ...parts })
      .until('2027-06-30')
      .mails.filter((line) => line.includes('Jun'));
  const asks = (when: Condition) => ({ inform: [mail('asked', on('start'), { when })] });
  const learning = (fact: 'started' | 'failed' | 'assigned' | 'progress', id?: string): Condition => ({
    ...{ kind: 'learning', fact, about: id === undefined ? { of: 'promoted' } : { of: 'activities', ids: [id] } },
    ...(fact === 'progress' ? { test: { is: 'over', value: 10 } } : {}),
  });

  it.each<[what: string, when: Condition, asked: boolean]>([
    ['started', learning('started'), false],
    ['progress', learning('progress'), false],
    ['assigned', learning('assigned'), false],
    ['the same activity by its name', learning('started', 'data-101'), false],
    ['another activity, which is a fact about the person', learning('started', 'safety'), true],
    ['not started', { kind: 'not', of: learning('started') }, true],
  ])('%s', (_what, when, asked) => {
    const before = [learned('assigned', '2027-04-20'), learned('started', '2027-04-21', { activity: 'safety' })];
    expect(opened(asks(when), ...before)).toEqual(
      expect.arrayContaining([expect.stringContaining(asked ? 'asked' : 'nudge')]),
    );
    expect(opened(asks(when), ...before).some((line) => line.includes('asked'))).toBe(asked);
  });

  it('without progress asks for a record of this round', () => {
    const silent = {
      activate: [remind(['pick-up'], { kind: 'after-no-progress', wait: { amount: 5, unit: 'days' } })],
    };
    expect(opened(silent)).toEqual(['ana kick-off Thu 3 Jun 11:00']);
    expect(opened(silent, learned('progressed', '2027-06-03 11:00'))).toEqual([
      'ana kick-off Thu 3 Jun 11:00',
      'ana pick-up Tue 8 Jun 11:00',
    ]);
  });

  it('the goal can be about what the campaign does not promote', () => {
    const competency: Condition = { kind: 'learning', fact: 'finished', about: { of: 'competency', name: 'data' } };
    const twice = run(
      { goal: competency },
      { learning: [learned('completed', '2027-05-03 11:00', { activity: 'safety' })] },
    );
    expect(
      twice
        .until('2027-06-30')
        .rounds('ana')
        .map(({ goalReachedAt }) => goalReachedAt),
    ).toEqual([at('2027-05-03 11:00'), null]);
  });

  it('what was finished before still lapses', () => {
    const lapsing = campaign(
      { inform: [mail('soon', on('lapse', -10))], retain: [] },
      { promotes: ['safety'], counts: 'only-new', perPersonDays: 90 },
    );
    const done = learned('completed', '2026-05-20', { activity: 'safety' });
    const played = new EngineRun([situation('ana', {}, { learning: [done] })], setting([lapsing]), '2027-04-20');
    expect(played.until('2027-06-01').mails).toEqual(['ana soon Mon 10 May 09:00']);
  });

  it('the due date is that of an assignment of this round, or one that still lies ahead', () => {
    const dated = { inform: [mail('three-days', on('due', -3))] };
    const before = learned('assigned', '2027-04-20', { due: '2027-05-30' });
    expect(opened(dated, before)).toEqual([]);
    const ahead = learned('assigned', '2027-05-28', { due: '2027-06-25' });
    expect(opened(dated, before, ahead)[0]).toBe('ana three-days Tue 22 Jun 09:00');
    const meanwhile = learned('assigned', '2027-06-10', { due: '2027-06-21' });
    expect(opened(dated, before, ahead, meanwhile)[0]).toBe('ana three-days Fri 18 Jun 09:00');
  });

  it('its own due date counts from its beginning', () => {
    const own = run({ due: { daysAfterJoining: 14 } }, {}, { ...steps, inform: [mail('on-due', on('due'))] });
    expect(own.until('2027-07-10').mails.filter((line) => line.includes('on-due'))).toEqual([
      'ana on-due Mon 10 May 09:00',
      'ana on-due Wed 30 Jun 09:00',
    ]);
  });

  it('mails received and clicked are those of this round', () => {
    const engagement = (fact: 'received' | 'clicked'): Condition => ({ kind: 'engagement', fact, about: 'kick-off' });
    const clicked = {
      ...{ kind: 'clicked' as const, campaign: 'data', about: 'kick-off', answers: [] },
      ...{ at: at('2027-04-26 10:00'), holdsFrom: at('2027-04-26 10:10') },
    };
    const asking = {
      inform: [
        mail('fresh', on('start'), { when: { kind: 'not', of: engagement('received') } }),
        mail('kick-off'),
        mail('seen', '1 day', { when: engagement('clicked') }),
      ],
    };
    const twice = run({}, { engagement: [clicked] }, { ...steps, ...asking }).until('2027-06-21');
    expect(twice.mails).toEqual([
      'ana fresh Mon 26 Apr 09:00',
      'ana kick-off Wed 28 Apr 09:00',
      'ana seen Thu 29 Apr 09:00',
      'ana nudge Fri 7 May 09:00',
      'ana fresh Wed 16 Jun 09:00',
      'ana kick-off Thu 17 Jun 09:00',
    ]);
  });

  it('but who belongs is asked of all that was ever learned', () => {
    const never = { kind: 'not', of: FINISHED } as const;
    const only = run({ audience: never }, { learning: [learned('completed', '2027-05-03 11:00')] });
    expect(only.until('2027-08-01').rounds('ana')).toHaveLength(1);
  });
});

describe('counts: only new (R1)', () => {
  const onlyNew = (...records: ReturnType<typeof learned>[]) =>
    run({ counts: 'only-new', again: null }, { learning: records }).until('2027-05-12');

  it('lets who finished before the start take part', () => {
    const once = onlyNew(learned('completed', '2027-03-01'));
    expect(once.mails).toEqual(['ana kick-off Mon 26 Apr 09:00', 'ana nudge Mon 3 May 09:00']);
    expect(run({ again: null }, { learning: [learned('completed', '2027-03-01')] }).until('2027-05-12').mails).toEqual(
      [],
    );
  });

  it('and thanks them when they finish anew', () => {
    const anew = onlyNew(learned('completed', '2027-03-01'), learned('completed', '2027-04-28 15:00'));
    expect(anew.mails).toEqual(['ana kick-off Mon 26 Apr 09:00', 'ana well-done Wed 28 Apr 15:00']);
  });

  it('takes a bare date for the whole day: on the day of beginning it is new, if it was not known before', () => {
    const begins = (holdsFrom: string) => {
      const today = campaign(steps, { counts: 'only-new', starts: 'launch' });
      const record = learned('completed', '2027-04-28', { holdsFrom: at(holdsFrom) });
      const world = setting([live(today, '2027-04-28 11:00')]);
      const played = new EngineRun([situation('ana', {}, { learning: [record] })], world, '2027-04-28 11:00');
      return played.until('2027-04-30').participation('ana')?.goalReachedAt ?? null;
    };
    expect(begins('2027-04-28 16:00')).toBe(at('2027-04-28 16:00'));
    expect(begins('2027-04-28 10:00')).toBeNull();
  });
});
