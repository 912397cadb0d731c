import type { SystemLocale } from '../domain/reason-texts.ts';
import type { StepStats } from '../stats/step-stats.ts';
import { verdictOf } from '../stats/version-stats.ts';
import { STATS_WORDS } from './words/stats-words.ts';
import { wordsIn } from './words.ts';

/** The versions of mails, a line for each mail that has any, and what came of those that were tried. */
export function versionLines(steps: readonly StepStats[], locale: SystemLocale): string[] {
  const words = wordsIn(STATS_WORDS, locale);
  return steps.flatMap(({ id, variants, tried }) => {
    const parts = Object.entries(variants).map(([label, stats]) =>
      stats === null ? words('tooFewToTell', { label }) : `${label} ${stats.sent + stats.simulated}`,
    );
    if (parts.length === 0) return [];
    const trials = tried.map((trial) => `  ${trial.versions.join(words('or'))}: ${verdictOf(trial, locale)}.`);
    return [words('versions', { id, parts: parts.join(', ') }), ...trials];
  });
}
