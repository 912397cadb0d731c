import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** Times the columns of the widest table this stays below the 32,766 parameters that SQLite takes. */
const BATCH_ROWS = 500;

/** Cuts what may be long into parts that one statement can take. */
export function* batchesOf<T>(items: readonly T[], rows = BATCH_ROWS): Generator<T[]> {
  for (let from = 0; from < items.length; from += rows) yield items.slice(from, from + rows);
}

/** For `on conflict do update`: these columns take the values of the row that was to be inserted. */
export function incoming<T extends SQLiteTable, Key extends keyof T['$inferInsert'] & string>(
  table: T,
  keys: readonly Key[],
): Record<Key, SQL> {
  const columns = getTableColumns(table) as Record<string, { name: string }>;
  const entries = keys.map((key) => [key, sql`excluded.${sql.identifier(columns[key]?.name ?? key)}`]);
  return Object.fromEntries(entries) as Record<Key, SQL>;
}

/** A number as a parameter where Postgres cannot know its type. */
export function number(value: number): SQL {
  return sql`cast(${value} as bigint)`;
}

export function groupedBy<Row, Value>(
  rows: readonly Row[],
  key: (row: Row) => string,
  value: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [value(row)]);
    else group.push(value(row));
  }
  return groups;
}
