import type { DateTest } from './condition.ts';
import type { Duration } from './duration.ts';
import {
  addDays,
  addMonths,
  HOUR_MS,
  type Instant,
  instantAt,
  type LocalDate,
  localDateTime,
  MINUTE_MS,
  type Zone,
} from './time.ts';

/** Dates have four digits for the year: what lies beyond is compared with these. */
const FIRST_DATE: LocalDate = '0001-01-01';
const LAST_DATE: LocalDate = '9999-12-30';

/** A date that many calendar days or months after (or, with `times` -1, before) another. Clock times count no days. */
export function shiftDate(date: LocalDate, span: Duration, times: 1 | -1 = 1): LocalDate {
  switch (span.unit) {
    case 'months': {
      const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + times * span.amount;
      if (month < 12) return FIRST_DATE;
      return month >= 9_999 * 12 ? LAST_DATE : addMonths(date, times * span.amount);
    }
    case 'days':
    case 'working days':
      return addDays(date, times * span.amount);
    case 'hours':
    case 'minutes':
      return date;
  }
}

/** An instant that long after another: clock time for minutes and hours, else the same local time on a later date. */
export function shiftInstant(instant: Instant, span: Duration, zone: Zone): Instant {
  if (span.unit === 'minutes') return instant + span.amount * MINUTE_MS;
  if (span.unit === 'hours') return instant + span.amount * HOUR_MS;
  const { date, time } = localDateTime(instant, zone);
  return instantAt(shiftDate(date, span), time, zone);
}

/** From a date on, and before another; null: open. */
export interface DateRange {
  readonly from: LocalDate | null;
  readonly before: LocalDate | null;
}

/**
 * The dates for which a test holds on a day. `within` and `in` include their ends; `over … ago` and `before` exclude
 * them (rules.md R3). Memory and both databases ask this one function.
 */
export function datesOf(test: DateTest, today: LocalDate): DateRange {
  switch (test.is) {
    case 'within':
      return { from: shiftDate(today, test.span, -1), before: addDays(today, 1) };
    case 'in':
      return { from: today, before: addDays(shiftDate(today, test.span), 1) };
    case 'over-ago':
      return { from: null, before: shiftDate(today, test.span, -1) };
    case 'before':
      return { from: null, before: test.date };
  }
}

export function isInRange(date: LocalDate, { from, before }: DateRange): boolean {
  return (from === null || from <= date) && (before === null || date < before);
}
