import { UserError } from '../../domain/errors.ts';
import { rowReasonsText, rowReasonText } from '../../domain/row-reason-texts.ts';
import { fold } from '../../domain/text.ts';
import { columnName } from './columns.ts';
import {
  type CellRow,
  emptyFile,
  isRefused,
  type RefusedRow,
  readDelimited,
  refusedCell,
  refusedLine,
  type TextFormat,
} from './delimited.ts';
import type { ImportProfile } from './import-profile.ts';
import { type Column, readHeader } from './read-header.ts';
import { readSpreadsheet, type SheetsRead } from './read-spreadsheet.ts';
import { seenText } from './seen-text.ts';
import type { TableRow } from './table-row.ts';

/** A file with a header, whatever its kind: CSV with any delimiter and encoding, or XLSX. */
export interface Table {
  readonly columns: readonly Column[];
  /** Headers in other words that were understood: `Voornaam` as `first_name`. To be told to whoever imports. */
  readonly understood: readonly { readonly header: string; readonly column: string }[];
  /** How the text is written, once it was read; null: a workbook. */
  readonly format: Readonly<TextFormat> | null;
  /** Of a workbook: the sheet that was read, and the visible ones that were not; null: a text. */
  readonly sheet: Readonly<SheetsRead>['sheet'];
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
  const read: SheetsRead = { sheet: null };
  const { records, isText } = await openRecords(source, format, read);
  const [first, ...others] = (await records.next()).value ?? [];
  if (first === undefined) throw emptyFile();
  if (isRefused(first))
    throw new UserError(`Line ${first.line}: ${rowReasonsText(first.reasons, 'en')}`, {
      hint: 'The first line names the columns.',
    });
  const { cells, troubles } = first;
  for (const trouble of troubles?.values() ?? [])
    throw new UserError(`Line ${first.line}: ${rowReasonText(trouble, 'en')}`, {
      hint: 'The first line names the columns.',
    });
  const columns = readHeader(cells, aliases, profile);
  const unread = new Set<number>();
  return {
    columns,
    unread,
    understood: columns
      .filter(({ header, name, index }) => index !== null && columnName(header) !== name)
      .map(({ header, name }) => ({ header, column: name })),
    format: isText ? format : null,
    sheet: read.sheet,
    rows: rowsOf(others, records, { columns, headers: cells, unread }, profile),
  };
}

async function openRecords(
  source: AsyncIterable<Uint8Array>,
  format: TextFormat,
  read: SheetsRead,
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
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return { records: readSpreadsheet(whole, read), isText: false };
  const begin = Buffer.from(head)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  const otherwise = OTHER_FILES.find(({ mark }) => begin.startsWith(mark));
  if (otherwise !== undefined) {
    throw new UserError(otherwise.message, {
      hint: 'Open it in a spreadsheet, save it as .xlsx without a password or as CSV (UTF-8), and import that.',
    });
  }
  return { records: readDelimited(whole, format), isText: true };
}

/** What is no table, by its first bytes in Latin-1; reporting tools give web pages names that end in .xls. */
const OTHER_FILES = [
  { mark: '\xd0\xcf\x11\xe0', message: 'This is a workbook of the old kind (.xls), or one with a password.' },
  { mark: '<', message: 'This is a web page or another text with tags, whatever its name says.' },
  { mark: '%PDF', message: 'This is a PDF, not a table.' },
] as const;

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
  yield begun.flatMap(rowOf);
  for await (const part of records) yield part.flatMap(rowOf);

  /** None of a row of empty cells, which spreadsheets write below a list. */
  function rowOf(record: CellRow | RefusedRow): TableRow | RefusedRow | [] {
    if (isRefused(record)) return record;
    const { line, cells, troubles } = record;
    for (const { name: column, index } of troubles === undefined ? [] : columns) {
      const reason = index === null ? undefined : troubles?.get(index);
      if (reason !== undefined) return refusedCell(line, column, reason, cells.map(seenText));
    }
    if (seenText(cells[0] ?? '') === '' && cells.every((cell) => seenText(cell) === '')) return [];
    if (cells.length !== width && !(cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))) {
      const reason = { code: 'cell-count', cells: cells.length, columns: width } as const;
      return refusedLine(line, reason, cells.map(seenText));
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
  if (words.size === 0) return (cells) => seenText(cells[index] ?? '');
  return (cells) => {
    const text = seenText(cells[index] ?? '');
    return words.get(fold(text)) ?? text;
  };
}
