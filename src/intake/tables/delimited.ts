import { invariant, UserError } from '../../domain/errors.ts';
import type { ColumnReason, RowReason } from '../../domain/row-reasons.ts';
import { decodeText, type Encoding } from './decode-text.ts';
import { type Line, readLines } from './read-lines.ts';
import { splitRecord } from './split-record.ts';

/** One record of a file. */
export interface CellRow {
  /** The file's line on which it begins; the first is 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with cells that say nothing of it themselves, by their place from 0. */
  readonly troubles?: ReadonlyMap<number, RowReason> | undefined;
}

/** A record that could not be taken, with what is wrong. */
export interface RefusedRow {
  readonly line: number;
  /** The name of the column, where it is about one. */
  readonly column: string | null;
  /** Values, not sentences: words are put on where somebody reads them, by `rowReasonsText`. */
  readonly reasons: readonly [ColumnReason, ...ColumnReason[]];
  /** What stands in the cell it is about. */
  readonly value?: string | undefined;
  /** What in the row may be somebody's id or address, as written. */
  readonly names?: readonly string[] | undefined;
}

export function isRefused(row: object): row is RefusedRow {
  return 'reasons' in row;
}

/** How a text was written; null: to be found out. */
export interface TextFormat {
  encoding: Encoding | null;
  delimiter: string | null;
}

/** A quoted cell may hold line breaks, an address say; beyond this a quote was forgotten. */
const MAX_LINES_PER_RECORD = 50;
const MAX_CELL_CHARACTERS = 32_000;
const MAX_RECORD_CHARACTERS = 1_000_000;
const MAX_RECORDS_AT_ONCE = 5_000;

/**
 * Records of a delimited text (RFC 4180, with `,` `;` or tab), blank lines left out, in the parts in which they arrive: a
 * promise for each of a million records takes longer than to read it. A quote that never closes costs the one line on
 * which it opens: reading goes on with the next. Written by hand because csv-parse can neither resume after such a quote
 * nor say on which line a record begins.
 * @param format what is stated holds; where nothing is, it says afterwards what was found.
 */
export async function* readDelimited(
  source: AsyncIterable<Uint8Array>,
  format: TextFormat = { encoding: null, delimiter: null },
): AsyncGenerator<(CellRow | RefusedRow)[]> {
  const parts = readLines(decodeText(source, format));
  const waiting: Line[] = [];
  let lines: readonly Line[] = [];
  let at = 0;
  let records: (CellRow | RefusedRow)[] = [];
  const atHand = () => waiting.shift() ?? lines[at++];
  const arriving = async () => {
    const read = await parts.next();
    [lines, at] = [read.done ? [] : read.value, 1];
    return lines[0] ?? null;
  };
  let delimiter = format.delimiter;
  let isAnnounced = false;
  for (;;) {
    const known = atHand();
    if (records.length > 0 && (known === undefined || records.length >= MAX_RECORDS_AT_ONCE)) {
      yield records;
      records = [];
    }
    const first = known ?? (await arriving());
    if (first === null) break;
    if (first.text === null) {
      records.push(refusedLine(first.line, { code: 'line-too-long' }, wordsOf(first.begin ?? '')));
      continue;
    }
    if (!isAnnounced) {
      const announced = /^sep=(.)$/i.exec(first.text)?.[1];
      delimiter ??= announced ?? null;
      if (announced !== undefined || first.text.trim() === '') continue;
      delimiter ??= detectDelimiter(first.text);
      format.delimiter = delimiter;
      isAnnounced = true;
    }
    invariant(delimiter !== null, 'a header was read');
    if (first.text.trim() === '') continue;
    let text: string = first.text;
    const taken: Line[] = [];
    let record = splitRecord(text, delimiter);
    while (record === 'open' && taken.length < MAX_LINES_PER_RECORD && text.length < MAX_RECORD_CHARACTERS) {
      const more: Line | null = atHand() ?? (await arriving());
      if (more === null) break;
      taken.push(more);
      if (more.text === null) break;
      text += `\n${more.text}`;
      record = splitRecord(text, delimiter);
    }
    if (Array.isArray(record)) records.push(checkCells({ line: first.line, cells: record }));
    else {
      waiting.unshift(...taken);
      records.push(refusedLine(first.line, { code: QUOTE_TROUBLE[record] }, wordsOf(first.text)));
    }
  }
}

const QUOTE_TROUBLE = {
  open: 'quote-open',
  stray: 'quote-stray',
} as const;

/** A row as it is, unless a cell is too long to be one. */
export function checkCells(row: CellRow): CellRow | RefusedRow {
  const long = row.cells.findIndex((cell) => cell.length > MAX_CELL_CHARACTERS);
  if (long < 0) return row;
  const names = row.cells.filter((cell) => cell.length <= MAX_NAME_CHARACTERS);
  return refusedLine(row.line, { code: 'cell-too-long', cell: long + 1, limit: MAX_CELL_CHARACTERS }, names);
}

/** A row that is refused as a whole. */
export function refusedLine(line: number, reason: RowReason, names?: readonly string[]): RefusedRow {
  return refusedCell(line, null, reason, names);
}

/** A row that is refused for one of its cells. */
export function refusedCell(
  line: number,
  column: string | null,
  reason: RowReason,
  names?: readonly string[],
): RefusedRow {
  return { line, column, reasons: [{ ...reason, column }], names };
}

/** In a line that cannot be taken apart every word may be a name, and all between two separators. */
function wordsOf(text: string): string[] {
  const cells = text.split(/[,;|\t"]+/).map((cell) => cell.trim());
  const words = text.split(/[,;|\t"<>\s]+/);
  return [...new Set([...cells, ...words])].filter((word) => word !== '' && word.length <= MAX_NAME_CHARACTERS);
}

const MAX_NAME_CHARACTERS = 300;

/** The candidate that parts the header most often, quoted text aside; a comma where there is only one column. */
function detectDelimiter(header: string): string {
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t'].map((candidate) => ({ candidate, count: bare.split(candidate).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).candidate;
}

/** @throws {UserError} for a file that holds no header. */
export function emptyFile(): UserError {
  return new UserError('The file is empty.', {
    hint: 'The first line names the columns, for example: email,first_name,department.',
  });
}
