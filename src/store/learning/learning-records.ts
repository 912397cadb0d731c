import { and, asc, count, inArray } from 'drizzle-orm';
import type { LearningRecord, ToldValues } from '../../domain/learning.ts';
import { batchesOf, groupedBy } from '../batches.ts';
import type { Database } from '../database.ts';

/** What is not said of it is nothing, where the record is new. */
export interface NewLearningRecord extends Omit<LearningRecord, keyof ToldValues>, ToldValues {
  readonly id: string;
  /** The employee's key. */
  readonly person: string;
  readonly importId: string | null;
}

/** The same event of the same person at the same instant is kept once, however often it is told. */
export async function addLearningRecords(
  database: Database,
  records: readonly NewLearningRecord[],
): Promise<{ new: Set<string> }> {
  const table = database.tables.learningRecords;
  const added = new Set<string>();
  for (const rows of batchesOf(records, 2_000)) {
    const written = await database.writeRows({ table, rows, key: 'id', onConflict: 'keep' });
    for (const id of written) added.add(id);
  }
  return { new: added };
}

/** What each of these people learned, oldest first; about `activities` only, when given. */
export async function learningOf(
  { db, tables: { learningRecords }, dialect }: Database,
  people: readonly string[],
  activities: readonly string[] | null = null,
): Promise<Map<string, LearningRecord[]>> {
  const { person, activity, event, at, holdsFrom, due, score, progress } = learningRecords;
  const found: (LearningRecord & { person: string })[] = [];
  for (const batch of batchesOf(people)) {
    const rows = await db
      .select({ person, activity, event, at, holdsFrom, due, score, progress })
      .from(learningRecords)
      .where(and(dialect.isAnyOf(person, batch), activities === null ? undefined : inArray(activity, [...activities])))
      .orderBy(asc(person), asc(at), asc(activity), asc(event));
    found.push(...rows);
  }
  return groupedBy(
    found,
    (row) => row.person,
    ({ person: _, ...record }) => record,
  );
}

export async function countLearningRecords({ db, tables: { learningRecords } }: Database): Promise<number> {
  const [row] = await db.select({ count: count() }).from(learningRecords);
  return row?.count ?? 0;
}
