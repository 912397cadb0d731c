import type { SystemLocale } from './reason-texts.ts';
import {
  addDays,
  formatTimeOfDay,
  type Instant,
  type LocalDate,
  localDate,
  localDateTime,
  startOfDate,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
  yearOf,
  type Zone,
} from './time.ts';

/** In whose language and zone a sentence is said, and when: a year is named when it is another one. */
export interface Voice {
  readonly locale: SystemLocale;
  readonly zone: Zone;
  readonly now: Instant;
}

/** `Mon 18 Jan 09:00` in the zone of the person; another year than `now`'s is said. */
export function shortTime(instant: Instant, zone: Zone, locale: SystemLocale, now: Instant = instant): string {
  const { date, time } = localDateTime(instant, zone);
  return `${shortDate(date, locale, localDate(now, zone))} ${formatTimeOfDay(time)}`;
}

/** `Mon 18 Jan`; another year than that of `today` is said. */
export function shortDate(date: LocalDate, locale: SystemLocale, today: LocalDate = date): string {
  const parts = dayFormat(locale).formatToParts(startOfDate(date, 'UTC'));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const year = yearOf(date) === yearOf(today) ? '' : ` ${yearOf(date)}`;
  return `${part('weekday')} ${part('day')} ${part('month')}${year}`;
}

const dayFormats = new Map<SystemLocale, Intl.DateTimeFormat>();

function dayFormat(locale: SystemLocale): Intl.DateTimeFormat {
  const format =
    dayFormats.get(locale) ??
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  dayFormats.set(locale, format);
  return format;
}

/** `Monday` */
export function weekdayName(day: Weekday, locale: SystemLocale): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const monday = addDays(ANY_DAY, -WEEKDAYS.indexOf(weekdayOf(ANY_DAY)));
  return format.format(startOfDate(addDays(monday, WEEKDAYS.indexOf(day)), 'UTC'));
}

const ANY_DAY: LocalDate = '2027-01-01';
