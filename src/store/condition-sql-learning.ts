import { inArray, type SQL, sql } from 'drizzle-orm';
import { type DateRange, datesOf, shiftDate, shiftInstant } from '../domain/calendar-span.ts';
import { isDateTest, type LearningCondition } from '../domain/condition.ts';
import { type Duration, isClockTime } from '../domain/duration.ts';
import { invariant } from '../domain/errors.ts';
import { activitiesAbout } from '../domain/learning-target.ts';
import { addDays, type LocalDate, startOfDate, type Zone } from '../domain/time.ts';
import { type AskedOfAll, byZone, dateFits, instantFits, todayIn } from './asked-of-all.ts';
import { number } from './batches.ts';
import type { Database } from './database.ts';
import { storable } from './folded-values.ts';
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
  const each = ids.map((id) => activityTruth(id, learning));
  if (condition.about.of !== 'promoted') return anyOf(each);
  if (condition.fact === 'finished') return allOf(each);
  if (condition.fact === 'progress') return exactly(meanProgress(ids, learning));
  return condition.fact === 'no-progress' ? noProgress(ids, learning) : anyOf(each);
}

function activityTruth(id: string, learning: Learning): Truth {
  const { condition, database, asked } = learning;
  const { fact, test } = condition;
  switch (fact) {
    case 'assigned':
      return exactly(happened(sql`(select min(${at(learning)}) ${records([id], learning)})`, learning));
    case 'started':
      return exactly(happened(sql`(select min(${at(learning)}) ${signs([id], learning)})`, learning));
    case 'failed':
      return exactly(happened(failedAt(id, learning), learning));
    case 'finished': {
      const finished = isFinished(id, learning);
      return exactly(
        test === undefined ? finished : sql`(${finished} and ${happened(finishedAt(id, learning), learning)})`,
      );
    }
    case 'overdue':
      return exactly(open(id, sql`${dueOf(id, learning)} < ${byZone(database, asked, todayIn(asked))}`, learning));
    case 'due':
      invariant(isDateTest(test), 'due compares dates');
      return exactly(open(id, dateFits(dueOf(id, learning), test, database, asked), learning));
    case 'progress':
      return exactly(
        sql`(exists (select 1 ${signs([id], learning)}) and ${compared(progress(id, learning), learning)})`,
      );
    case 'no-progress':
      return noProgress([id], learning);
    case 'lapses':
      return exactly(lapses(id, learning));
  }
}

/** What is known of these activities by now. */
function records(ids: readonly string[], { database: { tables }, asked }: Learning): SQL {
  const { learningRecords, employees } = tables;
  const { person, activity, holdsFrom } = learningRecords;
  const about = inArray(activity, ids.map(storable));
  return sql`from ${learningRecords} where ${person} = ${employees.key} and ${about} and ${holdsFrom} <= ${number(asked.now)}`;
}

/** Being assigned is no sign of learning. */
function signs(ids: readonly string[], learning: Learning): SQL {
  return sql`${records(ids, learning)} and ${event(learning)} <> 'assigned'`;
}

function finishes(id: string, learning: Learning): SQL {
  return sql`${records([id], learning)} and ${event(learning)} in ('completed', 'passed')`;
}

function finishedAt(id: string, learning: Learning): SQL {
  return sql`(select max(${at(learning)}) ${finishes(id, learning)})`;
}

/** The last failure, unless it was finished since. */
function failedAt(id: string, learning: Learning): SQL {
  const failed = sql`max(case when ${event(learning)} = 'failed' then ${at(learning)} end)`;
  const finished = sql`max(case when ${event(learning)} in ('completed', 'passed') then ${at(learning)} end)`;
  const stands = sql`${finished} is null or ${finished} < ${failed}`;
  return sql`(select case when ${stands} then ${failed} end ${records([id], learning)})`;
}

