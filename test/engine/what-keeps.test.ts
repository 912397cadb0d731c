import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Employee } from '../../src/domain/employee.ts';
import { invariant } from '../../src/domain/errors.ts';
import { HOUR_MS, type Instant } from '../../src/domain/time.ts';
import { shortTime, type Voice } from '../../src/domain/time-words.ts';
import { advance } from '../../src/engine/advance.ts';
import { keptText } from '../../src/engine/answers/explain.ts';
import { type KeptMail, whatKeeps } from '../../src/engine/answers/what-keeps.ts';
import { type Choice, type Setting, type Situation, zoneOf } from '../../src/engine/facts/situation.ts';
import { simulate } from '../../src/engine/plan/simulate.ts';
import {
  at,
  campaign,
  live,
  mail,
  moment,
  on,
  remind,
  setting,
  situation,
  workspace,
} from '../support/engine-world.ts';
import { generatedWorld, WORLD_BEGINS, WORLD_ENDS } from '../support/generated-world.ts';

const LAUNCH = '2027-04-20 08:00';
/** One mail on King's Day, Tuesday 27 April. */
const kickOff = campaign({ inform: [mail('kick-off', on('start'))] }, { starts: '2027-04-27', goal: null });
/** The same day, after a first mail the day before. */
const second = campaign(
  { inform: [mail('first', on('start')), mail('kick-off', '1 day')] },
  { starts: '2027-04-26', goal: null },
);

function asked(people: Situation, world: Setting, when: string): readonly KeptMail[] {
  const now = at(when);
  const known = simulate([people], world, at(LAUNCH), now).people.get(people.employee.key);
  invariant(known, 'whoever is played is known');
  return whatKeeps(known, world, advance(known, world, now), now);
}

/** `kick-off Mon 3 May 09:00: on leave through Fri 30 Apr, then not a working day` */
function keeps(people: Situation, world: Setting, when: string): string[] {
  const zone = zoneOf(people.employee, world.workspace);
  const voice: Voice = { locale: 'en', zone, now: at(when) };
  return asked(people, world, when).map(({ step, slotAt, now, later }) => {
    const slot = slotAt === null ? '?' : shortTime(slotAt, zone, 'en');
    const why = keptText(voice, now, later, slotAt);
    return `${step} ${slot}${why === '' ? '' : `: ${why}`}`;
  });
}

describe('what keeps a mail is true at the moment of the question, and says what comes after it', () => {
  const away = situation('ana', { leave: [{ from: '2027-04-28', to: '2027-04-30' }] });
  const world = setting([live(second, LAUNCH)]);

  it.each<[when: string, says: string[]]>([
    [
      '2027-04-26 10:00',
      ['kick-off Mon 3 May 09:00: public holiday, then on leave through Fri 30 Apr, then not a working day'],
    ],
    [
      '2027-04-27 10:00',
      ['kick-off Mon 3 May 09:00: public holiday, then on leave through Fri 30 Apr, then not a working day'],
    ],
    ['2027-04-28 10:00', ['kick-off Mon 3 May 09:00: on leave through Fri 30 Apr, then not a working day']],
    ['2027-05-01 10:00', ['kick-off Mon 3 May 09:00: not a working day']],
    ['2027-05-03 08:00', ['kick-off Mon 3 May 09:00: outside sending hours']],
    ['2027-05-03 09:00', []],
  ])('asked on %s', (when, says) => {
    expect(keeps(away, world, when)).toEqual(says);
  });

  it('all that holds at once is named, what ends last first', () => {
    const other = campaign(
      { inform: [mail('safety', { kind: 'next-time', weekday: 'mon', time: 16 * HOUR_MS })] },
      { id: 'other', starts: '2027-04-26', goal: null },
    );
    const full = setting([live(kickOff, LAUNCH), live(other, LAUNCH)], {
      workspace: workspace({ mailLimit: { mails: 1, days: 7 } }),
    });
    expect(keeps(away, full, '2027-04-28 10:00')).toEqual([
      'kick-off Mon 3 May 16:00: mail limit, 1 of 1 (safety); also on leave through Fri 30 Apr',
    ]);
    expect(keeps(away, full, '2027-05-03 10:00')).toEqual(['kick-off Mon 3 May 16:00: mail limit, 1 of 1 (safety)']);
  });
});

