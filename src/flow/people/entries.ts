import type { RefusedRow } from '../../intake/delimited.ts';
import type { TableRow } from '../../intake/table-row.ts';

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

/** An entry as a row of a file, so that it is read by the same rules. */
export function rowOf(entry: Entry, position: number): TableRow {
  return { line: position, cell: (column) => (Object.hasOwn(entry, column) ? cellOf(entry[column]) : undefined) };
}

export function refusedEntry({ line, column, message }: RefusedRow): RefusedEntry {
  return { entry: line, column, message: message.replace(/^Line (?=\d)/, 'Entry ') };
}

function cellOf(value: EntryValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return (Array.isArray(value) ? value.join(';') : String(value)).trim();
}
