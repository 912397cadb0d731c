import type { Phase } from '../domain/campaign.ts';
import { END_REASONS, type EndReason, type Reason } from '../domain/reasons.ts';
import type { Database } from '../store/database.ts';
import { FIGURE, releasedFigures } from '../store/figures/released-figures.ts';
import { type Shown, shown } from './small-groups.ts';

/**
 * What came of a campaign, for whoever is not the operator: of last night, and null where too few, or all but too few,
 * stand behind a figure (guarantees.md §3).
 */
export interface DiscreetFigures {
  readonly goal: Shown;
  /** From 0 to 1. */
  readonly goalRate: number | null;
  readonly active: Shown;
  readonly began: Readonly<Record<Exclude<Phase, 'inform'>, Shown>>;
  /** Endings that may be told; those of few are not among them. */
  readonly ended: readonly (readonly [reason: EndReason, count: number])[];
  readonly step: (id: string) => {
    /** Passed because somebody learned, answered or moved on. */
    readonly notNeeded: Shown;
    readonly stopped: Shown;
    readonly notNow: Shown;
  };
}

/** Why a mail was passed where it tells what somebody learned or did. */
export const TELLING_REASONS: ReadonlySet<Reason> = new Set<Reason>([
  'goal-reached',
  'said-done',
  'until-true',
  'when-false',
  'moved-on',
  'ended-by-step',
]);

export async function discreetFigures(
  database: Database,
  campaign: string,
  minimumGroup: number,
): Promise<DiscreetFigures> {
  const released = await releasedFigures(database, campaign);
  const figure = (name: string): Shown => {
    const known = released.get(name);
    return known === undefined ? null : shown(known.count, known.of, minimumGroup);
  };
  const goal = figure(FIGURE.goal);
  const of = released.get(FIGURE.goal)?.of ?? 0;
  return {
    goal,
    goalRate: goal === null ? null : goal / of,
    active: figure(FIGURE.active),
    began: { activate: figure(FIGURE.phase('activate')), retain: figure(FIGURE.phase('retain')) },
    ended: END_REASONS.flatMap((reason) => {
      const count = figure(FIGURE.ended(reason));
      return count === null ? [] : [[reason, count] as const];
    }),
    step: (id) => {
      const passed = [...TELLING_REASONS].flatMap((reason) => released.get(FIGURE.passed(id, reason)) ?? []);
      const count = passed.reduce((sum, one) => sum + one.count, 0);
      return {
        notNeeded: passed[0] === undefined ? null : shown(count, passed[0].of, minimumGroup),
        stopped: figure(FIGURE.stopped(id)),
        notNow: figure(FIGURE.notNow(id)),
      };
    },
  };
}
