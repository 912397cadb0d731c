import { and, asc, eq, lt, or, sql } from 'drizzle-orm';
import type { LearningValues, ToldValues } from '../../domain/learning.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';
import type { NewLearningRecord } from './learning-records.ts';

/** A record that was told again and says something else now. */
export interface LearningCorrection {
  /** The id of the record. */
  readonly record: string;
  /** The employee's key. */
  readonly person: string;
  readonly before: LearningValues;
}

/** One parameter however many they are. */
const ROWS_AT_ONCE = 2_000;

/**
 * Brings what is known of these records – the same event of the same person at the same instant – to what is told now;
 * a value that is not said stays, one that is said to be none goes.
 * @param told each record once
 * @returns those that said something else, as they were.
 */
export async function correctLearningRecords(
  database: Database,
  told: readonly Omit<NewLearningRecord, 'id' | 'importId'>[],
): Promise<LearningCorrection[]> {
  const { db, tables, dialect } = database;
  const { id, person, activity, event, at, due, score, progress } = tables.learningRecords;
  const corrections: LearningCorrection[] = [];
  for (const batch of batchesOf(told.filter(saysSomething), ROWS_AT_ONCE)) {
    const rows = batch.map((one) => ({
      ...{ person: one.person, activity: one.activity, event: one.event, at: one.at },
      ...{ due: one.due, score: one.score, progress: one.progress },
      ...{ says_due: said(one.due), says_score: said(one.score), says_progress: said(one.progress) },
    }));
    const isSame = and(
      sql`${person} = v.person`,
      sql`${activity} = v.activity`,
      sql`${event} = v.event`,
      sql`${at} = v.at`,
    );
    const isOther = or(
      sql`v.says_due = 1 and v.due is distinct from ${due}`,
      sql`v.says_score = 1 and v.score is distinct from ${score}`,
      sql`v.says_progress = 1 and v.progress is distinct from ${progress}`,
    );
    const before = await db
      .select({ record: id, person, due, score, progress })
      .from(dialect.rows(TOLD, rows))
      .innerJoin(tables.learningRecords, isSame)
      .where(isOther);
    if (before.length === 0) continue;
    await db
      .update(tables.learningRecords)
      .set({
        due: sql`case when v.says_due = 1 then v.due else ${due} end`,
        score: sql`case when v.says_score = 1 then v.score else ${score} end`,
        progress: sql`case when v.says_progress = 1 then v.progress else ${progress} end`,
      })
      .from(dialect.rows(TOLD, rows))
      .where(and(isSame, isOther));
    corrections.push(
      ...before.map(({ record, person: whose, ...values }) => ({ record, person: whose, before: values })),
    );
  }
  return corrections;
}

const TOLD = {
  person: 'text',
  activity: 'text',
  event: 'text',
  at: 'bigint',
  due: 'text',
  score: 'double precision',
  progress: 'double precision',
  says_due: 'bigint',
  says_score: 'bigint',
  says_progress: 'bigint',
} as const;

function saysSomething({ due, score, progress }: ToldValues): boolean {
  return due !== undefined || score !== undefined || progress !== undefined;
}

function said(value: ToldValues[keyof ToldValues]): 0 | 1 {
  return value === undefined ? 0 : 1;
}

/** Of a record that an import corrects twice, after it was interrupted, the first is kept: how it was before it all. */
export async function keepCorrections(
  database: Database,
  importId: string,
  corrections: readonly LearningCorrection[],
): Promise<void> {
  const table = database.tables.learningCorrections;
  for (const batch of batchesOf(corrections, ROWS_AT_ONCE)) {
    const rows = batch.map((one) => ({ importId, ...one }));
    await database.writeRows({ table, rows, key: 'record', onConflict: 'keep' });
  }
}

/** Some of what an import corrected says again what it said before. @returns whose records, each as often as it is. */
export async function takeBackCorrections(database: Database, importId: string, limit: number): Promise<string[]> {
  const { db, tables, dialect } = database;
  const { learningCorrections, learningRecords } = tables;
  const some = await db
    .select()
    .from(learningCorrections)
    .where(eq(learningCorrections.importId, importId))
    .orderBy(asc(learningCorrections.record))
    .limit(limit);
  const rows = some.map(({ record, before }) => ({ record, ...before }));
  if (rows.length > 0)
    await db
      .update(learningRecords)
      .set({ due: sql`v.due`, score: sql`v.score`, progress: sql`v.progress` })
      .from(dialect.rows(BEFORE, rows))
      .where(sql`${learningRecords.id} = v.record`);
  await removeCorrections(database, some);
  return some.map(({ person }) => person);
}

const BEFORE = { record: 'text', due: 'text', score: 'double precision', progress: 'double precision' } as const;

/** Some corrections of imports before an instant. @returns how many went; none: that was all. */
export async function forgetCorrections(database: Database, before: Instant, limit: number): Promise<number> {
  const { db, tables } = database;
  const { imports, learningCorrections } = tables;
  const old = await db
    .select({ importId: learningCorrections.importId, record: learningCorrections.record })
    .from(learningCorrections)
    .innerJoin(imports, eq(imports.id, learningCorrections.importId))
    .where(lt(imports.at, before))
    .limit(limit);
  await removeCorrections(database, old);
  return old.length;
}

async function removeCorrections(
  { db, tables: { learningCorrections }, dialect }: Database,
  corrections: readonly Pick<Tables['learningCorrections']['$inferSelect'], 'importId' | 'record'>[],
): Promise<void> {
  for (const importId of new Set(corrections.map((one) => one.importId))) {
    const records = corrections.filter((one) => one.importId === importId).map(({ record }) => record);
    await db
      .delete(learningCorrections)
      .where(and(eq(learningCorrections.importId, importId), dialect.isAnyOf(learningCorrections.record, records)));
  }
}
