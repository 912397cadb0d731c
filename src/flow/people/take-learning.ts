import { shiftInstant } from '../../domain/calendar-span.ts';
import type { RowReason } from '../../domain/row-reasons.ts';
import { HOUR_MS, type Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { instantOfRecord, type LearningRow } from '../../intake/people/learning-records.ts';
import { type RefusedRow, refusedCell } from '../../intake/tables/delimited.ts';
import type { Database } from '../../store/database.ts';
import { correctLearningRecords, type LearningCorrection } from '../../store/learning/learning-corrections.ts';
import { addLearningRecords, type NewLearningRecord } from '../../store/learning/learning-records.ts';
import { addLearningGap, learningDataArrived, learningDataAt } from '../../store/meta.ts';
import { wake } from '../../store/people/employee-wakes.ts';
import type { FoundEmployees, NamedEmployee } from '../../store/people/employees.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import { toldTogether } from './told-learning.ts';

/** A row as a record of the person it names, which holds from its own time, a late one from now; or why it cannot be. */
export function recordOf(
  row: LearningRow,
  found: FoundEmployees<NamedEmployee>,
  known: { has(activity: string): boolean },
  workspace: Workspace,
  now: Instant,
): Omit<NewLearningRecord, 'id' | 'importId'> | RefusedRow {
  const refused = (column: string, reason: RowReason) => refusedCell(row.line, column, reason);
  const person = personOf(row, found);
  if (person === null) {
    return row.id === null
      ? refused('email', { code: 'address-unknown', value: row.email ?? '' })
      : refused('id', { code: 'id-unknown', value: row.id });
  }
  if (!known.has(row.activity)) return refused('activity', { code: 'activity-unknown', value: row.activity });
  const time = instantOfRecord(row.time, person.timezone ?? workspace.timezone, now);
  if ('why' in time) return refused('at', time.why);
  const { activity, event, due, score, progress } = row;
  return { person: person.key, activity, event, at: time.at, holdsFrom: Math.max(time.at, now), due, score, progress };
}

/** What became of records that were told. */
export interface TakenRecords {
  readonly new: number;
  readonly corrections: readonly LearningCorrection[];
}

/**
 * Keeps what is new, corrects what was known and says something else now – a deadline that moved – and wakes whom it is
 * about.
 */
export async function takeRecords(
  database: Database,
  records: readonly NewLearningRecord[],
  now: Instant,
): Promise<TakenRecords> {
  const { new: added } = await addLearningRecords(database, records);
  const isNew = ({ id }: NewLearningRecord) => added.has(id);
  const again = added.size === records.length ? [] : [...toldTogether(records.filter((one) => !isNew(one))).values()];
  const corrections = await correctLearningRecords(database, again);
  const people = new Set([...records.filter(isNew), ...corrections].map(({ person }) => person));
  await wake(database, [...people], now);
  return { new: added.size, corrections };
}

/**
 * Waiting for data is no lateness (rules.md R16): the span in which it was too old is kept, and is over now. As long as it
 * was fresh nobody waited for it, so nobody else than whom it is about is looked at.
 */
export async function learningArrived(
  tx: Database,
  { learningDataMaxDays, timezone }: Workspace,
  now: Instant,
): Promise<void> {
  const lastAt = await learningDataAt(tx);
  await learningDataArrived(tx, now);
  if (learningDataMaxDays === null || lastAt === null) return;
  const oldFrom = shiftInstant(lastAt, { amount: learningDataMaxDays, unit: 'days' }, timezone);
  if (oldFrom < now) await addLearningGap(tx, { from: oldFrom, to: now });
  if (oldFrom - ZONES_APART_MS < now) await wakeAll(tx, now);
}

/** People's own zones change their clocks on other days: a day there can be over this much sooner than here. */
const ZONES_APART_MS = 2 * HOUR_MS;

/**
 * For data that comes in drops all day: its age counts in days, so a drop within the hour after the last is no news.
 */
export async function learningTrickled(tx: Database, workspace: Workspace, now: Instant): Promise<void> {
  const lastAt = await learningDataAt(tx);
  if (lastAt === null || now - lastAt >= HOUR_MS) await learningArrived(tx, workspace, now);
}

function personOf({ id, email }: LearningRow, found: FoundEmployees<NamedEmployee>): NamedEmployee | null {
  if (id !== null) return found.byId.get(id) ?? null;
  if (email === null) return null;
  return found.byEmail.get(email) ?? found.byId.get(email) ?? found.byFormerEmail.get(email) ?? null;
}
