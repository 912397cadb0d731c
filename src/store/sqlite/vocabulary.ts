import { sql } from 'drizzle-orm';
import {
  blob,
  check,
  customType,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core';

/** JSONB (https://sqlite.org/jsonb.html): a look-up costs a third of one in a JSON text (measured). Written, never read back. */
const lookup = customType<{ data: Readonly<Record<string, unknown>>; driverData: Buffer }>({
  dataType: () => 'blob',
  toDriver: (value) => sql`jsonb(${JSON.stringify(value)})`,
});

/** The few words all tables are written in; postgres/vocabulary.ts has the same ones. */
export const sqliteVocabulary = {
  table: sqliteTable,
  text: (name: string) => text(name),
  integer: (name: string) => integer(name),
  number: (name: string) => real(name),
  /** Milliseconds since 1970-01-01T00:00Z. */
  instant: (name: string) => integer(name),
  yesNo: (name: string) => integer(name, { mode: 'boolean' }),
  json: (name: string) => text(name, { mode: 'json' }),
  bytes: (name: string) => blob(name, { mode: 'buffer' }),
  /** An object that SQL looks values up in. */
  lookup: (name: string) => lookup(name),
  primaryKey,
  unique,
  index,
  check,
};

export type Vocabulary = typeof sqliteVocabulary;
