import { resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { databaseName, openPostgres } from './postgres/open-postgres.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import { type Store, storeOver } from './store.ts';

/**
 * Opens the database, and makes or upgrades its tables.
 * @param options.secretKey SECRET_KEY, where the settings have one
 * @param url `file:PATH` (SQLite; the folder is made), `file::memory:` or `memory:`, `postgres://…`.
 * @throws {UserError} for a URL of another kind.
 * @throws {EnvironmentError} when it cannot be opened, is newer than this program, or older and `readOnly`.
 */
export async function openStore(
  url: string,
  options: { readonly readOnly?: boolean; readonly secretKey?: string | null } = {},
): Promise<Store> {
  const { readOnly = false, secretKey = null } = options;
  if (/^postgres(ql)?:\/\//.test(url))
    return storeOver(await openPostgres(url, readOnly), databaseName(url), readOnly, secretKey);
  if (url === 'memory:' || url === 'file::memory:')
    return storeOver(await openSqlite(':memory:', false), 'the database in memory', false, secretKey);
  if (/^file:./.test(url)) {
    const path = resolve(url.slice('file:'.length).replace(/^\/\/(?=\/)/, ''));
    return storeOver(await openSqlite(path, readOnly), `database ${path}`, readOnly, secretKey);
  }
  throw new UserError(`DATABASE_URL: "${url.replace(/:.*/, ':…')}" is not a database this program knows`, {
    hint: 'Write file:PATH for SQLite, or postgres://user:password@host/name.',
  });
}
