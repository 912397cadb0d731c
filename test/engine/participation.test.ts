import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Condition } from '../../src/domain/condition.ts';
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

const drip = campaign({
  inform: [mail('kick-off', on('start')), mail('why', '1 week')],
  activate: [remind(['nudge', 'last-one'], '1 week', { every: { amount: 7, unit: 'days' } })],
  retain: [mail('well-done'), mail('next', '1 week')],
});
const sales = () => situation('ana');
const elsewhere = () => situation('ana', { attributes: { department: 'IT' } });

describe('who takes part (R1)', () => {
  it('begins at 00:00 of the start in the own zone, or at the launch if that is later', () => {
    const people = [situation('ana'), situation('kit', { timezone: 'Asia/Kathmandu', country: 'NP' })];
    const onTime = new EngineRun(people, setting([drip]), '2027-04-20').until('2027-04-27');
    expect(onTime.participation('ana')?.beganAt).toBe(at('2027-04-25T22:00:00Z'));
    expect(onTime.participation('kit')?.beganAt).toBe(at('2027-04-25T18:15:00Z'));
    const late = new EngineRun(people, setting([live(drip, '2027-04-28 11:00')]), '2027-04-28 11:00').until(
      '2027-04-29',
    );
    expect(late.participation('ana')).toMatchObject({ beganAt: at('2027-04-28 11:00'), newcomer: false });
  });

  it('sends nothing to who has finished before the start, not even what comes before it', () => {
    const teaser = campaign({ inform: [mail('teaser', on('start', -3, true)), mail('kick-off', on('start'))] });
    const run = new EngineRun([sales()], setting([teaser]), '2027-04-20')
      .learns('ana', learned('completed', '2027-04-19'))
      .until('2027-05-10');
    expect(run.mails).toEqual([]);
    expect(run.participation('ana')).toBeUndefined();
  });

  it.each<[newcomers: 'join' | 'not', mails: string[]]>([
    ['join', ['ana kick-off Mon 3 May 10:00', 'ana why Mon 10 May 10:00']],
    ['not', []],
  ])('newcomers: %s', (newcomers, mails) => {
    const world = setting([{ ...live({ ...drip, newcomers }) }]);
    const run = new EngineRun([elsewhere()], world, '2027-04-20')
      .until('2027-05-03 10:00')
      .moves('ana', 'Sales')
      .until('2027-05-12');
    expect(run.mails).toEqual(mails);
  });

  it('lets somebody who moved away before the start, and back after it, join as a newcomer', () => {
    const run = new EngineRun([sales()], setting([drip]), '2027-04-20')
      .until('2027-04-23')
      .moves('ana', 'IT')
      .until('2027-05-03 10:00')
      .moves('ana', 'Sales')
      .until('2027-05-04');
    expect(run.mails).toEqual(['ana kick-off Mon 3 May 10:00']);
    expect(run.participation('ana')).toMatchObject({ newcomer: true, ended: null });
  });

  it('counts a late tick as the start for everybody who was known then', () => {
    const run = new EngineRun([sales()], setting([drip]), '2027-04-28 10:00').until('2027-04-29');
    expect(run.mails).toEqual(['ana kick-off Wed 28 Apr 10:00']);
    expect(run.participation('ana')).toMatchObject({ newcomer: false, beganAt: at('2027-04-26') });
  });
});

