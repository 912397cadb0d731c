import { describe, expect, it } from 'vitest';
import { advance } from '../../src/engine/advance.ts';
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
  STARTED,
  setting,
  situation,
  workspace,
} from '../support/engine-world.ts';

const drip = campaign(
  {
    inform: [
      mail('kick-off', on('start')),
      remind(['nudge'], '1 day', { every: { amount: 7, unit: 'days' }, until: STARTED }),
    ],
    retain: [mail('well-done')],
  },
  { starts: '2027-05-10' },
);
const WEDNESDAY = at('2027-05-12 11:00');

/** Somebody whose nudge is ready, in a worker's hands. */
function claimed(): Situation {
  const before = new EngineRun([situation('ana')], setting([live(drip, '2027-05-03')]), '2027-05-03').until(
    '2027-05-11 08:59',
  );
  const known = before.person('ana');
  const world = setting([live(drip, '2027-05-03')]);
  const decided = advance(known, world, at('2027-05-11 09:00'));
  const rows = decided.messages.map((draft) => ({
    ...draft,
    id: draft.key,
    recipient: 'emp_ana',
    about: [],
    state: draft.state === 'ready' ? ('claimed' as const) : draft.state,
  }));
  const rest = known.messages.filter(({ key }) => !rows.some((row) => row.key === key));
  return { ...known, messages: [...rest, ...rows] };
}

describe('the last look (R11)', () => {
  const running = setting([live(drip, '2027-05-03')]);
  const now = at('2027-05-11 09:01');
  const going = (seen: Situation, world = running, when = now) => advance(seen, world, when).going;

  it('lets a mail go when nothing has changed', () => {
    expect(going(claimed())).toEqual(['data/1/nudge']);
  });

  it.each<[what: string, changed: Situation, world?: typeof running, when?: number]>([
    ['the goal is reached', { ...claimed(), learning: [learned('completed', '2027-05-11 09:00')] }],
    ['until holds', { ...claimed(), learning: [learned('started', '2027-05-11 09:00')] }],
    ['they stopped', { ...claimed(), choices: [{ kind: 'stop', topic: null, at: now }] }],
    ['they said "not now"', { ...claimed(), choices: [{ kind: 'not-now', campaign: null, at: now, until: now + 1 }] }],
    ['the address bounced', { ...claimed(), suppressed: true }],
    [
      'they left the audience',
      { ...claimed(), employee: situation('ana', { attributes: { department: 'IT' } }).employee },
    ],
    [
      'they are on leave',
      { ...claimed(), employee: situation('ana', { leave: [{ from: '2027-05-11', to: '2027-05-11' }] }).employee },
    ],
    [
      'the campaign is paused',
      claimed(),
      setting([live(drip, '2027-05-03', { state: 'paused', pauses: [{ from: now, to: null }] })]),
    ],
    ['all mail is paused', claimed(), setting([live(drip, '2027-05-03')], { pauses: [{ from: now, to: null }] })],
    ['everybody is ended', claimed(), setting([live(drip, '2027-05-03', { state: 'finished', endedAll: true })])],
    ['the window is over', claimed(), running, at('2027-05-11 16:30')],
    [
      'the limit is taken meanwhile',
      claimed(),
      setting([live(drip, '2027-05-03')], { workspace: workspace({ mailLimit: { mails: 1, days: 7 } }) }),
    ],
  ])('holds it back when %s', (_what, changed, world = running, when = now) => {
    expect(going(changed, world, when)).not.toContain('data/1/nudge');
  });

  it('keeps a change of mind for the one step it is about', () => {
    const decided = advance({ ...claimed(), learning: [learned('completed', '2027-05-11 09:00')] }, running, now);
    expect(decided.messages.map(({ step, state }) => `${step} ${state}`)).toEqual(['nudge passed', 'well-done ready']);
  });
});

