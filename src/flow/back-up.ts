import { access, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EnvironmentError, UserError } from '../domain/errors.ts';
import { knownGateNumbers } from '../store/mails/witnessed-mails.ts';
import type { Store } from '../store/store.ts';

/**
 * A copy of the database as it is at one instant, made while others read and write it. It knows how far the send
 * journal had got; what the journal has beyond that is held after a restore (guarantees.md F11).
 *
 * @returns its size, and how many mails had passed the gate by then.
 * @throws {UserError} when the file exists, or the database is not SQLite.
 */
export async function backUp(store: Store, path: string): Promise<{ bytes: number; gates: number }> {
  if (store.dialect !== 'sqlite')
    throw new UserError('This database is Postgres, which brings its own tool for backups.', {
      hint: 'pg_dump --format=custom --file=BACKUP "$DATABASE_URL"; restore it with pg_restore.',
    });
  if (await exists(path))
    throw new UserError(`${path} exists already.`, { hint: 'Name another file: a backup is never written over.' });
  const part = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await rm(part, { force: true });
    await store.copyTo(part);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new EnvironmentError(`${path} could not be written: ${cause instanceof Error ? cause.message : cause}.`, {
      hint: 'Look at the folder, its rights and its room.',
      cause,
    });
  }
  const numbers = await knownGateNumbers(store.read);
  return { bytes: (await stat(path)).size, gates: [...numbers.values()].reduce((sum, last) => sum + last, 0) };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
