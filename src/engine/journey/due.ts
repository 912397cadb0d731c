import { shiftInstant } from '../../domain/calendar-span.ts';
import type { MailStep, Moment, RemindStep, Timing } from '../../domain/campaign.ts';
import { attributeOf } from '../../domain/employee.ts';
import { invariant } from '../../domain/errors.ts';
import type { Reason } from '../../domain/reasons.ts';
import {
  addDays,
  type Instant,
  instantAt,
  type LocalDate,
  localDate,
  localDateTime,
  parseLocalDate,
  weekdayOf,
} from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { lapseOf, lastRecordAt, nearestDue } from '../conditions/learned.ts';
import type { Standpoint } from './standpoint.ts';

/** When the file says that a mail is due (rules.md R5). */
export type Due =
  | {
      readonly is: 'at';
      readonly at: Instant;
      readonly dated: boolean;
      /** No slot lies before: the beginning, the step's turn. */
      readonly floorAt: Instant;
      /** It never goes after this date (rules.md R7: a step before or on the due date). */
      readonly notAfter: LocalDate | null;
    }
  /** For a date, a fact; time alone changes it at `until`, if at all. */
  | { readonly is: 'waiting'; readonly until: Instant | null }
  | { readonly is: 'passed'; readonly reason: Reason };

/** When mail number `index` of a step is due; a `mail` step has only number 0. */
export function dueOfMail(standpoint: Standpoint, step: MailStep | RemindStep, index: number): Due {
  const { place, beganAt } = standpoint.participation;
  const turnAt = place.last === null ? place.phaseBeganAt : Math.max(place.turnAt, place.phaseBeganAt);
  const at = (instant: Instant): Due => ({
    is: 'at',
    at: instant,
    dated: false,
    floorAt: Math.max(beganAt, turnAt),
    notAfter: null,
  });
  const { timing } = step;
  const remind = place.remind?.step === step.id && index > 0 ? place.remind : null;

  if (timing.kind === 'dated') {
    const moment = momentOf(timing.moments, index);
    invariant(moment, `${step.id} has a moment for each mail`);
    return dueOfMoment(standpoint, moment, step.kind === 'remind');
  }
  if (timing.kind === 'after-no-progress') {
    const last = lastRecordAt(standpoint.asking.promotes, standpoint.asking);
    if (last === null) return { is: 'passed', reason: 'when-false' };
    const silentSince = Math.max(last, remind?.lastAt ?? last);
    return at(Math.max(turnAt, shiftInstant(silentSince, timing.wait, standpoint.calendar.zone)));
  }
  if (remind !== null) {
    invariant(step.kind === 'remind' && step.every, `${step.id} says how often`);
    return at(after(standpoint, remind.lastAt, { kind: 'after', wait: step.every }));
  }
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: dated and after-no-progress have returned above
  switch (timing.kind) {
    case 'next-slot':
      return at(turnAt);
    case 'after':
      return at(after(standpoint, turnAt, timing));
    case 'next-time':
      return at(nextTime(standpoint, turnAt, timing));
    case 'wait-until': {
      if (place.waitedUntil !== null) return at(place.waitedUntil);
      if (holds(timing.condition, standpoint.asking)) return at(Math.max(turnAt, standpoint.now));
      const limit =
        timing.noLongerThan === null ? null : after(standpoint, turnAt, { kind: 'after', wait: timing.noLongerThan });
      return limit !== null && limit <= standpoint.now ? at(limit) : { is: 'waiting', until: limit };
    }
  }
}

/** One moment may serve all mails of a list. */
export function momentOf(moments: readonly Moment[], index: number): Moment | undefined {
  return moments[moments.length === 1 ? 0 : index];
}

/** D after an instant: working days are the person's, at the same local time (rules.md R5). */
export function after({ calendar }: Standpoint, from: Instant, { wait }: Extract<Timing, { kind: 'after' }>): Instant {
  if (wait.unit !== 'working days') return shiftInstant(from, wait, calendar.zone);
  const { date, time } = localDateTime(from, calendar.zone);
  return instantAt(calendar.shiftWorkingDays(date, wait.amount), time, calendar.zone);
}

