import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  formatInstant,
  formatMailDate,
  HOUR_MS,
  instantAt,
  isoWeek,
  localDateTime,
  MINUTE_MS,
  parseInstant,
  parseLocalDate,
  weekdayOf,
} from '../../src/domain/time.ts';

const at = (date: string, hours: number, minutes: number, zone: string) =>
  formatInstant(instantAt(date, hours * HOUR_MS + minutes * MINUTE_MS, zone));

describe('wall time and instants', () => {
  it('is 09:00 local on both sides of a clock change', () => {
    expect(at('2027-03-27', 9, 0, 'Europe/Amsterdam')).toBe('2027-03-27T08:00:00Z');
    expect(at('2027-03-28', 9, 0, 'Europe/Amsterdam')).toBe('2027-03-28T07:00:00Z');
    expect(at('2027-10-30', 9, 0, 'Europe/Amsterdam')).toBe('2027-10-30T07:00:00Z');
    expect(at('2027-10-31', 9, 0, 'Europe/Amsterdam')).toBe('2027-10-31T08:00:00Z');
    expect(at('2027-04-04', 9, 0, 'Australia/Lord_Howe')).toBe('2027-04-03T22:30:00Z');
    expect(at('2027-04-03', 9, 0, 'Australia/Lord_Howe')).toBe('2027-04-02T22:00:00Z');
    expect(at('2027-04-04', 9, 0, 'Asia/Kathmandu')).toBe('2027-04-04T03:15:00Z');
  });

  it('takes the next valid minute for a time the clock skips', () => {
    expect(at('2027-03-28', 2, 30, 'Europe/Amsterdam')).toBe('2027-03-28T01:00:00Z');
    expect(at('2027-03-14', 2, 30, 'America/New_York')).toBe('2027-03-14T07:00:00Z');
    expect(at('2027-10-03', 2, 15, 'Australia/Lord_Howe')).toBe('2027-10-02T15:30:00Z');
  });

  it('takes the first of a time that comes twice', () => {
    expect(at('2027-10-31', 2, 30, 'Europe/Amsterdam')).toBe('2027-10-31T00:30:00Z');
    expect(at('2027-11-07', 1, 30, 'America/New_York')).toBe('2027-11-07T05:30:00Z');
    expect(at('2027-04-04', 1, 45, 'Australia/Lord_Howe')).toBe('2027-04-03T14:45:00Z');
  });

  it('goes to wall time and back', () => {
    const instant = instantAt('2027-04-26', 9 * HOUR_MS, 'Asia/Kathmandu');
    expect(localDateTime(instant, 'Asia/Kathmandu')).toEqual({ date: '2027-04-26', time: 9 * HOUR_MS });
  });
});

describe('dates', () => {
  it('adds days over the end of February, leap years included', () => {
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28');
  });

  it('clips a month that is too short', () => {
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2027-01-15', -1)).toBe('2026-12-15');
  });

  it('knows the weekday and the ISO week', () => {
    expect(weekdayOf('2027-04-26')).toBe('mon');
    expect(weekdayOf('1969-12-31')).toBe('wed');
    expect(isoWeek('2027-01-03')).toBe('2026-W53');
    expect(isoWeek('2027-01-04')).toBe('2027-W01');
  });

  it('refuses a date that is not in the calendar', () => {
    expect(parseLocalDate('2027-02-29')).toBeNull();
    expect(parseLocalDate('2028-02-29')).toBe('2028-02-29');
    expect(parseLocalDate('26-04-2027')).toBeNull();
  });
});

describe('reading and writing instants', () => {
  it('takes an offset when there is one, the zone when there is none', () => {
    expect(parseInstant('2027-04-26T09:00:00+02:00', 'UTC')).toBe(parseInstant('2027-04-26T07:00:00Z', 'UTC'));
    expect(parseInstant('2027-04-26T09:00', 'Europe/Amsterdam')).toBe(parseInstant('2027-04-26T07:00:00Z', 'UTC'));
    expect(parseInstant('2027-04-26', 'Europe/Amsterdam')).toBe(parseInstant('2027-04-25T22:00:00Z', 'UTC'));
    expect(parseInstant('yesterday', 'UTC')).toBeNull();
  });

  it('reads the usual form as it reads every other', () => {
    const two = (max: number) => fc.nat(max).map((value) => String(value).padStart(2, '0'));
    const form = fc.tuple(
      fc.nat(9_999),
      two(13),
      two(32),
      two(25),
      two(61),
      fc.constantFrom('', ':00', ':59', ':60', ':07.5'),
    );
    fc.assert(
      fc.property(form, ([year, month, day, hour, minute, second]) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}${second}`;
        expect(parseInstant(`${text}Z`, 'UTC')).toBe(parseInstant(`${text}+00:00`, 'UTC'));
      }),
    );
  });

  it('writes the Date header of RFC 5322 with the offset of the zone', () => {
    const instant = instantAt('2027-04-26', 9 * HOUR_MS, 'Asia/Kathmandu');
    expect(formatMailDate(instant, 'Asia/Kathmandu')).toBe('Mon, 26 Apr 2027 09:00:00 +0545');
    expect(formatMailDate(instant, 'America/New_York')).toBe('Sun, 25 Apr 2027 23:15:00 -0400');
  });
});