describe('each thing that can keep a mail, with the instant at which it ends', () => {
  interface Circumstances {
    readonly person?: Partial<Employee>;
    readonly choices?: readonly Choice[];
    readonly changes?: Partial<Campaign>;
    readonly pauses?: Setting['pauses'];
    readonly sending?: Parameters<typeof workspace>[0];
    readonly when: string;
  }
  const paused = { from: at('2027-04-28 08:00'), to: null };
  const notNow: Choice = {
    kind: 'not-now',
    campaign: null,
    at: at('2027-04-28 08:00'),
    until: at('2027-05-04 12:00'),
  };

  it.each<[what: string, circumstances: Circumstances, says: string]>([
    [
      'narrower hours of the campaign',
      {
        when: '2027-04-28 10:00',
        changes: { starts: '2027-04-28', sending: { days: null, from: 13 * HOUR_MS, to: null } },
      },
      'kick-off Wed 28 Apr 13:00',
    ],
    [
      'a part-time Wednesday',
      {
        when: '2027-04-28 10:00',
        changes: { starts: '2027-04-28' },
        person: { workingDays: ['mon', 'tue', 'thu', 'fri'] },
      },
      'kick-off Thu 29 Apr 09:00: not a working day',
    ],
    [
      'not hired yet',
      { when: '2027-04-28 10:00', person: { hiredOn: '2027-05-10' } },
      'kick-off Mon 10 May 09:00: not a working day',
    ],
    ['a public holiday', { when: '2027-04-27 10:00' }, 'kick-off Wed 28 Apr 09:00: public holiday'],
    [
      'a blackout',
      { when: '2027-04-28 10:00', sending: { blackout: [{ from: '2027-04-28', to: '2027-04-29' }] } },
      'kick-off Fri 30 Apr 09:00: period without mail through Thu 29 Apr',
    ],
    ['"not now"', { when: '2027-04-28 10:00', choices: [notNow] }, 'kick-off Tue 4 May 12:00: asked for “not now”'],
    [
      'a pause of everything, on a holiday',
      { when: '2027-04-28 08:30', pauses: [paused] },
      'kick-off ?: campaign paused since Wed 28 Apr 08:00; also outside sending hours',
    ],
  ])('%s', (_what, { person, choices = [], changes, pauses = [], sending, when }, says) => {
    const world = setting([live({ ...kickOff, ...changes }, LAUNCH)], { workspace: workspace(sending), pauses });
    expect(keeps(situation('ana', person, { choices }), world, when)).toEqual([says]);
  });

  it('a date that nobody knows, and a fact that may come', () => {
    const dated = campaign({ inform: [mail('remember', on('due', -3))] }, { starts: '2027-04-27' });
    const hopeful = campaign(
      {
        inform: [
          mail('welcome-back', {
            kind: 'wait-until',
            condition: { kind: 'learning', fact: 'started', about: { of: 'promoted' } },
            noLongerThan: { amount: 2, unit: 'days' },
          }),
        ],
      },
      { id: 'hopeful', starts: '2027-04-27' },
    );
    const world = setting([live(dated, LAUNCH), live(hopeful, LAUNCH)]);
    const kept = asked(situation('ana'), world, '2027-04-28 10:00');
    expect(kept.map(({ step, awaits }) => [step, awaits])).toEqual([
      ['remember', { what: 'date', until: null }],
      ['welcome-back', { what: 'fact', until: at('2027-04-29 00:00') }],
    ]);
  });

  it('a mail about others waits for its reader’s next window', () => {
    const list = campaign(
      { inform: [mail('your-team', on('start'), { to: 'managers' })] },
      { starts: '2027-04-28', goal: null },
    );
    const world = setting([live(list, LAUNCH)]);
    const bo = situation('bo', { attributes: { department: 'Board' } });
    const now = at('2027-04-28 10:00');
    const { people } = simulate([situation('ana', {}, { manager: 'emp_bo' }), bo], world, at(LAUNCH), now);
    const known = people.get('emp_bo');
    invariant(known, 'bo is known');
    const [kept] = whatKeeps(known, world, advance(known, world, now), now);
    expect(kept).toMatchObject({ kind: 'bundle', step: 'your-team', slotAt: at('2027-04-29 09:00') });
    expect(kept?.now.map(({ reason }) => reason)).toEqual(['window']);
  });
});

