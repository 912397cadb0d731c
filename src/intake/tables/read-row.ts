import type { ColumnReason, RowReason } from '../../domain/row-reasons.ts';
import type { RefusedRow } from './delimited.ts';
import type { TableRow } from './table-row.ts';

/** What a cell means: a value, or why it means nothing. */
export type CellReading<T> = { readonly value: T } | { readonly why: RowReason };

/** Reads the cells of one row and remembers what is wrong with them, by column. */
export interface RowReader {
  readonly row: TableRow;
  /** Undefined: no such column (leave the field). Null: an empty cell (clear it). A refused cell reads as null. */
  read<T>(column: string, parse: (text: string) => CellReading<T>): T | null | undefined;
  refuse(column: string | null, reason: RowReason): void;
  /** Null while nothing is wrong. One refusal per row: its first column, every reason. */
  refusal(): RefusedRow | null;
}

export function rowReader(row: TableRow): RowReader {
  return new Reader(row);
}

/** A class, so that a file of a million rows does not make a million functions. */
class Reader implements RowReader {
  readonly row: TableRow;
  #wrong: [ColumnReason, ...ColumnReason[]] | null = null;

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

  refuse(column: string | null, reason: RowReason): void {
    const wrong = { ...reason, column };
    if (this.#wrong === null) this.#wrong = [wrong];
    else this.#wrong.push(wrong);
  }

  refusal(): RefusedRow | null {
    if (this.#wrong === null) return null;
    const [{ column }] = this.#wrong;
    const value = column === null ? undefined : this.row.cell(column);
    return { line: this.row.line, column, reasons: this.#wrong, value };
  }
}

/** A cell that does not mean what its column says. */
export function refused(why: RowReason): { readonly why: RowReason } {
  return { why };
}
