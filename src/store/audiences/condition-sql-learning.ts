import { type SQL, sql } from 'drizzle-orm';
import { type DateRange, datesOf, shiftDate, shiftInstant } from '../../domain/calendar-span.ts';
import { isDateTest, type LearningCondition } from '../../domain/condition.ts';
import { type Duration, isClockTime } from '../../domain/duration.ts';
import { invariant } from '../../domain/errors.ts';
import { activitiesAbout } from '../../domain/learning-target.ts';
import { addDays, type LocalDate, startOfDate, type Zone } from '../../domain/time.ts';
import { number } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Learned } from '../learning/learned.ts';
import { type AskedOfAll, byZone, dateFits, instantFits, todayIn } from './asked-of-all.ts';
import { allOf, anyOf, exactly, NEVER, type Truth } from './truth.ts';

interface Learning {
  readonly condition: LearningCondition;
  readonly database: Database;
  readonly asked: AskedOfAll;
}

/**
 * `finished: safety`, `due: in 14 days`, `progress: over 50%`. Of several promoted activities rules.md R2 says which
 * facts mean any, all, the mean.
 */
export function learningSql(condition: LearningCondition, database: Database, asked: AskedOfAll): Truth {
  const learning = { condition, database, asked };
  const ids = activitiesAbout(condition.about, asked);
  if (ids.length === 0) return exactly(NEVER);
  const ofAll = condition.about.of === 'promoted';
  if (ofAll && condition.fact === 'progress') return together(meanProgress(ids, learning), ids, learning);
  if (ofAll && condition.fact === 'no-progress') return together(noProgress(ids, learning), ids, learning);
  const each = ids.map((id) => together(activityTruth(id, learning), [id], learning));
  return ofAll && condition.fact === 'finished' ? allOf(each) : anyOf(each);
}

/** Where sums are not whole they tell nothing yet. */
function together(truth: Truth, ids: readonly string[], { asked }: Learning): Truth {
  const whole = ids.map((id) => asked.learned.on(id).isWhole).filter((part) => part !== null);
  if (whole.length === 0) return truth;
  const all = sql.join(whole, sql` and `);
  return { sure: sql`(${truth.sure} and ${all})`, maybe: sql`(${truth.maybe} or not (${all}))` };
}

function activityTruth(id: string, learning: Learning): Truth {
  const { condition, database, asked } = learning;
  const { fact, test } = condition;
  const learned = asked.learned.on(id);
  switch (fact) {
    case 'assigned':
      return exactly(happened(learned.firstAt, learning));
    case 'started':
      return exactly(happened(learned.firstSignAt, learning));
    case 'failed':
      return exactly(failed(learned, learning));
    case 'finished': {
      const finished = isFinished(id, learning);
      return exactly(test === undefined ? finished : sql`(${finished} and ${happened(learned.finishedAt, learning)})`);
    }
    case 'overdue':
      return exactly(open(id, sql`${dueOf(id, learning)} < ${byZone(database, asked, todayIn(asked))}`, learning));
    case 'due':
      invariant(isDateTest(test), 'due compares dates');
      return exactly(open(id, dateFits(dueOf(id, learning), test, database, asked), learning));
    case 'progress':
      return exactly(sql`(${learned.firstSignAt} is not null and ${compared(progress(learned), learning)})`);
    case 'no-progress':
      return noProgress([id], learning);
    case 'lapses':
      return exactly(lapses(id, learning));
  }
}

/** The last failure, unless it was finished since. */
function failed({ failedAt, finishedAt }: Learned, learning: Learning): SQL {
  return sql`(${happened(failedAt, learning)} and (${finishedAt} < ${failedAt}) is not false)`;
}

function happened(instant: SQL, { condition: { test }, database, asked }: Learning): SQL {
  if (!isDateTest(test)) return sql`${instant} is not null`;
  const today = todayIn(asked);
  return instantFits(instant, (zone) => datesOf(test, today(zone)), database, asked);
}

/** Completed or passed, and not lapsed since. */
function isFinished(id: string, { database, asked }: Learning): SQL {
  const { finishedAt } = asked.learned.on(id);
  const months = monthsValid(id, asked);
  if (months === null) return sql`${finishedAt} is not null`;
  const today = todayIn(asked);
  const valid = (zone: Zone) => ({ from: firstDate(months, addDays(today(zone), 1)), before: null });
  return instantFits(finishedAt, valid, database, asked);
}

