import { Temporal } from 'temporal-polyfill';

/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
/** A date without a zone: `2027-04-26`. */
export type LocalDate = string;
/** An IANA zone name: `Europe/Amsterdam`. */
export type Zone = string;
/** Milliseconds since local midnight on the wall clock: 09:00 is 32,400,000. */
export type TimeOfDay = number;
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
/** Tells what time it is. Passed in; the only way to learn it. */
export type Clock = () => Instant;

/** From the first through the last day, both included. */
export interface DateSpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The wall clock of this machine. */
export const wallClock: Clock = () => Date.now();

/** What the wall clock in `zone` shows at `instant`. */
export function localDateTime(instant: Instant, zone: Zone): { date: LocalDate; time: TimeOfDay } {
  const local = instant + offsetAt(instant, zone);
  const day = Math.floor(local / DAY_MS);
  return { date: dateOfDay(day), time: local - day * DAY_MS };
}

export function localDate(instant: Instant, zone: Zone): LocalDate {
  return dateOfDay(Math.floor((instant + offsetAt(instant, zone)) / DAY_MS));
}

/**
 * The instant at which the wall clock in `zone` shows `date` and `time` (rules.md R20): a time that the clock skips is
 * the next valid one, a time that comes twice is the first.
 */
export function instantAt(date: LocalDate, time: TimeOfDay, zone: Zone): Instant {
  const local = dayOf(date) * DAY_MS + time;
  const early = local - offsetAt(local - DAY_MS, zone);
  const late = local - offsetAt(local + DAY_MS, zone);
  // With one offset around, both are the same. Around a change: the first of the two that the clock really shows.
  for (const candidate of early < late ? [early, late] : [late, early]) {
    if (candidate + offsetAt(candidate, zone) === local) return candidate;
  }
  return changeBetween(local - DAY_MS - offsetAt(local - DAY_MS, zone), local + DAY_MS, zone);
}

/** The first instant of a local date: 00:00, or what follows a skipped midnight. */
export function startOfDate(date: LocalDate, zone: Zone): Instant {
  return instantAt(date, 0, zone);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOf(date) + days);
}

/** Calendar months; the day is clipped to the month's last (31 January + 1 month = 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const first = `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}-01`;
  const next = `${pad(Math.floor((index + 1) / 12), 4)}-${pad(((index + 1) % 12) + 1, 2)}-01`;
  return addDays(first, Math.min(day, dayOf(next) - dayOf(first)) - 1);
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return dayOf(b) - dayOf(a);
}

export function weekdayOf(date: LocalDate): Weekday {
  return WEEKDAYS[(((dayOf(date) + 3) % 7) + 7) % 7] as Weekday;
}

/** The ISO 8601 week of a local date: `2027-W17`. */
export function isoWeek(date: LocalDate): string {
  const thursday = addDays(date, 3 - WEEKDAYS.indexOf(weekdayOf(date)));
  const year = thursday.slice(0, 4);
  return `${year}-W${pad(Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1, 2)}`;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function isWithin(date: LocalDate, span: DateSpan): boolean {
  return span.from <= date && date <= span.to;
}

/** A real calendar date written `YYYY-MM-DD`; null otherwise. */
export function parseLocalDate(text: string): LocalDate | null {
  const trimmed = text.trim();
  return LOCAL_DATE.test(trimmed) && dateOfDay(dayOf(trimmed)) === trimmed ? trimmed : null;
}

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `09:30` → milliseconds since midnight; `24:00` is the end of the day; null when it is not a time. */
export function parseTimeOfDay(text: string): TimeOfDay | null {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim());
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  return match && Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes * MINUTE_MS : null;
}

/**
 * An ISO 8601 date-time. Without an offset it is wall time in `zone`; a bare date is the start of that day in `zone`.
 * Null when it is neither.
 */
export function parseInstant(text: string, zone: Zone): Instant | null {
  const trimmed = text.trim();
  const date = parseLocalDate(trimmed);
  if (date !== null) return startOfDate(date, zone);
  const usual = USUAL_INSTANT.exec(trimmed);
  if (usual !== null) {
    const [, day = '', hour, minute, second = 0, milli = ''] = usual;
    const time = (Number(hour) * 60 + Number(minute)) * MINUTE_MS + Number(second) * SECOND_MS;
    return parseLocalDate(day) === null ? null : dayOf(day) * DAY_MS + time + Number(milli.padEnd(3, '0'));
  }
  try {
    if (/(?:z|[+-]\d{2}(?::?\d{2})?)$/i.test(trimmed.slice(10)))
      return Temporal.Instant.from(trimmed).epochMilliseconds;
    const wall = Temporal.PlainDateTime.from(trimmed.replace(' ', 'T'));
    const time = ((wall.hour * 60 + wall.minute) * 60 + wall.second) * SECOND_MS + wall.millisecond;
    return instantAt(wall.toPlainDate().toString(), time, zone);
  } catch {
    return null;
  }
}

