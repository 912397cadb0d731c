import type { AttributeValue } from '../domain/employee.ts';
import { UserError } from '../domain/errors.ts';
import { didYouMean } from '../domain/text.ts';
import { canonicalZone, type DateSpan, type LocalDate, type Weekday, type Zone } from '../domain/time.ts';
import type { AttributeType } from '../domain/workspace.ts';
import { parseDateSpan, parseWeekdays } from './calendar-phrases.ts';
import { type DateParser, dateParser, readAddress, readDate, readNumber, readText, readYesNo } from './cell-values.ts';
import { EMPLOYEE_COLUMNS } from './columns.ts';
import { isRefused, type RefusedRow } from './delimited.ts';
import { columnMeant, EMPLOYEE_HEADER_ALIASES } from './employee-headers.ts';
import type { ImportProfile } from './import-profile.ts';
import { parseCountry, parseLocale, parseRegion } from './places.ts';
import { type CellReading, type RowReader, refused, rowReader } from './read-row.ts';
import { readTable, type Table } from './read-table.ts';
import type { TableRow } from './table-row.ts';
import { type UnknownColumn, unknownColumns } from './unknown-columns.ts';

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
  readonly profile?: ImportProfile | null | undefined;
}

export interface EmployeesFile {
  readonly table: Table;
  readonly rows: AsyncIterable<EmployeeRow | RefusedRow>;
  /** Columns that nobody declared, with what their values look like in the rows read so far. */
  unknownColumns(): readonly UnknownColumn[];
}

/**
 * Rows of an employees file (interfaces.md, "Files in"), CSV or XLSX, while they are read. A row with a cell that
 * cannot mean what its column says is refused alone, with the line of the file.
 * @throws {UserError} when the file cannot be read as a table, or has neither `id` nor `email`.
 */
export async function readEmployees(
  source: AsyncIterable<Uint8Array>,
  { attributes, dates, profile = null }: EmployeeImportOptions,
): Promise<EmployeesFile> {
  const parseDate = dateParser(dates ?? profile?.dates ?? null);
  const table = await readTable(source, EMPLOYEE_HEADER_ALIASES, profile);
  const names = table.columns.map(({ name }) => name);
  if (!names.includes('id') && !names.includes('email')) {
    const meant = names.map((name) => didYouMean(name, ['id', 'email', ...Object.keys(EMPLOYEE_HEADER_ALIASES)]));
    const near = table.columns.find((_, index) => IDENTITIES.includes(columnMeant(meant[index] ?? null)));
    const hint = near
      ? `Is "${near.header}" one of them? Then rename it, or map it: --map FILE.`
      : 'An employees file has at least one of the two; its first line names the columns.';
    throw new UserError(
      `Line 1: there is neither a column "id" nor a column "email"; found ${names.slice(0, 12).join(', ')}.`,
      { hint },
    );
  }
  const unknown = unknownColumns(
    table.columns.filter(({ name }) => !isKnownColumn(name) && !Object.hasOwn(attributes, name)),
  );
  return { table, rows: rowsOf(table, attributes, parseDate, unknown), unknownColumns: unknown.columns };
}

const IDENTITIES: readonly (string | null)[] = ['id', 'email'];

/** One person who comes by another way than a file, read as a row of a file with these columns is. */
export function readEmployeeRow(
  row: TableRow,
  columns: readonly string[],
  { attributes, dates = null }: EmployeeImportOptions,
): EmployeeRow | RefusedRow {
  const parseDate = dateParser(dates);
  return rowParser(columns, attributes, parseDate)(row);
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

function isKnownColumn(name: string): boolean {
  return STRUCTURAL.has(name) || Object.hasOwn(EMPLOYEE_COLUMNS, name);
}

async function* rowsOf(
  table: Table,
  declared: Readonly<Record<string, AttributeType>>,
  parseDate: DateParser,
  unknown: { see(row: TableRow): void },
): AsyncGenerator<EmployeeRow | RefusedRow> {
  const names = table.columns.map(({ name }) => name);
  const parse = rowParser(names, declared, parseDate);
  for await (const row of table.rows) {
    if (!isRefused(row)) unknown.see(row);
    yield isRefused(row) ? row : parse(row);
  }
}

type AttributeParser = (text: string) => CellReading<AttributeValue>;

type RowParser = (row: TableRow) => EmployeeRow | RefusedRow;

function rowParser(
  names: readonly string[],
  declared: Readonly<Record<string, AttributeType>>,
  parseDate: DateParser,
): RowParser {
  const attributes = names
    .filter((name) => !STRUCTURAL.has(name))
    .sort()
    .map((name) => ({ name, parse: attributeParser(name, declared, parseDate) }));
  const fields = fieldParsers(parseDate);
  return (row) => readRow(row, fields, attributes);
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
  parsers: FieldParsers,
  columns: readonly { readonly name: string; readonly parse: AttributeParser }[],
): EmployeeRow | RefusedRow {
  const reader = rowReader(row);
  const fields = readFields(reader, parsers);
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
  if (refusal || identity === null) {
    const names = [row.cell('id') ?? '', row.cell('email') ?? ''];
    return { ...(refusal ?? { line: row.line, column: null, message: 'The row names nobody.' }), names };
  }
  return { line: row.line, identity, fields, attributes };
}

function readFields(reader: RowReader, parsers: FieldParsers): EmployeeFields {
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

type FieldParsers = ReturnType<typeof fieldParsers>;

/** For one file: it writes the same few places, days and managers in very many rows. */
function fieldParsers(parseDate: DateParser) {
  const regions = new Map<string | null, (text: string) => CellReading<string>>();
  return {
    country: remembered(readCountry),
    locale: remembered(readLocale),
    timezone: remembered(readZone),
    workingDays: remembered(readWorkingDays),
    leave: remembered((text) => readLeave(text, parseDate)),
    date: remembered((text) => readDate(text, parseDate)),
    manager: remembered(readAddress),
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
  return text.length <= 200 ? readText(text, false) : refused(text, 'is longer than 200 characters.');
}

function readLocale(text: string): CellReading<string> {
  const value = parseLocale(text);
  return value === null ? refused(text, 'is not a language tag. Write it like nl or nl-BE.') : { value };
}

function readZone(text: string): CellReading<Zone> {
  const value = canonicalZone(text);
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
