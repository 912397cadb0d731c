import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { RefusedRow } from '../../intake/delimited.ts';

/** What an import comes to (interfaces.md). */
export interface ImportResult {
  /** Rows in the file, the header aside. */
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** People who are marked as left. Who is only missing from a full file is counted here alone. */
  readonly left: number;
  readonly refused: number;
  /** One for each refused row, in the order of the file; the header is line 1. */
  readonly errors: readonly RefusedRow[];
  /** What whoever imports should know: headers that were understood, countries without known holidays. */
  readonly remarks: readonly string[];
}

/** Rows in parts that one transaction can take. */
const ROWS_PER_TRANSACTION = 500;

export async function* inBatches<T>(rows: AsyncIterable<T>, size = ROWS_PER_TRANSACTION): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** @throws {UserError} unless there is a file that can be read. */
export async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'There is no file' : 'This file cannot be read:';
    throw new UserError(`${why} ${path}.`, { hint: 'Check the path; it is relative to the current folder.' });
  });
  if (!found.isFile()) {
    throw new UserError(`${path} is a folder.`, { hint: 'Name the CSV or XLSX file in it.' });
  }
}

/**
 * What reading the header of a file comes to; a mistake in it names the file.
 * @throws {UserError}
 */
export async function inFile<T>(path: string, reading: Promise<T>): Promise<T> {
  return reading.catch((cause: unknown) => {
    if (!(cause instanceof UserError) || cause.place !== undefined) throw cause;
    const hint = cause.hint === undefined ? {} : { hint: cause.hint };
    throw new UserError(cause.message, { ...hint, place: { file: basename(path) }, cause });
  });
}

/** @throws {UserError} with `--strict`, when a row was refused: nothing is imported. */
export function refuseUnlessSound(errors: readonly RefusedRow[]): void {
  const [first] = errors;
  if (first === undefined) return;
  const column = first.column === null ? '' : ` (${first.column})`;
  throw new UserError(
    `${errors.length} ${errors.length === 1 ? 'row is' : 'rows are'} wrong, and with --strict nothing is imported. Line ${first.line}${column}: ${first.message}`,
    { hint: 'Mend the file, or leave out --strict: the other rows then go in.' },
  );
}
