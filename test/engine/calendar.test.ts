import { describe, expect, it } from 'vitest';
import { loadPublicHolidays } from '../../src/calendar/public-holidays.ts';
import type { Employee } from '../../src/domain/employee.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Weekday } from '../../src/domain/time.ts';
import { EngineRun } from '../support/engine-run.ts';
import { at, campaign, live, mail, on, setting, situation, wait, workspace } from '../support/engine-world.ts';

/** One mail, due at the launch. */
const one = campaign({ inform: [mail('hello')] }, { starts: 'launch' });
const launched = (when: string, definition = one) => setting([live(definition, when)]);

/** When a mail that is due at `launch` reaches somebody, in their own time. */
function arrives(launch: string, person: Partial<Employee> = {}, world = launched(launch)): string | undefined {
  return new EngineRun([situation('ana', person)], world, launch).until('2028-12-31').mails[0]?.replace('ana ', '');
}

describe('the window is [from, to) in the zone of the reader (R5)', () => {
  it.each<[due: string, goes: string]>([
    ['2027-04-23 08:59', 'hello Fri 23 Apr 09:00'],
    ['2027-04-23 09:00', 'hello Fri 23 Apr 09:00'],
    ['2027-04-23 16:29', 'hello Fri 23 Apr 16:29'],
    ['2027-04-23 16:30', 'hello Mon 26 Apr 09:00'],
    ['2027-04-23 16:31', 'hello Mon 26 Apr 09:00'],
    ['2027-04-24 10:00', 'hello Mon 26 Apr 09:00'],
    ['2027-04-26 16:30', 'hello Wed 28 Apr 09:00'],
    ['2028-02-28 17:00', 'hello Tue 29 Feb 09:00'],
  ])('due %s, goes %s', (due, goes) => {
    expect(arrives(due)).toBe(goes);
  });

  it('is narrowed by a campaign’s own days and hours, never widened', () => {
    const narrow = {
      ...one,
      sending: { days: ['tue', 'wed', 'sun'] as Weekday[], from: 10 * HOUR_MS, to: 20 * HOUR_MS },
    };
    expect(arrives('2027-04-26 12:00', {}, launched('2027-04-26 12:00', narrow))).toBe('hello Wed 28 Apr 10:00');
    expect(arrives('2027-04-28 16:30', {}, launched('2027-04-28 16:30', narrow))).toBe('hello Tue 4 May 10:00');
  });
});

describe('09:00 is 09:00 on the wall on both sides of a clock change (R20)', () => {
  it.each<[zone: string, country: string, before: string, after: string, hours: number]>([
    ['Europe/Amsterdam', 'NL', '2027-03-26', '2027-03-29', 71],
    ['Europe/Amsterdam', 'NL', '2027-10-29', '2027-11-01', 73],
    ['America/New_York', 'US', '2027-03-12', '2027-03-15', 71],
    ['America/New_York', 'US', '2027-11-05', '2027-11-08', 73],
    ['Australia/Lord_Howe', 'AU', '2027-04-02', '2027-04-05', 72.5],
    ['Australia/Lord_Howe', 'AU', '2027-10-01', '2027-10-04', 71.5],
    ['Asia/Kathmandu', 'NP', '2027-03-26', '2027-03-29', 72],
  ])('%s (%s) from %s to %s', (timezone, country, before, after, hours) => {
    const two = campaign({ inform: [mail('friday', on('start')), mail('monday', '3 days')] }, { starts: before });
    const world = setting([live(two, '2027-01-04')], { workspace: workspace({ holidays: false }) });
    const run = new EngineRun([situation('ana', { timezone, country })], world, '2027-01-04').until('2027-12-31');
    expect(run.mails.map((line) => line.slice(-5))).toEqual(['09:00', '09:00']);
    expect(((run.sent[1]?.at ?? 0) - (run.sent[0]?.at ?? 0)) / HOUR_MS).toBe(hours);
    expect(after > before).toBe(true);
  });

  it('writes at an hour that the clock skips at the next valid minute, and at a double one the first time', () => {
    const night = workspace({ from: 2 * HOUR_MS + 30 * MINUTE_MS, to: 5 * HOUR_MS, days: ['sun'], holidays: false });
    const world = (when: string) => setting([live(one, when)], { workspace: night });
    const sent = (when: string) =>
      new EngineRun([situation('ana')], world(when), when).until('2027-12-31').sent.map((one) => one.at);
    expect(sent('2027-03-27 12:00')).toEqual([at('2027-03-28T01:00:00Z')]);
    expect(sent('2027-10-30 12:00')).toEqual([at('2027-10-31T00:30:00Z')]);
  });

  it('recomputes what is not sent yet when somebody moves to another zone', () => {
    const run = new EngineRun([situation('ana')], launched('2027-04-25 10:00'), '2027-04-25 10:00')
      .until('2027-04-25 12:00')
      .employee('ana', { timezone: 'America/New_York', country: 'US' })
      .until('2027-04-30');
    expect(run.sent.map((one) => one.at)).toEqual([at('2027-04-26T13:00:00Z')]);
  });
});

