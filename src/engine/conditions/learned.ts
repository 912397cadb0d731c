import type { LearningTarget } from '../../domain/condition.ts';
import { type LearningState, learningState } from '../../domain/learning.ts';
import { activitiesAbout } from '../../domain/learning-target.ts';
import { addMonths, type Instant, type LocalDate, localDate } from '../../domain/time.ts';
import { type Asking, today, zoneAsked } from './asking.ts';

/** The activities a learning condition is about. */
export function activitiesOf(target: LearningTarget, asking: Pick<Asking, 'promotes' | 'setting'>): readonly string[] {
  return activitiesAbout(target, { promotes: asking.promotes, activities: asking.setting.activities });
}

export function stateOf(activity: string, asking: Pick<Asking, 'situation' | 'now' | 'round'>): LearningState {
  const since = asking.round?.activities.has(activity) ? asking.round.learningFrom : null;
  return learningState(asking.situation.learning, activity, asking.now, since);
}

/** The last sign of learning on any of the activities. */
export function lastRecordAt(
  activities: readonly string[],
  asking: Pick<Asking, 'situation' | 'now' | 'round'>,
): Instant | null {
  const times = activities.map((id) => stateOf(id, asking).lastRecordAt).filter((at) => at !== null);
  return times.length === 0 ? null : Math.max(...times);
}

/** Completed or passed, and not lapsed since. */
export function isFinished(activity: string, asking: Asking): boolean {
  if (stateOf(activity, asking).finishedAt === null) return false;
  const lapse = lapseOf(activity, asking);
  return lapse === null || today(asking) < lapse;
}

/**
 * The day on which what was finished is no longer valid; null when it never lapses or was never finished. What was
 * finished before a round lapses in it all the same: that may be why there is a round.
 */
export function lapseOf(activity: string, asking: Asking): LocalDate | null {
  const months = asking.setting.activities.get(activity)?.validMonths ?? null;
  const finishedAt = stateOf(activity, { ...asking, round: null }).lastFinishedAt;
  return months === null || finishedAt === null ? null : addMonths(localDate(finishedAt, zoneAsked(asking)), months);
}

/** The person's due date for an activity (rules.md R2): the latest assignment's, else the campaign's. */
export function dueOf(activity: string, asking: Asking): LocalDate | null {
  return stateOf(activity, asking).due ?? (asking.promotes.includes(activity) ? asking.fallbackDue : null);
}

/** The nearest due date among unfinished promoted activities; when all are finished, the nearest of all. */
export function nearestDue(asking: Asking): LocalDate | null {
  const dues = (ids: readonly string[]) =>
    ids
      .map((id) => dueOf(id, asking))
      .filter((due) => due !== null)
      .sort();
  const open = asking.promotes.filter((id) => !isFinished(id, asking));
  return dues(open)[0] ?? dues(asking.promotes)[0] ?? (asking.promotes.length === 0 ? asking.fallbackDue : null);
}
