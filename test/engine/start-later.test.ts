import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import { stableShare } from '../../src/domain/hash.ts';
import type { Situation } from '../../src/engine/facts/situation.ts';
import { EngineRun } from '../support/engine-run.ts';
import {
  at,
  campaign,
  department,
  FINISHED,
  learned,
  live,
  mail,
  on,
  remind,
  setting,
  situation,
} from '../support/engine-world.ts';

/** Two people whom the hash puts into one group each, whatever the campaign does. */
const SHARE = 0.3;
const NAMES = Array.from({ length: 40 }, (_, n) => `p${n}`);
const isLater = (name: string) => stableShare('start-later', 'data', `${name}@waterlijn.example`) < SHARE;
const LATE = NAMES.find(isLater) ?? '';
const NOW = NAMES.find((name) => !isLater(name)) ?? '';

const steps = {
  inform: [mail('teaser', on('start', -3, true)), mail('kick-off', on('start'))],
  activate: [remind(['nudge'], '1 week', { until: FINISHED })],
  retain: [mail('well-done')],
};

function drip(changes: Partial<Campaign> = {}): Campaign {
  return campaign(steps, { startLater: { share: SHARE, days: 14 }, ...changes });
}

function run(changes: Partial<Campaign> = {}, names = [NOW, LATE]): EngineRun {
  return new EngineRun(
    names.map((name) => situation(name)),
    setting([drip(changes)]),
    '2027-04-20',
  );
}

const of = ({ mails }: EngineRun, name: string) =>
  mails.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

