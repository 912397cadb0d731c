import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Message, MessageState } from '../../src/domain/message.ts';
import { MINUTE_MS } from '../../src/domain/time.ts';
import { EngineRun } from '../support/engine-run.ts';
import {
  at,
  campaign,
  learned,
  live,
  mail,
  on,
  remind,
  setting,
  situation,
  workspace,
} from '../support/engine-world.ts';

const perWeek = (mails: number, more = {}) => workspace({ mailLimit: { mails, days: 7 }, ...more });
/** A campaign of one mail that bears its name, on Monday 10 May. */
const single = (id: string, changes: Partial<Campaign> = {}, timing = on('start')) =>
  campaign({ inform: [mail(id, timing)] }, { id, goal: null, starts: '2027-05-10', ...changes });
const world = (campaigns: Campaign[], limit = perWeek(1)) =>
  setting(
    campaigns.map((one) => live(one, '2027-05-03 08:00')),
    { workspace: limit },
  );
const play = (campaigns: Campaign[], limit = perWeek(1), ana = situation('ana')) =>
  new EngineRun([ana], world(campaigns, limit), '2027-05-03 08:00');

describe('the look-back (R6)', () => {
  it.each<[limit: number, days: number, second: string]>([
    [1, 1, 'Tue 11 May 09:00'],
    [1, 3, 'Thu 13 May 09:00'],
    [1, 7, 'Mon 17 May 09:00'],
    [2, 7, 'Mon 10 May 09:00'],
  ])('%i per %i days: the second of two on one Monday goes %s', (mails, days, second) => {
    const limit = workspace({ mailLimit: { mails, days }, holidays: false });
    expect(play([single('a'), single('b')], limit).until('2027-06-01').mails).toEqual([
      'ana a Mon 10 May 09:00',
      `ana b ${second}`,
    ]);
  });

  it('is to the same local time: a mail of 11:00 makes room at 11:00, also over a clock change', () => {
    const pair = campaign({ inform: [mail('a'), mail('b', '1 day')] }, { starts: 'launch', goal: null });
    const limited = setting([live(pair, '2027-03-22 11:00')], { workspace: perWeek(1) });
    const run = new EngineRun([situation('ana')], limited, '2027-03-22 11:00').until('2027-04-30');
    expect(run.mails).toEqual(['ana a Mon 22 Mar 11:00', 'ana b Mon 29 Mar 11:00']);
  });

  it.each<[state: MessageState, kind: Message['kind'], second: string]>([
    ['sent', 'step', 'Tue 18 May 09:00'],
    ['in-doubt', 'step', 'Tue 18 May 09:00'],
    ['bounced', 'step', 'Tue 18 May 09:00'],
    ['data', 'step', 'Tue 18 May 09:00'],
    ['sent', 'bundle', 'Tue 18 May 09:00'],
    ['failed', 'step', 'Wed 12 May 09:00'],
    ['passed', 'step', 'Wed 12 May 09:00'],
    ['sent', 'test', 'Wed 12 May 09:00'],
  ])('a mail of Tuesday the 11th that is %s (%s): the next goes %s', (state, kind, second) => {
    const slotAt = at('2027-05-11 09:00');
    const message: Message = {
      ...{ id: 'msg_1', kind, key: 'other/1/x', campaign: 'other', version: 1, participation: null, message: 'x' },
      ...{ recipient: 'emp_ana', step: 'x', phase: 'inform', about: [], state, reason: null },
      ...{ dueAt: slotAt, openingAt: slotAt, slotAt, validUntilAt: null, settledAt: slotAt },
    };
    const run = play(
      [single('a', { starts: '2027-05-12' })],
      perWeek(1),
      situation('ana', {}, { messages: [message] }),
    );
    expect(run.until('2027-06-01').mails).toEqual([`ana a ${second}`]);
  });
});

describe('who goes first when there is room for one (R6)', () => {
  const due = (activity: string, date: string) => learned('assigned', '2027-04-01', { activity, due: date });
  const dues = situation('ana', {}, { learning: [due('data-101', '2027-06-30'), due('safety', '2027-06-01')] });
  const inPhase = (id: string, phase: 'inform' | 'activate' | 'retain') =>
    campaign({ [phase]: [mail(id, on({ kind: 'date', on: '2027-05-10' }))] }, { id, goal: null });

  it.each<[what: string, campaigns: Campaign[], first: string]>([
    ['required before voluntary', [single('a'), single('b', { required: { by: 'law', because: null } })], 'b'],
    ['the nearest due date', [single('a', { promotes: ['data-101'] }), single('b', { promotes: ['safety'] })], 'b'],
    ['a due date before none', [single('a', { promotes: [] }), single('b', { promotes: ['safety'] })], 'b'],
    ['activate before inform', [inPhase('a', 'inform'), inPhase('b', 'activate')], 'b'],
    ['activate before retain', [inPhase('a', 'retain'), inPhase('b', 'activate')], 'b'],
    ['retain before inform', [inPhase('a', 'inform'), inPhase('b', 'retain')], 'b'],
    ['a high priority', [single('a'), single('b', { priority: 'high' })], 'b'],
    ['normal before low', [single('a', { priority: 'low' }), single('b')], 'b'],
    [
      'the earlier opening',
      [single('a'), single('b', { starts: '2027-05-09' }, on({ kind: 'date', on: '2027-05-09' }))],
      'a',
    ],
    ['the campaign’s id', [single('b'), single('a')], 'a'],
  ])('%s', (what, campaigns, first) => {
    const ana = what.includes('due date') ? dues : situation('ana');
    const [earliest] = play(campaigns, perWeek(1, { holidays: false }), ana).until('2027-07-01').mails;
    expect(earliest).toBe(`ana ${first} Mon 10 May 09:00`);
  });

  it('competes from the opening on, not from the own slot: a spread changes nobody’s rank', () => {
    const limit = perWeek(1, { spreadMs: 20 * MINUTE_MS });
    const ids = Array.from({ length: 8 }, (_, index) => `c${index}`);
    const all = ids.map((id) => single(id, id === 'c5' ? { priority: 'high' } : {}));
    expect(
      play(all, limit)
        .until('2027-05-11')
        .sent.map((one) => one.step),
    ).toEqual(['c5']);
  });

  it('a mail whose turn is yet to come takes no room from one that can go', () => {
    const later = single('later', { starts: '2027-05-12', priority: 'high' }, on({ kind: 'date', on: '2027-05-05' }));
    const run = play([later, single('now')], perWeek(1, { holidays: false })).until('2027-05-11');
    expect(run.mails).toEqual(['ana now Mon 10 May 09:00']);
  });
});

