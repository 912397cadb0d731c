import { DrizzleQueryError, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { BaseSQLiteDatabase, SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tables } from './tables.ts';

/**
 * What a query needs: Drizzle, the tables of its dialect, and the few things in which dialects differ.
 * Queries are written against SQLite's types and run on both; every one is awaited, none does date arithmetic.
 */
export interface Database {
  readonly db: Drizzle;
  readonly tables: Tables;
  readonly dialect: Dialect;
  /**
   * Many rows in the quickest way the dialect knows. Only inside a transaction.
   * @returns the keys of those written; a row that was there keeps its own.
   */
  readonly writeRows: (write: RowsToWrite) => Promise<ReadonlySet<string>>;
  /** SECRET_KEY of the settings, for what is kept as a keyed hash; null: the one that is kept in the database. */
  readonly secretKey: string | null;
}

/** As a backend makes it, which knows no settings. */
export type BareDatabase = Omit<Database, 'secretKey'>;

/** Rows for a table of texts, numbers, truths and JSON. All give the same columns; the others are null. */
export interface RowsToWrite {
  readonly table: SQLiteTable;
  readonly rows: readonly object[];
  /** The column, by its name in the code, whose values come back. */
  readonly key: string;
  /** When the row is there already. */
  readonly onConflict: RowChange | 'keep';
}

export interface RowChange {
  /** What is unique: by these columns a row is known. */
  readonly on: readonly SQLiteColumn[];
  /** What changes; `excluded` is the row that was to be written. */
  readonly set: Readonly<Record<string, SQL>>;
  /** Which rows change, the others being kept; absent: all. */
  readonly where?: SQL;
}

export type Drizzle = Omit<BaseSQLiteDatabase<'async', unknown>, 'transaction'>;

export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** For rows that will be updated: leaves out what another transaction holds. */
  readonly skipLocked: <Query>(query: Query) => Query;
  /** For rows that decide: nobody changes them before the transaction ends. */
  readonly heldStill: <Query>(query: Query) => Query;
  /**
   * Rows to join an update with, under the name `v`: one parameter however many they are, because building a
   * statement with thousands costs more than running it.
   */
  readonly rows: <Name extends string>(types: Record<Name, ValueType>, rows: readonly Record<Name, unknown>[]) => SQL;
  /** Whether a text column has one of these values: one parameter however many they are, found by the index. */
  readonly isAnyOf: (column: SQLWrapper, values: readonly string[]) => SQL;
  /** The same for a number from a look-up column. */
  readonly isAnyNumberOf: (column: SQLWrapper, values: readonly number[]) => SQL;
  /** A JSON text as a value for a JSON column. */
  readonly asJson: (text: SQLWrapper) => SQL;
  /** A text in a look-up column, by its key; null where there is none. */
  readonly lookUp: (column: SQLWrapper, key: string) => SQL;
  /** A number in a look-up column. */
  readonly lookUpNumber: (column: SQLWrapper, key: string) => SQL;
  /** Whether a text has another in it. */
  readonly hasText: (text: SQLWrapper, part: string) => SQL;
  /** At the beginning of a migration's transaction: keeps other programs from migrating, and makes its own table. */
  readonly beforeMigration: string;
}

export type ValueType = 'text' | 'bigint' | 'double precision' | 'boolean';

/** What a dialect's folder has to offer; store.ts makes a store of it. */
export interface Backend {
  readonly read: BareDatabase;
  readonly dialect: Dialect;
  /** Commits when `work` resolves, rolls back when it throws. Only ever one at a time. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** See `Store.wipeDeleted`. */
  wipeDeleted(): Promise<boolean>;
  /** See `Store.copyTo`; null: the database has its own tool. */
  readonly copyTo: ((path: string) => Promise<void>) | null;
  /** Another process changed what this transaction had read: it can be run again. */
  isConflict(error: unknown): boolean;
  close(): Promise<void>;
}

export interface Transaction {
  readonly database: BareDatabase;
  /** Runs statements without parameters. */
  script(statements: string): Promise<void>;
}

/**
 * Lets `explain` see every error of a query first. Drizzle's own error repeats all parameters, addresses included; so
 * it goes no further: what comes out is the driver's.
 */
export function explainErrors<D extends object>(db: D, explain: (error: unknown) => unknown): D {
  return aroundQueries(db, async (run) => {
    try {
      return await run();
    } catch (error) {
      throw explain(error instanceof DrizzleQueryError ? error.cause : error);
    }
  });
}

/** Calls `check` before each query; when it throws there is no query. */
export function checkQueries<D extends object>(db: D, check: () => void): D {
  return aroundQueries(db, (run) => {
    check();
    return run();
  });
}

/** The one door in Drizzle that all queries of a session go through (it is there for its cache). */
function aroundQueries<D extends object>(db: D, around: (run: () => Promise<unknown>) => Promise<unknown>): D {
  const { session } = db as unknown as { session: Session };
  const prepareQuery = session.prepareQuery.bind(session);
  session.prepareQuery = (...parts) => {
    const query = prepareQuery(...parts);
    const run = query.queryWithCache.bind(query);
    query.queryWithCache = (text, parameters, ask) => around(() => run(text, parameters, ask));
    return query;
  };
  return db;
}

interface Session {
  prepareQuery(...parts: unknown[]): {
    queryWithCache(text: string, parameters: unknown[], ask: () => Promise<unknown>): Promise<unknown>;
  };
}
