import { datesOf, isInRange, shiftInstant } from '../../domain/calendar-span.ts';
import { isDateTest, type LearningCondition } from '../../domain/condition.ts';
import { invariant } from '../../domain/errors.ts';
import { type Instant, localDate } from '../../domain/time.ts';
import { type Asking, today, zoneAsked } from './asking.ts';
import { activitiesOf, dueOf, isFinished, lapseOf, lastRecordAt, stateOf } from './learned.ts';

/**
 * For several promoted activities `assigned started failed overdue due` mean any, `finished` all, `progress` the mean
 * (rules.md R2). For activities named in a condition a comma is "or", so any; a competency is any activity that has it.
 */
export function learningHolds(condition: LearningCondition, asking: Asking): boolean {
  const ids = activitiesOf(condition.about, asking);
  if (ids.length === 0) return false;
  const ofAll = condition.about.of === 'promoted';
  const one = (id: string) => activityHolds(condition, id, asking);
  if (condition.fact === 'finished') return ofAll ? ids.every(one) : ids.some(one);
  if (condition.fact === 'progress' && ofAll) {
    const mean = ids.reduce((sum, id) => sum + stateOf(id, asking).progress, 0) / ids.length;
    return ids.some((id) => stateOf(id, asking).lastRecordAt !== null) && compare(mean, condition);
  }
  if (condition.fact === 'no-progress' && ofAll) return hasNoProgress(lastRecordAt(ids, asking), condition, asking);
  return ids.some(one);
}

function activityHolds(condition: LearningCondition, id: string, asking: Asking): boolean {
  const state = stateOf(id, asking);
  switch (condition.fact) {
    case 'assigned':
      return happened(state.assignedAt, condition, asking);
    case 'started':
      return happened(state.startedAt, condition, asking);
    case 'failed':
      return (
        state.failedAt !== null &&
        (state.lastFinishedAt ?? Number.NEGATIVE_INFINITY) < state.failedAt &&
        happened(state.failedAt, condition, asking)
      );
    case 'finished':
      return isFinished(id, asking) && happened(state.lastFinishedAt, condition, asking);
    case 'overdue': {
      const due = dueOf(id, asking);
      return due !== null && due < today(asking) && !isFinished(id, asking);
    }
    case 'due': {
      const due = dueOf(id, asking);
      invariant(isDateTest(condition.test), 'due compares dates');
      return due !== null && !isFinished(id, asking) && isInRange(due, datesOf(condition.test, today(asking)));
    }
    case 'progress':
      return state.lastRecordAt !== null && compare(state.progress, condition);
    case 'no-progress':
      return hasNoProgress(state.lastRecordAt, condition, asking);
    case 'lapses': {
      const lapse = lapseOf(id, asking);
      invariant(isDateTest(condition.test), 'lapses compares dates');
      return lapse !== null && isInRange(lapse, datesOf(condition.test, today(asking)));
    }
  }
}

function happened(at: Instant | null, condition: LearningCondition, asking: Asking): boolean {
  if (at === null) return false;
  if (!isDateTest(condition.test)) return true;
  return isInRange(localDate(at, zoneAsked(asking)), datesOf(condition.test, today(asking)));
}

function compare(value: number, condition: LearningCondition): boolean {
  invariant(condition.test?.is === 'over' || condition.test?.is === 'under', 'progress compares a number');
  return condition.test.is === 'over' ? value > condition.test.value : value < condition.test.value;
}

function hasNoProgress(lastAt: Instant | null, condition: LearningCondition, asking: Asking): boolean {
  invariant(condition.test?.is === 'for', 'no progress is for a time');
  return lastAt !== null && shiftInstant(lastAt, condition.test.span, zoneAsked(asking)) <= asking.now;
}
