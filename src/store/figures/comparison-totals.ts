import { and, count, eq, isNotNull, lte, max, sql } from 'drizzle-orm';
import type { ComparisonGroup } from '../../domain/participation.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import { keptParticipations } from './kept-totals.ts';

/** One group of the comparison of `start-later` (rules.md R13). */
export interface GroupTotal {
  readonly people: number;
  /** Who reached the goal while they were compared. */
  readonly reached: number;
}

export interface ComparisonTotals extends Readonly<Record<ComparisonGroup, GroupTotal>> {
  /** When the last of them is compared no more; null: nobody is, or their rows are gone. */
  readonly until: Instant | null;
}

/**
 * Everybody who has begun to match, whatever has become of them; those included whose rows are gone.
 * @param by null: by now; else what was so at that instant.
 */
export async function comparisonTotals(
  database: Database,
  campaign: string,
  by: Instant | null,
): Promise<ComparisonTotals> {
  const { db, tables } = database;
  const { participations } = tables;
  const { comparedGroup: group, comparedSince, comparedUntil, comparedGoalAt } = participations;
  const rows = await db
    .select({
      group,
      people: count(),
      reached:
        sql<number>`count(case when ${by === null ? isNotNull(comparedGoalAt) : lte(comparedGoalAt, by)} then 1 end)`.mapWith(
          Number,
        ),
      until: max(comparedUntil),
    })
    .from(participations)
    .where(
      and(eq(participations.campaign, campaign), isNotNull(group), by === null ? undefined : lte(comparedSince, by)),
    )
    .groupBy(group);
  const kept = await keptParticipations(database, campaign);
  const of = (name: ComparisonGroup): GroupTotal => {
    const there = rows.find((row) => row.group === name);
    return {
      people: (there?.people ?? 0) + (kept.get(`compared/${name}`) ?? 0),
      reached: (there?.reached ?? 0) + (kept.get(`compared/${name}/reached`) ?? 0),
    };
  };
  const ends = rows.flatMap(({ until }) => until ?? []);
  return { now: of('now'), later: of('later'), until: ends.length === 0 ? null : Math.max(...ends) };
}