describe('start later (R13)', () => {
  it('lets a share begin so much later, with a start of their own and nothing before it', () => {
    const both = run().until('2027-06-01');
    expect(of(both, NOW)).toEqual(['teaser Wed 21 Apr 09:00', 'kick-off Mon 26 Apr 09:00', 'nudge Mon 3 May 09:00']);
    expect(of(both, LATE)).toEqual(['kick-off Mon 10 May 09:00', 'nudge Tue 18 May 09:00']);
    expect(both.participation(LATE)).toMatchObject({ beganAt: at('2027-05-10'), version: 1, round: 1 });
    expect(both.passed(LATE)).toEqual(['teaser: too-late']);
  });

  it('is the share of the hash, the same whenever it is drawn', () => {
    const all = run({}, NAMES).until('2027-05-02');
    const waits = NAMES.filter((name) => all.participation(name)?.compared?.group === 'later');
    expect(waits).toEqual(NAMES.filter(isLater));
    expect(waits.filter((name) => of(all, name).length > 0)).toEqual([]);
    expect(waits.length).toBeGreaterThan(4);
  });

  it('compares both from matching on until the others begin', () => {
    const both = run().until('2027-05-02');
    const span = { since: at('2027-04-26'), until: at('2027-05-10'), goalReachedAt: null };
    expect(both.participation(NOW)?.compared).toEqual({ group: 'now', ...span });
    expect(both.participation(LATE)?.compared).toEqual({ group: 'later', ...span });
  });

  it('counts who reaches the goal meanwhile, and lets them not begin', () => {
    const both = run().until('2027-04-28');
    for (const name of [NOW, LATE]) both.learns(name, learned('completed', '2027-05-04 11:00'));
    both.until('2027-06-01');
    expect(both.participation(NOW)?.compared?.goalReachedAt).toBe(at('2027-05-04 11:00'));
    expect(both.participation(LATE)?.compared?.goalReachedAt).toBe(at('2027-05-04 11:00'));
    expect(both.ended(LATE)).toBe('goal-reached Mon 10 May 00:00');
    expect(both.participation(LATE)?.fixed).toBeNull();
    expect(of(both, LATE)).toEqual([]);
  });

  it('counts nobody who had reached the goal before', () => {
    const both = run().learns(LATE, learned('completed', '2027-04-22')).learns(NOW, learned('completed', '2027-04-22'));
    both.until('2027-06-01');
    expect(both.participation(LATE)?.compared).toBeUndefined();
    expect(both.participation(NOW)?.compared).toBeUndefined();
    expect(both.mails).toEqual([`${NOW} teaser Wed 21 Apr 09:00`]);
  });

  it('asks no more once the others have begun', () => {
    const both = run().until('2027-05-12').learns(NOW, learned('completed', '2027-05-12 11:00')).until('2027-06-01');
    expect(both.participation(NOW)).toMatchObject({
      goalReachedAt: at('2027-05-12 11:00'),
      compared: { goalReachedAt: null },
    });
  });

  it('follows who stopped where they were drawn, so that leaving makes no group look better', () => {
    const stops = run()
      .until('2027-04-28')
      .chooses(NOW, { kind: 'stop', topic: 'digital-skills', at: at('2027-04-28 10:00') });
    stops.until('2027-05-01').learns(NOW, learned('completed', '2027-05-01 11:00')).until('2027-06-01');
    expect(stops.ended(NOW)).toBe('stopped Wed 28 Apr 10:00');
    expect(stops.participation(NOW)?.compared?.goalReachedAt).toBe(at('2027-05-01 11:00'));
  });

  it('knows what was learned during a tick that came late', () => {
    const both = run().until('2027-05-01');
    const people = both.people.map(
      (person): Situation => ({ ...person, learning: [learned('completed', '2027-05-09 11:00')] }),
    );
    const woken = new EngineRun(people, setting([drip()]), '2027-05-12 10:00').until('2027-06-01');
    for (const name of [NOW, LATE]) expect(woken.participation(name)?.compared?.goalReachedAt).toBe(at('2027-05-10'));
    expect(of(woken, LATE)).toEqual([]);
  });

  it.each<[what: string, goesAway: (run: EngineRun) => EngineRun, returns: (run: EngineRun) => EngineRun]>([
    ['another department', (one) => one.moves(LATE, 'IT'), (one) => one.moves(LATE, 'Sales')],
    [
      'missing from a full file',
      (one) => one.employee(LATE, { missingSince: at('2027-04-28') }),
      (one) => one.employee(LATE, { missingSince: null }),
    ],
  ])('who waits can go away and come back: %s', (_what, goesAway, returns) => {
    const away = () => goesAway(run().until('2027-04-28')).until('2027-05-05');
    expect(away().participation(LATE)?.suspended).not.toBeNull();
    expect(of(returns(away()).until('2027-06-01'), LATE)).toEqual([
      'kick-off Mon 10 May 09:00',
      'nudge Tue 18 May 09:00',
    ]);
    const gone = away().until('2027-05-20');
    expect(of(gone, LATE)).toEqual([]);
    expect(gone.participation(LATE)?.compared).toMatchObject({ group: 'later', goalReachedAt: null });
    // Back after their own start: they have waited, and are drawn only once.
    expect(of(returns(gone).until('2027-06-01'), LATE)).toEqual([
      'kick-off Thu 20 May 09:00',
      'nudge Thu 27 May 09:00',
    ]);
    expect(gone.participation(LATE)?.compared?.since).toBe(at('2027-04-26'));
  });

  it('ends for who leaves the company while they wait', () => {
    const left = run().employee(LATE, { leftOn: '2027-04-30' }).until('2027-06-01');
    expect(left.ended(LATE)).toBe('left-company Sat 1 May 00:00');
    expect(of(left, LATE)).toEqual([]);
  });

  it('is for newcomers too, from the day on which they join', () => {
    const elsewhere = { attributes: { department: 'IT' } };
    const joins = new EngineRun([situation(LATE, elsewhere)], setting([drip()]), '2027-04-20').until(
      '2027-05-03 10:00',
    );
    joins.moves(LATE, 'Sales').until('2027-06-01');
    expect(joins.participation(LATE)?.compared).toMatchObject({
      since: at('2027-05-03 10:00'),
      until: at('2027-05-17 10:00'),
    });
    expect(of(joins, LATE)).toEqual(['kick-off Tue 18 May 09:00', 'nudge Tue 25 May 09:00']);
  });

  it('is drawn in the first round alone', () => {
    const changes = { again: { amount: 1, unit: 'months' }, perPersonDays: 10 } as const;
    const twice = run(changes).until('2027-06-30');
    // Time is up on 20 May; the second round begins on 20 June for everybody who was in the first.
    expect(twice.rounds(LATE).map(({ beganAt }) => beganAt)).toEqual([at('2027-05-10'), at('2027-06-20')]);
    expect(twice.rounds(LATE)[1]?.compared).toBeUndefined();
  });

  it('with “counts: only new” asks both groups for what was learned since they matched', () => {
    const both = run({ counts: 'only-new' });
    for (const name of [NOW, LATE])
      both.learns(name, learned('completed', '2027-03-01'), learned('passed', '2027-05-04 11:00'));
    both.until('2027-06-01');
    for (const name of [NOW, LATE])
      expect(both.participation(name)?.compared?.goalReachedAt).toBe(at('2027-05-04 11:00'));
    expect(of(both, LATE)).toEqual([]);
  });

  it('takes no room under the mail limit, and gets none for having waited', () => {
    const other = campaign(
      { inform: [mail('one'), mail('two', '1 day'), mail('three', '1 day')] },
      { id: 'other', starts: '2027-04-26', promotes: [], goal: null },
    );
    const limited = setting([drip(), other]);
    const { workspace } = limited;
    const world = {
      ...limited,
      workspace: { ...workspace, sending: { ...workspace.sending, mailLimit: { mails: 1, days: 7 } } },
    };
    const both = new EngineRun([situation(LATE)], world, '2027-04-20').until('2027-05-09');
    expect(both.mails.map((line) => line.split(' ')[1])).toEqual(['one', 'two']);
  });

  it('nobody begins in a campaign that was finished while they waited', () => {
    const finished = run().until('2027-05-03').campaign('data', { state: 'finished' }).until('2027-06-01');
    expect(of(finished, LATE)).toEqual([]);
    expect(finished.ended(LATE)).toMatch(/^campaign-over /);
  });
});

