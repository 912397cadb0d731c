import { getTableName } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { type Backend, type BareDatabase, explainErrors } from '../database.ts';
import { postgresTables } from '../tables.ts';
import { postgresDatabase, postgresDialect } from './postgres-dialect.ts';
import { explainPostgresError, isAfterFailure, isPostgresConflict } from './postgres-errors.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 8;

/** @throws {EnvironmentError} when the server cannot be reached or does not let us in. */
export async function openPostgres(url: string, readOnly: boolean): Promise<Backend> {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    pipeline: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const place = databaseName(url);
  const explain = (error: unknown) => explainPostgresError(error, place);
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw explain(error);
  }

  return {
    dialect: postgresDialect,
    read: databaseOver(drizzle(pool), explain),
    transaction: async (work) => {
      const client = await pool.connect().catch((error: unknown) => {
        throw explain(error);
      });
      let broken = false;
      const explainBreaking = byWhatBroke(explain);
      try {
        // What was read cannot have been changed by another process meanwhile; if it was, the transaction runs again.
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
        const script = async (statements: string) => {
          await client.query(statements);
        };
        const result = await work({ database: databaseOver(drizzle(client), explainBreaking), script });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw explain(error);
      } finally {
        client.release(broken);
      }
    },
    wipeDeleted: () =>
      // Outside a transaction, as VACUUM wants it. Only tables of ours; those of others are passed over by the server.
      pool.query(`VACUUM ${Object.values(postgresTables).map(getTableName).join(', ')}`).then(
        () => true,
        (error: unknown) => {
          throw explain(error);
        },
      ),
    copyTo: null,
    isConflict: isPostgresConflict,
    close: () => pool.end(),
  };
}

/** Host and database of the URL, never its password. */
export function databaseName(url: string): string {
  const { host, pathname } = new URL(url);
  return `database ${host}${pathname}`;
}

function databaseOver(db: object, explain: (error: unknown) => unknown): BareDatabase {
  return postgresDatabase(explainErrors(db, explain));
}

/**
 * Once a statement fails, those of the same transaction that were sent with it or come after it fail because of it. Of
 * these the last may be told first, so each of them is told as the one that broke the transaction: a conflict stays one.
 */
function byWhatBroke(explain: (error: unknown) => unknown): (error: unknown) => unknown {
  let first: unknown;
  return (error) => {
    if (first !== undefined && isAfterFailure(error)) return first;
    first ??= explain(error);
    return explain(error);
  };
}
