import { UserError } from '../../domain/errors.ts';
import { LEARNING_EVENTS, type LearningEvent } from '../../domain/learning.ts';
import type { RowReason } from '../../domain/row-reasons.ts';
import { didYouMean } from '../../domain/text.ts';
import { DAY_MS, type Instant, type LocalDate, parseInstant, startOfDate, type Zone } from '../../domain/time.ts';
import { type DateParser, dateParser, noDate, readAddress, readDate, readText } from '../tables/cell-values.ts';
import { isRefused, type RefusedRow, refusedLine } from '../tables/delimited.ts';
import type { ImportProfile } from '../tables/import-profile.ts';
import { type CellReading, refused, rowReader } from '../tables/read-row.ts';
import { readTable, type Table } from '../tables/read-table.ts';
import type { TableRow } from '../tables/table-row.ts';

/** When something happened: an instant, or a whole day in the zone of the person, who is not known yet (rules.md R18). */
export type RecordTime =
  | { readonly kind: 'instant'; readonly at: Instant }
  | { readonly kind: 'day'; readonly on: LocalDate };

/** One thing that happened, as a learning platform's export tells it. */
export interface LearningRow {
  readonly line: number;
  readonly id: string | null;
  /** Lower-cased. */
  readonly email: string | null;
  readonly activity: string;
  readonly event: LearningEvent;
  readonly time: RecordTime;
  /** Of these undefined: no such column; null: an empty cell, which clears (rules.md R17). */
  readonly due: LocalDate | null | undefined;
  /** 0–100 */
  readonly score: number | null | undefined;
  readonly progress: number | null | undefined;
}

export interface LearningImportOptions {
  /** The workspace's, for times without an offset. */
  readonly zone: Zone;
  readonly now: Instant;
  /** How dates are written besides ISO 8601: `dd-mm-yyyy`; a time may follow. */
  readonly dates?: string | null | undefined;
  readonly profile?: ImportProfile | null | undefined;
}

const NEEDED = ['activity', 'event', 'at'] as const;
const ALIASES: Readonly<Record<string, string>> = {
  e_mail: 'email',
  e_mailadres: 'email',
  emailadres: 'email',
  personeelsnummer: 'id',
  personalnummer: 'id',
  activiteit: 'activity',
  activity_id: 'activity',
  aktivität: 'activity',
  activité: 'activity',
  gebeurtenis: 'event',
  datum: 'at',
  date: 'at',
  timestamp: 'at',
  deadline: 'due',
  due_date: 'due',
  voortgang: 'progress',
  fortschritt: 'progress',
};

/**
 * Rows of a learning file: `id` or `email`, then `activity event at due score progress`.
 * @throws {UserError} when the file cannot be read as a table, or a needed column is missing.
 */
export async function readLearningRecords(
  source: AsyncIterable<Uint8Array>,
  options: LearningImportOptions,
): Promise<{ readonly table: Table; readonly rows: AsyncIterable<readonly (LearningRow | RefusedRow)[]> }> {
  const { profile = null } = options;
  const parseDate = dateParser(options.dates ?? profile?.dates ?? null);
  const table = await readTable(source, ALIASES, profile);
  const names = table.columns.map(({ name }) => name);
  const missing: string[] = NEEDED.filter((name) => !names.includes(name));
  if (!names.includes('id') && !names.includes('email')) missing.unshift('email');
  if (missing.length > 0) {
    const hint = 'A learning file has id or email, then activity, event, at, and may have due, score, progress.';
    throw new UserError(`Line 1: missing ${missing.length === 1 ? 'column' : 'columns'}: ${missing.join(', ')}.`, {
      hint,
    });
  }
  return { table, rows: rowsOf(table, options, parseDate) };
}

/** One record that comes by another way than a file, read as a row of a file is. */
export function readLearningRow(row: TableRow, options: LearningImportOptions): LearningRow | RefusedRow {
  return readRow(row, options, dateParser(options.dates ?? null));
}

