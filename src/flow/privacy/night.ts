import {
  addDays,
  addMonths,
  DAY_MS,
  HOUR_MS,
  type Instant,
  instantAt,
  localDate,
  localDateTime,
  type Zone,
} from '../../domain/time.ts';
import { forgetOldSessions } from '../../store/access/sessions.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { countAndRemoveMessages } from '../../store/figures/kept-totals.ts';
import { forgetCorrections } from '../../store/learning/learning-corrections.ts';
import { lastNightAt, saveNight } from '../../store/meta.ts';
import {
  countAndRemoveOldClicks,
  countAndRemoveOldMarks,
  engagementPage,
  firstLaunchAt,
  forgetMergeValues,
  forgetUndo,
  ledgerPage,
  mailsWithOldClicks,
  removeAged,
  removeEngagement,
} from '../../store/privacy/aging.ts';
import type { Store } from '../../store/store.ts';
import { sessionBounds } from '../access/console-sessions.ts';
import type { FlowContext } from '../context.ts';
import { releaseFigures } from './release-figures.ts';
import { RETENTION } from './retention.ts';

/** In the workspace's zone: late enough that no clock change falls on it twice, early enough to be done by morning. */
const NIGHT_AT = 3 * HOUR_MS;

type Context = Pick<FlowContext, 'store' | 'clock'>;

/** When the next night's work is due; at the instant it is asked for when that has passed. */
export async function nextNightAt(database: Database, now: Instant): Promise<Instant> {
  const workspace = await newestWorkspace(database);
  const last = await lastNightAt(database);
  return nightAfter(last ?? now, workspace?.definition.timezone ?? 'UTC');
}

/** The first 03:00 in a zone after an instant. */
export function nightAfter(instant: Instant, zone: Zone): Instant {
  const { date, time } = localDateTime(instant, zone);
  const tonight = instantAt(date, NIGHT_AT, zone);
  return time < NIGHT_AT && tonight > instant ? tonight : instantAt(addDays(date, 1), NIGHT_AT, zone);
}

/** For a running process, which asks often: works when the night has come, once. */
export async function workIfNight(context: Context): Promise<boolean> {
  const now = context.clock();
  const last = await lastNightAt(context.store.read);
  if (last !== null && (await nextNightAt(context.store.read, now)) > now) return false;
  await workTheNight(context);
  await context.store.wipeDeleted();
  return true;
}

/**
 * What is done every night: figures about what people did are let out, and what has been kept long enough goes
 * (guarantees.md §3). In short transactions, so that mail goes on meanwhile; each deletes and counts what it deletes in
 * one, so that two who do it at once do it once. Totals stay as they were.
 */
export async function workTheNight({ store, clock }: Context): Promise<void> {
  const now = clock();
  const zone = (await newestWorkspace(store.read))?.definition.timezone ?? 'UTC';
  const before = ages(now, zone);
  const last = await lastNightAt(store.read);
  await ageClicks(store, before.rawEvents);
  await untilNone(store, (tx) => countAndRemoveOldMarks(tx, localDate(before.rawEvents, zone)));
  await ageEngagement(store, before.engagement);
  await ageMergeValues(store, last === null ? 0 : ages(last, zone).mergeValues, before.mergeValues);
  await ageMessages(store, before.messages);
  for (const what of ['inboxMails', 'statements', 'keptAnswers', 'notNow'] as const)
    await untilNone(store, (tx) => removeAged(tx, what, before[what]));
  await store.write(async (tx) => {
    await removeAged(tx, 'unmapped', before.statements);
    await removeAged(tx, 'loginLinks', now);
    await removeAged(tx, 'exportLinks', now);
    await forgetOldSessions(tx, sessionBounds(now));
  });
  await untilNone(store, (tx) => forgetUndo(tx, before.undo));
  await untilNone(store, (tx) => forgetCorrections(tx, before.undo, CORRECTIONS_AT_ONCE));
  await releaseFigures(store);
  await store.write((tx) => saveNight(tx, now));
}

/** So that sending never waits long for the writer. */
const CORRECTIONS_AT_ONCE = 1_000;

/** What lies before these instants has been kept long enough. */
function ages(now: Instant, zone: Zone) {
  const monthsAgo = (months: number) => instantAt(addMonths(localDate(now, zone), -months), 0, zone);
  return {
    rawEvents: now - RETENTION.rawEventDays * DAY_MS,
    engagement: now - RETENTION.engagementDays * DAY_MS,
    messages: monthsAgo(RETENTION.messageMonths),
    mergeValues: now - RETENTION.mergeValueDays * DAY_MS,
    inboxMails: monthsAgo(RETENTION.inboxMonths),
    statements: monthsAgo(RETENTION.statementMonths),
    keptAnswers: now - RETENTION.keptAnswerDays * DAY_MS,
    notNow: now - RETENTION.notNowDays * DAY_MS,
    undo: now - RETENTION.undoDays * DAY_MS,
  };
}

async function untilNone(store: Store, work: (tx: Database) => Promise<number>): Promise<void> {
  while ((await store.write(work)) > 0);
}

async function ageClicks(store: Store, before: Instant): Promise<void> {
  for (;;) {
    const mails = await mailsWithOldClicks(store.read, before);
    if (mails.length === 0) return;
    await store.write((tx) => countAndRemoveOldClicks(tx, mails, RETENTION.rawEventDays * DAY_MS));
  }
}

async function ageEngagement(store: Store, before: Instant): Promise<void> {
  for (let after: string | null = ''; after !== null; ) {
    const page = await engagementPage(store.read, after);
    const old = page.filter(({ known, endedAt }) => !known || (endedAt !== null && endedAt < before));
    if (old.length > 0) {
      await store.write((tx) =>
        removeEngagement(
          tx,
          old.map(({ id }) => id),
        ),
      );
    }
    after = page.at(-1)?.id ?? null;
  }
}

async function ageMergeValues(store: Store, from: Instant, before: Instant): Promise<void> {
  for (let after: string | null = ''; after !== null; ) {
    const page = { from, before, after };
    after = await store.write((tx): Promise<string | null> => forgetMergeValues(tx, page));
  }
}

/** The ledger keeps a mail from going twice, so a row stays at least as long as its participation goes on. */
async function ageMessages(store: Store, before: Instant): Promise<void> {
  const first = await firstLaunchAt(store.read);
  if (first === null || first >= before) return;
  for (let after: string | null = ''; after !== null; ) {
    const page = await ledgerPage(store.read, after);
    const old = page.filter(({ state, at, isUnderWay }) => FINAL.has(state) && at < before && !isUnderWay);
    if (old.length > 0) {
      await store.write((tx) =>
        countAndRemoveMessages(
          tx,
          old.map(({ id }) => id),
        ),
      );
    }
    after = page.at(-1)?.id ?? null;
  }
}

const FINAL: ReadonlySet<string> = new Set(['sent', 'in-doubt', 'bounced', 'failed', 'passed', 'withdrawn']);
