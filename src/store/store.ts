import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { invariant } from '../domain/errors.ts';
import { type Backend, type BareDatabase, checkQueries, type Database } from './database.ts';
import { type Migrated, migrate } from './migrate.ts';
import { promiseLock } from './promise-lock.ts';

export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  /** For questions. Inside a transaction its own handle is used instead. */
  readonly read: Database;
  /**
   * A transaction: all of `work` or nothing. It does SQL only, awaits every query, and leaves nothing outside itself:
   * when another process was faster it runs again from its beginning. One at a time; a transaction inside one throws.
   */
  write<T>(work: (tx: Database) => Promise<T>): Promise<T>;
  /**
   * Takes what was deleted out of the database's files as far as the database can.
   * @returns false when another program still read old pages; they go with the next time.
   */
  wipeDeleted(): Promise<boolean>;
  /** Writes a consistent copy of a SQLite database into a new file, while it is in use. */
  copyTo(path: string): Promise<void>;
  /** Which schema the database has, and the migrations that this store applied to it. */
  migrate(): Promise<Migrated>;
  close(): Promise<void>;
}

/** With this many processes at once on the same rows, one of them gives up. */
const MAX_CONFLICTS = 40;
const CONFLICT_PAUSE_MS = 5;

/**
 * A store over a backend, with its schema brought up to date.
 * @throws {EnvironmentError} when the database is newer than this program, or older and `readOnly`.
 */
export async function storeOver(
  backend: Backend,
  name: string,
  readOnly: boolean,
  secretKey: string | null = null,
): Promise<Store> {
  const scope = new AsyncLocalStorage<{ open: boolean }>();
  const lock = promiseLock();
  const insideTransaction = () => scope.getStore()?.open === true;
  const migrated = await migrate(backend, name, readOnly).catch(async (error: unknown) => {
    await backend.close();
    throw error;
  });

  checkQueries(backend.read.db, () =>
    invariant(!insideTransaction(), 'a read beside the transaction it stands in: use its tx'),
  );

  return {
    dialect: backend.dialect.name,
    read: { ...backend.read, secretKey },
    async write(work) {
      invariant(!readOnly, 'a write to a store that was opened for reading');
      invariant(!insideTransaction(), 'a transaction inside a transaction: pass its tx on');
      return lock(() => untilUndisturbed(backend, (tx) => within(scope, () => work({ ...tx, secretKey }))));
    },
    async wipeDeleted() {
      return lock(() => backend.wipeDeleted());
    },
    async copyTo(path) {
      invariant(backend.copyTo !== null, `${backend.dialect.name} brings its own tool for backups`);
      await backend.copyTo(path);
    },
    async migrate() {
      return migrated;
    },
    async close() {
      await lock(() => backend.close());
    },
  };
}

async function untilUndisturbed<T>(backend: Backend, work: (tx: BareDatabase) => Promise<T>): Promise<T> {
  for (let conflicts = 0; ; conflicts += 1) {
    try {
      return await backend.transaction(({ database }) => work(database));
    } catch (error) {
      if (!backend.isConflict(error) || conflicts === MAX_CONFLICTS) throw error;
      await sleep(CONFLICT_PAUSE_MS * (conflicts % 10));
    }
  }
}

/** What `work` starts and does not await outlives the transaction; it is then no longer inside. */
async function within<T>(scope: AsyncLocalStorage<{ open: boolean }>, work: () => Promise<T>): Promise<T> {
  const transaction = { open: true };
  try {
    return await scope.run(transaction, work);
  } finally {
    transaction.open = false;
  }
}
