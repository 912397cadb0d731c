import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { type Backend, type BareDatabase, explainErrors } from '../database.ts';
import { postgresDatabase, postgresDialect } from './postgres-dialect.ts';
import { explainPostgresError, isPostgresConflict } from './postgres-errors.ts';

/** Postgres inside this process, in memory, gone at close. One connection: readers wait for the transaction under way. */
export async function openPglite(): Promise<Backend> {
  const client = await PGlite.create();
  return {
    dialect: postgresDialect,
    read: databaseOver(client),
    transaction: (work) =>
      client.transaction((transaction) =>
        work({
          database: databaseOver(transaction as unknown as PGlite),
          script: async (statements) => {
            await transaction.exec(statements);
          },
        }),
      ),
    wipeDeleted: async () => {
      await client.exec('VACUUM');
      return true;
    },
    copyTo: null,
    isConflict: isPostgresConflict,
    close: () => client.close(),
  };
}

function databaseOver(client: PGlite): BareDatabase {
  const db = explainErrors(drizzle(client), (error) => explainPostgresError(error, 'the database in memory'));
  return postgresDatabase(db);
}
