import type { StepStats } from '../stats/step-stats.ts';
import { verdictOf } from '../stats/version-stats.ts';

/** The versions of mails, a line for each mail that has any, and what came of those that were tried. */
export function versionLines(steps: readonly StepStats[]): string[] {
  return steps.flatMap(({ id, variants, tried }) => {
    const parts = Object.entries(variants).map(([label, stats]) =>
      stats === null ? `${label} too few to tell` : `${label} ${stats.sent + stats.simulated}`,
    );
    if (parts.length === 0) return [];
    const trials = tried.map((trial) => `  ${trial.versions.join(' or ')}: ${verdictOf(trial)}.`);
    return [`Versions of ${id}, as of last night: ${parts.join(', ')}.`, ...trials];
  });
}
