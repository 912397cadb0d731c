import type { Campaign } from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import type { EndReason } from '../../domain/reasons.ts';
import type { Instant } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { standpointOf } from '../journey/standpoint.ts';

/** A team in figures, each to the nearest five; null: it would be about too few people (guarantees.md §3). */
export interface TeamFigures {
  readonly size: number | null;
  readonly started: number | null;
  readonly finished: number | null;
}

/** Who is no part of the campaign any more is in no figure about it. */
const GONE: readonly EndReason[] = ['stopped', 'left-audience', 'left-company'];

/** How the direct reports who take part are doing, counted at `now`. No names, and nothing about any one of them. */
export function teamFigures(
  reports: readonly Situation[],
  campaign: Campaign,
  setting: Setting,
  now: Instant,
): TeamFigures {
  let [size, started, finished] = [0, 0, 0];
  for (const situation of reports) {
    const participation = situation.participations.findLast((one) => one.campaign === campaign.id);
    if (participation === undefined || participation.fixed === null || participation.suspended !== null) continue;
    if (participation.ended !== null && GONE.includes(participation.ended.because)) continue;
    const { asking } = standpointOf(situation, setting, participation, now);
    size += 1;
    if (participation.goalReachedAt !== null || holds(FINISHED, asking)) finished += 1;
    else if (holds(STARTED, asking)) started += 1;
  }
  return shownFigures({ size, started: started + finished, finished }, setting.workspace.minimumGroup);
}

/**
 * What may be told of these counts. Whoever reads two figures can take one from the other, so every part into which they
 * cut the team must be a group: who has not started, who is under way, who has finished.
 */
export function shownFigures(
  { size, started, finished }: { readonly size: number; readonly started: number; readonly finished: number },
  minimumGroup: number,
): TeamFigures {
  const areGroups = (...parts: number[]) => parts.every((part) => part >= minimumGroup);
  const showsStarted = areGroups(started, size - started);
  const showsFinished = areGroups(finished, size - finished) && (!showsStarted || areGroups(started - finished));
  return {
    size: areGroups(size) ? toFive(size) : null,
    started: showsStarted ? toFive(started) : null,
    finished: showsFinished ? toFive(finished) : null,
  };
}

function toFive(count: number): number {
  return Math.round(count / 5) * 5;
}

const STARTED: Condition = { kind: 'learning', fact: 'started', about: { of: 'promoted' } };
const FINISHED: Condition = { kind: 'learning', fact: 'finished', about: { of: 'promoted' } };
