import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { RowsToWrite } from '../database.ts';

/** One statement and what to run it with, row by row. */
export interface ManyRuns {
  readonly text: string;
  readonly parameters: readonly (readonly unknown[])[];
  /** The key of each row; null: a row that is there may have another, and the statement returns it. */
  readonly keys: readonly string[] | null;
}

/**
 * A prepared statement that runs once a row: in this process that takes a third of the time of one statement with all
 * rows as JSON (measured: 12 and 32 µs for a row of employees). What SQLite returns passes through a temporary file for
 * every run, so it is asked only where a row may be known by something else than its key.
 */
export function rowByRow({ table, rows, key, onConflict }: RowsToWrite): ManyRuns {
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => name in (rows[0] ?? {}));
  const names = columns.map(([, column]) => sql.identifier(column.name));
  // A look-up column is written as JSONB, which its text becomes in the statement.
  const values = columns.map(([, column]) => (column.dataType === 'custom' ? sql.raw('jsonb(?)') : sql.raw('?')));
  const isKnownByKey = onConflict === 'keep' || onConflict.on.every((column) => column === getTableColumns(table)[key]);
  const statement = sql`insert into ${sql.identifier(getTableName(table))} (${list(names)}) values (${list(values)})
    ${conflictSql(table, onConflict)}${isKnownByKey ? sql`` : sql` returning ${nameOf(table, key)}`}`;
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const isJson = columns.map(([, column]) => column.dataType === 'json' || column.dataType === 'custom');
  const parameters = (rows as readonly Readonly<Record<string, unknown>>[]).map((row) => {
    const own: unknown[] = [];
    for (let index = 0; index < columns.length; index += 1) {
      const value = row[columns[index]?.[0] ?? ''] ?? null;
      if (typeof value === 'boolean') own.push(Number(value));
      else own.push(isJson[index] && value !== null ? JSON.stringify(value) : value);
    }
    for (const parameter of params) own.push(parameter);
    return own;
  });
  const keys = isKnownByKey ? rows.map((row) => (row as Readonly<Record<string, string>>)[key] ?? '') : null;
  return { text, parameters, keys };
}

const dialect = new SQLiteSyncDialect();

function conflictSql(table: RowsToWrite['table'], onConflict: RowsToWrite['onConflict']): SQL {
  if (onConflict === 'keep') return sql`on conflict do nothing`;
  const changes = Object.entries(onConflict.set).map(([name, value]) => sql`${nameOf(table, name)} = ${value}`);
  const on = onConflict.on.map(({ name }) => sql.identifier(name));
  const where = onConflict.where === undefined ? sql`` : sql` where ${onConflict.where}`;
  return sql`on conflict (${list(on)}) do update set ${list(changes)}${where}`;
}

/** @param column by its name in the code. */
function nameOf(table: RowsToWrite['table'], column: string) {
  return sql.identifier(getTableColumns(table)[column]?.name ?? column);
}

function list(parts: readonly SQLPart[]): SQL {
  return sql.join([...parts], sql`, `);
}

type SQLPart = SQL | ReturnType<typeof sql.identifier>;
