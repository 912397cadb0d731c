import { and, count, eq, inArray, lte, type SQL, sql } from 'drizzle-orm';
import { type MessageState, RESEND_AFTER_MS } from '../../domain/message.ts';
import type { Reason } from '../../domain/reasons.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import { STRIPPED } from '../privacy/person-traces.ts';
import type { Claim } from './claims.ts';

/** What became of a claimed message. */
export type Outcome = Claim &
  (
    | { readonly state: 'sent'; readonly at: Instant; readonly reply: Reply; readonly simulated: boolean }
    /** Past the gate without a numeric reply. */
    | {
        readonly state: 'in-doubt';
        readonly at: Instant;
        readonly reply: Reply | null;
        /** When it is looked at for a second sending; null: it goes no more. Nothing of a second one has left then. */
        readonly resendAt: Instant | null;
      }
    | { readonly state: 'failed'; readonly at: Instant; readonly reply: Reply | null; readonly reason: Reason | null }
    /** To be tried again; what is nobody's fault but the connection's counts no attempt. */
    | {
        readonly state: 'ready';
        readonly nextTryAt: Instant;
        readonly countsAttempt: boolean;
        readonly reply: Reply | null;
      }
    /** Taken back at the last look: to be decided anew, or not to be sent. */
    | { readonly state: 'planned'; readonly reason: Reason | null }
    | { readonly state: 'withdrawn'; readonly reason: Reason | null }
    | { readonly state: 'passed'; readonly reason: Reason; readonly settledAt: Instant }
  );

/** The mail server's answer; `code` null when it said something else than a number. */
export interface Reply {
  readonly code: number | null;
  readonly text: string;
}

/**
 * Settles what a worker holds. A late numeric reply also settles its own row that was in doubt meanwhile. What another
 * worker holds by now is left alone.
 * @returns the ids that were settled.
 */
export async function settle(database: Database, outcomes: readonly Outcome[]): Promise<Set<string>> {
  const { db, tables } = database;
  const { messages } = tables;
  // Of a reader who was erased meanwhile there is nobody left to try it again for.
  const isNobodys = sql`(${messages.email} = ${STRIPPED} and v.state in ('ready', 'planned'))`;
  const isWrittenAnew = sql`(${messages.state} = 'claimed' and ${messages.kind} <> 'test' and v.state <> 'failed')`;
  const settled = new Set<string>();
  for (const batch of batchesOf(outcomes)) {
    const rows = await db
      .update(messages)
      .set({
        state: sql`case when ${isNobodys} then 'withdrawn' else v.state end`,
        // Refused before the gate, or never written: that is settled too, and what follows counts from it.
        settledAt: sql`case
          when v.state in ('sent', 'in-doubt') then ${messages.settledAt}
          when v.state = 'failed' then coalesce(${messages.settledAt}, ${messages.slotAt}, v.sent_at)
          else v.settled_at end`,
        sentAt: sql`v.sent_at`,
        replyCode: sql`coalesce(v.reply_code, ${messages.replyCode})`,
        // Mail servers repeat the address in their answer; of an erased reader none is kept.
        replyText: sql`case when ${messages.email} = ${STRIPPED} then null else coalesce(v.reply_text, ${messages.replyText}) end`,
        simulated: sql`v.simulated`,
        // What was written for one that goes back is written anew when it goes; of one that goes no more nothing is kept.
        values: sql`case when ${isWrittenAnew} then null else ${messages.values} end`,
        nextTryAt: sql`case
          when v.state = 'ready' then v.next_try_at
          when v.state = 'planned' then ${messages.slotAt}
          when v.state = 'in-doubt' then v.next_try_at
          else ${messages.nextTryAt} end`,
        resentAt: sql`case when v.state = 'in-doubt' and v.next_try_at is not null then null else ${messages.resentAt} end`,
        attempts: sql`${messages.attempts} + v.attempts`,
        reason: sql`case when ${isNobodys} then 'left-company' else v.reason end`,
        leaseUntilAt: null,
      })
      .from(database.dialect.rows(OUTCOME, batch.map(outcomeRow)))
      .where(and(sql`${messages.id} = v.id`, sql`${messages.claim} = v.claim`, maySettle(messages.state)))
      .returning({ id: messages.id });
    for (const { id } of rows) settled.add(id);
  }
  return settled;
}