/** The day on which it is no longer valid, as a test of the day on which it was finished. */
function lapses(id: string, { condition: { test }, database, asked }: Learning): SQL {
  invariant(isDateTest(test), 'lapses compares dates');
  const months = monthsValid(id, asked);
  if (months === null) return NEVER;
  const today = todayIn(asked);
  const finished = (zone: Zone): DateRange => {
    const { from, before } = datesOf(test, today(zone));
    return {
      from: from === null ? null : firstDate(months, from),
      before: before === null ? null : firstDate(months, before),
    };
  };
  return instantFits(asked.learned.on(id).finishedAt, finished, database, asked);
}

/** The latest `assigned` sets the due date, else the campaign's `due` (rules.md R2). */
function dueOf(id: string, { asked }: Learning): SQL {
  const given = asked.learned.on(id).due;
  const isPromoted = asked.promotes.includes(id) && asked.fallbackDue !== null;
  return isPromoted ? sql`coalesce(${given}, ${asked.fallbackDue})` : given;
}

function open(id: string, due: SQL, learning: Learning): SQL {
  return sql`(${due} and (${isFinished(id, learning)}) is not true)`;
}

/** 0–100; 100 when ever finished. */
function progress({ finishedAt, progress: highest }: Learned): SQL {
  return sql`case when ${finishedAt} is not null then 100 else coalesce(${highest}, 0) end`;
}

function meanProgress(ids: readonly string[], learning: Learning): Truth {
  const all = ids.map((id) => learning.asked.learned.on(id));
  const sum = sql.join(all.map(progress), sql` + `);
  const mean = sql`(${sum}) / cast(${ids.length} as double precision)`;
  return exactly(sql`((${anySign(all)}) and ${compared(mean, learning)})`);
}

function anySign(all: readonly Learned[]): SQL {
  return sql.join(
    all.map(({ lastSignAt }) => sql`${lastSignAt} is not null`),
    sql` or `,
  );
}

function compared(value: SQL, { condition: { test } }: Learning): SQL {
  invariant(test?.is === 'over' || test?.is === 'under', 'progress compares a number');
  return sql`${value} ${test.is === 'over' ? sql`>` : sql`<`} cast(${test.value} as double precision)`;
}

/** Whether the span after the last sign is over. On the very date that it ends, the time of day decides: in memory. */
function noProgress(ids: readonly string[], { condition, database, asked }: Learning): Truth {
  invariant(condition.test?.is === 'for', 'no progress is for a time');
  const { span } = condition.test;
  const all = ids.map((id) => asked.learned.on(id));
  const lastFits = (fits: (lastAt: SQL) => SQL) => {
    const each = all.map(({ lastSignAt }) => sql`(${fits(lastSignAt)}) is not false`);
    return sql`((${anySign(all)}) and ${sql.join(each, sql` and `)})`;
  };
  if (isClockTime(span)) {
    const latest = number(shiftInstant(asked.now, negative(span), asked.timezone));
    return exactly(lastFits((lastAt) => sql`${lastAt} <= ${latest}`));
  }
  const today = todayIn(asked);
  const endsBefore = (date: (today: LocalDate) => LocalDate) =>
    byZone(database, asked, (zone) => startOfDate(firstDate(span, date(today(zone))), zone));
  return {
    sure: lastFits((lastAt) => sql`${lastAt} < ${endsBefore((on) => on)}`),
    maybe: lastFits((lastAt) => sql`${lastAt} < ${endsBefore((on) => addDays(on, 1))}`),
  };
}

function negative({ amount, unit }: Duration): Duration {
  return { amount: -amount, unit };
}

function monthsValid(id: string, { activities }: AskedOfAll): Duration | null {
  const months = activities.get(id)?.validMonths ?? null;
  return months === null ? null : { amount: months, unit: 'months' };
}

/** The first date from which so long a span ends on `goal` or later: months are clipped, so it is not simply so long before. */
function firstDate(span: Duration, goal: LocalDate): LocalDate {
  let date = addDays(shiftDate(goal, span, -1), -4);
  while (shiftDate(date, span) < goal) date = addDays(date, 1);
  return date;
}
