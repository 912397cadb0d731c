import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Employee } from '../../src/domain/employee.ts';
import type { Situation } from '../../src/engine/facts/situation.ts';
import { shownFigures, teamFigures } from '../../src/engine/mails/team-figures.ts';
import { EngineRun } from '../support/engine-run.ts';
import { at, campaign, learned, live, mail, on, setting, situation, workspace } from '../support/engine-world.ts';

const board = { attributes: { department: 'Board' } };
const inTeam = (id: string, manager = 'emp_mia') => situation(id, {}, { manager });
const mia = (changes: Partial<Employee> = {}) => situation('mia', { ...board, ...changes });
/** One mail at the start, one when it is finished, a fortnight after; Monday 10 May to Friday 9 July at most. */
const definition = campaign(
  { inform: [mail('kick-off', on('start'))], retain: [mail('well-done'), mail('next', '2 weeks')] },
  { starts: '2027-05-10', teamUpdate: { message: 'monday-note', weekday: 'mon' } },
);

function play(people: Situation[], changes: Partial<Campaign> = {}, sending = {}): EngineRun {
  const running = live({ ...definition, ...changes }, '2027-05-03 08:00');
  return new EngineRun(people, setting([running], { workspace: workspace(sending) }), '2027-05-03 08:00');
}

const notes = (run: EngineRun, to = 'mia') =>
  run.mails
    .filter((line) => line.startsWith(`${to} monday-note`))
    .map((line) => line.replace(`${to} monday-note `, ''));

describe('a team update (R10)', () => {
  it('comes once a week on its day, from the start until the last one of the team has come to the end', () => {
    const run = play([mia(), inTeam('ana'), inTeam('ben')])
      .until('2027-05-12')
      .learns('ana', learned('completed', '2027-05-12 10:00'))
      .until('2027-05-20')
      .learns('ben', learned('completed', '2027-05-20 10:00'))
      .until('2027-08-01');
    // Whit Monday is the 17th; Ben's last mail goes on Thursday 3 June.
    expect(notes(run)).toEqual(['Mon 10 May 09:00', 'Tue 18 May 09:00', 'Mon 24 May 09:00', 'Mon 31 May 09:00']);
    expect(run.ended('ben')).toBe('goal-reached Thu 3 Jun 10:00');
  });

  it('ends with the time of a team that never starts', () => {
    const run = play([mia(), inTeam('ana')], { perPersonDays: 15 }).until('2027-08-01');
    expect(notes(run)).toEqual(['Mon 10 May 09:00', 'Tue 18 May 09:00', 'Mon 24 May 09:00']);
  });

  it('goes to managers of participants alone, and to managers of managers about their direct reports', () => {
    const people = [
      situation('top', board),
      situation('mia', board, { manager: 'emp_top' }),
      situation('lea', {}, { manager: 'emp_top' }),
      inTeam('ana'),
      inTeam('bob', 'emp_lea'),
      situation('cas', board, { manager: 'emp_dan' }),
      situation('dan', board),
    ];
    const run = play(people).until('2027-05-11');
    // Dan's only report takes no part.
    expect(run.mails.filter((line) => line.includes('monday-note'))).toEqual([
      'lea monday-note Mon 10 May 09:00',
      'mia monday-note Mon 10 May 09:00',
      'top monday-note Mon 10 May 09:00',
    ]);
  });

  it.each<[what: string, mia: Partial<Employee>, weeks: string[]]>([
    [
      'the manager’s own zone',
      { timezone: 'America/New_York', country: 'US' },
      ['Mon 10 May 09:00', 'Mon 17 May 09:00'],
    ],
    ['the manager’s own days', { workingDays: ['wed', 'thu'] }, ['Wed 12 May 09:00', 'Wed 19 May 09:00']],
    [
      'leave until Wednesday',
      { leave: [{ from: '2027-05-08', to: '2027-05-11' }] },
      ['Wed 12 May 09:00', 'Tue 18 May 09:00'],
    ],
    ['leave all week: that week has none', { leave: [{ from: '2027-05-10', to: '2027-05-16' }] }, ['Tue 18 May 09:00']],
    ['no mailbox', { email: null }, []],
    ['left', { leftOn: '2027-05-09' }, []],
  ])('by %s', (_what, changes, weeks) => {
    expect(notes(play([mia(changes), inTeam('ana')]).until('2027-05-21'))).toEqual(weeks);
  });

  it('a week without an opening is passed, with the reason', () => {
    const run = play([mia({ leave: [{ from: '2027-05-10', to: '2027-05-16' }] }), inTeam('ana')]).until('2027-05-15');
    expect(run.passed('mia')).toEqual(['monday-note: leave']);
  });

  it('obeys the manager’s stop, "not now" and suppression', () => {
    const stop = play([mia(), inTeam('ana')])
      .until('2027-05-11')
      .chooses('mia', { kind: 'stop', topic: 'digital-skills', at: at('2027-05-11') })
      .until('2027-06-01');
    expect(notes(stop)).toEqual(['Mon 10 May 09:00']);
    const later = play([mia(), inTeam('ana')])
      .until('2027-05-11')
      .chooses('mia', { kind: 'not-now', campaign: null, at: at('2027-05-11'), until: at('2027-05-20') })
      .until('2027-06-01');
    expect(notes(later)).toEqual(['Mon 10 May 09:00', 'Thu 20 May 09:00', 'Mon 24 May 09:00', 'Mon 31 May 09:00']);
    expect(notes(play([{ ...mia(), suppressed: true }, inTeam('ana')]).until('2027-06-01'))).toEqual([]);
  });

  it('is held by a pause, and comes within its week or not at all', () => {
    const pause = (to: string | null) => [{ from: at('2027-05-11'), to: to === null ? null : at(to) }];
    const run = play([mia(), inTeam('ana')])
      .until('2027-05-11')
      .campaign('data', { state: 'paused', pauses: pause(null) })
      .until('2027-05-26 12:00');
    expect(run.waiting('mia')).toEqual(['monday-note ?: paused']);
    run.campaign('data', { state: 'running', pauses: pause('2027-05-26 12:00') }).until('2027-06-01');
    expect(notes(run)).toEqual(['Mon 10 May 09:00', 'Wed 26 May 12:00', 'Mon 31 May 09:00']);
  });

  it('counts for the manager’s limit and does not wait for it', () => {
    const own = campaign({ inform: [mail('own', on('start'))] }, { id: 'own', starts: '2027-05-10', goal: null });
    const forMia = {
      ...own,
      audience: { kind: 'attribute', name: 'department', test: { is: 'one-of', values: ['Board'] } },
    } as const;
    const sending = { mailLimit: { mails: 1, days: 7 }, holidays: false };
    const world = setting([live(definition, '2027-05-03'), live(forMia, '2027-05-03')], {
      workspace: workspace(sending),
    });
    const run = new EngineRun([mia(), inTeam('ana')], world, '2027-05-03').until('2027-05-20');
    expect(run.mails.filter((line) => line.startsWith('mia'))).toEqual([
      'mia monday-note Mon 10 May 09:00',
      'mia monday-note Mon 17 May 09:00',
    ]);
    // Her own mail finds no room beside them.
    expect(run.passed('mia')).toEqual(['own: too-late']);
  });

  it('is about nobody who left the audience, stopped or is suspended', () => {
    const run = play([mia(), inTeam('ana')])
      .until('2027-05-11')
      .moves('ana', 'IT')
      .until('2027-06-15');
    expect(notes(run)).toEqual(['Mon 10 May 09:00']);
    const stopped = play([mia(), inTeam('ana')])
      .until('2027-05-11')
      .chooses('ana', { kind: 'stop', topic: null, at: at('2027-05-11') })
      .until('2027-06-15');
    expect(notes(stopped)).toEqual(['Mon 10 May 09:00']);
  });

  it('a team that comes after its opening waits for the next week', () => {
    const run = play([mia()]).until('2027-05-12').joins(inTeam('ana')).until('2027-05-25');
    expect(notes(run)).toEqual(['Tue 18 May 09:00', 'Mon 24 May 09:00']);
  });

  it('on launch: not before the launch on its very day', () => {
    const late = live({ ...definition, starts: 'launch' }, '2027-05-10 11:00');
    const run = new EngineRun([mia(), inTeam('ana')], setting([late]), '2027-05-10 11:00').until('2027-05-20');
    expect(notes(run)).toEqual(['Tue 18 May 09:00']);
  });

  it('none after the campaign’s last day, nor when everybody was ended', () => {
    expect(notes(play([mia(), inTeam('ana')], { ends: '2027-05-20' }).until('2027-06-15'))).toEqual([
      'Mon 10 May 09:00',
      'Tue 18 May 09:00',
    ]);
    const ended = play([mia(), inTeam('ana')])
      .until('2027-05-11')
      .campaign('data', { state: 'finished', endedAll: true });
    expect(notes(ended.until('2027-06-15'))).toEqual(['Mon 10 May 09:00']);
  });

  it('is the same in any partition of ticks', () => {
    const people = () => [mia(), inTeam('ana'), inTeam('ben')];
    const whole = play(people()).until('2027-07-01');
    const parts = play(people());
    for (let day = 4; day <= 31; day += 1) parts.until(`2027-05-${String(day).padStart(2, '0')} 09:07`);
    expect(parts.until('2027-07-01').mails).toEqual(whole.mails);
  });

  it('missed by a night, comes the next morning; missed by a week, not', () => {
    const run = play([mia(), inTeam('ana')]).until('2027-05-09');
    const late = new EngineRun(run.people, setting([live(definition, '2027-05-03 08:00')]), '2027-05-11 20:00');
    expect(notes(late.until('2027-05-20'))).toEqual(['Wed 12 May 09:00', 'Tue 18 May 09:00']);
  });
});

