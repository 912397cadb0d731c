import {
  bigint,
  boolean,
  check,
  customType,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  unique,
} from 'drizzle-orm/pg-core';
import type { Vocabulary } from '../sqlite/vocabulary.ts';

/** Ordered by code point, as SQLite and JavaScript do: a page ends at the same row in every database. */
const text = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
});

/**
 * The words of sqlite/vocabulary.ts, meant for Postgres. They are cast to SQLite's types because the queries are
 * written once; what Drizzle builds from them is right for each.
 * JSON is `json`, not `jsonb`: it keeps the order of keys, so that what is read is what was written. What is only looked
 * up is `jsonb`.
 */
export const postgresVocabulary = {
  table: pgTable,
  text: (name: string) => text(name),
  integer: (name: string) => integer(name),
  number: (name: string) => doublePrecision(name),
  instant: (name: string) => bigint(name, { mode: 'number' }),
  yesNo: (name: string) => boolean(name),
  json: (name: string) => json(name),
  bytes: (name: string) => bytes(name),
  lookup: (name: string) => jsonb(name),
  primaryKey,
  unique,
  index,
  check,
} as unknown as Vocabulary;