/**
 * The instant from which a record holds by its own time: a bare day from 00:00 in the zone of the person.
 * A refusal when it lies more than a day ahead of `now`.
 */
export function instantOfRecord(
  time: RecordTime,
  zone: Zone,
  now: Instant,
): { readonly at: Instant } | { readonly why: RowReason } {
  const at = time.kind === 'instant' ? time.at : startOfDate(time.on, zone);
  return at - now > DAY_MS ? { why: { code: 'time-ahead' } } : { at };
}

async function* rowsOf(
  table: Table,
  options: LearningImportOptions,
  parseDate: DateParser,
): AsyncGenerator<readonly (LearningRow | RefusedRow)[]> {
  for await (const part of table.rows)
    yield part.map((row) => (isRefused(row) ? row : readRow(row, options, parseDate)));
}

function readRow(row: TableRow, { zone, now }: LearningImportOptions, parseDate: DateParser): LearningRow | RefusedRow {
  const reader = rowReader(row);
  const id = reader.read('id', (text) => readText(text, false)) ?? null;
  const email = reader.read('email', readAddress) ?? null;
  const activity = reader.read('activity', (text) => readText(text, false)) ?? null;
  const event = reader.read('event', readEvent) ?? null;
  const time = reader.read('at', (text) => readTime(text, zone, parseDate)) ?? null;
  const due = reader.read('due', (text) => readDate(text, parseDate));
  const score = reader.read('score', readPercent);
  const progress = reader.read('progress', readPercent);
  for (const column of NEEDED) if (row.cell(column) === '') reader.refuse(column, { code: 'cell-empty', name: column });
  if (id === null && email === null && !row.cell('id') && !row.cell('email')) {
    reader.refuse('email', { code: 'nobody-named' });
  }
  if (time) {
    const known = instantOfRecord(time, zone, now);
    if ('why' in known) reader.refuse('at', known.why);
  }
  const refusal = reader.refusal();
  if (refusal) return refusal;
  if (activity === null || event === null || time === null) return refusedLine(row.line, { code: 'nobody-named' });
  return { line: row.line, id, email, activity, event, time, due, score, progress };
}

function readEvent(text: string): CellReading<LearningEvent> {
  const event = LEARNING_EVENTS.find((each) => each === text.toLowerCase());
  if (event) return { value: event };
  const meant = didYouMean(text, LEARNING_EVENTS);
  return meant === null
    ? refused({ code: 'not-an-event', value: text, known: LEARNING_EVENTS })
    : refused({ code: 'event-misspelt', value: text, meant });
}

function readTime(text: string, zone: Zone, parseDate: DateParser): CellReading<RecordTime> {
  const on = parseDate(text);
  if (on !== null) return { value: { kind: 'day', on } };
  const at = parseInstant(text, zone) ?? instantInForm(text, zone, parseDate);
  if (at !== null) return { value: { kind: 'instant', at } };
  return refused(noDate('date-or-time', text, parseDate, text.replace(/[ T]\d{1,2}:.*$/, '')));
}

/** A stated form of date with a time behind it: `31-12-2027 09:30`. */
function instantInForm(text: string, zone: Zone, parseDate: DateParser): Instant | null {
  const match = /^(.+?)[ T]+(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)$/i.exec(text);
  const on = parseDate(match?.[1] ?? '');
  return on === null ? null : parseInstant(`${on}T${(match?.[2] ?? '').replace(/^(?=\d:)/, '0')}`, zone);
}

function readPercent(text: string): CellReading<number> {
  const match = /^(\d{1,3})(?:[.,](\d+))?\s*%?$/.exec(text);
  const value = Number(`${match?.[1]}.${match?.[2] ?? 0}`);
  return match && value <= 100 ? { value } : refused({ code: 'not-a-percentage', value: text });
}
