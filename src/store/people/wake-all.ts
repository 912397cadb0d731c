import { and, asc, gt, isNull, lte, or } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import { forgetWakeAllAt, heldSettingRevision, raiseSettingRevision, saveWakeAllAt, wakeAllAt } from '../meta.ts';

/**
 * What concerns everybody changed – a campaign, the workspace, learning data that had grown old – and everybody is to be
 * looked at from `at` on. Their own revisions stay: campaign and workspace have theirs.
 *
 * It is only asked for here; the next tick does it ({@link wakeNext}). Done here, it would keep a launch waiting for a
 * write to every row, and would miss whom a tick is looking at this very moment: they are due already, and the tick then
 * writes down when they are due next. For their sake the revision of the setting rises: what was decided on the one
 * before does not count.
 */
export async function wakeAll(database: Database, at: Instant): Promise<void> {
  const asked = await wakeAllAt(database);
  if (asked === null || at < asked) await saveWakeAllAt(database, at);
  await raiseSettingRevision(database);
}

/** People woken in one transaction: who writes about one of them meanwhile waits for it, or makes it run again. */
const PAGE = 10_000;

/**
 * Wakes the people behind one, by key, at `at` or sooner. Behind the transaction that asked, so that whoever was looked
 * at until then is seen as they were left.
 * @param after a key; empty: from the first person on.
 * @returns the last key; null: nobody was left.
 */
export async function wakeNext({ db, tables }: Database, after: string, at: Instant): Promise<string | null> {
  const { employees } = tables;
  const { key, wakeAt } = employees;
  const page = await db.select({ key }).from(employees).where(gt(key, after)).orderBy(asc(key)).limit(PAGE);
  const last = page.at(-1)?.key ?? null;
  if (last === null) return null;
  await db
    .update(employees)
    .set({ wakeAt: at })
    .where(and(gt(key, after), lte(key, last), or(isNull(wakeAt), gt(wakeAt, at))));
  return last;
}

/** Everybody was woken, unless it was asked for again since the setting had this revision: then some once more. */
export async function allAreWoken(tx: Database, revision: number): Promise<void> {
  if ((await heldSettingRevision(tx)) === revision) await forgetWakeAllAt(tx);
}
