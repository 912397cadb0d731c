import type { RefusedRow } from './delimited.ts';
import type { TableRow } from './table-row.ts';

/** What a cell means: a value, or why it means nothing. */
export type CellReading<T> = { readonly value: T } | { readonly why: string };

/** Reads the cells of one row and remembers what is wrong with them, by column. */
export interface RowReader {
  readonly row: TableRow;
  /** Undefined: no such column (leave the field). Null: an empty cell (clear it). A refused cell reads as null. */
  read<T>(column: string, parse: (text: string) => CellReading<T>): T | null | undefined;
  refuse(column: string | null, message: string): void;
  /** Null while nothing is wrong. One refusal per row: its first column, every reason. */
  refusal(): RefusedRow | null;
}

export function rowReader(row: TableRow): RowReader {
  return new Reader(row);
}

/** A class, so that a file of a million rows does not make a million functions. */
class Reader implements RowReader {
  readonly row: TableRow;
  #wrong: { readonly column: string | null; readonly message: string }[] | null = null;

  constructor(row: TableRow) {
    this.row = row;
  }

  read<T>(column: string, parse: (text: string) => CellReading<T>): T | null | undefined {
    const text = this.row.cell(column);
    if (text === undefined) return undefined;
    if (text === '') return null;
    const reading = parse(text);
    if ('value' in reading) return reading.value;
    this.refuse(column, reading.why);
    return null;
  }

  refuse(column: string | null, message: string): void {
    this.#wrong ??= [];
    this.#wrong.push({ column, message });
  }

  refusal(): RefusedRow | null {
    const [first, ...others] = this.#wrong ?? [];
    if (first === undefined) return null;
    const more = others.map(({ column, message }) => (column === null ? message : `${column}: ${message}`));
    const value = first.column === null ? undefined : this.row.cell(first.column);
    return { line: this.row.line, column: first.column, message: [first.message, ...more].join(' '), value };
  }
}

/** The sentence that a cell is refused with: what was found, what was expected. */
export function refused(text: string, why: string): { readonly why: string } {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return { why: `${JSON.stringify(shown)} ${why}` };
}
