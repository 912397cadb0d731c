import { type FileHandle, open } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '../domain/errors.ts';
import type { RefusalListener } from '../flow/people/import-result.ts';
import type { RefusedRow } from '../intake/delimited.ts';

/** Refused rows as a CSV for whoever mends them: line, column, value, reason. Formulas are kept from running. */
export interface ErrorFile extends RefusalListener {
  /** @returns where the refused rows are; null: they were too few for a file, or it could not be written. */
  close(): Promise<string | null>;
}

/**
 * @param after a file is made only when there are more than so many; 0 with a file that was asked for by name, which is
 * made in any case.
 */
export function errorFile(path: string, after: number): ErrorFile {
  const isAskedFor = after === 0;
  let handle: FileHandle | null = null;
  let waiting: RefusedRow[] = [];
  let isLost = false;

  return {
    async begin() {
      await handle?.close();
      handle = null;
      waiting = [];
      if (isAskedFor) await create();
    },
    async add(rows) {
      if (isLost) return;
      if (handle === null) {
        waiting.push(...rows);
        if (waiting.length <= after) return;
        await create();
        const held = waiting;
        waiting = [];
        await write(held);
      } else await write(rows);
    },
    async close() {
      await handle?.close();
      return handle === null || isLost ? null : path;
    },
  };

  async function create(): Promise<void> {
    try {
      handle = await open(path, 'w');
      // With the mark a spreadsheet knows that it is UTF-8.
      await handle.write(`\uFEFF${stringify([['line', 'column', 'value', 'reason']])}`);
    } catch (error) {
      lose(error);
    }
  }

  async function write(rows: readonly RefusedRow[]): Promise<void> {
    const cells = rows.map(({ line, column, value, message }) => [line, column ?? '', value ?? '', message]);
    await handle?.write(stringify(cells, { escape_formulas: true })).catch(lose);
  }

  /** Without a file that nobody asked for the import goes on. */
  function lose(error: unknown): void {
    isLost = true;
    if (!isAskedFor) return;
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`The error file ${path} cannot be written (${code ?? String(error)}).`, {
      hint: 'Name another one: --errors FILE.',
      cause: error,
    });
  }
}
