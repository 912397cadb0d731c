import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { EnvironmentError, invariant } from '../domain/errors.ts';
import { packageRoot } from '../package-root.ts';
import type { Backend, BareDatabase, Transaction } from './database.ts';

export interface Migrated {
  /** The number of the last migration. */
  readonly version: number;
  /** Names of those that were applied now. */
  readonly applied: readonly string[];
}

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly hash: string;
  readonly statements: string;
}

/**
 * Brings the schema up to what this program knows: each missing migration in a transaction of its own, recorded with
 * its name and hash.
 * @param name the database, for messages.
 * @throws {EnvironmentError} for a database that is newer than this program, made by an edited migration, or, when
 * it may only be read, older.
 */
export async function migrate(backend: Backend, name: string, readOnly: boolean): Promise<Migrated> {
  const known = await knownMigrations(backend.dialect.name);
  const applied: string[] = [];
  let missing = missingFrom(await recordedOrNone(backend.read), known, name);
  if (readOnly && missing.length > 0) throw olderDatabase(name, known, missing);
  while (missing.length > 0) {
    missing = await backend.transaction(async (transaction) => {
      await transaction.script(backend.dialect.beforeMigration);
      const [next, ...rest] = missingFrom(await recordedMigrations(transaction.database), known, name);
      if (next !== undefined) {
        await apply(transaction, next);
        applied.push(next.name);
      }
      return rest;
    });
  }
  return { version: known.length, applied };
}

async function knownMigrations(dialect: 'sqlite' | 'postgres'): Promise<Migration[]> {
  const folder = join(packageRoot, 'src/store', dialect, 'migrations');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
      invariant(number === index + 1, `${dialect}/migrations/${file} is not number ${index + 1}`);
      const statements = await readFile(join(folder, file), 'utf8');
      const hash = createHash('sha256').update(statements).digest('hex');
      return { number, name: file.replace(/\.sql$/, ''), hash, statements };
    }),
  );
}

type Recorded = Pick<Migration, 'number' | 'name' | 'hash'>;

/** A new database has no table to ask yet. */
async function recordedOrNone(database: BareDatabase): Promise<Recorded[]> {
  try {
    return await recordedMigrations(database);
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    return [];
  }
}

async function recordedMigrations({ db, tables: { schemaMigrations } }: BareDatabase): Promise<Recorded[]> {
  return await db.select().from(schemaMigrations).orderBy(asc(schemaMigrations.number));
}

function missingFrom(recorded: readonly Recorded[], known: readonly Migration[], database: string): Migration[] {
  for (const { number, name, hash } of recorded) {
    const same = known[number - 1];
    if (same === undefined) {
      throw new EnvironmentError(
        `${database} is newer than this program: it has schema ${recorded.length} (${recorded.at(-1)?.name}), this program knows schema ${known.length} (${known.at(-1)?.name})`,
        { hint: 'Use the newer program, or restore a backup that was made before the upgrade.' },
      );
    }
    if (same.name !== name || same.hash !== hash) {
      throw new EnvironmentError(
        `${database} was made by another build: its migration ${name} differs from ${same.name} of this program`,
        { hint: 'Use the program that made it, or begin with a new database.' },
      );
    }
  }
  return known.slice(recorded.length);
}

async function apply({ database, script }: Transaction, { number, name, hash, statements }: Migration): Promise<void> {
  await script(statements);
  await database.db.insert(database.tables.schemaMigrations).values({ number, name, hash });
}

function olderDatabase(database: string, known: readonly Migration[], missing: readonly Migration[]): EnvironmentError {
  return new EnvironmentError(
    `${database} is older than this program: it has schema ${known.length - missing.length}, this program needs schema ${known.length}`,
    { hint: 'Run "druppel migrate" first.' },
  );
}
