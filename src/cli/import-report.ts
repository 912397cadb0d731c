import type { ImportResult } from '../flow/people/import-result.ts';
import type { RefusedRow } from '../intake/delimited.ts';
import type { ImportKind } from '../intake/import-profile.ts';
import type { Terminal } from './terminal.ts';

/** Refused rows that are shown; the error file has them all. */
export const SHOWN = 20;

/** What an import came to, for people: what is wrong first, then what else is to be known, then the numbers. */
export function reportImport(
  terminal: Terminal,
  { kind, file, dryRun, errorsIn }: ImportReported,
  result: ImportResult,
): void {
  const { colour } = terminal;
  showRefused(terminal, file, result, errorsIn);
  for (const remark of result.remarks) terminal.note(remark);
  const parts = [
    `${number(result.new)} new`,
    ...(kind === 'learning' ? [] : [`${number(result.changed)} changed`]),
    `${number(result.unchanged)} unchanged`,
    ...(result.left > 0 ? [`${number(result.left)} marked as left`] : []),
    ...(result.refused > 0 ? [colour.yellow(`${number(result.refused)} refused`)] : []),
  ];
  const taken = result.read - result.refused;
  const what = `${number(taken)} ${NOUNS[kind][taken === 1 ? 0 : 1]} from ${file}: ${parts.join(', ')}.`;
  terminal.say(dryRun ? `Would import ${what}` : `${taken > 0 ? `${colour.green('✓')} ` : ''}Imported ${what}`);
  if (dryRun) terminal.say('Nothing was changed. The same without --dry-run imports it.');
  else if (result.refused > 0)
    terminal.say('Mend the refused rows and import the file again: what is in already stays.');
  else terminal.say(NEXT[kind]);
}

export interface ImportReported {
  readonly kind: ImportKind;
  /** As it was named. */
  readonly file: string;
  readonly dryRun: boolean;
  /** Null: there is no error file. */
  readonly errorsIn: string | null;
}

/** `people.csv:7 › timezone: "Mars/Base" is not a time zone …` */
export function showRefused(
  terminal: Terminal,
  file: string,
  { errors, refused }: { readonly errors: readonly RefusedRow[]; readonly refused: number },
  errorsIn: string | null,
): void {
  const shown = errors.slice(0, SHOWN);
  for (const { line, column, message } of shown) {
    const place = terminal.colour.bold(`${file}:${line}`);
    terminal.note(`${place}${column === null ? '' : ` › ${column}`}: ${message}`);
  }
  const more = refused - shown.length;
  if (errorsIn !== null)
    terminal.note(`${more > 0 ? `… and ${number(more)} more. ` : ''}All refused rows are in ${errorsIn}.`);
  else if (more > 0) terminal.note(`… and ${number(more)} more; --errors FILE writes all, --json lists them.`);
}

const NOUNS: Readonly<Record<ImportKind, readonly [one: string, many: string]>> = {
  employees: ['person', 'people'],
  activities: ['activity', 'activities'],
  learning: ['record', 'records'],
};

const NEXT: Readonly<Record<ImportKind, string>> = {
  employees: 'Next: druppel audience shows what rules can ask about; druppel plan CAMPAIGN shows who gets what.',
  activities: 'Next: druppel check.',
  learning: 'Next: druppel stats CAMPAIGN.',
};

function number(value: number): string {
  return value.toLocaleString('en');
}
