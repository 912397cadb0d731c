import { eq, sql } from 'drizzle-orm';
import type { Instant } from '../domain/time.ts';
import { incoming } from './batches.ts';
import type { Database } from './database.ts';

/** One clock per store (rules.md R19): played ones remember how far, live ones follow the wall. */
export type StoreClock =
  | { readonly kind: 'new' }
  | { readonly kind: 'played'; readonly at: Instant }
  | { readonly kind: 'live' };

export async function storeClock(database: Database): Promise<StoreClock> {
  const value = await metaValue(database, 'clock');
  if (value === null) return { kind: 'new' };
  return value === 'live' ? { kind: 'live' } : { kind: 'played', at: Number(value) };
}

export async function saveStoreClock(database: Database, clock: Exclude<StoreClock, { kind: 'new' }>): Promise<void> {
  await saveValue(database, 'clock', clock.kind === 'live' ? 'live' : String(clock.at));
}

/** The key that signs tokens and hashes addresses: made once, then kept. */
export async function keptSecretKey(database: Database, made: string): Promise<string> {
  const { db, tables } = database;
  await db.insert(tables.meta).values({ key: 'secret-key', value: made }).onConflictDoNothing();
  return (await metaValue(database, 'secret-key')) ?? made;
}

/** The key of {@link keptSecretKey}, without making one. */
export async function knownSecretKey(database: Database): Promise<string | null> {
  return metaValue(database, 'secret-key');
}

/** Under which the send journal knows mails and this store: made once, and restored with every backup. */
export async function keptJournalKey(database: Database, made: string): Promise<string> {
  const { db, tables } = database;
  await db.insert(tables.meta).values({ key: 'journal-key', value: made }).onConflictDoNothing();
  return (await metaValue(database, 'journal-key')) ?? made;
}

/** The key of {@link keptJournalKey}, without making one. */
export async function knownJournalKey(database: Database): Promise<string | null> {
  return metaValue(database, 'journal-key');
}

/** The name of this database's drafts: a folder remembers with whose it was last in step. Made once. */
export async function keptDraftsName(database: Database, made: string): Promise<string> {
  const { db, tables } = database;
  await db.insert(tables.meta).values({ key: 'drafts-name', value: made }).onConflictDoNothing();
  return (await metaValue(database, 'drafts-name')) ?? made;
}

/** The name of {@link keptDraftsName}, without making one: nothing was ever pushed. */
export async function knownDraftsName(database: Database): Promise<string | null> {
  return metaValue(database, 'drafts-name');
}

/** What the installation's secret made of a known word, when it first hashed an address; null: it never did. */
export async function identityCheck(database: Database): Promise<string | null> {
  return metaValue(database, 'identity-check');
}

export async function saveIdentityCheck(database: Database, check: string): Promise<void> {
  await saveValue(database, 'identity-check', check);
}

/** The night up to which rows were aged and figures let out; null: none yet. */
export async function lastNightAt(database: Database): Promise<Instant | null> {
  return instantOf(await metaValue(database, 'night'));
}

export async function saveNight(database: Database, at: Instant): Promise<void> {
  await saveValue(database, 'night', String(at));
}

/** Since when all mail is paused; null: it is not. The gate asks the same row. */
export async function allPausedSince(database: Database): Promise<Instant | null> {
  return instantOf(await metaValue(database, PAUSED_SINCE));
}

/** Paused already: the earlier instant stays. */
export async function pauseAll({ db, tables: { meta } }: Database, at: Instant): Promise<void> {
  await db
    .insert(meta)
    .values({ key: PAUSED_SINCE, value: String(at) })
    .onConflictDoNothing();
}

export async function resumeAll({ db, tables: { meta } }: Database): Promise<void> {
  await db.delete(meta).where(eq(meta.key, PAUSED_SINCE));
}

export async function workspaceRevision(database: Database): Promise<number> {
  return Number((await metaValue(database, WORKSPACE_REVISION)) ?? 0);
}

