import type { Database as Connection, Statement } from 'better-sqlite3';
import type { AsyncRemoteCallback } from 'drizzle-orm/sqlite-proxy';

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
    keysBy(text, parameters) {
      const statement = statementFor(text).pluck();
      return parameters.flatMap((each) => (statement.get(...each) as string | undefined) ?? []);
    },
  };
}

export interface Statements {
  run(...query: Query): Rows;
  /** Runs it once for each list of parameters. @returns the keys that it returned. */
  keysBy(text: string, parameters: readonly (readonly unknown[])[]): string[];
}

export type Query = Parameters<AsyncRemoteCallback>;
export type Rows = Awaited<ReturnType<AsyncRemoteCallback>>;
