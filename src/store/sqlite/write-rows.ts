import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { RowsToWrite } from '../database.ts';

/** One statement and what to run it with, row by row. */
interface ManyRuns {
  readonly text: string;
  readonly parameters: readonly (readonly unknown[])[];
}

/**
 * A prepared statement that runs once a row: in this process that takes a third of the time of one statement with all
 * rows as JSON (measured: 12 and 32 µs for a row of employees).
 */
export function rowByRow({ table, rows, key, onConflict }: RowsToWrite): ManyRuns {
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => name in (rows[0] ?? {}));
  const names = columns.map(([, column]) => sql.identifier(column.name));
  // A look-up column is written as JSONB, which its text becomes in the statement.
  const values = columns.map(([, column]) => (column.dataType === 'custom' ? sql.raw('jsonb(?)') : sql.raw('?')));
  const statement = sql`insert into ${sql.identifier(getTableName(table))} (${list(names)}) values (${list(values)})
    ${conflictSql(table, onConflict)} returning ${nameOf(table, key)}`;
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
  return { text, parameters };
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
