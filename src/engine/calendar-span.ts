import type { Duration } from '../domain/duration.ts';
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
} from '../domain/time.ts';

/** A date that many calendar days or months after (or, with `times` -1, before) another. Clock times count no days. */
export function shiftDate(date: LocalDate, span: Duration, times: 1 | -1 = 1): LocalDate {
  switch (span.unit) {
    case 'months':
      return addMonths(date, times * span.amount);
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
