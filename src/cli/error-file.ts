import { type FileHandle, open } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '../domain/errors.ts';
import type { SystemLocale } from '../domain/reason-texts.ts';
import { rowReasonsText } from '../domain/row-reason-texts.ts';
import type { RefusalListener } from '../flow/people/import-result.ts';
import type { RefusedRow } from '../intake/tables/delimited.ts';
import { ERROR_FILE_WORDS } from './words/error-file-words.ts';
import { wordsIn } from './words.ts';

const HEADERS = ['line', 'column', 'value', 'reason'] as const;

/**
 * Refused rows as a CSV for whoever mends them: line, column, value, reason, in their language. Formulas are kept from
 * running.
 */
export interface ErrorFile extends RefusalListener {
  /** @returns where the refused rows are; null: they were too few for a file, or it could not be written. */
  close(): Promise<string | null>;
}

/**
 * @param after a file is made only when there are more than so many; 0 with a file that was asked for by name, which is
 * made in any case.
 * @param language asked when the file is made: a workspace is read later than its options.
 */
export function errorFile(path: string, after: number, language: () => SystemLocale): ErrorFile {
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
      const words = wordsIn(ERROR_FILE_WORDS, language());
      // With the mark a spreadsheet knows that it is UTF-8.
      await handle.write(`\uFEFF${stringify([HEADERS.map((header) => words(header))])}`);
    } catch (error) {
      lose(error);
    }
  }

  async function write(rows: readonly RefusedRow[]): Promise<void> {
    const locale = language();
    const cells = rows.map(({ line, column, value, reasons }) => [
      line,
      column ?? '',
      value ?? '',
      rowReasonsText(reasons, locale),
    ]);
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
