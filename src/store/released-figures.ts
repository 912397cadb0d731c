import { eq, sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/** A figure as it was let out last. */
export interface ReleasedFigure {
  readonly count: number;
  /** Of how many. */
  readonly of: number;
}

/** What was let out about a campaign, by name. */
export async function releasedFigures(
  { db, tables: { releasedFigures: released } }: Database,
  campaign: string,
): Promise<ReadonlyMap<string, ReleasedFigure>> {
  const rows = await db.select().from(released).where(eq(released.campaign, campaign));
  return new Map(rows.map(({ figure, count, of }) => [figure, { count, of }]));
}

/** What rows had counted that are gone by now, by name. */
export async function keptFigures(
  { db, tables: { releasedFigures: released } }: Database,
  campaign: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.select().from(released).where(eq(released.campaign, campaign));
  return new Map(rows.map(({ figure, kept }) => [figure, kept]));
}

export async function releaseFigure(
  { db, tables: { releasedFigures: released } }: Database,
  campaign: string,
  figure: string,
  { count, of }: ReleasedFigure,
): Promise<void> {
  await db
    .insert(released)
    .values({ campaign, figure, kept: 0, count, of })
    .onConflictDoUpdate({ target: [released.campaign, released.figure], set: { count, of } });
}

/** Rows behind a figure go: what they counted stays, and is not let out by that. */
export async function addToKept(
  { db, tables: { releasedFigures: released } }: Database,
  campaign: string,
  figure: string,
  more: number,
): Promise<void> {
  await db
    .insert(released)
    .values({ campaign, figure, kept: more, count: 0, of: 0 })
    .onConflictDoUpdate({
      target: [released.campaign, released.figure],
      set: { kept: sql`${released.kept} + ${sql`cast(${more} as integer)`}` },
    });
}
