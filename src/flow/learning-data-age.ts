import { shiftInstant } from '../domain/calendar-span.ts';
import { DAY_MS, type Instant } from '../domain/time.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Database } from '../store/database.ts';
import { learningDataAt } from '../store/meta.ts';

export interface LearningDataAge {
  readonly lastAt: Instant;
  readonly days: number;
  /** Null: it is never too old. */
  readonly maxDays: number | null;
  /** Reminders wait for newer data (rules.md R16). */
  readonly isOld: boolean;
}

/** How long ago learning data last arrived; null: none has yet. */
export async function learningDataAge(
  database: Database,
  { learningDataMaxDays: maxDays, timezone }: Pick<Workspace, 'learningDataMaxDays' | 'timezone'>,
  now: Instant,
): Promise<LearningDataAge | null> {
  const lastAt = await learningDataAt(database);
  if (lastAt === null || lastAt > now) return null;
  const isOld = maxDays !== null && shiftInstant(lastAt, { amount: maxDays, unit: 'days' }, timezone) <= now;
  return { lastAt, days: Math.floor((now - lastAt) / DAY_MS), maxDays, isOld };
}
