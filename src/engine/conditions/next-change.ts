import { shiftDate, shiftInstant } from '../../domain/calendar-span.ts';
import { type Condition, type DateTest, isDateTest, partsOf } from '../../domain/condition.ts';
import { attributeOf } from '../../domain/employee.ts';
import { addDays, type Instant, type LocalDate, localDate, parseLocalDate, startOfDate } from '../../domain/time.ts';
import { type Asking, today, zoneAsked } from './asking.ts';
import { isReadAgain } from './evaluate.ts';
import { activitiesOf, dueOf, lapseOf, lastRecordAt, stateOf } from './learned.ts';

/**
 * The first instant after now at which time alone (no new fact) may change the answer to a condition; null: never.
 * May name an instant at which nothing changes; never misses one.
 */
export function nextChangeAt(condition: Condition | null, asking: Asking): Instant | null {
  if (condition === null) return null;
  let next: Instant | null = null;
  for (const part of partsOf(condition)) {
    if (asking.fixed && !isReadAgain(part)) continue;
    next = earlier(next, partChangesAt(part, asking));
  }
  return next;
}

export function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function partChangesAt(part: Condition, asking: Asking): Instant | null {
  const dated = (date: LocalDate | null, test: DateTest) => firstAhead(turningDates(date, test), asking);
  const on = (at: Instant | null) => (at === null ? null : localDate(at, zoneAsked(asking)));
  switch (part.kind) {
    case 'attribute': {
      const value = attributeOf(asking.situation.employee, part.name);
      return isDateTest(part.test) ? dated(typeof value === 'string' ? parseLocalDate(value) : null, part.test) : null;
    }
    case 'learning': {
      let next: Instant | null = null;
      for (const id of activitiesOf(part.about, asking)) {
        const state = stateOf(id, asking);
        const due = dueOf(id, asking);
        const lapse = lapseOf(id, asking);
        if (part.fact === 'overdue') next = earlier(next, firstAhead(due === null ? [] : [addDays(due, 1)], asking));
        if (part.fact === 'finished' || part.fact === 'overdue' || part.fact === 'due')
          next = earlier(next, firstAhead(lapse === null ? [] : [lapse], asking));
        if (!part.test || !isDateTest(part.test)) continue;
        const dates = {
          due,
          lapses: lapse,
          assigned: on(state.assignedAt),
          started: on(state.startedAt),
          failed: on(state.failedAt),
          finished: on(state.lastFinishedAt),
        };
        if (part.fact in dates) next = earlier(next, dated(dates[part.fact as keyof typeof dates], part.test));
      }
      if (part.fact === 'no-progress' && part.test?.is === 'for') {
        const ids = activitiesOf(part.about, asking);
        for (const last of [lastRecordAt(ids, asking), ...ids.map((id) => stateOf(id, asking).lastRecordAt)]) {
          const turn = last === null ? null : shiftInstant(last, part.test.span, zoneAsked(asking));
          if (turn !== null && turn > asking.now) next = earlier(next, turn);
        }
      }
      return next;
    }
    case 'engagement':
      // Something gets older every day; who asks about recent activity is looked at daily.
      return part.within === undefined ? null : startOfDate(addDays(today(asking), 1), zoneAsked(asking));
    case 'membership': {
      if (part.fact !== 'in-audience') return null;
      let next: Instant | null = null;
      for (const name of part.names)
        next = earlier(
          next,
          nextChangeAt(asking.audiences[name] ?? null, {
            ...asking,
            campaign: null,
            promotes: [],
            fallbackDue: null,
            round: null,
          }),
        );
      return next;
    }
    default:
      return null;
  }
}

/** The dates on which a comparison of `date` with today begins or ceases to hold, give or take a clipped month. */
function turningDates(date: LocalDate | null, test: DateTest): LocalDate[] {
  if (date === null) return [];
  switch (test.is) {
    case 'within':
    case 'over-ago':
      return around(date).concat(around(shiftDate(date, test.span)));
    case 'in':
      return around(date).concat(around(shiftDate(date, test.span, -1)));
    case 'before':
      return [];
  }
}

/** Month arithmetic clips (31 January + 1 month), so a turn can be a few days off: looking a little often costs little. */
function around(date: LocalDate): LocalDate[] {
  return [-3, -2, -1, 0, 1, 2, 3].map((days) => addDays(date, days));
}

function firstAhead(dates: readonly LocalDate[], asking: Asking): Instant | null {
  const zone = zoneAsked(asking);
  const ahead = dates.map((date) => startOfDate(date, zone)).filter((at) => at > asking.now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
