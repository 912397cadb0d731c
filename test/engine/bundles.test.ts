import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Situation } from '../../src/engine/facts/situation.ts';
import { EngineRun } from '../support/engine-run.ts';
import { at, campaign, learned, live, mail, on, setting, situation, workspace } from '../support/engine-world.ts';

const team = (more: Partial<Situation> = {}) => ({ manager: 'emp_mia', buddy: 'emp_bob', ...more });
const board = { attributes: { department: 'Board' } };
const people = () => [
  situation('ana', {}, team()),
  situation('ben', {}, team()),
  situation('mia', board),
  situation('bob', board),
];
const brief = campaign(
  { inform: [mail('kick-off', on('start')), mail('brief', '2 days', { to: 'managers' }), mail('after', '2 days')] },
  { starts: '2027-05-10' },
);
const play = (definition: Campaign, list = people(), launch = '2027-05-03') =>
  new EngineRun(list, setting([live(definition, launch)]), '2027-05-03');
const toMia = (run: EngineRun) => run.sent.filter(({ recipient }) => recipient === 'emp_mia');

describe('a step to managers (R10)', () => {
  it('puts people on one mail at the opening of the manager’s next window, never in the one under way', () => {
    const run = play(brief).until('2027-06-01');
    // Put on it at 09:00 on Wednesday, when Mia's window has just opened.
    expect(run.mails).toContain('mia brief Thu 13 May 09:00');
    expect(toMia(run).map(({ about }) => about)).toEqual([['data/emp_ana/1', 'data/emp_ben/1']]);
    expect(run.mails.filter((line) => line.includes('after'))).toEqual([
      'ana after Fri 14 May 09:00',
      'ben after Fri 14 May 09:00',
    ]);
  });

  it('gathers everybody who comes until then', () => {
    const run = play(brief)
      .until('2027-05-12 12:00')
      .joins(situation('cas', {}, team()))
      .until('2027-06-01');
    expect(run.mails.filter((line) => line.startsWith('mia'))).toEqual([
      'mia brief Thu 13 May 09:00',
      'mia brief Tue 18 May 09:00',
    ]);
  });

  it('goes by the manager’s zone, working days and leave', () => {
    const list = people().map((one) =>
      one.employee.key === 'emp_mia'
        ? situation('mia', {
            ...board,
            ...{ timezone: 'America/New_York', country: 'US', workingDays: ['mon', 'tue', 'wed'] as const },
            leave: [{ from: '2027-05-17', to: '2027-05-17' }],
          })
        : one,
    );
    // 09:00 in Amsterdam is 03:00 in New York on Wednesday: her window is still to come.
    expect(play(brief, list).until('2027-06-01').mails).toContain('mia brief Wed 12 May 09:00');
    const late = campaign(
      { inform: [mail('kick-off', on('start')), mail('brief', '3 days', { to: 'managers' })] },
      { starts: '2027-05-10' },
    );
    expect(play(late, list).until('2027-06-01').mails).toContain('mia brief Tue 18 May 09:00');
  });

  it('takes off who has finished, moved or left by then, and is withdrawn when it is empty', () => {
    const run = play(brief)
      .until('2027-05-12 12:00')
      .learns('ana', learned('completed', '2027-05-12 13:00'))
      .until('2027-05-12 14:00');
    const both = run.moves('ben', 'IT').until('2027-06-01');
    expect(toMia(both)).toEqual([]);
    expect(both.person('mia').messages.map(({ state }) => state)).toEqual(['withdrawn']);
    const one = play(brief)
      .until('2027-05-12 12:00')
      .learns('ana', learned('completed', '2027-05-12 13:00'))
      .until('2027-06-01');
    expect(toMia(one).map(({ about }) => about)).toEqual([['data/emp_ben/1']]);
  });

  it('passes a person without a manager or buddy we know, visibly', () => {
    const run = play(brief, [situation('ana')]).until('2027-06-01');
    expect(run.passed('ana')).toEqual(['brief: no-mailbox']);
  });

  it('a manager without a mailbox gets none, and is not tried again', () => {
    const list = people().map((one) =>
      one.employee.key === 'emp_mia' ? situation('mia', { ...board, email: null }) : one,
    );
    const run = play(brief, list).until('2027-06-01');
    expect(run.passed('mia')).toEqual(['brief: no-mailbox']);
  });

  it('a manager who has left gets none, and nobody waits for one', () => {
    const list = people().map((one) =>
      one.employee.key === 'emp_mia' ? situation('mia', { ...board, leftOn: '2027-05-11' }) : one,
    );
    const run = play(brief, list).until('2027-05-12 12:00');
    expect(run.passed('mia')).toEqual(['brief: left-company']);
  });

  it('never goes in the window under way, on a manager’s last day neither, and is not opened again', () => {
    const list = people().map((one) =>
      one.employee.key === 'emp_mia' ? situation('mia', { ...board, leftOn: '2027-05-12' }) : one,
    );
    const run = play(brief, list)
      .until('2027-05-12 11:00')
      .joins(situation('cas', {}, team()))
      .until('2027-06-01');
    expect(run.mails.filter((line) => line.startsWith('mia'))).toEqual([]);
    expect(new Set(run.passed('mia'))).toEqual(new Set(['brief: left-company']));
  });

  it('a manager who stopped the topic gets none of a voluntary campaign', () => {
    const run = play(brief)
      .until('2027-05-11')
      .chooses('mia', { kind: 'stop', topic: 'digital-skills', at: at('2027-05-11') })
      .until('2027-06-01');
    expect(run.passed('mia')).toEqual(['brief: stopped']);
  });

  it('a manager’s "not now" moves it', () => {
    const run = play(brief)
      .until('2027-05-11')
      .chooses('mia', { kind: 'not-now', campaign: null, at: at('2027-05-11'), until: at('2027-05-20') })
      .until('2027-06-01');
    expect(run.mails).toContain('mia brief Thu 20 May 09:00');
  });

  it('counts for the manager’s mail limit and does not wait for it', () => {
    const own = campaign({ inform: [mail('own', on('start'))] }, { id: 'own', starts: '2027-05-13', goal: null });
    const forMia: Campaign = {
      ...own,
      audience: { kind: 'attribute', name: 'department', test: { is: 'one-of', values: ['Board'] } },
    };
    const world = setting([live(brief, '2027-05-03'), live(forMia, '2027-05-03')], {
      workspace: workspace({ mailLimit: { mails: 1, days: 7 }, holidays: false }),
    });
    const run = new EngineRun(people(), world, '2027-05-03').until('2027-06-01');
    expect(run.mails.filter((line) => line.startsWith('mia'))).toEqual([
      'mia brief Thu 13 May 09:00',
      'mia own Thu 20 May 09:00',
    ]);
  });

  it('the very last step of a campaign arrives too', () => {
    const last = campaign({ retain: [mail('well-done'), mail('proud', '1 day', { to: 'managers' })] });
    const run = play({ ...last, starts: '2027-05-10' })
      .until('2027-05-11')
      .learns('ana', learned('completed', '2027-05-11 10:00'))
      .until('2027-06-01');
    expect(run.ended('ana')).toBe('goal-reached Wed 12 May 10:00');
    expect(run.mails).toEqual(['ana well-done Tue 11 May 10:00', 'mia proud Thu 13 May 09:00']);
  });
});

