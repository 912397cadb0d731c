import { datesOf, isInRange, shiftInstant } from '../../domain/calendar-span.ts';
import { dateOf, numberOf, truthOf } from '../../domain/compared-value.ts';
import {
  type AttributeTest,
  type Condition,
  type EngagementCondition,
  isDateTest,
  type LearningCondition,
  type LearningTarget,
  type MembershipCondition,
} from '../../domain/condition.ts';
import { type AttributeValue, attributeOf } from '../../domain/employee.ts';
import { invariant } from '../../domain/errors.ts';
import { type CountsFrom, type LearningState, learningState } from '../../domain/learning.ts';
import { activitiesAbout } from '../../domain/learning-target.ts';
import { GONE_STATES } from '../../domain/message.ts';
import { fold } from '../../domain/text.ts';
import { addMonths, type Instant, type LocalDate, localDate, type Zone } from '../../domain/time.ts';
import { type Setting, type Situation, zoneOf } from '../facts/situation.ts';

/** From where a condition is asked: whose campaign, and which learning counts. */
export interface Asking {
  readonly situation: Situation;
  readonly setting: Setting;
  readonly now: Instant;
  /** The campaign that bare learning words and message names are about; null outside a campaign. */
  readonly campaign: string | null;
  readonly promotes: readonly string[];
  readonly audiences: Readonly<Record<string, Condition>>;
  /** Where the platform gives no due date. */
  readonly fallbackDue: LocalDate | null;
  /** Parts whose truth was fixed when the participation began (rules.md R1), by their JSON. */
  readonly fixed?: Readonly<Record<string, boolean>> | null | undefined;
  /** Asked in a round that does not look back; null or absent: all that is known counts. */
  readonly round?: RoundView | null | undefined;
}

/** What a round that begins anew looks at (rules.md R1). */
export interface RoundView {
  /** Learning on `activities` counts from here: what the campaign promotes, and what its goal is about. */
  readonly learningFrom: CountsFrom;
  readonly activities: ReadonlySet<string>;
  /** Mails and answers of this campaign count from here; null: all. */
  readonly mailFrom: Instant | null;
}

/** Whether a condition holds for a person at an instant. Unknown compares false, `not` of it is true (rules.md R3). */
export function holds(condition: Condition, asking: Asking): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((part) => holds(part, asking));
    case 'any':
      return condition.of.some((part) => holds(part, asking));
    case 'not':
      return !holds(condition.of, asking);
    default: {
      const fixed = asking.fixed?.[partKey(condition)];
      if (fixed !== undefined) return fixed;
      if (condition.kind === 'attribute')
        return attributeHolds(attributeOf(asking.situation.employee, condition.name), condition.test, today(asking));
      if (condition.kind === 'learning') return learningHolds(condition, asking);
      if (condition.kind === 'engagement') return engagementHolds(condition, asking);
      return membershipHolds(condition, asking);
    }
  }
}

/** The name under which the truth of a part is fixed: its JSON. Conditions never change, so each is written once. */
export function partKey(part: Condition): string {
  let key = partKeys.get(part);
  if (key === undefined) {
    key = JSON.stringify(part);
    partKeys.set(part, key);
  }
  return key;
}

const partKeys = new WeakMap<Condition, string>();

/** The zone and date of the person who is asked about. */
export function zoneAsked(asking: Asking): Zone {
  return zoneOf(asking.situation.employee, asking.setting.workspace);
}

export function today(asking: Asking): LocalDate {
  return localDate(asking.now, zoneAsked(asking));
}

function attributeHolds(value: AttributeValue | null, test: AttributeTest, on: LocalDate): boolean {
  if (test.is === 'unknown') return value === null;
  if (value === null) return false;
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: unknown has returned above, dates are the default
  switch (test.is) {
    case 'known':
      return true;
    case 'one-of':
      return test.values.some((wanted) => isSameValue(value, wanted));
    case 'has':
      return fold(String(value)).includes(fold(test.text));
    case 'over':
    case 'under': {
      const number = numberOf(value);
      return number !== null && (test.is === 'over' ? number > test.value : number < test.value);
    }
    case 'within':
    case 'in':
    case 'over-ago':
    case 'before': {
      const date = dateOf(value);
      return date !== null && isInRange(date, datesOf(test, on));
    }
  }
}