describe('what a team update may tell', () => {
  it.each<[size: number, started: number, finished: number, told: (number | null)[]]>([
    [9, 9, 9, [null, null, null]],
    [10, 5, 0, [10, null, null]],
    [12, 12, 12, [10, null, null]],
    [20, 10, 0, [20, 10, null]],
    [20, 11, 10, [20, null, 10]],
    [25, 13, 12, [25, 15, null]],
    [40, 28, 14, [40, 30, 15]],
    [40, 22, 14, [40, 20, null]],
    [43, 43, 20, [45, null, 20]],
  ])('of %i people, %i started and %i finished: %j', (size, started, finished, told) => {
    const { size: all, started: began, finished: done } = shownFigures({ size, started, finished }, 10);
    expect([all, began, done]).toEqual(told);
  });

  it('counts who takes part, and nobody who stopped or left', () => {
    const ids = Array.from({ length: 24 }, (_, index) => `p${index}`);
    const run = play([mia(), ...ids.map((id) => inTeam(id))]).until('2027-05-11');
    for (const id of ids.slice(0, 12)) run.learns(id, learned('started', '2027-05-11 10:00'));
    for (const id of ids.slice(20)) run.chooses(id, { kind: 'stop', topic: null, at: at('2027-05-11') });
    run.until('2027-05-12');
    const team = run.people.filter(({ manager }) => manager === 'emp_mia');
    const world = setting([live(definition, '2027-05-03 08:00')], { workspace: workspace({}, { minimumGroup: 5 }) });
    expect(teamFigures(team, definition, world, at('2027-05-12'))).toEqual({ size: 20, started: 10, finished: null });
  });
});
