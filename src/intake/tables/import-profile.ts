import { stringify } from 'yaml';
import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import { collectProblems, type Finding, type Path, type Problems } from '../finding.ts';
import { isMap, show, suggest } from '../wording.ts';
import { readYaml } from '../yaml-source.ts';
import { dateParser } from './cell-values.ts';
import { columnName } from './columns.ts';
import { ENCODINGS, type Encoding } from './decode-text.ts';

/** How the files of one source are read: `campaigns/imports/NAME.yaml`. What it does not say is found out. */
export interface ImportProfile {
  /** For messages: the file's path. */
  readonly shownAs: string;
  readonly kind: ImportKind | null;
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  /** A form of dates besides ISO 8601: `dd-mm-yyyy`. */
  readonly dates: string | null;
  /** Column name of a header → our column. */
  readonly columns: Readonly<Record<string, string>>;
  /** Column names of headers that are not read. */
  readonly leaveOut: readonly string[];
  /** Our column → the text that every row has, for columns that the file does not have. */
  readonly constants: Readonly<Record<string, string>>;
  /** Our column → what the file says → what is meant; compared without case. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const IMPORT_KINDS = ['employees', 'activities', 'learning'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

const KEYS = ['kind', 'encoding', 'delimiter', 'dates', 'columns', 'leave-out', 'constants', 'values'] as const;
const DELIMITERS: Readonly<Record<string, string>> = { ',': ',', ';': ';', '|': '|', tab: '\t', '\t': '\t' };

/** Never throws: whatever is wrong is a finding, and the profile is null then. */
export function readImportProfile(
  shownAs: string,
  text: string,
): { readonly profile: ImportProfile | null; readonly findings: readonly Finding[] } {
  const yaml = readYaml(shownAs, text);
  if (yaml.findings.length > 0) return { profile: null, findings: yaml.findings };
  const problems = collectProblems();
  const profile = profileOf(shownAs, yaml.value ?? {}, problems);
  const findings = problems.list.map(yaml.findingOf);
  return { profile: findings.length > 0 ? null : profile, findings };
}

/** The text of a profile. */
export function writeImportProfile(
  { shownAs: _, delimiter, leaveOut, ...profile }: ImportProfile,
  name: string,
): string {
  const said = {
    kind: profile.kind,
    encoding: profile.encoding,
    delimiter: delimiter === '\t' ? 'tab' : delimiter,
    dates: profile.dates,
    columns: profile.columns,
    'leave-out': leaveOut,
    constants: profile.constants,
    values: profile.values,
  };
  const filled = Object.entries(said).filter(([, value]) => value !== null && Object.keys(Object(value)).length > 0);
  const head = `# How files of this source are read: druppel import ${profile.kind ?? 'employees'} FILE --source ${name}`;
  return `${head}\n${stringify(Object.fromEntries(filled))}`;
}

function profileOf(shownAs: string, value: unknown, problems: Problems): ImportProfile {
  const said = mapOf(value, [], problems, 'A profile is a map of keys and values.');
  for (const key of Object.keys(said)) {
    if (!(KEYS as readonly string[]).includes(key)) {
      problems.error('unknown-key', [key], `There is no key "${key}" in a profile.`, suggest(key, KEYS, ''));
    }
  }
  const delimiter = oneOf(said.delimiter, ['delimiter'], Object.keys(DELIMITERS), problems);
  const columns = Object.entries(textMap(said.columns, ['columns'], problems));
  return {
    shownAs,
    kind: oneOf(said.kind, ['kind'], IMPORT_KINDS, problems),
    encoding: oneOf(said.encoding, ['encoding'], ENCODINGS, problems),
    delimiter: delimiter === null ? null : (DELIMITERS[delimiter] ?? null),
    dates: datesOf(said.dates, problems),
    columns: Object.fromEntries(columns.map(([header, field]) => [columnName(header), columnName(field)])),
    leaveOut: listOf(said['leave-out'], problems).map(columnName),
    constants: namedByColumn(textMap(said.constants, ['constants'], problems)),
    values: Object.fromEntries(
      Object.entries(mapOf(said.values, ['values'], problems, COLUMNS_EXPECTED)).map(([column, words]) => [
        columnName(column),
        textMap(words, ['values', column], problems),
      ]),
    ),
  };
}

const COLUMNS_EXPECTED = 'Write columns with what belongs to them, for example "department: Sales".';

function namedByColumn<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([column, value]) => [columnName(column), value]));
}

function datesOf(value: unknown, problems: Problems): string | null {
  if (value === undefined || value === null) return null;
  try {
    dateParser(String(value));
    return String(value);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problems.error('dates', ['dates'], error.message, error.hint ?? '');
    return null;
  }
}

function oneOf<T extends string>(value: unknown, path: Path, known: readonly T[], problems: Problems): T | null {
  if (value === undefined || value === null) return null;
  const found = known.find((each) => each === String(value).toLowerCase());
  if (found !== undefined) return found;
  const meant = didYouMean(String(value), known);
  const hint = meant === null ? `Use one of: ${known.map(show).join(', ')}.` : `Did you mean "${meant}"?`;
  problems.error('value', path, `${show(value)} is no ${path.join(' ')} that can be read.`, hint);
  return null;
}

function mapOf(value: unknown, path: Path, problems: Problems, hint: string): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (isMap(value)) return value;
  problems.error('shape', path, `${show(value)} is not a map.`, hint);
  return {};
}

function textMap(value: unknown, path: Path, problems: Problems): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, text] of Object.entries(mapOf(value, path, problems, COLUMNS_EXPECTED))) {
    if (typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean') texts[key] = String(text);
    else problems.error('shape', [...path, key], `${show(text)} is not a text.`, COLUMNS_EXPECTED);
  }
  return texts;
}

function listOf(value: unknown, problems: Problems): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map(String);
  problems.error('shape', ['leave-out'], `${show(value)} is not a list.`, 'Write headers: [Notes, Internal].');
  return [];
}
