import { sql } from 'drizzle-orm';
import type { Dialect } from '../database.ts';

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  // BEGIN IMMEDIATE: there is no other writer.
  skipLocked: (query) => query,
  heldStill: (query) => query,
  rows(types, rows) {
    const columns = Object.keys(types).map((name) => `value ->> '$.${name}' as ${name}`);
    // The limit keeps SQLite from folding this in; it would then walk the table, and these rows for each of its rows.
    return sql`(select ${sql.raw(columns.join(', '))} from json_each(${JSON.stringify(rows)}) limit -1) as v`;
  },
  isAnyOf: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
  isAnyNumberOf: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
  asJson: (text) => sql`${text}`,
  lookUp: (column, key) => sql`${column} ->> ${`$."${key}"`}`,
  lookUpNumber: (column, key) => sql`${column} ->> ${`$."${key}"`}`,
  hasText: (text, part) => sql`instr(${text}, ${part}) > 0`,
  beforeMigration: `
    CREATE TABLE IF NOT EXISTS schema_migrations (number integer PRIMARY KEY NOT NULL, name text NOT NULL, hash text NOT NULL)`,
};
