import { EnvironmentError } from '../../domain/errors.ts';

/**
 * 40001 serialization_failure, 40P01 deadlock_detected; and 23505 unique_violation, which is how it says that another
 * transaction brought the same row meanwhile: looked at again, it is there
 * (https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html).
 */
export function isPostgresConflict(error: unknown): boolean {
  return /^(40001|40P01|23505)$/.test(codeOf(error));
}

/** 25P02 in_failed_sql_transaction: an earlier statement of the transaction failed. */
export function isAfterFailure(error: unknown): boolean {
  return codeOf(error) === '25P02';
}

/** What the environment did wrong, with the next act; anything else as it is, without the values it concerns. */
export function explainPostgresError(error: unknown, database: string): unknown {
  const code = codeOf(error);
  const trouble = TROUBLES.find(({ codes }) => codes.test(code));
  if (trouble !== undefined)
    return new EnvironmentError(`${database} ${trouble.message} (${code})`, { hint: trouble.hint, cause: error });
  // "Key (email)=(…) already exists": rows do not belong in logs.
  if (error instanceof Error) Object.assign(error, { detail: undefined, params: undefined });
  return error;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, and what sockets say. */
const TROUBLES: readonly { codes: RegExp; message: string; hint: string }[] = [
  {
    codes: /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE|08...|57P0[123])/,
    message: 'cannot be reached',
    hint: 'Check that the server in DATABASE_URL runs and can be reached from here.',
  },
  {
    codes: /^(28...|42501)/,
    message: 'does not let this user in',
    hint: 'Check user, password and rights of the user in DATABASE_URL.',
  },
  { codes: /^3D000/, message: 'does not exist', hint: 'Create it, or correct the name in DATABASE_URL.' },
  {
    codes: /^53100/,
    message: 'has no room left on its disk',
    hint: 'Free some space on the server; nothing was lost, and work goes on from where it stopped.',
  },
  {
    codes: /^53300/,
    message: 'takes no more connections',
    hint: 'Raise max_connections, or end what else is connected; nothing was lost, and work goes on from where it stopped.',
  },
  {
    codes: /^53.../,
    message: 'has no memory or other means left',
    hint: 'Look into the log of the server; nothing was lost, and work goes on from where it stopped.',
  },
  { codes: /^25006/, message: 'may only be read', hint: 'Point DATABASE_URL at the primary server.' },
];

function codeOf(error: unknown): string {
  // The one error that pg's pool makes itself bears no code.
  if (error instanceof Error && error.message.startsWith('timeout exceeded')) return 'ETIMEDOUT';
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