describe('ten campaigns at once on one person', () => {
  const ten = Array.from({ length: 10 }, (_, index) =>
    campaign(
      { inform: [mail(`c${index}`, on('start'), { skipIfLate: 'never' })] },
      { id: `c${index}`, goal: null, starts: '2027-05-10' },
    ),
  );
  const two = workspace({ mailLimit: { mails: 2, days: 7 }, holidays: false });
  const world = setting(
    ten.map((one) => live(one, LAUNCH)),
    { workspace: two },
  );

  it.each<[when: string, says: string[]]>([
    [
      '2027-05-10 12:00',
      [
        'c2 Mon 17 May 09:00: mail limit, 2 of 2 (c0, c1)',
        'c3 Mon 17 May 09:00: mail limit, 2 of 2 (c0, c1)',
        'c4 Mon 24 May 09:00: mail limit, 2 of 2 (c0, c1)',
        'c5 Mon 24 May 09:00: mail limit, 2 of 2 (c0, c1)',
        'c6 Mon 31 May 09:00: mail limit, 2 of 2 (c0, c1)',
        'c7 Mon 31 May 09:00: mail limit, 2 of 2 (c0, c1)',
        'c8 Mon 7 Jun 09:00: mail limit, 2 of 2 (c0, c1)',
        'c9 Mon 7 Jun 09:00: mail limit, 2 of 2 (c0, c1)',
      ],
    ],
    [
      '2027-05-31 12:00',
      ['c8 Mon 7 Jun 09:00: mail limit, 2 of 2 (c6, c7)', 'c9 Mon 7 Jun 09:00: mail limit, 2 of 2 (c6, c7)'],
    ],
  ])('asked on %s, each waits for its turn and says for whom', (when, says) => {
    expect(keeps(situation('ana'), world, when)).toEqual(says);
  });
});

describe('the ledger’s reason', () => {
  it('is what keeps an opened mail now, not what kept it before', () => {
    // Due on King's Day, open on Wednesday morning, when she asks for rest until Friday.
    const world = setting([live(kickOff, LAUNCH)]);
    const before = simulate([situation('ana')], world, at(LAUNCH), at('2027-04-28 08:00')).people.get('emp_ana');
    invariant(before, 'ana is known');
    expect(before.messages.map(({ reason }) => reason)).toEqual(['holiday']);
    const notNow: Choice = {
      kind: 'not-now',
      campaign: null,
      at: at('2027-04-28 09:00'),
      until: at('2027-04-30 00:00'),
    };
    const quiet = advance({ ...before, choices: [notNow] }, world, at('2027-04-28 09:00'));
    expect(quiet.messages.map(({ reason, slotAt }) => [reason, slotAt])).toEqual([['not-now', at('2027-04-30 09:00')]]);
  });
});

describe('whatever the campaigns and the people', () => {
  it('everything that keeps a mail ends before its slot, and something keeps what is due', () => {
    const instant = fc.integer({ min: 0, max: 80 * 24 }).map((hours) => WORLD_BEGINS + hours * HOUR_MS);
    let seen = 0;
    fc.assert(
      fc.property(generatedWorld, instant, ({ people, setting: world }, now) => {
        const { people: known } = simulate(people, world, WORLD_BEGINS, Math.min(now, WORLD_ENDS));
        for (const one of known.values())
          for (const kept of whatKeeps(one, world, advance(one, world, now), now)) {
            seen += 1;
            if (kept.slotAt === null) continue;
            expect(kept.slotAt).toBeGreaterThan(now);
            for (const { until } of [...kept.now, ...kept.later]) expect(endOf(until)).toBeLessThanOrEqual(kept.slotAt);
            expect(kept.now.map(({ until }) => endOf(until))).toEqual(
              kept.now.map(({ until }) => endOf(until)).toSorted((a, b) => b - a),
            );
          }
      }),
      { numRuns: 60 },
    );
    expect(seen).toBeGreaterThan(20);
  });
});

function endOf(until: Instant | null): number {
  return until ?? Number.POSITIVE_INFINITY;
}

it.each(['mail', 'remind'])('a %s that waits for a condition that only time brings says so', (kind) => {
  const step =
    kind === 'mail'
      ? mail('one', on('due', 1))
      : remind(['one'], { kind: 'dated', moments: [moment('due', 1)] }, { until: null });
  const world = setting([live(campaign({ inform: [step] }, { starts: '2027-04-27' }), LAUNCH)]);
  const kept = asked(situation('ana'), world, '2027-04-28 10:00');
  expect(kept.map(({ now }) => now.map(({ reason }) => reason))).toEqual(kind === 'mail' ? [['no-due-date']] : []);
});

it('a mail on a due date that is a holiday goes before it, and the holiday is not said to keep it', () => {
  const files = campaign({ inform: [mail('last-day', on('due'))] }, { due: { on: '2027-05-17' } });
  const [kept] = asked(situation('ana'), setting([live(files, LAUNCH)]), '2027-05-03 10:00');
  expect(kept).toMatchObject({ dueAt: at('2027-05-17 09:00'), slotAt: at('2027-05-14 09:00'), now: [], later: [] });
});