/** After whatever can change an answer for everybody (rules.md R11). */
export async function raiseWorkspaceRevision(database: Database): Promise<void> {
  await raise(database, WORKSPACE_REVISION);
}

/** How often what is the same for everybody changed, so that a look knows whether it was decided on the newest. */
export async function settingRevision(database: Database): Promise<number> {
  return Number((await metaValue(database, SETTING_REVISION)) ?? 0);
}

export async function raiseSettingRevision(database: Database): Promise<void> {
  await raise(database, SETTING_REVISION);
}

/** The same inside a transaction, before whose end it does not change. */
export async function heldSettingRevision({ db, tables: { meta }, dialect }: Database): Promise<number> {
  const [row] = await dialect.heldStill(
    db.select({ value: meta.value }).from(meta).where(eq(meta.key, SETTING_REVISION)),
  );
  return Number(row?.value ?? 0);
}

/** From when on everybody is to be woken; null: nobody has to be, or all have been. */
export async function wakeAllAt(database: Database): Promise<Instant | null> {
  return instantOf(await metaValue(database, WAKE_ALL_AT));
}

export async function saveWakeAllAt(database: Database, at: Instant): Promise<void> {
  await saveValue(database, WAKE_ALL_AT, String(at));
}

export async function forgetWakeAllAt({ db, tables: { meta } }: Database): Promise<void> {
  await db.delete(meta).where(eq(meta.key, WAKE_ALL_AT));
}

/** When learning data last arrived, an empty file included (rules.md R16); null: never yet. */
export async function learningDataAt(database: Database): Promise<Instant | null> {
  return instantOf(await metaValue(database, 'learning-data-at'));
}

export async function learningDataArrived(database: Database, at: Instant): Promise<void> {
  const before = await learningDataAt(database);
  if (before === null || before < at) await saveValue(database, 'learning-data-at', String(at));
}

/** Spans in which learning data was too old, oldest first: waiting for it is no lateness (rules.md R16). */
export async function learningGaps(database: Database): Promise<{ from: Instant; to: Instant }[]> {
  return JSON.parse((await metaValue(database, 'learning-gaps')) ?? '[]');
}

export async function addLearningGap(database: Database, gap: { from: Instant; to: Instant }): Promise<void> {
  await saveValue(database, 'learning-gaps', JSON.stringify([...(await learningGaps(database)), gap]));
}

export const PAUSED_SINCE = 'paused-since';
export const WORKSPACE_REVISION = 'workspace-revision';
const SETTING_REVISION = 'setting-revision';
const WAKE_ALL_AT = 'wake-all-at';

type MetaKey =
  | 'clock'
  | 'secret-key'
  | 'journal-key'
  | 'drafts-name'
  | 'identity-check'
  | 'night'
  | 'learning-data-at'
  | 'learning-gaps'
  | typeof PAUSED_SINCE
  | typeof WORKSPACE_REVISION
  | typeof SETTING_REVISION
  | typeof WAKE_ALL_AT;

async function metaValue({ db, tables: { meta } }: Database, key: MetaKey): Promise<string | null> {
  const [row] = await db.select({ value: meta.value }).from(meta).where(eq(meta.key, key));
  return row?.value ?? null;
}

async function saveValue({ db, tables: { meta } }: Database, key: MetaKey, value: string): Promise<void> {
  await db
    .insert(meta)
    .values({ key, value })
    .onConflictDoUpdate({ target: meta.key, set: incoming(meta, ['value']) });
}

async function raise({ db, tables: { meta } }: Database, key: MetaKey): Promise<void> {
  await db
    .insert(meta)
    .values({ key, value: '1' })
    .onConflictDoUpdate({
      target: meta.key,
      set: { value: sql`cast(cast(${meta.value} as integer) + 1 as text)` },
    });
}

function instantOf(value: string | null): Instant | null {
  return value === null ? null : Number(value);
}