describe('bundles and pauses', () => {
  const pause = (from: string, to: string | null) => ({ from: at(from), to: to === null ? null : at(to) });

  it('who would be put on one during a pause is put on it afterwards', () => {
    const run = play(brief)
      .until('2027-05-11')
      .campaign('data', { state: 'paused', pauses: [pause('2027-05-11', null)] })
      .until('2027-05-25 10:00')
      .campaign('data', { state: 'running', pauses: [pause('2027-05-11', '2027-05-25 10:00')] })
      .until('2027-06-01');
    expect(toMia(run)).toHaveLength(1);
    expect(run.mails).toContain('mia brief Wed 26 May 09:00');
  });

  it('one that was to go during a pause goes at the next opening after it', () => {
    const run = play(brief)
      .until('2027-05-12 12:00')
      .campaign('data', { state: 'paused', pauses: [pause('2027-05-12 12:00', null)] })
      .until('2027-05-20 20:00')
      .campaign('data', { state: 'running', pauses: [pause('2027-05-12 12:00', '2027-05-20 20:00')] })
      .until('2027-06-01');
    expect(run.mails.filter((line) => line.startsWith('mia'))).toEqual(['mia brief Fri 21 May 09:00']);
  });
});

describe('bundles of required training', () => {
  it('ignore a blackout', () => {
    const required: Campaign = { ...brief, required: { by: 'law', because: null } };
    const sending = workspace({ blackout: [{ from: '2027-05-13', to: '2027-05-28' }] });
    const mails = (definition: Campaign) =>
      new EngineRun(people(), setting([live(definition, '2027-05-03')], { workspace: sending }), '2027-05-03')
        .until('2027-07-01')
        .mails.filter((line) => line.startsWith('mia'));
    expect(mails(required)).toEqual(['mia brief Thu 13 May 09:00']);
    expect(mails(brief)).toEqual(['mia brief Mon 31 May 09:00']);
  });
});

describe('before the day of hire (R17)', () => {
  const welcome = campaign(
    {
      inform: [
        mail('prepare', on({ kind: 'attribute', name: 'hired_on' }, -5, true), { to: 'managers' }),
        mail('day-1', on({ kind: 'attribute', name: 'hired_on' })),
      ],
    },
    { starts: 'launch', goal: null },
  );

  it('only manager and buddy get mail', () => {
    const list = [situation('ana', { hiredOn: '2027-05-31' }, team()), situation('mia', board)];
    const run = play(welcome, list).until('2027-07-01');
    // 5 working days before Monday 31 May is Monday 24 May; put on at 09:00, the next window is Tuesday's.
    expect(run.mails).toEqual(['mia prepare Tue 25 May 09:00', 'ana day-1 Mon 31 May 09:00']);
  });
});
