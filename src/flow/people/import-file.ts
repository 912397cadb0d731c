import { createHash } from 'node:crypto';
import { type BigIntStats, constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../domain/errors.ts';

/** Where an import is. */
export interface ImportProgress {
  /** `checking`: reads the file to know what it would do. */
  readonly doing: 'checking' | 'importing';
  readonly rows: number;
  readonly bytes: number;
  readonly ofBytes: number;
}

const CHUNK_BYTES = 256 * 1024;

/** A file as it was before it was read. */
export interface CheckedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Another one as soon as somebody writes to the file, or puts another in its place. */
  readonly state: string;
}

/** @throws {UserError} unless there is a file that can be read. */
export async function checkFile(path: string): Promise<CheckedFile> {
  const found = await stat(path, { bigint: true }).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (found.isDirectory()) throw new UserError(`${path} is a folder.`, { hint: 'Name the CSV or XLSX file in it.' });
  if (!found.isFile()) {
    throw new UserError(`${path} is not a file: what comes from it can be read only once.`, {
      hint: 'Write it into a file first, and import that.',
    });
  }
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return { path, sizeBytes: Number(found.size), state: stateOf(found) };
}

/**
 * What was foretold of a file that changes while it is read does not hold: half an export would make the others leavers.
 * @param rows that are in; null: nothing was written yet.
 * @throws {UserError} when it is not as it was checked.
 */
export async function refuseIfChanged({ path, state }: CheckedFile, rows: number | null): Promise<void> {
  const now = await stat(path, { bigint: true }).then(stateOf, () => null);
  if (now === state) return;
  const done = rows === null ? 'Nothing was imported.' : `${rows} rows of it are in; nobody was marked as missing.`;
  throw new UserError(`${path} changed while it was read. ${done}`, {
    hint: 'Wait until it is written to its end, then import it again.',
  });
}

function stateOf({ ino, size, mtimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs].join(' ');
}

/** The bytes of a file, and how many of them were read. */
export interface FileBytes extends AsyncIterable<Uint8Array> {
  readonly bytesRead: number;
}

export function openFile(path: string): FileBytes {
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  return {
    get bytesRead() {
      return stream.bytesRead;
    },
    async *[Symbol.asyncIterator]() {
      try {
        yield* stream;
      } catch (error) {
        throw unreadable(path, error);
      }
    },
  };
}

function unreadable(path: string, cause: unknown): UserError {
  const { code = String(cause) } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    const hint = 'Check the path; it is relative to the current folder.';
    return new UserError(`There is no file ${path}.`, { hint, cause });
  }
  return new UserError(`${path} cannot be read (${code}).`, {
    hint: 'Look at your rights to it, and at the disk or network it lies on.',
    cause,
  });
}

/** SHA-256 over the bytes of a file and over how they are to be read: the same work has the same hash. */
export async function hashFile(path: string, how: unknown): Promise<string> {
  const hash = createHash('sha256').update(`${JSON.stringify(how)}\n`);
  for await (const chunk of openFile(path)) hash.update(chunk);
  return hash.digest('hex');
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
