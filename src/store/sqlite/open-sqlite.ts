import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import BetterSqlite, { type Database as Connection } from 'better-sqlite3';
import { type AsyncRemoteCallback, drizzle } from 'drizzle-orm/sqlite-proxy';
import { Bug, EnvironmentError, invariant } from '../../domain/errors.ts';
import { type Backend, type BareDatabase, explainErrors } from '../database.ts';
import { promiseLock } from '../promise-lock.ts';
import { sqliteTables } from '../tables.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { explainSqliteError, isBusy } from './sqlite-errors.ts';
import { type Statements, statementsOf } from './statements.ts';
import { rowByRow } from './write-rows.ts';

/** Another program that writes for longer than this is not waited for. */
const BUSY_LIMIT_MS = 90_000;
const BUSY_PAUSE_MS = 20;
const MANY_PAGES = 2 ** 30;
/** Who reads for longer keeps the write-ahead log from being emptied. */
const LOG_LIMIT_MS = 5_000;

/**
 * A connection for the one writer and one for readers, who see what was committed.
 * In memory there is one connection; readers then wait for the transaction under way.
 * @param path a file, made with its folder when it is missing, or `:memory:`.
 * @throws {EnvironmentError} when it cannot be opened.
 */
export async function openSqlite(path: string, readOnly: boolean): Promise<Backend> {
  const explain = (error: unknown) => explainSqliteError(error, path);
  try {
    if (path !== ':memory:' && !readOnly) makeFolder(dirname(path));
    const writer = await connect(path, readOnly);
    const reader = path === ':memory:' || readOnly ? writer : await connect(path, readOnly);
    return backendOver(writer, reader, explain);
  } catch (error) {
    throw explain(error);
  }
}

/** Folder by folder: with `recursive` Node 20 never comes back where a file system takes no new folders, as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(folder)) throw error;
  }
}

async function connect(path: string, readOnly: boolean): Promise<Connection> {
  // A busy_timeout would make SQLite wait inside its call and stop the whole process; we wait by timer instead.
  const connection = new BetterSqlite(path, { timeout: 0, readonly: readOnly, fileMustExist: readOnly });
  try {
    if (!readOnly) await whenNotBusy(() => connection.pragma('journal_mode = WAL'));
    // better-sqlite3 is built with NORMAL for WAL; a commit must survive a power cut.
    connection.pragma('synchronous = FULL');
    // What is deleted or changed is overwritten with zeros: an erased address is nowhere in the file.
    connection.pragma('secure_delete = ON');
    await whenNotBusy(() => connection.pragma('user_version'));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function backendOver(writer: Connection, reader: Connection, explain: (error: unknown) => unknown): Backend {
  const alone = promiseLock();
  const shared = writer === reader;
  const writing = statementsOf(writer);
  const reading = shared ? writing : statementsOf(reader);

  return {
    dialect: sqliteDialect,
    read: databaseOver(
      (...query) => {
        const rows = () => whenNotBusy(() => reading.run(...query));
        return shared ? alone(rows) : rows();
      },
      () => {
        throw new Bug('rows are written inside a transaction');
      },
      explain,
    ),
    transaction: (work) =>
      alone(async () => {
        let open = true;
        const whileOpen = () => invariant(open, 'a query after the end of its transaction: every query is awaited');
        const database = databaseOver(
          async (...query) => {
            whileOpen();
            return writing.run(...query);
          },
          (runs) => {
            whileOpen();
            return writing.runEach(runs);
          },
          explain,
        );
        const script = async (statements: string) => {
          writer.exec(statements);
        };
        try {
          await whenNotBusy(() => writer.exec('BEGIN IMMEDIATE'));
          const result = await work({ database, script });
          writer.exec('COMMIT');
          return result;
        } catch (error) {
          // After a full disk SQLite may have rolled back by itself.
          if (writer.inTransaction) writer.exec('ROLLBACK');
          throw explain(error);
        } finally {
          open = false;
        }
      }),
    wipeDeleted: () => alone(() => emptyLog(writer)),
    async copyTo(path) {
      try {
        // All pages in one go: between two others may write, and the copy would begin again.
        await reader.backup(path, { progress: () => MANY_PAGES });
      } catch (error) {
        throw explain(error);
      }
    },
    isConflict: () => false,
    async close() {
      if (!shared) reader.close();
      writer.close();
    },
  };
}

function databaseOver(
  run: AsyncRemoteCallback,
  runEach: Statements['runEach'],
  explain: (error: unknown) => unknown,
): BareDatabase {
  return {
    db: explainErrors(drizzle(run), explain),
    tables: sqliteTables,
    dialect: sqliteDialect,
    async writeRows(write) {
      if (write.rows.length === 0) return new Set();
      return runEach(rowByRow(write));
    },
  };
}

/** The write-ahead log holds pages as they were; it is taken over into the file and cut to nothing. */
async function emptyLog(writer: Connection): Promise<boolean> {
  for (let waitedMs = 0; ; waitedMs += BUSY_PAUSE_MS) {
    const [answer] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (answer?.busy === 0) return true;
    if (waitedMs >= LOG_LIMIT_MS) return false;
    await sleep(BUSY_PAUSE_MS);
  }
}

async function whenNotBusy<T>(work: () => T): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += BUSY_PAUSE_MS) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (waitedMs >= BUSY_LIMIT_MS) {
        throw new EnvironmentError(`another program has been writing to the database for ${BUSY_LIMIT_MS / 1_000} s`, {
          hint: 'Find out which program holds the database file, end it, and try again.',
          cause: error,
        });
      }
      await sleep(BUSY_PAUSE_MS);
    }
  }
}