describe('a start that is still ahead (R1)', () => {
  const announced = campaign({
    inform: [mail('teaser', on('start', -3, true)), mail('kick-off', on('start'))],
    retain: [mail('well-done')],
  });
  const ahead = () => new EngineRun([sales()], setting([announced]), '2027-04-20').until('2027-04-22');
  const later = (run: EngineRun, changes: Partial<Campaign>) => {
    const versions = new Map([announced, { ...announced, ...changes }].map((one, n) => [n + 1, version(one)] as const));
    return run.campaign('data', { current: 2, versions });
  };
  const version = (one: Campaign) => ({ campaign: one, audiences: {} });

  it('pins nobody to a version before they begin: whoever has not begun starts with the newest, and when it says', () => {
    const run = later(ahead(), { starts: '2027-05-03', perPersonDays: 7 }).until('2027-05-20');
    expect(run.participation('ana')).toMatchObject({ version: 2, beganAt: at('2027-05-03') });
    // The teaser has gone, and goes once.
    expect(run.mails).toEqual(['ana teaser Wed 21 Apr 09:00', 'ana kick-off Mon 3 May 09:00']);
    expect(run.ended('ana')).toBe('time-is-up Mon 10 May 00:00');
  });

  it('begins at 00:00 of the zone that the person lives in by then', () => {
    const run = ahead().employee('ana', { timezone: 'America/New_York', country: 'US' }).until('2027-04-27');
    expect(run.participation('ana')?.beganAt).toBe(at('2027-04-26T04:00:00Z'));
    expect(run.mails.at(-1)).toBe('ana kick-off Mon 26 Apr 09:00');
  });

  it.each<[what: string, goes: (run: EngineRun) => EngineRun, comes: (run: EngineRun) => EngineRun]>([
    [
      'left the company',
      (run) => run.employee('ana', { leftOn: '2027-04-22' }),
      (run) => run.employee('ana', { leftOn: null }),
    ],
    [
      'was missing from a file for long',
      (run) => run.employee('ana', { missingSince: at('2027-04-15') }),
      (run) => run.employee('ana', { missingSince: null }),
    ],
    [
      'stopped',
      (run) => run.chooses('ana', { kind: 'stop', topic: null, at: at('2027-04-22') }),
      (run) => run.change('ana', (known) => ({ ...known, choices: [] })),
    ],
    ['moved away', (run) => run.moves('ana', 'IT'), (run) => run.moves('ana', 'Sales')],
    [
      'had learned it all, which lapsed',
      (run) => run.learns('ana', learned('completed', '2027-04-22')),
      (run) => run.change('ana', (known) => ({ ...known, learning: [] })),
    ],
  ])('lets who %s before it, and is back after it, join as a newcomer', (_what, goes, comes) => {
    const run = comes(goes(ahead()).until('2027-05-03 10:00')).until('2027-05-20');
    expect(run.mails).toEqual(['ana teaser Wed 21 Apr 09:00', 'ana kick-off Mon 3 May 10:00']);
    expect(run.participation('ana')).toMatchObject({ newcomer: true, round: 1, ended: null });
    expect(run.rounds('ana')).toHaveLength(1);
  });

  it('lets who is missing from a file on the day itself begin with all others, if they are back within 14 days', () => {
    const run = ahead()
      .employee('ana', { missingSince: at('2027-04-22') })
      .until('2027-04-29 10:00')
      .employee('ana', { missingSince: null })
      .until('2027-05-20');
    expect(run.participation('ana')).toMatchObject({ newcomer: false, beganAt: at('2027-04-26') });
    expect(run.mails).toEqual(['ana teaser Wed 21 Apr 09:00', 'ana kick-off Thu 29 Apr 10:00']);
  });

  it('looks again when time alone makes somebody match who did not at the start', () => {
    const over: Condition = {
      kind: 'attribute',
      name: 'hired_on',
      test: { is: 'over-ago', span: { amount: 30, unit: 'days' } },
    };
    const known = setting([{ ...announced, audience: over }]);
    const run = new EngineRun([situation('ana', { hiredOn: '2027-04-10' })], known, '2027-04-20').until('2027-05-20');
    expect(run.mails).toEqual(['ana kick-off Tue 11 May 09:00']);
  });

  it('counts what was done between the start and a tick that came days late as done after the start', () => {
    const record = learned('completed', '2027-04-27 15:00');
    const asleep = new EngineRun([{ ...sales(), learning: [record] }], setting([announced]), '2027-04-29 10:00');
    expect(asleep.until('2027-05-10').mails).toEqual(['ana well-done Thu 29 Apr 10:00']);
    expect(asleep.participation('ana')).toMatchObject({ newcomer: false, beganAt: at('2027-04-26') });
    const before = { ...sales(), learning: [learned('completed', '2027-04-25 15:00')] };
    const done = new EngineRun([before], setting([announced]), '2027-04-29 10:00').until('2027-05-10');
    expect(done.participation('ana')).toBeUndefined();
  });
});

