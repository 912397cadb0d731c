import type { AttributeValue } from '../domain/employee.ts';
import { UserError } from '../domain/errors.ts';
import { canonicalZone, type DateSpan, type LocalDate, type Weekday, type Zone } from '../domain/time.ts';
import type { AttributeType } from '../domain/workspace.ts';
import { parseDateSpan, parseWeekdays } from './calendar-phrases.ts';
import { type DateParser, dateParser, readAddress, readDate, readNumber, readText, readYesNo } from './cell-values.ts';
import { EMPLOYEE_COLUMNS } from './columns.ts';
import { isRefused, type RefusedRow } from './delimited.ts';
import { EMPLOYEE_HEADER_ALIASES } from './employee-headers.ts';
import { parseCountry, parseLocale, parseRegion } from './places.ts';
import { type CellReading, type RowReader, refused, rowReader } from './read-row.ts';
import { readTable, type Table, type TableRow } from './read-table.ts';

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

/** One person of an employees file. */
export interface EmployeeRow {
  readonly line: number;
  /** What knows the person: the `id` cell, else the lower-cased email. */
  readonly identity: string;
  readonly fields: EmployeeFields;
  /** Every other column, by column name; null: an empty cell. Dates as YYYY-MM-DD, yes-no as `yes` and `no`. */
  readonly attributes: Readonly<Record<string, AttributeValue | null>>;
}

export interface EmployeeImportOptions {
  /** The workspace's: they say which further columns are numbers, dates, yes or no. */
  readonly attributes: Readonly<Record<string, AttributeType>>;
  /** How dates are written besides ISO 8601: `dd-mm-yyyy`. */
  readonly dates?: string | null | undefined;
}

/**
 * Rows of an employees file (interfaces.md, "Files in"), CSV or XLSX, while they are read. A row with a cell that
 * cannot mean what its column says is refused alone, with the line of the file.
 * @throws {UserError} when the file cannot be read as a table, or has neither `id` nor `email`.
 */
export async function readEmployees(
  source: AsyncIterable<Uint8Array>,
  options: EmployeeImportOptions,
): Promise<{ readonly table: Table; readonly rows: AsyncIterable<EmployeeRow | RefusedRow> }> {
  const parseDate = dateParser(options.dates ?? null);
  const table = await readTable(source, EMPLOYEE_HEADER_ALIASES);
  const names = table.columns.map(({ name }) => name);
  if (!names.includes('id') && !names.includes('email')) {
    const hint = 'An employees file has at least one of the two; its first line names the columns.';
    throw new UserError(
      `Line 1: there is neither a column "id" nor a column "email"; found ${names.slice(0, 12).join(', ')}.`,
      { hint },
    );
  }
  return { table, rows: rowsOf(table, options.attributes, parseDate) };
}

/** One person who comes by another way than a file, read as a row of a file with these columns is. */
export function readEmployeeRow(
  row: TableRow,
  columns: readonly string[],
  { attributes, dates = null }: EmployeeImportOptions,
): EmployeeRow | RefusedRow {
  const parseDate = dateParser(dates);
  return readRow(row, attributeColumns(columns, attributes, parseDate), parseDate);
}