function happened(instant: SQL, { condition: { test }, database, asked }: Learning): SQL {
  if (!isDateTest(test)) return sql`${instant} is not null`;
  const today = todayIn(asked);
  return instantFits(instant, (zone) => datesOf(test, today(zone)), database, asked);
}

/** Completed or passed, and not lapsed since. */
function isFinished(id: string, learning: Learning): SQL {
  const { database, asked } = learning;
  const months = monthsValid(id, asked);
  if (months === null) return sql`exists (select 1 ${finishes(id, learning)})`;
  const today = todayIn(asked);
  const valid = (zone: Zone) => ({ from: firstDate(months, addDays(today(zone), 1)), before: null });
  return instantFits(finishedAt(id, learning), valid, database, asked);
}

/** The day on which it is no longer valid, as a test of the day on which it was finished. */
function lapses(id: string, learning: Learning): SQL {
  const { condition, database, asked } = learning;
  const { test } = condition;
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
  return instantFits(finishedAt(id, learning), finished, database, asked);
}

/** The latest `assigned` sets the due date, else the campaign's `due` (rules.md R2). */
function dueOf(id: string, learning: Learning): SQL {
  const { database, asked } = learning;
  const { due } = database.tables.learningRecords;
  const assigned = sql`${records([id], learning)} and ${event(learning)} = 'assigned' and ${due} is not null`;
  const given = sql`(select ${due} ${assigned} order by ${at(learning)} desc limit 1)`;
  const isPromoted = asked.promotes.includes(id) && asked.fallbackDue !== null;
  return isPromoted ? sql`coalesce(${given}, ${asked.fallbackDue})` : given;
}

function open(id: string, due: SQL, learning: Learning): SQL {
  return sql`(${due} and (${isFinished(id, learning)}) is not true)`;
}

/** 0–100; 100 when ever finished. */
function progress(id: string, learning: Learning): SQL {
  const highest = sql`coalesce(max(${learning.database.tables.learningRecords.progress}), 0)`;
  const finished = sql`count(case when ${event(learning)} in ('completed', 'passed') then 1 end) > 0`;
  return sql`(select case when ${finished} then 100 else ${highest} end ${records([id], learning)})`;
}

function meanProgress(ids: readonly string[], learning: Learning): SQL {
  const sum = sql.join(
    ids.map((id) => progress(id, learning)),
    sql` + `,
  );
  const mean = sql`(${sum}) / cast(${ids.length} as double precision)`;
  return sql`(exists (select 1 ${signs(ids, learning)}) and ${compared(mean, learning)})`;
}

function compared(value: SQL, { condition: { test } }: Learning): SQL {
  invariant(test?.is === 'over' || test?.is === 'under', 'progress compares a number');
  return sql`${value} ${test.is === 'over' ? sql`>` : sql`<`} cast(${test.value} as double precision)`;
}

/** Whether the span after the last sign is over. On the very date that it ends, the time of day decides: in memory. */
function noProgress(ids: readonly string[], learning: Learning): Truth {
  const { condition, database, asked } = learning;
  invariant(condition.test?.is === 'for', 'no progress is for a time');
  const { span } = condition.test;
  const lastAt = sql`(select max(${at(learning)}) ${signs(ids, learning)})`;
  if (isClockTime(span))
    return exactly(sql`${lastAt} <= ${number(shiftInstant(asked.now, negative(span), asked.timezone))}`);
  const today = todayIn(asked);
  const endsBefore = (date: (today: LocalDate) => LocalDate) =>
    byZone(database, asked, (zone) => startOfDate(firstDate(span, date(today(zone))), zone));
  return {
    sure: sql`${lastAt} < ${endsBefore((on) => on)}`,
    maybe: sql`${lastAt} < ${endsBefore((on) => addDays(on, 1))}`,
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

function at({ database }: Learning): SQL {
  return sql`${database.tables.learningRecords.at}`;
}

function event({ database }: Learning): SQL {
  return sql`${database.tables.learningRecords.event}`;
}
