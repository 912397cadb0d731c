import { createReadStream } from 'node:fs';
import { hasLeft } from '../../domain/employee.ts';
import { type Instant, localDate } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { decodeText } from '../../intake/decode-text.ts';
import { isRefused } from '../../intake/delimited.ts';
import { EMPLOYEE_HEADER_ALIASES } from '../../intake/employee-headers.ts';
import { readLines } from '../../intake/read-lines.ts';
import { readTable } from '../../intake/read-table.ts';
import type { Database } from '../../store/database.ts';
import { employeesAfter, type StoredEmployee } from '../../store/employees.ts';

/** Who is in a full file. */
export interface Presence {
  /** Keys of the people whom good rows are about. */
  readonly seen: { has(key: string): boolean };
  /** Ids and lower-cased emails that stand in refused rows. */
  readonly named: ReadonlySet<string>;
}

const PAGE = 500;

/** A page of the people who were there and are not in the file; who left long ago is not missed. */
export async function missingAfter(
  database: Database,
  after: string | null,
  { seen, named }: Presence,
  { timezone }: Workspace,
  now: Instant,
): Promise<{ missing: StoredEmployee[]; last: string | null }> {
  const page = await employeesAfter(database, after, PAGE);
  const missing = page.filter(
    (person) =>
      !seen.has(person.key) &&
      !named.has(person.id.toLowerCase()) &&
      !(person.email !== null && named.has(person.email)) &&
      person.missingSince === null &&
      !hasLeft(person, localDate(now, person.timezone ?? timezone)),
  );
  return { missing, last: page.length < PAGE ? null : (page.at(-1)?.key ?? null) };
}

/**
 * Whom the refused rows name. A row with the right number of cells is asked for its id and email; in one that cannot be
 * taken apart, every word may be a name.
 */
export async function namedByRefusedRows(path: string, lines: ReadonlySet<number>): Promise<Set<string>> {
  const named = new Set<string>();
  if (lines.size === 0) return named;
  const broken = new Set<number>();
  const table = await readTable(createReadStream(path), EMPLOYEE_HEADER_ALIASES);
  for await (const row of table.rows) {
    if (!lines.has(row.line)) continue;
    if (isRefused(row)) broken.add(row.line);
    else for (const column of ['id', 'email']) named.add((row.cell(column) ?? '').toLowerCase());
  }
  if (broken.size > 0) for (const word of await wordsOn(path, broken)) named.add(word);
  named.delete('');
  return named;
}

async function wordsOn(path: string, lines: ReadonlySet<number>): Promise<string[]> {
  const words: string[] = [];
  for await (const { line, text } of readLines(decodeText(createReadStream(path)))) {
    if (lines.has(line)) words.push(...(text ?? '').split(/[,;\t"<>\s]+/).map((word) => word.trim().toLowerCase()));
  }
  return words;
}