describe('a day is a working day of the organisation and of the person (R5)', () => {
  it.each<[what: string, person: Partial<Employee>, goes: string]>([
    ['nothing special', {}, 'hello Wed 5 May 09:00'],
    ['Wednesday off', { workingDays: ['mon', 'tue', 'thu', 'fri'] }, 'hello Fri 7 May 09:00'],
    ['Saturdays only: no day in common', { workingDays: ['sat'] }, 'never'],
    ['on leave through Friday', { leave: [{ from: '2027-05-03', to: '2027-05-07' }] }, 'hello Mon 10 May 09:00'],
    ['hired next week', { hiredOn: '2027-05-12' }, 'hello Wed 12 May 09:00'],
  ])('%s', (_what, person, goes) => {
    expect(arrives('2027-05-05 07:00', person) ?? 'never').toBe(goes);
  });

  it('leaves out the organisation’s days off and its blackout', () => {
    const closed = workspace({ daysOff: ['2027-05-05'], blackout: [{ from: '2027-05-07', to: '2027-05-11' }] });
    const world = { ...launched('2027-05-05 07:00'), workspace: closed };
    // Wednesday is a day off, Thursday Ascension Day, Friday to Tuesday blackout.
    expect(arrives('2027-05-05 07:00', {}, world)).toBe('hello Wed 12 May 09:00');
  });

  it('"not now" moves it, for this campaign or for all', () => {
    const world = launched('2027-05-10 07:00');
    for (const about of ['data', null]) {
      const run = new EngineRun([situation('ana')], world, '2027-05-10 07:00')
        .chooses('ana', { kind: 'not-now', campaign: about, at: at('2027-05-10 07:00'), until: at('2027-05-13 12:00') })
        .until('2027-06-01');
      expect(run.mails).toEqual(['ana hello Thu 13 May 12:00']);
    }
  });

  it('a pause moves openings behind it, and waiting in it is no lateness', () => {
    const run = new EngineRun([situation('ana')], launched('2027-05-10 07:00'), '2027-05-10 07:00')
      .campaign('data', { state: 'paused', pauses: [{ from: at('2027-05-10 07:00'), to: null }] })
      .until('2027-05-31 10:00');
    expect(run.mails).toEqual([]);
    run.campaign('data', {
      state: 'running',
      pauses: [{ from: at('2027-05-10 07:00'), to: at('2027-05-31 10:00') }],
    });
    expect(run.until('2027-06-01').mails).toEqual(['ana hello Mon 31 May 10:00']);
  });
});

describe('real public holidays', () => {
  it.each<[where: string, country: string, region: string | null, zone: string, due: string, goes: string]>([
    ['King’s Day', 'NL', null, 'Europe/Amsterdam', '2027-04-27 07:00', 'hello Wed 28 Apr 09:00'],
    ['no King’s Day', 'BE', null, 'Europe/Brussels', '2027-04-27 07:00', 'hello Tue 27 Apr 09:00'],
    ['Belgian national day', 'BE', null, 'Europe/Brussels', '2027-07-21 07:00', 'hello Thu 22 Jul 09:00'],
    ['Corpus Christi in Bavaria', 'DE', 'BY', 'Europe/Berlin', '2027-05-27 07:00', 'hello Fri 28 May 09:00'],
    ['none in Berlin', 'DE', 'BE', 'Europe/Berlin', '2027-05-27 07:00', 'hello Thu 27 May 09:00'],
    ['2 January in Scotland, moved', 'GB', 'SCT', 'Europe/London', '2027-01-04 07:00', 'hello Tue 5 Jan 09:00'],
    ['none known in Nepal', 'NP', null, 'Asia/Kathmandu', '2027-04-27 02:00', 'hello Tue 27 Apr 09:00'],
  ])('%s', async (_where, country, region, timezone, due, goes) => {
    const known = await loadPublicHolidays();
    const holidays = (of: string | null, within: string | null, year: number) =>
      new Set(of === null ? [] : known.datesOf(of, within, year).keys());
    expect(arrives(due, { country, region, timezone }, { ...launched(due), holidays })).toBe(goes);
  });
});

