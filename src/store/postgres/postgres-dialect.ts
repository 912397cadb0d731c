import { sql } from 'drizzle-orm';
import type { BareDatabase, Dialect, Drizzle } from '../database.ts';
import { postgresTables } from '../tables.ts';
import { allAtOnce } from './write-rows.ts';

/** @param db drizzle over one of Postgres's drivers, whose types are cast to those of SQLite. */
export function postgresDatabase(db: object): BareDatabase {
  const own = db as Drizzle;
  return {
    db: own,
    tables: postgresTables,
    dialect: postgresDialect,
    writeRows: (write) => allAtOnce(own, write),
  };
}

/** Any number will do, as long as nobody else on the server locks it. */
const MIGRATION_LOCK = 7_315_112_001;

export const postgresDialect: Dialect = {
  name: 'postgres',
  skipLocked: <Query>(query: Query) =>
    (query as { for(strength: 'update', config: { skipLocked: true }): Query }).for('update', { skipLocked: true }),
  heldStill: <Query>(query: Query) => (query as { for(strength: 'share'): Query }).for('share'),
  rows(types, rows) {
    const columns = Object.entries(types).map(([name, type]) => `${name} ${type}`);
    return sql`json_to_recordset(cast(${JSON.stringify(rows)} as json)) as v(${sql.raw(columns.join(', '))})`;
  },
  // An array that is made once, before the scan: the planner then takes the index however little it knows of the list.
  isAnyOf: (column, values) =>
    sql`${column} = any(array(select json_array_elements_text(cast(${JSON.stringify(values)} as json))))`,
  isAnyNumberOf: (column, values) =>
    sql`${column} = any(array(select cast(n as double precision) from json_array_elements_text(cast(${JSON.stringify(values)} as json)) as n))`,
  asJson: (text) => sql`cast(${text} as json)`,
  lookUp: (column, key) => sql`${column} ->> cast(${key} as text)`,
  lookUpNumber: (column, key) => sql`cast(${column} ->> cast(${key} as text) as double precision)`,
  hasText: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  // Read committed: what the program before us recorded must be seen once its lock is gone.
  beforeMigration: `
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    SELECT pg_advisory_xact_lock(${MIGRATION_LOCK});
    CREATE TABLE IF NOT EXISTS schema_migrations (
      number integer PRIMARY KEY NOT NULL,
      name text COLLATE "C" NOT NULL,
      hash text COLLATE "C" NOT NULL
    )`,
};
