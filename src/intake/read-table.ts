import { UserError } from '../domain/errors.ts';
import { fold } from '../domain/text.ts';
import { columnName } from './columns.ts';
import { type CellRow, emptyFile, isRefused, type RefusedRow, readDelimited, type TextFormat } from './delimited.ts';
import type { ImportProfile } from './import-profile.ts';
import { type Column, readHeader } from './read-header.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';
import type { TableRow } from './table-row.ts';

/** A file with a header, whatever its kind: CSV with any delimiter and encoding, or XLSX. */
export interface Table {
  readonly columns: readonly Column[];
  /** Headers in other words that were understood: `Voornaam` as `first_name`. To be told to whoever imports. */
  readonly understood: readonly { readonly header: string; readonly column: string }[];
  /** How the text is written, once it was read; null: a workbook. */
  readonly format: Readonly<TextFormat> | null;
  /** Columns, counted from 1, that have no header and yet say something in the rows read so far. */
  readonly unread: ReadonlySet<number>;
  /** The records after the header, in parts; a row with more or fewer cells than the header is refused. */
  readonly rows: AsyncIterable<readonly (TableRow | RefusedRow)[]>;
}

/**
 * @param aliases what other words for a column mean: `{ voornaam: 'first_name' }`.
 * @param profile how the files of one source are read; null: by what they are.
 * @throws {UserError} when the file has no usable header.
 */
export async function readTable(
  source: AsyncIterable<Uint8Array>,
  aliases: Readonly<Record<string, string>> = {},
  profile: ImportProfile | null = null,
): Promise<Table> {
  const format: TextFormat = { encoding: profile?.encoding ?? null, delimiter: profile?.delimiter ?? null };
  const { records, isText } = await openRecords(source, format);
  const [first, ...others] = (await records.next()).value ?? [];
  if (first === undefined) throw emptyFile();
  if (isRefused(first))
    throw new UserError(`Line ${first.line}: ${first.message}`, { hint: 'The first line names the columns.' });
  const { cells } = first;
  const columns = readHeader(cells, aliases, profile);
  const unread = new Set<number>();
  return {
    columns,
    unread,
    understood: columns
      .filter(({ header, name, index }) => index !== null && columnName(header) !== name)
      .map(({ header, name }) => ({ header, column: name })),
    format: isText ? format : null,
    rows: rowsOf(others, records, { columns, headers: cells, unread }, profile),
  };
}

async function openRecords(
  source: AsyncIterable<Uint8Array>,
  format: TextFormat,
): Promise<{ records: AsyncGenerator<readonly (CellRow | RefusedRow)[]>; isText: boolean }> {
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
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return { records: readSpreadsheet(whole), isText: false };
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new UserError('This is a workbook of the old kind (.xls).', { hint: 'Save it as .xlsx or as CSV (UTF-8).' });
  }
  return { records: readDelimited(whole, format), isText: true };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

async function* rowsOf(
  begun: readonly (CellRow | RefusedRow)[],
  records: AsyncGenerator<readonly (CellRow | RefusedRow)[]>,
  { columns, headers, unread }: { columns: readonly Column[]; headers: readonly string[]; unread: Set<number> },
  profile: ImportProfile | null,
): AsyncGenerator<readonly (TableRow | RefusedRow)[]> {
  const width = headers.length;
  let unnamed = headers.flatMap((header, index) => (header.trim() === '' ? [index] : []));
  const readers = new Map(columns.map((column) => [column.name, cellReader(column, profile)]));
  yield begun.map(rowOf);
  for await (const part of records) yield part.map(rowOf);

  function rowOf(record: CellRow | RefusedRow): TableRow | RefusedRow {
    if (isRefused(record)) return record;
    const { line, cells } = record;
    if (cells.length !== width && !(cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))) {
      const message = `The row has ${cells.length} cells, the header ${width}. A cell with the separator in it belongs in quotes.`;
      return { line, column: null, message, names: cells.map((cell) => cell.trim()) };
    }
    for (const index of unnamed) {
      if ((cells[index] ?? '').trim() === '') continue;
      unread.add(index + 1);
      unnamed = unnamed.filter((other) => other !== index);
    }
    return new FileRow(line, cells, readers);
  }
}

type CellReaders = ReadonlyMap<string, (cells: readonly string[]) => string>;

/** A class, so that a file of a million rows does not make a million functions. */
class FileRow implements TableRow {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #readers: CellReaders;

  constructor(line: number, cells: readonly string[], readers: CellReaders) {
    this.line = line;
    this.#cells = cells;
    this.#readers = readers;
  }

  cell(column: string): string | undefined {
    return this.#readers.get(column)?.(this.#cells);
  }
}

/** The trimmed text of a column, in our words where the profile has them. */
function cellReader({ name, index }: Column, profile: ImportProfile | null): (cells: readonly string[]) => string {
  if (index === null) {
    const constant = profile?.constants[name] ?? '';
    return () => constant;
  }
  const words = new Map(Object.entries(profile?.values[name] ?? {}).map(([said, meant]) => [fold(said), meant]));
  if (words.size === 0) return (cells) => (cells[index] ?? '').trim();
  return (cells) => {
    const text = (cells[index] ?? '').trim();
    return words.get(fold(text)) ?? text;
  };
}