/** As most systems write it; read here because a file has millions of them. The rest of ISO 8601 is read by Temporal. */
const USUAL_INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?Z$/;

/** The preferred form of RFC 9110 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`; null when it is another. */
export function parseHttpDate(text: string): Instant | null {
  const found = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/.exec(text.trim());
  const month = MONTHS.indexOf(found?.[2] ?? '') + 1;
  return found === null || month === 0
    ? null
    : parseInstant(`${found[3]}-${pad(month, 2)}-${found[1]}T${found[4]}Z`, 'UTC');
}

/** ISO 8601 in UTC, to the second when there are no milliseconds: `2027-04-26T07:00:00Z`. */
export function formatInstant(instant: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString();
}

/** The date of an RFC 5322 `Date` header, in the zone's offset: `Mon, 26 Apr 2027 09:00:00 +0200`. */
export function formatMailDate(instant: Instant, zone: Zone): string {
  const { date, time } = localDateTime(instant, zone);
  const offset = Math.round(offsetAt(instant, zone) / MINUTE_MS);
  const [year, month, day] = date.split('-');
  const name = weekdayOf(date);
  const sign = `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`;
  return `${name[0]?.toUpperCase()}${name.slice(1)}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${formatTimeOfDay(time, true)} ${sign}`;
}

/** `09:05`, or with seconds `09:05:07`. */
export function formatTimeOfDay(time: TimeOfDay, seconds = false): string {
  const total = Math.floor(time / SECOND_MS);
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, ...(seconds ? [total % 60] : [])];
  return parts.map((part) => pad(part, 2)).join(':');
}

/** The zone's canonical spelling; null when the IANA database of this machine does not know it. */
export function canonicalZone(text: string): Zone | null {
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: text.trim() }).resolvedOptions().timeZone;
    return /^[+-]/.test(zone) ? null : text.trim();
  } catch {
    return null;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Days since 1970-01-01 of a civil date, and back: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
function dayOf(date: LocalDate): number {
  const cached = dayCache.get(date);
  if (cached !== undefined) return cached;
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const day =
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
  if (dayCache.size < CACHED_DAYS) dayCache.set(date, day);
  return day;
}

function dateOfDay(day: number): LocalDate {
  const cached = dateCache.get(day);
  if (cached !== undefined) return cached;
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex + (monthIndex < 10 ? 3 : -9);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const date = `${pad(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
  if (dateCache.size < CACHED_DAYS) dateCache.set(day, date);
  return date;
}

/** Enough for a century; the caches make date arithmetic about as cheap as a map look-up. */
const CACHED_DAYS = 40_000;
const dayCache = new Map<LocalDate, number>();
const dateCache = new Map<number, LocalDate>();

/** When the offset of a zone changes, and to what, from a year before to a year after the asked one. */
interface ZoneTable {
  readonly from: Instant;
  readonly to: Instant;
  readonly changes: readonly { readonly at: Instant; readonly offsetMs: number }[];
}

const tables = new Map<Zone, ZoneTable>();

/** Local minus UTC in milliseconds. A table per zone: Temporal costs some 38 µs a question, the table next to nothing. */
function offsetAt(instant: Instant, zone: Zone): number {
  let table = tables.get(zone);
  if (table === undefined || instant < table.from || instant >= table.to) {
    table = zoneTable(zone, instant, table);
    tables.set(zone, table);
  }
  let offset = table.changes[0]?.offsetMs ?? 0;
  for (const change of table.changes) {
    if (change.at > instant) break;
    offset = change.offsetMs;
  }
  return offset;
}

function zoneTable(zone: Zone, instant: Instant, known: ZoneTable | undefined): ZoneTable {
  const from = Math.min(known?.from ?? instant, instant - 400 * DAY_MS);
  const to = Math.max(known?.to ?? instant, instant + 800 * DAY_MS);
  let moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const changes = [{ at: from, offsetMs: moment.offsetNanoseconds / 1e6 }];
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= to) return { from, to, changes };
    changes.push({ at: next.epochMilliseconds, offsetMs: next.offsetNanoseconds / 1e6 });
    moment = next;
  }
}

/** The instant at which the zone's offset changes, in a span that is known to hold one. */
function changeBetween(from: Instant, to: Instant, zone: Zone): Instant {
  offsetAt(from, zone);
  offsetAt(to, zone);
  const change = tables.get(zone)?.changes.find(({ at }) => at > from && at <= to);
  return change?.at ?? to;
}
