import { asc } from 'drizzle-orm';
import type { LearningActivity } from '../../domain/learning.ts';
import { batchesOf, incoming } from '../batches.ts';
import type { Database } from '../database.ts';

export async function allActivities({ db, tables: { activities } }: Database): Promise<LearningActivity[]> {
  return await db.select().from(activities).orderBy(asc(activities.id));
}

export async function saveActivities({ db, tables }: Database, list: readonly LearningActivity[]): Promise<void> {
  const { activities } = tables;
  for (const batch of batchesOf(list)) {
    await db
      .insert(activities)
      .values(batch)
      .onConflictDoUpdate({
        target: activities.id,
        set: incoming(activities, ['title', 'kind', 'durationMinutes', 'url', 'competencies', 'cost', 'validMonths']),
      });
  }
}