function isSameValue(value: AttributeValue, wanted: string): boolean {
  if (typeof value === 'boolean') return value === truthOf(wanted);
  if (typeof value === 'number' && value === numberOf(wanted)) return true;
  return fold(String(value)) === fold(wanted);
}

/**
 * For several promoted activities `assigned started failed overdue due` mean any, `finished` all, `progress` the mean
 * (rules.md R2). For activities named in a condition a comma is "or", so any; a competency is any activity that has it.
 */
function learningHolds(condition: LearningCondition, asking: Asking): boolean {
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
function isFinished(activity: string, asking: Asking): boolean {
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

function engagementHolds(condition: EngagementCondition, asking: Asking): boolean {
  const isRecent = (at: Instant) =>
    condition.within === undefined ||
    isInRange(localDate(at, zoneAsked(asking)), datesOf({ is: 'within', span: condition.within }, today(asking)));
  const mailFrom = asking.round?.mailFrom ?? Number.NEGATIVE_INFINITY;
  const ofRound = ({ campaign, at }: { readonly campaign: string; readonly at: Instant | null }) =>
    campaign !== asking.campaign || at === null || at >= mailFrom;
  const recent = asking.situation.engagement.filter((fact) => fact.holdsFrom <= asking.now && isRecent(fact.at));
  const known = recent.filter(ofRound);
  const here = known.filter((fact) => asking.campaign === null || fact.campaign === asking.campaign);
  const about = (fact: { readonly about: string }) => condition.about === null || fact.about === condition.about;
  switch (condition.fact) {
    case 'received':
      return asking.situation.messages.some(
        (message) =>
          GONE_STATES.includes(message.state) &&
          message.campaign === (asking.campaign ?? message.campaign) &&
          ofRound({ campaign: message.campaign, at: message.slotAt ?? message.settledAt }) &&
          (condition.about === null || message.step === condition.about || message.message === condition.about),
      );
    case 'clicked':
      return here.some((fact) => fact.kind === 'clicked' && about(fact));
    case 'answered':
      return known.some((fact) => fact.kind === 'answered' && about(fact));
    case 'answer':
      return known.some(
        (fact) =>
          fact.kind === 'answered' &&
          about(fact) &&
          fact.answers.some((answer) => (condition.answers ?? []).some((wanted) => fold(wanted) === fold(answer))),
      );
    case 'active':
      return (
        recent.length > 0 ||
        asking.situation.learning.some(
          (record) => record.holdsFrom <= asking.now && record.event !== 'assigned' && isRecent(record.at),
        )
      );
  }
}

function membershipHolds(condition: MembershipCondition, asking: Asking): boolean {
  switch (condition.fact) {
    case 'in-audience':
      return condition.names.some((name) => {
        const rule = asking.audiences[name];
        return (
          rule !== undefined && holds(rule, { ...asking, campaign: null, promotes: [], fallbackDue: null, round: null })
        );
      });
    case 'takes-part-in':
      return asking.situation.participations.some(
        (one) => condition.names.includes(one.campaign) && one.beganAt <= asking.now && one.ended === null,
      );
    case 'finished-campaign':
      return asking.situation.participations.some(
        (one) => condition.names.includes(one.campaign) && one.goalReachedAt !== null,
      );
    case 'leads-people':
      return asking.situation.leadsPeople === true;
  }
}

/**
 * Parts of `for` that keep the truth they had at the beginning (rules.md R1): learning, engagement, membership, and
 * comparisons with today. Attributes compared with fixed values are read again.
 */
export function isReadAgain(part: Condition): boolean {
  return part.kind === 'attribute' && part.test.is !== 'within' && part.test.is !== 'in' && part.test.is !== 'over-ago';
}
