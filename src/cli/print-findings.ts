import { describePlace } from '../domain/errors.ts';
import type { SystemLocale } from '../domain/reason-texts.ts';
import type { Finding } from '../intake/finding.ts';
import type { Terminal } from './terminal.ts';
import { FINDING_WORDS } from './words/finding-words.ts';
import { wordsIn } from './words.ts';

/** One finding a line, its place first, as editors and terminals link it. */
export function findingLine(finding: Finding, { colour }: Terminal): string {
  const { place, crumbs, severity, message, hint } = finding;
  const mark = severity === 'error' ? colour.red('error') : colour.yellow('advice');
  const trail = [colour.bold(describePlace(place)), ...crumbs].join(' › ');
  return oneLine(`${trail}: ${mark}: ${[message, hint].filter((part) => part !== '').join(' ')}`);
}

/** `2 errors, 3 pieces of advice` */
export function countFindings(
  findings: readonly Finding[],
  locale: SystemLocale = 'en',
): { errors: number; advice: number; words: string } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const advice = findings.length - errors;
  const say = wordsIn(FINDING_WORDS, locale);
  const words = [
    errors === 0 ? say('noErrors') : say('errors', { count: errors }),
    ...(advice === 0 ? [] : [say('advice', { count: advice })]),
  ];
  return { errors, advice, words: words.join(', ') };
}

/** As `--json` tells a finding. */
export function findingJson({ severity, code, place, crumbs, message, hint }: Finding) {
  return {
    severity,
    code,
    file: place.file,
    line: place.line ?? null,
    column: place.column ?? null,
    crumbs,
    message,
    hint,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
