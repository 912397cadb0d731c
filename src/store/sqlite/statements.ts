import type { Database as Connection, Statement } from 'better-sqlite3';
import type { AsyncRemoteCallback } from 'drizzle-orm/sqlite-proxy';
import type { ManyRuns } from './write-rows.ts';

/** Preparing costs more than running; batches of odd sizes make many texts, so only the latest are kept. */
const KEPT_STATEMENTS = 300;

/** Runs what Drizzle built on a connection: rows come back as arrays, in the order of the selected columns. */
export function statementsOf(connection: Connection): Statements {
  const prepared = new Map<string, Statement>();

  function statementFor(text: string): Statement {
    const statement = prepared.get(text) ?? connection.prepare(text);
    prepared.delete(text);
    prepared.set(text, statement);
    if (prepared.size > KEPT_STATEMENTS) prepared.delete(prepared.keys().next().value as string);
    return statement;
  }

  return {
    run(text, parameters, method) {
      const statement = statementFor(text);
      if (method === 'run') {
        statement.run(...parameters);
        return { rows: [] };
      }
      if (method === 'get') return { rows: statement.raw().get(...parameters) as unknown[] };
      return { rows: statement.raw().all(...parameters) };
    },
    runEach({ text, parameters, keys }) {
      const statement = statementFor(text);
      if (keys !== null)
        return new Set(keys.filter((_, index) => statement.run(...(parameters[index] ?? [])).changes > 0));
      const returning = statement.pluck();
      return new Set(parameters.flatMap((each) => (returning.get(...each) as string | undefined) ?? []));
    },
  };
}

export interface Statements {
  run(...query: Query): Rows;
  /** @returns the keys of the rows that were written. */
  runEach(runs: ManyRuns): Set<string>;
}

export type Query = Parameters<AsyncRemoteCallback>;
export type Rows = Awaited<ReturnType<AsyncRemoteCallback>>;
