import { EnvironmentError } from '../../domain/errors.ts';

export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** What the environment did wrong, with the next act; anything else as it is. */
export function explainSqliteError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const trouble = TROUBLES.find(({ codes }) => codes.test(code));
  if (trouble === undefined) return error;
  return new EnvironmentError(`database ${path} ${trouble.message} (${code})`, { hint: trouble.hint, cause: error });
}

/** https://sqlite.org/rescode.html, and what mkdir says. */
const TROUBLES: readonly { codes: RegExp; message: string; hint: string }[] = [
  {
    codes: /^(SQLITE_READONLY|EACCES|EROFS|EPERM)/,
    message: 'cannot be written',
    hint: 'Give this user the right to write the file and its folder, or set DATABASE_URL to another place.',
  },
  {
    codes: /^(SQLITE_CANTOPEN|ENOTDIR|EEXIST|ENOENT)/,
    message: 'cannot be opened',
    hint: 'Check that the path in DATABASE_URL is a file in a folder that this user may read and write.',
  },
  {
    codes: /^(SQLITE_FULL|ENOSPC)/,
    message: 'has no room left on its disk',
    hint: 'Free some space; nothing was lost, and work goes on from where it stopped.',
  },
  {
    codes: /^SQLITE_IOERR/,
    message: 'could not be read or written by the disk',
    hint: 'Check the disk; if it is a network drive, put the database on a local one.',
  },
  {
    codes: /^SQLITE_(NOTADB|CORRUPT)/,
    message: 'is damaged or not a database',
    hint: 'Restore the last backup, or set DATABASE_URL to another file.',
  },
];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
