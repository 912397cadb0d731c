import { and, asc, count, eq, gt, inArray, isNull, lte, min, or, sql } from 'drizzle-orm';
import type { MessageState } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import type { StoredMessage } from './messages.ts';

export interface Claim {
  readonly id: string;
  /** Its number: who holds an older one has lost the row. */
  readonly claim: number;
}

/** Lanes with work at `now`, a look at what is in doubt included, the longest waiting first. */
export async function lanesReady(
  { db, tables: { messages } }: Database,
  now: Instant,
): Promise<{ lane: string; count: number }[]> {
  return await db
    .select({ lane: messages.lane, count: count() })
    .from(messages)
    .where(and(inArray(messages.state, ['ready', 'in-doubt']), lte(messages.nextTryAt, now)))
    .groupBy(messages.lane)
    .orderBy(asc(min(messages.nextTryAt)), asc(messages.lane));
}

/**
 * Takes up to `limit` due messages for one worker until `leaseUntil`; two claimers never get the same.
 * In order of slot (then of making). What is past its window is left for a new decision.
 * @param lane null: all lanes.
 */
export async function claimReady(
  { db, tables: { messages }, dialect }: Database,
  claim: { lane: string | null; now: Instant; limit: number; bootId: string; leaseUntil: Instant },
): Promise<StoredMessage[]> {
  const { id, lane, state, nextTryAt, validUntilAt } = messages;
  const due = await dialect.skipLocked(
    db
      .select({ id })
      .from(messages)
      .where(
        and(
          eq(state, 'ready'),
          claim.lane === null ? undefined : eq(lane, claim.lane),
          lte(nextTryAt, claim.now),
          or(isNull(validUntilAt), gt(validUntilAt, claim.now)),
        ),
      )
      .orderBy(asc(nextTryAt), asc(id))
      .limit(claim.limit),
  );
  const claimed: StoredMessage[] = [];
  for (const batch of batchesOf(due)) {
    const ids = batch.map((row) => row.id);
    const rows = await db
      .update(messages)
      .set({
        state: 'claimed',
        claim: sql`${messages.claim} + 1`,
        claimedBy: claim.bootId,
        leaseUntilAt: claim.leaseUntil,
      })
      .where(inArray(id, ids))
      .returning();
    const byId = new Map(rows.map((row) => [row.id, row]));
    claimed.push(...ids.flatMap((each) => byId.get(each) ?? []));
  }
  return claimed;
}

/** What the last look fixed: to whom, in what words, and the revisions that it was based on (rules.md R11). */
export interface LastLook extends Claim {
  readonly email: string;
  readonly locale: string | null;
  readonly variant: string | null;
  /** The first one given stays, so that any copy is identical. */
  readonly messageId: string;
  readonly values: Readonly<Record<string, unknown>> | null;
  /** A bundle's participations as they are now. */
  readonly about: readonly string[];
  /** Null for tests, which hang on nobody. */
  readonly personRevision: number | null;
  readonly campaignRevision: number | null;
  readonly workspaceRevision: number | null;
}

/** @returns the ids of those that the worker still holds. */
export async function stampLastLooks(database: Database, looks: readonly LastLook[]): Promise<Set<string>> {
  const { db, tables, dialect } = database;
  const { messages } = tables;
  const stamped = new Set<string>();
  for (const batch of batchesOf(looks)) {
    const rows = batch.map((look) => ({
      id: look.id,
      claim: look.claim,
      email: look.email,
      locale: look.locale,
      variant: look.variant,
      message_id: look.messageId,
      merge_values: look.values === null ? null : JSON.stringify(look.values),
      about: JSON.stringify(look.about),
      person: look.personRevision,
      campaign: look.campaignRevision,
      workspace: look.workspaceRevision,
    }));
    const held = await db
      .update(messages)
      .set({
        email: sql`v.email`,
        locale: sql`v.locale`,
        variant: sql`v.variant`,
        messageId: sql`coalesce(${messages.messageId}, v.message_id)`,
        values: dialect.asJson(sql`v.merge_values`),
        about: dialect.asJson(sql`v.about`),
        personRevision: sql`v.person`,
        campaignRevision: sql`v.campaign`,
        workspaceRevision: sql`v.workspace`,
      })
      .from(dialect.rows(LAST_LOOK, rows))
      .where(and(eq(messages.state, 'claimed'), sql`${messages.id} = v.id`, sql`${messages.claim} = v.claim`))
      .returning({ id: messages.id });
    for (const { id } of held) stamped.add(id);
  }
  return stamped;
}

/** How many mails were handed over since then, by all workers; for the rate that a mail server allows. */
export async function countSentSince({ db, tables: { messages } }: Database, since: Instant): Promise<number> {
  const [row] = await db.select({ count: count() }).from(messages).where(gt(messages.sentAt, since));
  return row?.count ?? 0;
}

/** What was put off without an attempt, because no mail server could be reached, is ready again at `now`. */
export async function tryAgainAt({ db, tables: { messages } }: Database, now: Instant): Promise<void> {
  const { state, attempts, nextTryAt } = messages;
  await db
    .update(messages)
    .set({ nextTryAt: now })
    .where(and(eq(state, 'ready'), eq(attempts, 0), gt(nextTryAt, now)));
}

/** When the next message may be claimed, ready or in doubt and to be looked at again; null: none is. */
export async function nextTryAt(database: Database): Promise<Instant | null> {
  return firstTryOf(database, ['ready', 'in-doubt']);
}

const LAST_LOOK = {
  id: 'text',
  claim: 'bigint',
  email: 'text',
  locale: 'text',
  variant: 'text',
  message_id: 'text',
  merge_values: 'text',
  about: 'text',
  person: 'bigint',
  campaign: 'bigint',
  workspace: 'bigint',
} as const;

/** When the next planned or ready message has its slot or its next try; null: none is waiting for a time. */
export async function nextSlotAt(database: Database): Promise<Instant | null> {
  return firstTryOf(database, ['planned', 'ready']);
}

/** One question for each state, so that the index answers it. */
async function firstTryOf(
  { db, tables: { messages } }: Database,
  states: readonly MessageState[],
): Promise<Instant | null> {
  const firsts: Instant[] = [];
  for (const state of states) {
    const [row] = await db
      .select({ at: messages.nextTryAt })
      .from(messages)
      .where(and(eq(messages.state, state), sql`${messages.nextTryAt} is not null`))
      .orderBy(asc(messages.nextTryAt))
      .limit(1);
    if (row?.at != null) firsts.push(row.at);
  }
  return firsts.length === 0 ? null : Math.min(...firsts);
}