describe('who no longer matches (R1)', () => {
  const begun = () => new EngineRun([sales()], setting([drip]), '2027-04-20').until('2027-04-29');

  it('gets nothing from that instant, and goes on when matching again within 14 days', () => {
    const run = begun().moves('ana', 'IT').until('2027-05-07').moves('ana', 'Sales').until('2027-05-08');
    expect(run.mails).toEqual(['ana kick-off Mon 26 Apr 09:00', 'ana why Fri 7 May 09:00']);
    const onTheLastDay = begun().moves('ana', 'IT').until('2027-05-12 23:59').moves('ana', 'Sales');
    expect(onTheLastDay.until('2027-05-14').ended('ana')).toBeNull();
  });

  it('ends after 14 days away, and coming back does not begin it again', () => {
    const run = begun().moves('ana', 'IT').until('2027-05-14').moves('ana', 'Sales').until('2027-06-30');
    expect(run.mails).toEqual(['ana kick-off Mon 26 Apr 09:00']);
    expect(run.ended('ana')).toBe('left-audience Thu 13 May 00:00');
  });

  it.each<[what: string, part: Condition, changes: (run: EngineRun) => EngineRun, goesOn: boolean]>([
    ['a department is read again', department('Sales'), (run) => run.moves('ana', 'IT'), false],
    [
      'a comparison with today keeps its truth',
      { kind: 'attribute', name: 'hired_on', test: { is: 'within', span: { amount: 30, unit: 'days' } } },
      (run) => run.until('2027-05-25'),
      true,
    ],
    [
      'a fixed date is read again',
      { kind: 'attribute', name: 'hired_on', test: { is: 'before', date: '2027-04-21' } },
      (run) => run.employee('ana', { hiredOn: '2027-04-22' }),
      false,
    ],
    [
      'learning keeps its truth',
      { kind: 'not', of: { kind: 'learning', fact: 'started', about: { of: 'activities', ids: ['safety'] } } },
      (run) => run.learns('ana', learned('started', '2027-04-29', { activity: 'safety' })),
      true,
    ],
    [
      'membership keeps its truth, whatever the audience asks',
      { kind: 'membership', fact: 'in-audience', names: ['sellers'] },
      (run) => run.moves('ana', 'IT'),
      true,
    ],
  ])('after the beginning %s', (_what, part, changes, goesOn) => {
    const audience: Condition = { kind: 'all', of: [part] };
    const versions = new Map([[1, { campaign: { ...drip, audience }, audiences: { sellers: department('Sales') } }]]);
    const world = setting([live(drip, '2027-04-20', { versions })]);
    const run = new EngineRun([situation('ana', { hiredOn: '2027-04-20' })], world, '2027-04-20').until('2027-04-29');
    expect(changes(run).until('2027-05-26').participation('ana')?.suspended ?? null).toEqual(
      goesOn ? null : expect.anything(),
    );
    expect(run.ended('ana') === null).toBe(goesOn);
  });

  it('ends at once for who left or stopped, and after 14 days for who is missing from a full file', () => {
    const left = begun().employee('ana', { leftOn: '2027-04-30' }).until('2027-06-30');
    expect(left.ended('ana')).toBe('left-company Sat 1 May 00:00');
    const stopped = begun().chooses('ana', { kind: 'stop', topic: 'digital-skills', at: at('2027-04-29 12:00') });
    expect(stopped.until('2027-06-30').ended('ana')).toBe('stopped Thu 29 Apr 12:00');
    const missing = begun()
      .employee('ana', { missingSince: at('2027-04-29 08:00') })
      .until('2027-06-30');
    expect(missing.mails).toEqual(['ana kick-off Mon 26 Apr 09:00']);
    expect(missing.ended('ana')).toBe('left-company Thu 13 May 08:00');
  });

  it('counts one time away: missing from a file, then back in another department', () => {
    const run = begun()
      .employee('ana', { missingSince: at('2027-04-29 08:00') })
      .until('2027-05-06')
      .employee('ana', { missingSince: null })
      .moves('ana', 'IT')
      .until('2027-06-30');
    expect(run.ended('ana')).toBe('left-audience Thu 13 May 08:00');
  });

  it('leaves another topic’s stop alone', () => {
    const run = begun().chooses('ana', { kind: 'stop', topic: 'safety', at: at('2027-04-29 12:00') });
    expect(run.until('2027-05-04').mails.at(-1)).toBe('ana why Mon 3 May 09:00');
  });
});

describe('facts (R2)', () => {
  const run = () => new EngineRun([sales()], setting([drip]), '2027-04-20').until('2027-04-29');

  it('hold from their own time, a late one from when it is known', () => {
    const later = run().learns('ana', learned('completed', '2027-05-04 11:00')).until('2027-05-05');
    expect(later.participation('ana')?.goalReachedAt).toBe(at('2027-05-04 11:00'));
    const late = run()
      .learns('ana', learned('completed', '2027-04-27 11:00', { holdsFrom: at('2027-04-30 08:00') }))
      .until('2027-05-05');
    expect(late.participation('ana')?.goalReachedAt).toBe(at('2027-04-30 08:00'));
  });

  it('"I already did this" ends the way to a voluntary goal, without retain', () => {
    const said = run()
      .chooses('ana', { kind: 'said-done', campaign: 'data', at: at('2027-04-29 11:00') })
      .until('2027-06-30');
    expect(said.ended('ana')).toBe('said-done Thu 29 Apr 11:00');
    expect(said.mails).toEqual(['ana kick-off Mon 26 Apr 09:00']);
  });

  it('"I already did this" after the goal takes nothing away from retain', () => {
    const said = run()
      .learns('ana', learned('completed', '2027-04-29 10:00'))
      .until('2027-04-29 12:00')
      .chooses('ana', { kind: 'said-done', campaign: 'data', at: at('2027-04-29 13:00') })
      .until('2027-06-30');
    expect(said.mails.slice(1)).toEqual(['ana well-done Thu 29 Apr 10:00', 'ana next Fri 7 May 09:00']);
  });

  it('of several promoted activities all must be finished', () => {
    const both = { ...drip, promotes: ['data-101', 'safety'], goal: FINISHED };
    const half = new EngineRun([sales()], setting([both]), '2027-04-20')
      .until('2027-04-29')
      .learns('ana', learned('completed', '2027-04-29 10:00'))
      .until('2027-04-30');
    expect(half.participation('ana')?.goalReachedAt).toBeNull();
    half.learns('ana', learned('passed', '2027-04-30 10:00', { activity: 'safety' })).until('2027-05-01');
    expect(half.participation('ana')?.goalReachedAt).toBe(at('2027-04-30 10:00'));
  });
});