describe('after D counts from the local date of the mail before, at the same local time (R5)', () => {
  it.each<[wait: string, first: string, second: string]>([
    ['1 working day', 'Fri 23 Apr 15:00', 'Mon 26 Apr 15:00'],
    ['2 working days', 'Fri 23 Apr 15:00', 'Wed 28 Apr 15:00'],
    ['1 day', 'Fri 23 Apr 15:00', 'Mon 26 Apr 09:00'],
    ['4 hours', 'Fri 23 Apr 10:00', 'Mon 26 Apr 09:00'],
    ['4 days', 'Fri 23 Apr 15:00', 'Wed 28 Apr 09:00'],
    ['1 week', 'Fri 23 Apr 15:00', 'Fri 30 Apr 15:00'],
    ['1 month', 'Fri 23 Apr 15:00', 'Mon 24 May 09:00'],
  ])('%s after %s is %s', (span, first, second) => {
    const launch = `2027-04-${first.slice(4, 6)} ${first.slice(-5)}`;
    const two = campaign({ inform: [mail('first'), mail('second', wait(span))] }, { starts: 'launch' });
    const run = new EngineRun([situation('ana')], launched(launch, two), launch).until('2027-06-30');
    expect(run.mails).toEqual([`ana first ${first}`, `ana second ${second}`]);
  });

  it('leave and a part-time day are no working days', () => {
    const two = campaign({ inform: [mail('first'), mail('second', '3 working days')] }, { starts: 'launch' });
    const ana = situation('ana', {
      workingDays: ['mon', 'tue', 'thu', 'fri'],
      leave: [{ from: '2027-05-11', to: '2027-05-11' }],
    });
    const run = new EngineRun([ana], launched('2027-05-07 11:00', two), '2027-05-07 11:00').until('2027-06-30');
    // Mon 10, (Tue on leave, Wed off), Thu 13, Fri 14.
    expect(run.mails.at(-1)).toBe('ana second Fri 14 May 11:00');
  });

  it('from a Saturday, 1 working day is Monday', () => {
    const saturday = workspace({ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] });
    const two = campaign(
      { inform: [mail('first'), mail('second', '1 working day')] },
      { starts: 'launch', sending: { days: null, from: null, to: null } },
    );
    const world = { ...launched('2027-05-08 11:00', two), workspace: saturday };
    const run = new EngineRun([situation('ana')], world, '2027-05-08 11:00').until('2027-06-30');
    expect(run.mails).toEqual(['ana first Sat 8 May 11:00', 'ana second Mon 10 May 11:00']);
    const plain = new EngineRun(
      [situation('ana')],
      launched('2027-05-08 11:00', campaign({ inform: [mail('only', '1 working day')] }, { starts: 'launch' })),
      '2027-05-08 11:00',
    ).until('2027-06-30');
    expect(plain.mails).toEqual(['ana only Mon 10 May 11:00']);
  });
});

describe('lateness is slot minus opening (R5)', () => {
  const patient = campaign({
    inform: [mail('hello', { kind: 'next-slot' }, { skipIfLate: { amount: 2, unit: 'days' } })],
  });
  const down = (definition: typeof patient, back: string) =>
    new EngineRun([situation('ana')], setting([definition]), back).until('2027-06-01');

  it.each<[back: string, mails: string[]]>([
    ['2027-04-28 09:00', ['ana hello Wed 28 Apr 09:00']],
    ['2027-04-28 09:01', []],
  ])('the engine was down from the start to %s', (back, mails) => {
    expect(down(patient, back).mails).toEqual(mails);
    expect(down(patient, back).passed('ana')).toEqual(mails.length === 0 ? ['hello: too-late'] : []);
  });

  it('"never" goes however late', () => {
    const never = campaign({ inform: [mail('hello', { kind: 'next-slot' }, { skipIfLate: 'never' })] });
    expect(down(never, '2027-05-20 10:00').mails).toEqual(['ana hello Thu 20 May 10:00']);
  });
});

describe('the spread at a window’s opening (R5, R12)', () => {
  const spread = workspace({ spreadMs: 20 * MINUTE_MS });
  const names = ['ana', 'ben', 'cas', 'dee', 'eva', 'fin', 'gus', 'hal'];

  it('is a person’s own, every day the same, within the first minutes', () => {
    const three = campaign(
      { inform: [mail('one'), mail('two', '1 day'), mail('three', '1 week')] },
      { starts: '2027-05-10' },
    );
    const world = setting([live(three)], { workspace: spread });
    const run = new EngineRun(
      names.map((name) => situation(name)),
      world,
      '2027-05-03',
    ).until('2027-06-01');
    const offsets = new Map<string, Set<number>>();
    for (const { recipient, at: when } of run.sent) {
      const offset = (when - at('2027-05-10 09:00')) % DAY_MS;
      offsets.set(recipient, (offsets.get(recipient) ?? new Set()).add(offset));
    }
    expect([...offsets.values()].map((times) => times.size)).toEqual(names.map(() => 1));
    const own = [...offsets.values()].map((times) => [...times][0] ?? -1);
    expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...own)).toBeLessThan(20 * MINUTE_MS);
    expect(new Set(own).size).toBeGreaterThan(4);
  });

  it('does not hold up what comes due inside the window', () => {
    const world = { ...launched('2027-05-10 09:05'), workspace: spread };
    expect(arrives('2027-05-10 09:05', {}, world)).toBe('hello Mon 10 May 09:05');
  });
});
