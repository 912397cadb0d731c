import type { SystemLocale } from '../domain/reason-texts.ts';
import { rowReasonsText } from '../domain/row-reason-texts.ts';
import type { ImportResult } from '../flow/people/import-result.ts';
import type { RefusedRow } from '../intake/tables/delimited.ts';
import type { ImportKind } from '../intake/tables/import-profile.ts';
import type { Terminal } from './terminal.ts';
import { IMPORT_WORDS } from './words/import-words.ts';
import { wordsIn } from './words.ts';

/** Refused rows that are shown; the error file has them all. */
export const SHOWN = 20;

/** What an import came to, for people: what is wrong first, then what else is to be known, then the numbers. */
export function reportImport(
  terminal: Terminal,
  { kind, file, dryRun, errorsIn, locale }: ImportReported,
  result: ImportResult,
): void {
  const { colour } = terminal;
  const words = wordsIn(IMPORT_WORDS, locale);
  const counted = (sentence: Counted, n: number) => words(sentence, { count: n.toLocaleString(locale), n });
  showRefused(terminal, file, result, errorsIn, locale);
  for (const remark of result.remarks) terminal.note(remark);
  const parts = [
    counted('new', result.new),
    ...(kind === 'learning' && result.changed === 0 ? [] : [counted('changed', result.changed)]),
    counted('unchanged', result.unchanged),
    ...(result.left > 0 ? [counted('left', result.left)] : []),
    ...(result.refused > 0 ? [colour.yellow(counted('refused', result.refused))] : []),
  ];
  const taken = result.read - result.refused;
  const what = words(kind, { count: taken.toLocaleString(locale), n: taken, file });
  const done = words(dryRun ? 'would' : 'imported', { what, parts: parts.join(', ') });
  terminal.say(!dryRun && taken > 0 ? `${colour.green('✓')} ${done}` : done);
  if (dryRun) terminal.say(words('nothingChanged'));
  else terminal.say(words(result.refused > 0 ? 'mend' : NEXT[kind]));
}

export interface ImportReported {
  readonly kind: ImportKind;
  /** As it was named. */
  readonly file: string;
  readonly dryRun: boolean;
  /** Null: there is no error file. */
  readonly errorsIn: string | null;
  readonly locale: SystemLocale;
}

type Counted = 'new' | 'changed' | 'unchanged' | 'left' | 'refused';

const NEXT = {
  employees: 'nextEmployees',
  activities: 'nextActivities',
  learning: 'nextLearning',
} as const satisfies Readonly<Record<ImportKind, string>>;

/** `people.csv:7 › timezone: "Mars/Base" is not a time zone …` */
export function showRefused(
  terminal: Terminal,
  file: string,
  { errors, refused }: { readonly errors: readonly RefusedRow[]; readonly refused: number },
  errorsIn: string | null,
  locale: SystemLocale,
): void {
  const words = wordsIn(IMPORT_WORDS, locale);
  const shown = errors.slice(0, SHOWN);
  for (const { line, column, reasons } of shown) {
    const place = terminal.colour.bold(`${file}:${line}`);
    terminal.note(
      `${place}${column === null ? '' : ` › ${column}`}${locale === 'fr' ? ' : ' : ': '}${rowReasonsText(reasons, locale)}`,
    );
  }
  const more = refused - shown.length;
  const count = more.toLocaleString(locale);
  if (errorsIn !== null)
    terminal.note(`${more > 0 ? words('andMore', { count }) : ''}${words('allRefusedIn', { file: errorsIn })}`);
  else if (more > 0) terminal.note(words('moreRefused', { count }));
}
