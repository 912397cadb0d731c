import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
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

/** @throws {UserError} unless there is a file that can be read. */
export async function checkFile(path: string): Promise<{ readonly sizeBytes: number }> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'There is no file' : 'This file cannot be read:';
    throw new UserError(`${why} ${path}.`, { hint: 'Check the path; it is relative to the current folder.' });
  });
  if (found.isDirectory()) throw new UserError(`${path} is a folder.`, { hint: 'Name the CSV or XLSX file in it.' });
  if (!found.isFile()) {
    throw new UserError(`${path} is not a file: what comes from it can be read only once.`, {
      hint: 'Write it into a file first, and import that.',
    });
  }
  return { sizeBytes: found.size };
}

export function openFile(path: string): ReadStream {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
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
