import { UserError } from '../../domain/errors.ts';
import { rowReasonsText } from '../../domain/row-reason-texts.ts';
import type { Instant } from '../../domain/time.ts';
import type { RefusedRow } from '../../intake/tables/delimited.ts';
import type { ImportProfile } from '../../intake/tables/import-profile.ts';

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
  /** Refused rows, in the order of the file; the header is line 1. The first {@link MAX_LISTED} of them. */
  readonly errors: readonly RefusedRow[];
  /** What whoever imports should know: headers that were understood, countries without known holidays. */
  readonly remarks: readonly string[];
  /** Not null: the same import had begun before and was interrupted; what it had done counts as unchanged now. */
  readonly continued: Continued | null;
  /** How the file was read, so that the next of its source is read so too. */
  readonly recognised: ImportProfile;
}

/** What an interrupted import had done. */
export interface Continued {
  readonly at: Instant;
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
}

/** More are counted, and go to the error file, but are not kept in memory. */
export const MAX_LISTED = 20_000;

/** Who hears of refused rows while they are found: the error file. */
export interface RefusalListener {
  /** A reading of the file begins; what an earlier one told does not count. */
  begin(): Promise<void>;
  add(rows: readonly RefusedRow[]): Promise<void>;
}

/** Collects refused rows, as many as are wrong. */
export interface Refusals {
  readonly listed: readonly RefusedRow[];
  readonly count: number;
  /** Those of one part of the file, in any order; rows that waited come last, and in the list to their place. */
  add(rows: readonly RefusedRow[]): Promise<void>;
}

export async function collectRefusals(listener: RefusalListener | undefined): Promise<Refusals> {
  const listed: RefusedRow[] = [];
  let count = 0;
  await listener?.begin();
  return {
    listed,
    get count() {
      return count;
    },
    async add(rows) {
      const inOrder = rows.toSorted((a, b) => a.line - b.line).map(withoutNames);
      count += inOrder.length;
      const isBehind = (inOrder[0]?.line ?? 0) < (listed.at(-1)?.line ?? 0);
      listed.push(...inOrder.slice(0, MAX_LISTED - listed.length));
      // Rows that waited for the end of the file.
      if (isBehind) listed.sort((a, b) => a.line - b.line);
      if (inOrder.length > 0) await listener?.add(inOrder);
    },
  };
}

/**
 * Whom a row names is for `--full` alone. Copied by way of JSON: a text that was cut out of the file keeps the whole
 * part of the file that it was cut from in memory.
 */
function withoutNames({ names: _, ...row }: RefusedRow): RefusedRow {
  return JSON.parse(JSON.stringify(row));
}

/** Rows in parts that one transaction can take: it holds the database some 50 ms. */
const ROWS_PER_TRANSACTION = 1_500;

export async function* inBatches<T>(
  parts: AsyncIterable<readonly T[]>,
  size = ROWS_PER_TRANSACTION,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const part of parts) {
    for (const row of part) {
      batch.push(row);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * What comes next, fetched while the last is still worked on: by `start` where the worker begins to wait for something
 * else, or when it is asked for. At most one is held.
 */
export function readAhead<T>(source: AsyncGenerator<T>): {
  start(): void;
  next(): Promise<IteratorResult<T, unknown>>;
} {
  let ahead: Promise<IteratorResult<T, unknown>> | null = null;
  const start = () => {
    if (ahead !== null) return;
    ahead = source.next();
    // Told to whoever asks for it; until then nobody listens.
    ahead.catch(() => undefined);
  };
  return {
    start,
    next() {
      start();
      const fetched = ahead as Promise<IteratorResult<T, unknown>>;
      ahead = null;
      return fetched;
    },
  };
}

/** With `--strict` one wrong row is enough. */
export class UnsoundFile extends UserError {
  /** Rows in the file. */
  readonly read: number;
  readonly refused: number;
  /** The first of them. */
  readonly errors: readonly RefusedRow[];

  constructor({ read, errors, refused }: Pick<ImportResult, 'read' | 'errors' | 'refused'>) {
    const [first] = errors;
    const column = first?.column ? ` (${first.column})` : '';
    super(
      `${refused} ${refused === 1 ? 'row is' : 'rows are'} wrong, and with --strict nothing is imported. Line ${first?.line}${column}: ${rowReasonsText(first?.reasons ?? [], 'en')}`,
      { hint: 'Mend the file, or leave out --strict: the other rows then go in.' },
    );
    this.read = read;
    this.refused = refused;
    this.errors = errors;
  }
}

/** @throws {UnsoundFile} with `--strict`, when a row was refused: nothing is imported. */
export function refuseUnlessSound(result: Pick<ImportResult, 'read' | 'errors' | 'refused'>): void {
  if (result.refused > 0) throw new UnsoundFile(result);
}
