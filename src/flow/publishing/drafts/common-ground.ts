import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hashes } from '../../../domain/draft.ts';
import { EnvironmentError, UserError } from '../../../domain/errors.ts';

/**
 * What a folder and the drafts of a database had in common at their last push or pull: a hash for each file. It lies
 * in the folder and says something about this copy of it alone, so it keeps itself out of version control. Losing it
 * loses nothing: then every file that differs is a conflict.
 */
const PLACE = join('.druppel', 'drafts.json');

/**
 * @param name of the drafts of this database; what was remembered about another's says nothing here. Null: nothing was
 *   ever pushed to it.
 * @throws {UserError} when the file is not what was written.
 */
export async function readCommonGround(folder: string, name: string | null): Promise<Hashes> {
  const text = await readFile(join(folder, PLACE), 'utf8').catch(() => null);
  if (text === null) return new Map();
  const kept = parse(text);
  if (kept === null) {
    throw new UserError('This file does not say what was last in step.', {
      place: { file: PLACE },
      hint: 'Delete it and try again: files that differ on both sides are then asked about.',
    });
  }
  return kept.drafts === name ? new Map(Object.entries(kept.files)) : new Map();
}

/** @throws {EnvironmentError} when it cannot be written. */
export async function writeCommonGround(folder: string, name: string, base: Hashes): Promise<void> {
  const kept: Kept = { drafts: name, files: Object.fromEntries([...base].sort(([a], [b]) => (a < b ? -1 : 1))) };
  const file = join(folder, PLACE);
  try {
    await mkdir(join(folder, '.druppel'), { recursive: true });
    await writeFile(join(folder, '.druppel', '.gitignore'), '*\n');
    await writeFile(`${file}.part`, `${JSON.stringify(kept, null, 2)}\n`);
    await rename(`${file}.part`, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EnvironmentError(`${file} cannot be written (${code ?? String(error)}).`, {
      hint: 'What was carried is carried. Make the folder writable and run it again, so that it is remembered.',
      cause: error,
    });
  }
}

interface Kept {
  readonly drafts: string;
  readonly files: Readonly<Record<string, string>>;
}

function parse(text: string): Kept | null {
  try {
    const { drafts, files } = JSON.parse(text);
    const isWhole =
      typeof drafts === 'string' &&
      typeof files === 'object' &&
      files !== null &&
      Object.values(files).every((hash) => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash));
    return isWhole ? { drafts, files } : null;
  } catch {
    return null;
  }
}
