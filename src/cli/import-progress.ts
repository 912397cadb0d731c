import type { Clock } from '../domain/time.ts';
import { MINUTE_MS, SECOND_MS } from '../domain/time.ts';
import type { ImportProgress } from '../flow/people/import-file.ts';
import type { Terminal } from './terminal.ts';

/** A bar is drawn anew so often; without a terminal a line is enough now and then. */
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;
const BAR_WIDTH = 24;

/**
 * Tells how far an import is: a bar where somebody watches, a line every ten seconds where not, nothing with --json.
 * @param now the wall clock, whatever the store pretends.
 */
export function importProgress(terminal: Terminal, now: Clock): (progress: ImportProgress) => void {
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
    tell(describeProgress(progress, at - (begun[progress.doing] ?? at), terminal.isWatched));
  };
}

/** `importing ██████░░░░ 62 % · 620,000 rows · 23,100/s · 0:16 left` */
export function describeProgress(
  { doing, rows, bytes, ofBytes }: ImportProgress,
  spentMs: number,
  withBar: boolean,
): string {
  const share = ofBytes === 0 ? 1 : Math.min(1, bytes / ofBytes);
  const perSecond = spentMs < SECOND_MS ? null : (rows * SECOND_MS) / spentMs;
  const leftMs = perSecond === null || share === 0 ? null : (spentMs * (1 - share)) / share;
  const full = Math.round(share * BAR_WIDTH);
  const bar = withBar ? ` ${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}` : '';
  const parts = [
    `${doing}${bar} ${Math.floor(share * 100)} %`,
    `${rows.toLocaleString('en')} rows`,
    ...(perSecond === null ? [] : [`${Math.round(perSecond).toLocaleString('en')}/s`]),
    ...(leftMs === null ? [] : [`${minutes(leftMs)} left`]),
  ];
  return parts.join(' · ');
}

function minutes(ms: number): string {
  const seconds = Math.ceil((ms % MINUTE_MS) / SECOND_MS) % 60;
  return `${Math.floor(Math.ceil(ms / SECOND_MS) / 60)}:${String(seconds).padStart(2, '0')}`;
}
