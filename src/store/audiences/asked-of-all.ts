import { inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { type DateRange, datesOf } from '../../domain/calendar-span.ts';
import type { Condition, DateTest } from '../../domain/condition.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import { type Instant, type LocalDate, localDate, startOfDate, type Zone } from '../../domain/time.ts';
import { number } from '../batches.ts';
import type { Database } from '../database.ts';
import type { LearnedSource } from '../learning/learned.ts';
import { ALWAYS } from './truth.ts';

/** From where a condition is asked of everybody: as in memory of one, with the zones that people live in. */
export interface AskedOfAll {
  readonly now: Instant;
  /** The campaign that bare learning words and message names are about; null outside a campaign. */
  readonly campaign: string | null;
  readonly promotes: readonly string[];
  /** Where the platform gives no due date. */
  readonly fallbackDue: LocalDate | null;
  readonly audiences: Readonly<Record<string, Condition>>;
  readonly activities: ReadonlyMap<string, LearningActivity>;
  /** Of people without their own. */
  readonly timezone: Zone;
  /** Every zone that somebody has. */
  readonly zones: readonly Zone[];
  /** Where what they learned is looked up. */
  readonly learned: LearnedSource;
}

/** Instants that nothing lies beyond (ECMA-262, 21.4.1.1). */
const FIRST: Instant = -8.64e15;
const LAST: Instant = 8.64e15;

export function todayIn({ now }: Pick<AskedOfAll, 'now'>): (zone: Zone) => LocalDate {
  return (zone) => localDate(now, zone);
}

/** Whether a local date fits a test on the day that the person has. */
export function dateFits(date: SQLWrapper, test: DateTest, database: Database, asked: AskedOfAll): SQL {
  const today = todayIn(asked);
  const { from, before } = datesOf(test, today(asked.timezone));
  const bound = (end: 'from' | 'before') => byZone(database, asked, (zone) => datesOf(test, today(zone))[end] ?? '');
  // Which ends are open is a matter of the test alone.
  const bounds = [
    ...(from === null ? [] : [sql`${date} >= ${bound('from')}`]),
    ...(before === null ? [] : [sql`${date} < ${bound('before')}`]),
  ];
  return bounds.length === 0 ? ALWAYS : sql`(${sql.join(bounds, sql` and `)})`;
}

/** Whether an instant lies on a local date of the range that a zone has. */
export function instantFits(
  at: SQLWrapper,
  rangeIn: (zone: Zone) => DateRange,
  database: Database,
  asked: AskedOfAll,
): SQL {
  const first = (zone: Zone) => {
    const { from } = rangeIn(zone);
    return from === null ? FIRST : startOfDate(from, zone);
  };
  const last = (zone: Zone) => {
    const { before } = rangeIn(zone);
    return before === null ? LAST : startOfDate(before, zone) - 1;
  };
  return sql`(${at} between ${byZone(database, asked, first)} and ${byZone(database, asked, last)})`;
}

/** A value that hangs on the zone of the person: one parameter where all zones agree, as they mostly do about dates. */
export function byZone(
  { tables: { employees } }: Database,
  { zones, timezone }: Pick<AskedOfAll, 'zones' | 'timezone'>,
  valueIn: (zone: Zone) => LocalDate | Instant,
): SQL {
  const elsewhere = valueIn(timezone);
  const zonesOf = new Map<LocalDate | Instant, Zone[]>();
  for (const zone of zones) {
    const value = valueIn(zone);
    if (value !== elsewhere) zonesOf.set(value, [...(zonesOf.get(value) ?? []), zone]);
  }
  if (zonesOf.size === 0) return parameter(elsewhere);
  const cases = [...zonesOf].map(
    ([value, names]) => sql`when ${inArray(employees.timezone, names)} then ${parameter(value)}`,
  );
  return sql`case ${sql.join(cases, sql` `)} else ${parameter(elsewhere)} end`;
}

function parameter(value: LocalDate | Instant): SQL {
  return typeof value === 'number' ? number(value) : sql`cast(${value} as text)`;
}
