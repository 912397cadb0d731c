import { getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Drizzle, RowsToWrite } from '../database.ts';

/** All rows as one JSON parameter, in one statement: a round trip for each would cost more than the work. */
export async function allAtOnce(
  db: Drizzle,
  { table, rows, key, onConflict }: RowsToWrite,
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const columns = Object.entries(getTableColumns(table));
  const named = (rows as readonly Readonly<Record<string, unknown>>[]).map((row) =>
    Object.fromEntries(columns.map(([name, column]) => [column.name, asCell(column, row[name] ?? null)])),
  );
  const types = columns.map(([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(typeOf(column))}`);
  const values = columns.map(([, column]) => {
    const value = sql`v.${sql.identifier(column.name)}`;
    return isJson(column) ? sql`cast(${value} as ${sql.raw(column.getSQLType())})` : value;
  });
  const from = sql`json_to_recordset(cast(${JSON.stringify(named)} as json)) as v(${sql.join(types, sql`, `)})`;
  const insert = db.insert(table).select(sql`select ${sql.join(values, sql`, `)} from ${from}`);
  const written = await (onConflict === 'keep'
    ? insert.onConflictDoNothing()
    : insert.onConflictDoUpdate({ target: [...onConflict.on], set: onConflict.set })
  ).returning({ key: keyColumn(table, key) });
  return new Set(written.map((row) => String(row.key)));
}

/** JSON goes as a text within the JSON: it may hold what `json` keeps but no function of Postgres reads, half a character. */
function asCell(column: SQLiteColumn, value: unknown): unknown {
  return isJson(column) && value !== null ? JSON.stringify(value) : value;
}

function isJson(column: SQLiteColumn): boolean {
  return /^jsonb?$/.test(column.getSQLType());
}

/** A collation is of the table's column, not of a value on its way to it. */
function typeOf(column: SQLiteColumn): string {
  if (isJson(column)) return 'text';
  return column.getSQLType().replace(/ COLLATE .*$/, '');
}

function keyColumn(table: RowsToWrite['table'], key: string): SQLiteColumn {
  return (getTableColumns(table) as Record<string, SQLiteColumn>)[key] as SQLiteColumn;
}
