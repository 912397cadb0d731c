import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { LocalDate } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import type { VisitorClass } from '../tables/tracking-tables.ts';
import type { Tables } from '../tables.ts';

export type OpenMark = Tables['openMarks']['$inferSelect'];

/** What a block of marks is for, and all that a mark ever says. */
export interface MarkBlock {
  readonly campaign: string;
  readonly version: number;
  readonly message: string;
  readonly locale: string;
  readonly day: LocalDate;
}

/**
 * Keeps a block of random marks; a worker then hands them out in an order of its own. They are written sorted, so that
 * not even their place on the disk tells in which order mails took them.
 */
export async function addOpenMarks(
  { db, tables }: Database,
  block: MarkBlock,
  marks: readonly string[],
): Promise<void> {
  const { campaign, version, message, locale, day } = block;
  for (const batch of batchesOf(marks.toSorted())) {
    await db
      .insert(tables.openMarks)
      .values(batch.map((mark) => ({ mark, campaign, version, message, locale, day, seen: null })));
  }
}

/** Set only if not seen before. @returns the mark when this was the first time, null for a spent or unknown one. */
export async function spendOpenMark(
  { db, tables: { openMarks } }: Database,
  mark: string,
  seen: VisitorClass,
): Promise<OpenMark | null> {
  const [row] = await db
    .update(openMarks)
    .set({ seen })
    .where(and(eq(openMarks.mark, mark), isNull(openMarks.seen)))
    .returning();
  return row ?? null;
}

/** Marks per message and class; null: not seen, in blocks handed out or not. */
export async function openTotals(
  { db, tables: { openMarks } }: Database,
  campaign: string,
): Promise<{ message: string; seen: VisitorClass | null; count: number }[]> {
  const { message, seen } = openMarks;
  return await db
    .select({ message, seen, count: count() })
    .from(openMarks)
    .where(eq(openMarks.campaign, campaign))
    .groupBy(message, seen)
    .orderBy(asc(message), asc(seen));
}
