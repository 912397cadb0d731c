import { canonicalZone, type DateSpan, type LocalDate, type Weekday, type Zone } from '../../domain/time.ts';
import { parseDateSpan } from '../calendar-phrases.ts';
import { type DateParser, readAddress, readDate, readText } from '../tables/cell-values.ts';
import { type CellReading, type RowReader, refused } from '../tables/read-row.ts';
import { countryNamed, parseCountry, parseLocale, parseRegion } from './places.ts';
import { parseWorkingDays } from './working-days.ts';

/** The structural columns of a row. Absent: the file has no such column; null: an empty cell, which clears (rules.md R17). */
export interface EmployeeFields {
  readonly id?: string | null;
  /** Lower-cased. */
  readonly email?: string | null;
  readonly locale?: string | null;
  readonly timezone?: Zone | null;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly workingDays?: readonly Weekday[] | null;
  readonly leave?: readonly DateSpan[];
  readonly hiredOn?: LocalDate | null;
  readonly leftOn?: LocalDate | null;
  readonly managerEmail?: string | null;
  readonly buddyEmail?: string | null;
}

/** Columns with a field of their own; all others are attributes. */
export const STRUCTURAL = new Set([
  'id',
  'email',
  'locale',
  'timezone',
  'country',
  'region',
  'working_days',
  'leave',
  'hired_on',
  'left_on',
  'manager_email',
  'buddy_email',
]);

/** The fields of a row; what is wrong with their cells the reader remembers. */
export function readFields(reader: RowReader, parsers: FieldParsers): EmployeeFields {
  const country = reader.read('country', parsers.country);
  const fields: { -readonly [Field in keyof EmployeeFields]: EmployeeFields[Field] } = {};
  put(fields, 'id', reader.read('id', readId));
  put(fields, 'email', reader.read('email', readAddress));
  put(fields, 'locale', reader.read('locale', parsers.locale));
  put(fields, 'timezone', reader.read('timezone', parsers.timezone));
  put(fields, 'country', country);
  put(fields, 'region', reader.read('region', parsers.regionOf(country ?? null)));
  put(fields, 'workingDays', reader.read('working_days', parsers.workingDays));
  put(fields, 'leave', noneIsEmpty(reader.read('leave', parsers.leave)));
  put(fields, 'hiredOn', reader.read('hired_on', parsers.date));
  put(fields, 'leftOn', reader.read('left_on', parsers.date));
  put(fields, 'managerEmail', reader.read('manager_email', parsers.manager));
  put(fields, 'buddyEmail', reader.read('buddy_email', readAddress));
  return fields;
}

/** A missing column leaves no trace. */
function put<Fields extends object, Field extends keyof Fields>(
  fields: Fields,
  field: Field,
  value: Fields[Field] | undefined,
): void {
  if (value !== undefined) fields[field] = value;
}

export type FieldParsers = ReturnType<typeof fieldParsers>;

/** For one file: it writes the same few places, days and managers in very many rows. */
export function fieldParsers(parseDate: DateParser) {
  const regions = new Map<string | null, (text: string) => CellReading<string>>();
  return {
    country: remembered(readCountry),
    locale: remembered(readLocale),
    timezone: remembered(readZone),
    workingDays: remembered(readWorkingDays),
    leave: remembered((text) => readLeave(text, parseDate)),
    date: remembered((text) => readDate(text, parseDate)),
    manager: remembered(readManager),
    regionOf(country: string | null) {
      const known = regions.get(country) ?? remembered((text) => readRegion(text, country));
      regions.set(country, known);
      return known;
    },
  };
}

const REMEMBERED = 5_000;

function remembered<T>(parse: (text: string) => CellReading<T>): (text: string) => CellReading<T> {
  const known = new Map<string, CellReading<T>>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const reading = parse(text);
    if (known.size < REMEMBERED) known.set(text, reading);
    return reading;
  };
}

function noneIsEmpty(leave: readonly DateSpan[] | null | undefined): readonly DateSpan[] | undefined {
  return leave === null ? [] : leave;
}

function readId(text: string): CellReading<string> {
  return text.length <= 200 ? readText(text, false) : refused({ code: 'too-long', value: text, limit: 200 });
}

function readLocale(text: string): CellReading<string> {
  const value = parseLocale(text);
  return value === null ? refused({ code: 'not-a-language', value: text }) : { value };
}

function readZone(text: string): CellReading<Zone> {
  const value = canonicalZone(text);
  return value === null ? refused({ code: 'not-a-time-zone', value: text }) : { value };
}

function readCountry(text: string): CellReading<string> {
  const value = parseCountry(text) ?? countryNamed(text);
  return value === null ? refused({ code: 'not-a-country', value: text }) : { value };
}

function readRegion(text: string, country: string | null): CellReading<string> {
  const value = parseRegion(text, country);
  return value === null ? refused({ code: 'not-a-region', value: text }) : { value };
}

function readWorkingDays(text: string): CellReading<readonly Weekday[]> {
  const value = parseWorkingDays(text);
  if (value === 'ambiguous') return refused({ code: 'weekdays-ambiguous', value: text });
  return value === null ? refused({ code: 'not-weekdays', value: text }) : { value };
}

/** Dates and spans, separated by spaces, commas or semicolons. */
function readLeave(text: string, parseDate: DateParser): CellReading<readonly DateSpan[]> {
  const spans: DateSpan[] = [];
  for (const part of text.replaceAll(/\s*\.\.\s*/g, '..').split(/[\s,;]+/)) {
    if (part === '') continue;
    const span = parseDateSpan(part, parseDate);
    if (span === null) return refused({ code: 'not-a-span', value: part });
    spans.push(span);
  }
  return { value: spans };
}

/** Personnel systems often give a manager's number or name under a header that says "manager". */
function readManager(text: string): CellReading<string> {
  if (text.includes('@')) return readAddress(text);
  return refused({ code: 'manager-not-an-address', value: text });
}
