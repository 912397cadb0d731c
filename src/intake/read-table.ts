import { UserError } from '../domain/errors.ts';
import { columnName } from './columns.ts';
import { type CellRow, emptyFile, isRefused, type RefusedRow, readDelimited } from './delimited.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';
import { show } from './wording.ts';

/** A file with a header, whatever its kind: CSV with any delimiter and encoding, or XLSX. */
export interface Table {
  readonly columns: readonly Column[];
  /** Headers in other words that were understood: `Voornaam` as `first_name`. To be told to whoever imports. */
  readonly understood: readonly { readonly header: string; readonly column: string }[];
  /** The records after the header; a row with more or fewer cells than the header is refused. */
  readonly rows: AsyncIterable<TableRow | RefusedRow>;
}

export interface Column {
  readonly name: string;
  /** As the file writes it. */
  readonly header: string;
  readonly index: number;
}

export interface TableRow {
  readonly line: number;
  /** The trimmed cell of a column; `''` when it is empty; undefined when the file has no such column. */
  cell(column: string): string | undefined;
}

const MAX_COLUMNS = 1_000;
const FORBIDDEN: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * @param aliases what other words for a column mean: `{ voornaam: 'first_name' }`.
 * @throws {UserError} when the file has no usable header.
 */
export async function readTable(
  source: AsyncIterable<Uint8Array>,
  aliases: Readonly<Record<string, string>> = {},
): Promise<Table> {
  const records = await openRecords(source);
  const first = await records.next();
  if (first.done) throw emptyFile();
  if (isRefused(first.value))
    throw new UserError(`Line ${first.value.line}: ${first.value.message}`, {
      hint: 'The first line names the columns.',
    });
  const { cells } = first.value;
  const columns = readHeader(cells, aliases);
  return {
    columns,
    understood: columns
      .filter(({ header, name }) => columnName(header) !== name)
      .map(({ header, name }) => ({ header, column: name })),
    rows: rowsOf(records, columns, cells.length),
  };
}

async function openRecords(source: AsyncIterable<Uint8Array>): Promise<AsyncGenerator<CellRow | RefusedRow>> {
  const chunks = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  while (head.length < 8) {
    const chunk = await chunks.next();
    if (chunk.done) break;
    head = Buffer.concat([head, chunk.value]);
  }
  const whole = (async function* () {
    if (head.length > 0) yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  })();
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return readSpreadsheet(whole);
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new UserError('This is a workbook of the old kind (.xls).', { hint: 'Save it as .xlsx or as CSV (UTF-8).' });
  }
  return readDelimited(whole);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function readHeader(headers: readonly string[], aliases: Readonly<Record<string, string>>): Column[] {
  if (headers.length > MAX_COLUMNS) {
    throw new UserError(`The header has ${headers.length} columns.`, {
      hint: `At most ${MAX_COLUMNS} are read; leave out those that nobody needs.`,
    });
  }
  const columns: Column[] = [];
  const written = headers.map((header) => columnName(header));
  for (const [index, raw] of headers.entries()) {
    const header = raw.trim();
    const own = columnName(header);
    const meant = Object.hasOwn(aliases, own) ? aliases[own] : undefined;
    // Where the file has the column itself, the other word stays what it says.
    const name = meant !== undefined && !written.includes(meant) ? meant : own;
    if (name === '') continue;
    if (FORBIDDEN.includes(name) || /\p{Cc}/u.test(name)) {
      throw new UserError(`Line 1: ${show(header)} cannot be the name of a column.`, { hint: 'Rename the column.' });
    }
    const twin = columns.find((column) => column.name === name);
    if (twin) {
      const message = `Line 1: the columns ${show(twin.header)} and ${show(header)} are both "${name}".`;
      throw new UserError(message, { hint: 'Rename or remove one of them.' });
    }
    columns.push({ name, header, index });
  }
  if (columns.length === 0) throw emptyFile();
  return columns;
}

async function* rowsOf(
  records: AsyncGenerator<CellRow | RefusedRow>,
  columns: readonly Column[],
  width: number,
): AsyncGenerator<TableRow | RefusedRow> {
  const indexes = new Map(columns.map(({ name, index }) => [name, index]));
  for await (const record of records) {
    if (isRefused(record)) {
      yield record;
      continue;
    }
    const { line, cells } = record;
    if (cells.length !== width && !(cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))) {
      const message = `The row has ${cells.length} cells, the header ${width}. A cell with the separator in it belongs in quotes.`;
      yield { line, column: null, message };
      continue;
    }
    yield {
      line,
      cell: (column) => {
        const index = indexes.get(column);
        return index === undefined ? undefined : (cells[index] ?? '').trim();
      },
    };
  }
}
