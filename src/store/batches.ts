import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Dialect, ValueType } from './database.ts';

/** Times the columns of the widest table this stays below the 32,766 parameters that SQLite takes. */
const BATCH_ROWS = 500;

/** Cuts what may be long into parts that one statement can take. */
export function* batchesOf<T>(items: readonly T[], rows = BATCH_ROWS): Generator<T[]> {
  for (let from = 0; from < items.length; from += rows) yield items.slice(from, from + rows);
}

/**
 * Rows for an insert as one parameter, because building a statement with thousands costs more than running it.
 * For columns of texts, whole numbers, truths and JSON; what a row does not give is null.
 */
export function selectRows<T extends SQLiteTable>(dialect: Dialect, table: T, rows: readonly T['$inferInsert'][]): SQL {
  const columns = Object.entries(getTableColumns(table));
  const types = Object.fromEntries(columns.map(([, column]) => [column.name, TYPES[column.dataType] ?? 'text']));
  const values = rows.map((row: Record<string, unknown>) =>
    Object.fromEntries(
      columns.map(([key, column]) => {
        const value = row[key] ?? null;
        return [column.name, column.dataType === 'json' && value !== null ? JSON.stringify(value) : value];
      }),
    ),
  );
  const selected = columns.map(([, column]) => {
    const value = sql`v.${sql.identifier(column.name)}`;
    return column.dataType === 'json' ? dialect.asJson(value) : value;
  });
  // `where true`: SQLite would take "on conflict" for the condition of a join.
  return sql`select ${sql.join(selected, sql`, `)} from ${dialect.rows(types, values)} where true`;
}

const TYPES: Readonly<Record<string, ValueType>> = { number: 'bigint', boolean: 'boolean' };

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