describe('who loses waits, visibly (R6)', () => {
  it('with the reason and the next instant', () => {
    const run = play([single('a'), single('b')], perWeek(1, { holidays: false })).until('2027-05-10 12:00');
    expect(run.waiting('ana')).toEqual(['b Mon 17 May 09:00: mail-limit']);
  });

  it('ten campaigns on one person: two a week, in order, the rest too late', () => {
    const ten = Array.from({ length: 10 }, (_, index) => single(`c${index}`));
    const run = play(ten, perWeek(2, { holidays: false })).until('2027-07-01');
    expect(run.mails).toEqual([
      'ana c0 Mon 10 May 09:00',
      'ana c1 Mon 10 May 09:00',
      'ana c2 Mon 17 May 09:00',
      'ana c3 Mon 17 May 09:00',
    ]);
    expect(run.passed('ana')).toEqual([4, 5, 6, 7, 8, 9].map((index) => `c${index}: too-late`));
  });

  it('what the limit makes too late is passed as soon as that is certain', () => {
    const patience = campaign(
      { inform: [mail('b', on('start'), { skipIfLate: { amount: 2, unit: 'days' } })] },
      { id: 'b', goal: null, starts: '2027-05-10' },
    );
    const run = play([single('a'), patience]).until('2027-05-10 12:00');
    expect(run.passed('ana')).toEqual(['b: too-late']);
  });

  it('required mail does not wait, but counts', () => {
    const required = ['r1', 'r2', 'r3'].map((id) => single(id, { required: { by: 'law', because: null } }));
    const run = play([...required, single('v')], perWeek(2, { holidays: false })).until('2027-06-01');
    expect(run.mails).toEqual([
      'ana r1 Mon 10 May 09:00',
      'ana r2 Mon 10 May 09:00',
      'ana r3 Mon 10 May 09:00',
      'ana v Mon 17 May 09:00',
    ]);
  });
});

describe('one mail per person, campaign and local date (R5)', () => {
  it('makes the second wait a day, and says so', () => {
    const two = campaign({ inform: [mail('a', on('start')), mail('b')] }, { starts: '2027-05-10' });
    const run = new EngineRun([situation('ana')], setting([two]), '2027-05-03').until('2027-05-10 12:00');
    expect(run.waiting('ana')).toEqual(['b Tue 11 May 09:00: one-a-day']);
    expect(run.until('2027-06-01').mails).toEqual(['ana a Mon 10 May 09:00', 'ana b Tue 11 May 09:00']);
  });

  it('lets another campaign write on the same day', () => {
    const run = play([single('a'), single('b')], workspace()).until('2027-05-11');
    expect(run.mails).toEqual(['ana a Mon 10 May 09:00', 'ana b Mon 10 May 09:00']);
  });

  it('the date is the reader’s: 23:00 and 01:00 in Auckland are two days', () => {
    const night = workspace({ from: 0, to: 24 * 60 * MINUTE_MS, holidays: false });
    const two = campaign({ inform: [mail('a'), mail('b', '2 hours')] }, { starts: 'launch', goal: null });
    const kiri = situation('kiri', { timezone: 'Pacific/Auckland', country: 'NZ' });
    const run = new EngineRun(
      [kiri],
      setting([live(two, '2027-05-11T11:00:00Z')], { workspace: night }),
      '2027-05-11T11:00:00Z',
    ).until('2027-06-01');
    expect(run.mails).toEqual(['kiri a Tue 11 May 23:00', 'kiri b Wed 12 May 01:00']);
  });
});

describe('reminders under the limit', () => {
  it('keep their distance from the mail that really went', () => {
    const nudges = campaign(
      { inform: [remind(['n1', 'n2'], '1 day', { every: { amount: 3, unit: 'days' } })] },
      { goal: null, starts: '2027-05-10' },
    );
    const run = play([single('a', { priority: 'high' }), nudges], perWeek(1, { holidays: false })).until('2027-06-30');
    expect(run.mails).toEqual(['ana a Mon 10 May 09:00', 'ana n1 Mon 17 May 09:00', 'ana n2 Mon 24 May 09:00']);
  });
});
