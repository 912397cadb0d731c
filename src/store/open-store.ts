import { resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { databaseName, openPostgres } from './postgres/open-postgres.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import { type Store, storeOver } from './store.ts';

/**
 * Opens the database, and makes or upgrades its tables.
 * @param url `file:PATH` (SQLite; the folder is made), `file::memory:` or `memory:`, `postgres://…`.
 * @throws {UserError} for a URL of another kind.
 * @throws {EnvironmentError} when it cannot be opened, is newer than this program, or older and `readOnly`.
 */
export async function openStore(url: string, options: { readOnly?: boolean } = {}): Promise<Store> {
  const readOnly = options.readOnly ?? false;
  if (/^postgres(ql)?:\/\//.test(url)) return storeOver(await openPostgres(url, readOnly), databaseName(url), readOnly);
  if (url === 'memory:' || url === 'file::memory:')
    return storeOver(await openSqlite(':memory:', false), 'the database in memory', false);
  if (/^file:./.test(url)) {
    const path = resolve(url.slice('file:'.length).replace(/^\/\/(?=\/)/, ''));
    return storeOver(await openSqlite(path, readOnly), `database ${path}`, readOnly);
  }
  throw new UserError(`DATABASE_URL: "${url.replace(/:.*/, ':…')}" is not a database this program knows`, {
    hint: 'Write file:PATH for SQLite, or postgres://user:password@host/name.',
  });
}