describe('looking twice', () => {
  it('changes nothing', () => {
    const run = new EngineRun([situation('ana')], setting([live(drip, '2027-05-03')]), '2027-05-03');
    for (const when of ['2027-05-03', '2027-05-10', '2027-05-10 09:00', '2027-05-11 08:00', '2027-05-20']) {
      const { participations, messages, puts } = advance(
        run.until(when).person('ana'),
        setting([live(drip, '2027-05-03')]),
        at(when),
      );
      expect({ when, participations, messages, puts }).toEqual({ when, participations: [], messages: [], puts: [] });
    }
    expect(run.sent.length).toBeGreaterThan(1);
  });
});

describe('old learning data (R16)', () => {
  const DAY = 86_400_000;
  const feed = (lastAt: string | null, gaps: { from: number; to: number }[] = []) => ({
    lastAt: lastAt === null ? null : at(lastAt),
    gaps,
  });
  const weekly = { ...workspace(), learningDataMaxDays: 8 };
  const nudging = campaign(
    {
      inform: [
        mail('kick-off', on('start')),
        remind(['nudge'], '1 day', { every: { amount: 7, unit: 'days' }, until: FINISHED }),
        mail('halfway', '1 day', { when: STARTED }),
        mail('news', '1 day'),
      ],
    },
    { starts: '2027-05-10' },
  );
  const play = (lastAt: string | null) =>
    new EngineRun(
      [situation('ana')],
      { ...setting([live(nudging, '2027-05-03')], { workspace: weekly }), learningFeed: feed(lastAt) },
      '2027-05-03',
    );

  it('before the first delivery there is no age, and nothing waits', () => {
    expect(play(null).until('2027-05-12').mails).toHaveLength(2);
  });

  it('fresh enough: nothing waits', () => {
    expect(play('2027-05-03 12:00').until('2027-05-12').mails).toHaveLength(2);
  });

  it('too old: reminders wait and say so; other mail goes', () => {
    const run = play('2027-05-01 12:00').until('2027-05-12');
    expect(run.mails).toEqual(['ana kick-off Mon 10 May 09:00']);
    expect(run.waiting('ana')).toEqual(['nudge ?: old-learning-data']);
  });

  it('is not foretold: until it is too old, a reminder has its slot', () => {
    expect(play('2027-05-02 12:00').until('2027-05-10 11:00').waiting('ana')).toEqual(['nudge Tue 11 May 09:00']);
  });

  it('waiting for it is no lateness', () => {
    const run = play('2027-05-01 12:00').until('2027-05-27 10:00');
    run.set({ learningFeed: feed('2027-05-27 10:00', [{ from: at('2027-05-09 12:00'), to: at('2027-05-27 10:00') }]) });
    expect(run.until('2027-05-28').mails.slice(1)).toEqual(['ana nudge Thu 27 May 10:00']);
  });

  it('a list for managers that asks who has finished waits too', () => {
    const list = campaign(
      { inform: [mail('list', on('start'), { to: 'managers', when: { kind: 'not', of: FINISHED } })] },
      { starts: '2027-05-10' },
    );
    const world = { ...setting([live(list, '2027-05-03')], { workspace: weekly }), learningFeed: feed('2027-04-20') };
    const run = new EngineRun([situation('ana', {}, { manager: 'emp_mia' }), situation('mia')], world, '2027-05-03');
    expect(run.until('2027-05-14').mails).toEqual([]);
    run.set({ learningFeed: feed('2027-05-14', [{ from: at('2027-04-20') + 8 * DAY, to: at('2027-05-14') }]) });
    expect(run.until('2027-05-20').mails.map((line) => line.slice(0, 8))).toContain('mia list');
  });
});

describe('the day after', () => {
  it('a mail that could not go in its window is decided anew', () => {
    expect(advance(claimed(), setting([live(drip, '2027-05-03')]), WEDNESDAY).messages).toMatchObject([
      { step: 'nudge', state: 'ready', slotAt: WEDNESDAY },
    ]);
  });
});
