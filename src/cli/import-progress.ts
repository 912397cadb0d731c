import type { SystemLocale } from '../domain/reason-texts.ts';
import type { Clock } from '../domain/time.ts';
import { MINUTE_MS, SECOND_MS } from '../domain/time.ts';
import type { ImportProgress } from '../flow/people/import-file.ts';
import type { Terminal } from './terminal.ts';
import { IMPORT_WORDS } from './words/import-words.ts';
import { wordsIn } from './words.ts';

/** A bar is drawn anew so often; without a terminal a line is enough now and then. */
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;
const BAR_WIDTH = 24;

/**
 * Tells how far an import is: a bar where somebody watches, a line every ten seconds where not, nothing with --json.
 * @param now the wall clock, whatever the store pretends.
 */
export function importProgress(
  terminal: Terminal,
  now: Clock,
  locale: SystemLocale,
): (progress: ImportProgress) => void {
  if (terminal.json) return () => {};
  const everyMs = terminal.isWatched ? BAR_EVERY_MS : LINE_EVERY_MS;
  const begun: Partial<Record<ImportProgress['doing'], number>> = {};
  let toldAt = terminal.isWatched ? 0 : now();
  return (progress) => {
    const at = now();
    begun[progress.doing] ??= at;
    if (at - toldAt < everyMs) return;
    toldAt = at;
    const tell = terminal.isWatched ? terminal.progress : terminal.note;
    tell(describeProgress(progress, at - (begun[progress.doing] ?? at), terminal.isWatched, locale));
  };
}

/** `importing ██████░░░░ 62 % · 620,000 rows · 23,100/s · 0:16 left` */
export function describeProgress(
  { doing, rows, bytes, ofBytes }: ImportProgress,
  spentMs: number,
  withBar: boolean,
  locale: SystemLocale,
): string {
  const words = wordsIn(IMPORT_WORDS, locale);
  const share = ofBytes === 0 ? 1 : Math.min(1, bytes / ofBytes);
  const perSecond = spentMs < SECOND_MS ? null : (rows * SECOND_MS) / spentMs;
  const leftMs = perSecond === null || share === 0 ? null : (spentMs * (1 - share)) / share;
  const full = Math.round(share * BAR_WIDTH);
  const bar = withBar ? ` ${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}` : '';
  const parts = [
    `${words(doing)}${bar} ${Math.floor(share * 100)} %`,
    words('rows', { count: rows.toLocaleString(locale), n: rows }),
    ...(perSecond === null ? [] : [words('perSecond', { count: Math.round(perSecond).toLocaleString(locale) })]),
    ...(leftMs === null ? [] : [words('timeLeft', { time: minutes(leftMs) })]),
  ];
  return parts.join(' · ');
}

function minutes(ms: number): string {
  const seconds = Math.ceil((ms % MINUTE_MS) / SECOND_MS) % 60;
  return `${Math.floor(Math.ceil(ms / SECOND_MS) / 60)}:${String(seconds).padStart(2, '0')}`;
}
