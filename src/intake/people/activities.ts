import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { UserError } from '../../domain/errors.ts';
import { ACTIVITY_KINDS, type ActivityKind, type LearningActivity } from '../../domain/learning.ts';
import { rowReasonsText } from '../../domain/row-reason-texts.ts';
import { didYouMean } from '../../domain/text.ts';
import type { Finding } from '../finding.ts';
import { readNumber, readText } from '../tables/cell-values.ts';
import { isRefused, type RefusedRow, refusedCell } from '../tables/delimited.ts';
import type { ImportProfile } from '../tables/import-profile.ts';
import { type CellReading, refused, rowReader } from '../tables/read-row.ts';
import { readTable, type Table } from '../tables/read-table.ts';
import type { TableRow } from '../tables/table-row.ts';

/** One row of an activities file: absent fields have no column, null ones an empty cell. */
export interface ActivityRow {
  readonly line: number;
  readonly id: string;
  readonly fields: Partial<{ [Field in Exclude<keyof LearningActivity, 'id'>]: LearningActivity[Field] | null }>;
}

const ACTIVITY_COLUMNS: readonly string[] = [
  'id',
  'title',
  'kind',
  'duration_minutes',
  'url',
  'competencies',
  'cost',
  'valid_months',
];

const ALIASES: Readonly<Record<string, string>> = {
  titel: 'title',
  naam: 'title',
  soort: 'kind',
  duur_minuten: 'duration_minutes',
  competenties: 'competencies',
  kosten: 'cost',
  art: 'kind',
  dauer_minuten: 'duration_minutes',
  kompetenzen: 'competencies',
  kosten_eur: 'cost',
  titre: 'title',
};

/**
 * Rows of `id title kind duration_minutes url competencies cost valid_months`, in any order of columns.
 * @throws {UserError} when the file cannot be read as a table, or has no column `id`.
 */
export async function readActivities(
  source: AsyncIterable<Uint8Array>,
  profile: ImportProfile | null = null,
): Promise<{ readonly table: Table; readonly rows: AsyncIterable<readonly (ActivityRow | RefusedRow)[]> }> {
  const table = await readTable(source, ALIASES, profile);
  if (!table.columns.some(({ name }) => name === 'id')) {
    throw new UserError('Line 1: the column "id" is missing.', {
      hint: `Columns of an activities file: ${ACTIVITY_COLUMNS.join(', ')}.`,
    });
  }
  return { table, rows: rowsOf(table) };
}

/** What a row says over what was known; `other` and the id where nobody says more. */
export function completeActivity({ id, fields }: ActivityRow, known: LearningActivity | null = null): LearningActivity {
  const pick = <T>(said: T | null | undefined, before: T | undefined, empty: T): T =>
    said === undefined ? (before ?? empty) : (said ?? empty);
  return {
    id,
    title: pick(fields.title, known?.title, id),
    kind: pick<ActivityKind>(fields.kind, known?.kind, 'other'),
    durationMinutes: pick(fields.durationMinutes, known?.durationMinutes, null),
    url: pick(fields.url, known?.url, null),
    competencies: pick(fields.competencies, known?.competencies, []),
    cost: pick(fields.cost, known?.cost, null),
    validMonths: pick(fields.validMonths, known?.validMonths, null),
  };
}

/** The activities of a workspace's own file; without the file none. Refused rows are findings. Never throws. */
export async function readActivitiesFile(
  path: string,
  shownAs: string,
): Promise<{ activities: LearningActivity[]; findings: Finding[] }> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return { activities: [], findings: [] };
  const activities: LearningActivity[] = [];
  const findings: Finding[] = [];
  const find = (message: string, hint: string, line: number, column: string | null) => {
    const crumbs = column === null ? [] : [column];
    findings.push({
      severity: 'error',
      code: 'activities',
      place: { file: shownAs, line, column: 1 },
      crumbs,
      message,
      hint,
    });
  };
  const take = (row: ActivityRow | RefusedRow) => {
    if (isRefused(row)) find(rowReasonsText(row.reasons, 'en'), '', row.line, row.column);
    else if (activities.some(({ id }) => id === row.id))
      find(`There is already an activity "${row.id}".`, 'Remove one of the rows.', row.line, 'id');
    else activities.push(completeActivity(row));
  };
  try {
    const { rows } = await readActivities(createReadStream(path));
    for await (const part of rows) for (const row of part) take(row);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    find(error.message, error.hint ?? '', 1, null);
  }
  return { activities, findings };
}

async function* rowsOf(table: Table): AsyncGenerator<readonly (ActivityRow | RefusedRow)[]> {
  for await (const part of table.rows) yield part.map((row) => (isRefused(row) ? row : readActivityRow(row)));
}

/** A row of a file, or one activity that comes by another way. */
export function readActivityRow(row: TableRow): ActivityRow | RefusedRow {
  const reader = rowReader(row);
  const id = reader.read('id', readId);
  const fields = {
    title: reader.read('title', (text) => readText(text, false)),
    kind: reader.read('kind', readKind),
    durationMinutes: reader.read('duration_minutes', readMinutes),
    url: reader.read('url', readUrl),
    competencies: reader.read('competencies', (text) => ({ value: splitList(text) })),
    cost: reader.read('cost', readAmount),
    validMonths: reader.read('valid_months', readMonths),
  };
  if (row.cell('id') === '') reader.refuse('id', { code: 'id-missing' });
  if (fields.title === null) reader.refuse('title', { code: 'title-empty' });
  const refusal = reader.refusal();
  if (refusal || typeof id !== 'string') return refusal ?? refusedCell(row.line, 'id', { code: 'id-missing' });
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { line: row.line, id, fields: present };
}

function readId(text: string): CellReading<string> {
  return text.length <= 200 ? readText(text, false) : refused({ code: 'too-long', value: text, limit: 200 });
}

function readKind(text: string): CellReading<ActivityKind> {
  const kind = ACTIVITY_KINDS.find((each) => each === text.toLowerCase());
  if (kind) return { value: kind };
  const meant = didYouMean(text, ACTIVITY_KINDS);
  return meant === null
    ? refused({ code: 'not-a-kind', value: text, known: ACTIVITY_KINDS })
    : refused({ code: 'kind-misspelt', value: text, meant });
}

function readAmount(text: string): CellReading<number> {
  const reading = readNumber(text);
  return 'value' in reading && reading.value < 0 ? refused({ code: 'below-zero', value: text }) : reading;
}

/** `20`, `20.0`; no more than a column of whole numbers holds on every database. */
function readMinutes(text: string): CellReading<number> {
  const reading = readAmount(text);
  return 'value' in reading && !(Number.isInteger(reading.value) && reading.value <= MAX_MINUTES)
    ? refused({ code: 'not-whole-minutes', value: text })
    : reading;
}

const MAX_MINUTES = 2_000_000;

function readMonths(text: string): CellReading<number> {
  return /^[1-9]\d{0,3}$/.test(text) ? { value: Number(text) } : refused({ code: 'not-months', value: text });
}

function readUrl(text: string): CellReading<string> {
  return /^https?:\/\/[^\s"<>]+$/i.test(text) ? { value: text } : refused({ code: 'not-a-web-address', value: text });
}

/** `data; statistics` or `data, statistics`. */
function splitList(text: string): string[] {
  return text.split(/[;,|]/).flatMap((part) => part.trim() || []);
}