function nextTime({ calendar }: Standpoint, from: Instant, timing: Extract<Timing, { kind: 'next-time' }>): Instant {
  let date = localDate(from, calendar.zone);
  while (weekdayOf(date) !== timing.weekday || instantAt(date, timing.time, calendar.zone) < from)
    date = addDays(date, 1);
  return instantAt(date, timing.time, calendar.zone);
}

function dueOfMoment(standpoint: Standpoint, moment: Moment, inRemind: boolean): Due {
  const { calendar, participation } = standpoint;
  const { place, beganAt, joinedAt } = participation;
  const beforeStart = moment.anchor.kind === 'start' && moment.days < 0;
  const turnAt = place.last === null ? joinedAt : place.turnAt;
  const floorAt = Math.max(beforeStart ? joinedAt : beganAt, turnAt);

  if (moment.anchor.kind === 'start') {
    const start = startOf(standpoint);
    if (beforeStart && participation.newcomer) return { is: 'passed', reason: 'too-late' };
    if (!beforeStart && typeof start === 'number') {
      const at =
        moment.days === 0
          ? start
          : after(standpoint, start, {
              kind: 'after',
              wait: { amount: moment.days, unit: moment.workingDays ? 'working days' : 'days' },
            });
      return { is: 'at', at, dated: false, floorAt, notAfter: null };
    }
    const base = typeof start === 'number' ? localDate(start, calendar.zone) : start;
    const at = calendar.windowOf(shifted(standpoint, base, moment)).from;
    // With `starts: on launch`, a launch at once leaves no time before it.
    if (typeof start === 'number' && at < joinedAt) return { is: 'passed', reason: 'too-late' };
    return { is: 'at', at, dated: true, floorAt, notAfter: null };
  }

  const base = anchorDate(standpoint, moment);
  if (base === null) return inRemind ? { is: 'passed', reason: 'no-due-date' } : { is: 'waiting', until: null };
  return {
    is: 'at',
    at: calendar.windowOf(shifted(standpoint, base, moment)).from,
    dated: true,
    floorAt,
    notAfter: moment.anchor.kind === 'due' && moment.days <= 0 ? base : null,
  };
}

/** The campaign's start: a date, or for newcomers and `on launch` an instant (rules.md R7). */
function startOf({ campaign, live, participation }: Standpoint): LocalDate | Instant {
  if (participation.newcomer) return participation.beganAt;
  return campaign.starts === 'launch' ? Math.max(live.startsAt, participation.beganAt) : campaign.starts;
}

function anchorDate({ asking, situation }: Standpoint, { anchor }: Moment): LocalDate | null {
  switch (anchor.kind) {
    case 'date':
      return anchor.on;
    case 'due':
      return nearestDue(asking);
    case 'lapse':
      return (
        asking.promotes
          .map((id) => lapseOf(id, asking))
          .filter((date) => date !== null)
          .sort()[0] ?? null
      );
    case 'attribute': {
      const value = attributeOf(situation.employee, anchor.name);
      return typeof value === 'string' ? parseLocalDate(value) : null;
    }
    case 'start':
      return null;
  }
}

function shifted({ calendar }: Standpoint, date: LocalDate, { days, workingDays }: Moment): LocalDate {
  return workingDays && days !== 0 ? calendar.shiftWorkingDays(date, days) : addDays(date, days);
}

/** The instant from which `skip-if-late` passes a mail that opened at `openingAt`: strictly later than this is too late. */
export function lateAfter(step: MailStep | RemindStep, openingAt: Instant, zone: string): Instant {
  return step.skipIfLate === 'never' ? Number.POSITIVE_INFINITY : shiftInstant(openingAt, step.skipIfLate, zone);
}