function outcomeRow(outcome: Outcome): Record<keyof typeof OUTCOME, string | number | boolean | null> {
  const reply = 'reply' in outcome ? outcome.reply : null;
  return {
    id: outcome.id,
    claim: outcome.claim,
    state: outcome.state,
    settled_at: outcome.state === 'passed' ? outcome.settledAt : null,
    sent_at: 'at' in outcome ? outcome.at : null,
    reply_code: reply?.code ?? null,
    reply_text: reply?.text ?? null,
    simulated: outcome.state === 'sent' && outcome.simulated,
    next_try_at: nextTryOf(outcome),
    attempts: outcome.state === 'ready' && outcome.countsAttempt ? 1 : 0,
    reason: 'reason' in outcome ? outcome.reason : null,
  };
}

function nextTryOf(outcome: Outcome): Instant | null {
  if (outcome.state === 'ready') return outcome.nextTryAt;
  return outcome.state === 'in-doubt' ? outcome.resendAt : null;
}

const OUTCOME = {
  id: 'text',
  claim: 'bigint',
  state: 'text',
  settled_at: 'bigint',
  sent_at: 'bigint',
  reply_code: 'bigint',
  reply_text: 'text',
  simulated: 'boolean',
  next_try_at: 'bigint',
  attempts: 'bigint',
  reason: 'text',
} as const;

/** The arrows of guarantees.md §1 that leave a worker's hands: nothing is sent, or in doubt, that passed no gate. */
function maySettle(state: Database['tables']['messages']['state']): SQL {
  return sql`(
    (${state} = 'claimed' and v.state in ('failed', 'ready', 'planned', 'withdrawn', 'passed'))
    or (${state} = 'data' and v.state in ('sent', 'in-doubt', 'failed', 'ready'))
    or (${state} = 'in-doubt' and v.state in ('sent', 'in-doubt', 'failed', 'ready')))`;
}

export interface Recovered {
  readonly ready: number;
  readonly inDoubt: number;
}

/** What processes held that are gone: before the gate it is ready again, after it in doubt. */
export async function recoverFrom(database: Database, bootIds: readonly string[]): Promise<Recovered> {
  if (bootIds.length === 0) return { ready: 0, inDoubt: 0 };
  return recover(database, inArray(database.tables.messages.claimedBy, [...bootIds]));
}

/** The same for whoever lives but kept a message past its lease. */
export async function recoverExpired(database: Database, now: Instant): Promise<Recovered> {
  return recover(database, lte(database.tables.messages.leaseUntilAt, now));
}

async function recover({ db, tables: { messages } }: Database, whose: SQL): Promise<Recovered> {
  const held = (state: MessageState) => and(eq(messages.state, state), whose);
  const ready = await db
    .update(messages)
    .set({
      state: 'ready',
      leaseUntilAt: null,
      values: sql`case when ${messages.kind} = 'test' then ${messages.values} else null end`,
    })
    .where(held('claimed'))
    .returning({ id: messages.id });
  const inDoubt = await db
    .update(messages)
    .set({
      state: 'in-doubt',
      // It ages like one whose end was seen.
      sentAt: sql`coalesce(${messages.sentAt}, ${messages.settledAt})`,
      leaseUntilAt: null,
      nextTryAt: sql`${messages.leaseUntilAt} + ${sql.raw(String(RESEND_AFTER_MS))}`,
    })
    .where(held('data'))
    .returning({ id: messages.id });
  return { ready: ready.length, inDoubt: inDoubt.length };
}

/** How many messages there are in each state; states without any are missing. */
export async function countByState(
  { db, tables: { messages } }: Database,
  campaign: string | null = null,
): Promise<Partial<Record<MessageState, number>>> {
  const rows = await db
    .select({ state: messages.state, count: count() })
    .from(messages)
    .where(campaign === null ? undefined : eq(messages.campaign, campaign))
    .groupBy(messages.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}
