import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** `column in ('a', 'b')`, for a CHECK: a definition takes no parameters, so the words are written out. */
export function isOneOf(column: SQLWrapper, words: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`;
}