describe('a pilot that is widened (R15)', () => {
  const pilot = { rule: department('Sales') };
  const people = () => [situation('ana'), situation('fin', { attributes: { department: 'Finance' } })];
  const piloted = (changes: Partial<Campaign> = {}) =>
    new EngineRun(people(), setting([live(campaign(steps, changes), '2027-04-20', { pilot })]), '2027-04-20');

  it.each(['join', 'not'] as const)(
    'keeps everybody where they are and lets the others begin, newcomers: %s',
    (newcomers) => {
      const run = piloted({ newcomers }).until('2027-05-05 11:00');
      run.campaign('data', { pilot: null, widenedAt: at('2027-05-05 11:00') }).until('2027-05-20');
      expect(of(run, 'ana')).toEqual(['teaser Wed 21 Apr 09:00', 'kick-off Mon 26 Apr 09:00', 'nudge Mon 3 May 09:00']);
      expect(of(run, 'fin')).toEqual(['kick-off Wed 5 May 11:00', 'nudge Wed 12 May 11:00']);
      expect(run.passed('fin')).toEqual(['teaser: too-late']);
    },
  );

  it('before the start, those who are let in begin with all others, and get what comes before', () => {
    const run = piloted({ starts: '2027-05-03' }).until('2027-04-22');
    run.campaign('data', { pilot: null, widenedAt: at('2027-04-22') }).until('2027-05-04');
    expect(of(run, 'fin')).toEqual(['teaser Wed 28 Apr 09:00', 'kick-off Mon 3 May 09:00']);
  });

  it('does not let in who comes later, where newcomers are not taken', () => {
    const run = piloted({ newcomers: 'not' }).until('2027-05-05 11:00').moves('fin', 'IT');
    run.campaign('data', { pilot: null, widenedAt: at('2027-05-05 11:00') }).until('2027-05-10');
    expect(of(run.moves('fin', 'Finance').until('2027-05-20'), 'fin')).toEqual([]);
  });

  it('counts a late tick as the widening for who was known then', () => {
    const run = piloted().until('2027-05-05 11:00');
    const woken = new EngineRun(
      run.people,
      setting([live(campaign(steps), '2027-04-20', { widenedAt: at('2027-05-05 12:00') })]),
      '2027-05-07 10:00',
    );
    expect(woken.until('2027-05-08').participation('fin')?.beganAt).toBe(at('2027-05-05 12:00'));
  });

  it('draws those who are let in for the comparison from then on', () => {
    const later = { ...situation(LATE, { attributes: { department: 'Finance' } }) };
    const run = new EngineRun([later], setting([live(drip(), '2027-04-20', { pilot })]), '2027-04-20').until(
      '2027-05-05 11:00',
    );
    run.campaign('data', { pilot: null, widenedAt: at('2027-05-05 11:00') }).until('2027-06-01');
    expect(of(run, LATE)[0]).toBe('kick-off Wed 19 May 11:00');
  });
});
