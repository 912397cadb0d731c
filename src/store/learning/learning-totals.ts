import { asc, countDistinct } from 'drizzle-orm';
import type { LearningEvent } from '../../domain/learning.ts';
import type { Database } from '../database.ts';

/** How many people have a record of each event, by activity. */
export async function learningTotals({
  db,
  tables: { learningRecords },
}: Database): Promise<{ activity: string; event: LearningEvent; people: number }[]> {
  const { activity, event, person } = learningRecords;
  return await db
    .select({ activity, event, people: countDistinct(person) })
    .from(learningRecords)
    .groupBy(activity, event)
    .orderBy(asc(activity), asc(event));
}
