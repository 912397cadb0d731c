import type { AttributeValue } from '../../domain/employee.ts';
import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import type { AttributeType } from '../../domain/workspace.ts';
import { type DateParser, dateParser, readDate, readNumber, readText, readYesNo } from '../tables/cell-values.ts';
import { EMPLOYEE_COLUMNS } from '../tables/columns.ts';
import { isRefused, type RefusedRow, refusedLine } from '../tables/delimited.ts';
import type { ImportProfile } from '../tables/import-profile.ts';
import { type CellReading, rowReader } from '../tables/read-row.ts';
import { readTable, type Table } from '../tables/read-table.ts';
import type { TableRow } from '../tables/table-row.ts';
import { type EmployeeFields, type FieldParsers, fieldParsers, readFields, STRUCTURAL } from './employee-fields.ts';
import { columnMeant, EMPLOYEE_HEADER_ALIASES } from './employee-headers.ts';
import { type UnknownColumn, unknownColumns } from './unknown-columns.ts';

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
  /** In the parts in which they arrive. */
  readonly rows: AsyncIterable<readonly (EmployeeRow | RefusedRow)[]>;
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

function isKnownColumn(name: string): boolean {
  return STRUCTURAL.has(name) || Object.hasOwn(EMPLOYEE_COLUMNS, name);
}

async function* rowsOf(
  table: Table,
  declared: Readonly<Record<string, AttributeType>>,
  parseDate: DateParser,
  unknown: { see(row: TableRow): void },
): AsyncGenerator<readonly (EmployeeRow | RefusedRow)[]> {
  const names = table.columns.map(({ name }) => name);
  const parse = rowParser(names, declared, parseDate);
  for await (const part of table.rows) {
    yield part.map((row) => {
      if (isRefused(row)) return row;
      unknown.see(row);
      return parse(row);
    });
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
    reader.refuse(row.cell('id') === undefined ? 'email' : 'id', { code: 'nobody-named' });
  }
  const { hiredOn, leftOn } = fields;
  if (hiredOn && leftOn && leftOn < hiredOn)
    reader.refuse('left_on', { code: 'left-before-hired', left: leftOn, hired: hiredOn });
  const refusal = reader.refusal();
  if (refusal || identity === null) {
    const names = [row.cell('id') ?? '', row.cell('email') ?? ''];
    return { ...(refusal ?? refusedLine(row.line, { code: 'nobody-named' })), names };
  }
  return { line: row.line, identity, fields, attributes };
}