/** Columns with a field of their own; all others are attributes. */
const STRUCTURAL = new Set([
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

async function* rowsOf(
  table: Table,
  declared: Readonly<Record<string, AttributeType>>,
  parseDate: DateParser,
): AsyncGenerator<EmployeeRow | RefusedRow> {
  const names = table.columns.map(({ name }) => name);
  const attributes = attributeColumns(names, declared, parseDate);
  for await (const row of table.rows) yield isRefused(row) ? row : readRow(row, attributes, parseDate);
}

type AttributeParser = (text: string) => CellReading<AttributeValue>;

function attributeColumns(
  names: readonly string[],
  declared: Readonly<Record<string, AttributeType>>,
  parseDate: DateParser,
): { readonly name: string; readonly parse: AttributeParser }[] {
  return names
    .filter((name) => !STRUCTURAL.has(name))
    .map((name) => ({ name, parse: attributeParser(name, declared, parseDate) }));
}

function attributeParser(
  name: string,
  declared: Readonly<Record<string, AttributeType>>,
  parseDate: DateParser,
): AttributeParser {
  const type =
    (Object.hasOwn(declared, name) ? declared[name]?.type : undefined) ??
    (Object.hasOwn(EMPLOYEE_COLUMNS, name) ? EMPLOYEE_COLUMNS[name] : undefined);
  if (type === 'number') return readNumber;
  if (type === 'yes-no') return readYesNo;
  if (type === 'date') return (text) => readDate(text, parseDate);
  const mayBreak = name !== 'first_name' && name !== 'last_name';
  return (text) => readText(text, mayBreak);
}

function readRow(
  row: TableRow,
  columns: readonly { readonly name: string; readonly parse: AttributeParser }[],
  parseDate: DateParser,
): EmployeeRow | RefusedRow {
  const reader = rowReader(row);
  const fields = readFields(reader, parseDate);
  const attributes: Record<string, AttributeValue | null> = {};
  for (const { name, parse } of columns) attributes[name] = reader.read(name, parse) ?? null;
  const identity = fields.id ?? fields.email ?? null;
  if (identity === null && reader.refusal() === null) {
    reader.refuse(
      row.cell('id') === undefined ? 'email' : 'id',
      'There is neither an id nor an email address; nobody can be found by this row.',
    );
  }
  const { hiredOn, leftOn } = fields;
  if (hiredOn && leftOn && leftOn < hiredOn) reader.refuse('left_on', `${leftOn} is before hired_on ${hiredOn}.`);
  const refusal = reader.refusal();
  if (refusal || identity === null)
    return refusal ?? { line: row.line, column: null, message: 'The row names nobody.' };
  return { line: row.line, identity, fields, attributes };
}

function readFields(reader: RowReader, parseDate: DateParser): EmployeeFields {
  const country = reader.read('country', readCountry);
  const fields: { readonly [Field in keyof EmployeeFields]: EmployeeFields[Field] | null | undefined } = {
    id: reader.read('id', readId),
    email: reader.read('email', readAddress),
    locale: reader.read('locale', readLocale),
    timezone: reader.read('timezone', readZone),
    country,
    region: reader.read('region', (text) => readRegion(text, country ?? null)),
    workingDays: reader.read('working_days', readWorkingDays),
    leave: noneIsEmpty(reader.read('leave', (text) => readLeave(text, parseDate))),
    hiredOn: reader.read('hired_on', (text) => readDate(text, parseDate)),
    leftOn: reader.read('left_on', (text) => readDate(text, parseDate)),
    managerEmail: reader.read('manager_email', readAddress),
    buddyEmail: reader.read('buddy_email', readAddress),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function noneIsEmpty(leave: readonly DateSpan[] | null | undefined): readonly DateSpan[] | undefined {
  return leave === null ? [] : leave;
}

function readId(text: string): CellReading<string> {
  return text.length <= 200 ? readText(text, false) : refused(text, 'is longer than 200 characters.');
}

function readLocale(text: string): CellReading<string> {
  const value = parseLocale(text);
  return value === null ? refused(text, 'is not a language tag. Write it like nl or nl-BE.') : { value };
}

const zones = new Map<string, Zone | null>();

/** A file names few zones many times, and asking costs some 30 µs. */
function readZone(text: string): CellReading<Zone> {
  const known = zones.get(text);
  const value = known === undefined ? canonicalZone(text) : known;
  if (zones.size < 1_000) zones.set(text, value);
  return value === null ? refused(text, 'is not a time zone. Write it like Europe/Amsterdam.') : { value };
}

function readCountry(text: string): CellReading<string> {
  const value = parseCountry(text);
  return value === null
    ? refused(text, 'is not a country code. Write two letters (ISO 3166), like NL or BE.')
    : { value };
}

function readRegion(text: string, country: string | null): CellReading<string> {
  const value = parseRegion(text, country);
  return value === null
    ? refused(text, 'is not a region code. Write what follows the country in ISO 3166-2, like BE for DE-BE.')
    : { value };
}

function readWorkingDays(text: string): CellReading<readonly Weekday[]> {
  const value = parseWeekdays(text);
  return value === null
    ? refused(text, 'does not name weekdays. Write it like mon-fri or mon tue thu fri.')
    : { value };
}

/** Dates and spans, separated by spaces, commas or semicolons. */
function readLeave(text: string, parseDate: DateParser): CellReading<readonly DateSpan[]> {
  const spans: DateSpan[] = [];
  for (const part of text.replaceAll(/\s*\.\.\s*/g, '..').split(/[\s,;]+/)) {
    if (part === '') continue;
    const span = parseDateSpan(part, parseDate);
    if (span === null) return refused(part, 'is neither a date nor a span. Write it like 2027-02-01..2027-02-12.');
    spans.push(span);
  }
  return { value: spans };
}
