import { rowReasonsText } from '../../domain/row-reason-texts.ts';
import { numberText } from '../../intake/tables/cell-values.ts';
import { columnName } from '../../intake/tables/columns.ts';
import { type RefusedRow, refusedCell, refusedLine } from '../../intake/tables/delimited.ts';
import type { TableRow } from '../../intake/tables/table-row.ts';

/** A value that came as JSON; null clears, as an empty cell of a file does. */
export type EntryValue = string | number | boolean | null | readonly (string | number)[];
/** One thing that came as JSON, by the names that the columns of files have. */
export type Entry = Readonly<Record<string, EntryValue | undefined>>;

/** Why an entry was not taken. Entries are counted from 1, as lines are. */
export interface RefusedEntry {
  readonly entry: number;
  readonly column: string | null;
  readonly message: string;
}

/** What became of entries, as an import tells it. */
export interface EntriesTaken {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: readonly RefusedEntry[];
}

/** An entry by the names of columns, and how it wrote each of them. */
export interface NamedEntry {
  readonly entry: Entry;
  readonly writtenAs: ReadonlyMap<string, string>;
  /** Why it cannot be read: two of its names are one column, or one can be none. */
  readonly clash: RefusedRow | null;
}

/**
 * Names its columns as the header of a file would: `Cost centre` is `cost_centre` and `Email` is `email`, so that a
 * condition finds what came by either way.
 */
export function namedAsColumns(sent: Entry, position: number): NamedEntry {
  const entry: Record<string, EntryValue | undefined> = {};
  const writtenAs = new Map<string, string>();
  let clash: RefusedRow | null = null;
  for (const [written, value] of Object.entries(sent)) {
    const name = columnName(written);
    if (FORBIDDEN.includes(name)) {
      clash ??= refusedLine(position, { code: 'column-forbidden', header: written });
      continue;
    }
    const other = writtenAs.get(name);
    if (other !== undefined) {
      clash ??= refusedCell(position, name, { code: 'column-twice', first: other, second: written, name });
      continue;
    }
    writtenAs.set(name, written);
    entry[name] = value;
  }
  return { entry, writtenAs, clash };
}

const FORBIDDEN: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** An entry as a row of a file, so that it is read by the same rules. */
export function rowOf(entry: Entry, position: number): TableRow {
  return { line: position, cell: (column) => (Object.hasOwn(entry, column) ? cellOf(entry[column]) : undefined) };
}

/** @param writtenAs how that entry wrote its columns, where that may be otherwise. */
export function refusedEntry(
  { line, column, reasons }: RefusedRow,
  writtenAs?: ReadonlyMap<string, string>,
): RefusedEntry {
  const written = column === null ? null : (writtenAs?.get(column) ?? column);
  return { entry: line, column: written, message: rowReasonsText(reasons, 'en', 'entry') };
}

function cellOf(value: EntryValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberText(value);
  return (Array.isArray(value) ? value.join(';') : String(value)).trim();
}
