import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { number } from '../batches.ts';
import type { Database } from '../database.ts';
import { storable } from '../people/folded-values.ts';

/**
 * What a person has learned on one activity, as SQL over a row of `employees`; each is null where there is nothing.
 * All instants are those of records, known by the time that is asked about.
 */
export interface Learned {
  readonly firstAt: SQL;
  /** Of learning itself: being assigned is no sign of it. */
  readonly firstSignAt: SQL;
  readonly lastSignAt: SQL;
  /** The last time it was completed or passed, and failed. */
  readonly finishedAt: SQL;
  readonly failedAt: SQL;
  /** By the latest assignment that gives one (rules.md R2). */
  readonly due: SQL;
  /** The highest that was told, 0–100. */
  readonly progress: SQL;
  /** Whether this is all that is known by then; null: it is. Else the records must be asked. */
  readonly isWhole: SQL | null;
}

/** Where what was learned is looked up. */
export interface LearnedSource {
  on(activity: string): Learned;
  /** What the query joins with, to be asked for when the condition is written. */
  joins(): readonly { readonly table: SQL; readonly on: SQL }[];
}

/** More than this in one query are looked up in the records: a competency can have any number of activities. */
const MAX_JOINS = 8;

/**
 * Out of the sums that are kept for each person and activity, each joined once. They hold for the present; who has a
 * record that is known only later is told by `isWhole`.
 */
export function learnedFromSums(database: Database, now: Instant): LearnedSource {
  const { learningStates, employees } = database.tables;
  const records = learnedFromRecords(database, now);
  const names = new Map<string, string>();
  return {
    on(activity) {
      if (!names.has(activity) && names.size === MAX_JOINS) return records.on(activity);
      const name = names.get(activity) ?? `learned_${names.size}`;
      names.set(activity, name);
      const column = (of: string) => sql`${sql.identifier(name)}.${sql.identifier(of)}`;
      return {
        firstAt: column('first_at'),
        firstSignAt: column('first_sign_at'),
        lastSignAt: column('last_sign_at'),
        finishedAt: column('finished_at'),
        failedAt: column('failed_at'),
        due: column('due'),
        progress: column('progress'),
        isWhole: sql`coalesce(${column('whole_from')}, 0) <= ${number(now)}`,
      };
    },
    joins: () =>
      [...names].map(([activity, name]) => {
        const joined = sql.identifier(name);
        return {
          table: sql`${learningStates} as ${joined}`,
          on: sql`${joined}."activity" = ${storable(activity)} and ${joined}."person" = ${employees.key}`,
        };
      }),
  };
}

/** Out of the records themselves: for any instant, and ten times slower. */
export function learnedFromRecords({ tables }: Database, now: Instant): LearnedSource {
  const { learningRecords, employees } = tables;
  const { person, activity, event, at, holdsFrom, due, progress } = learningRecords;
  return {
    on(id) {
      const known = sql`from ${learningRecords} where ${person} = ${employees.key} and ${inArray(activity, [storable(id)])} and ${holdsFrom} <= ${number(now)}`;
      const signs = sql`${known} and ${event} <> 'assigned'`;
      const assigned = sql`${known} and ${event} = 'assigned' and ${due} is not null`;
      return {
        firstAt: sql`(select min(${at}) ${known})`,
        firstSignAt: sql`(select min(${at}) ${signs})`,
        lastSignAt: sql`(select max(${at}) ${signs})`,
        finishedAt: sql`(select max(${at}) ${known} and ${event} in ('completed', 'passed'))`,
        failedAt: sql`(select max(${at}) ${known} and ${event} = 'failed')`,
        due: sql`(select ${due} ${assigned} order by ${at} desc limit 1)`,
        progress: sql`(select max(${progress}) ${known})`,
        isWhole: null,
      };
    },
    joins: () => [],
  };
}
