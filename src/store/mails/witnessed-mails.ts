import { and, asc, count, eq, inArray, max, min, type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { WitnessVerdict } from '../tables/lifecycle-tables.ts';
import type { Tables } from '../tables.ts';
import type { Claim } from './claims.ts';
import type { StoredMessage } from './messages.ts';
import type { GatePosition, WitnessedGate } from './send-journal.ts';

export type WitnessedMail = Tables['witnessedMails']['$inferSelect'];

/** @returns the number of the last of so many more gates of a process; in the transaction that commits them. */
export async function countGates({ db, tables }: Database, boot: string, more: number): Promise<number> {
  const { gateNumbers } = tables;
  const [row] = await db
    .insert(gateNumbers)
    .values({ boot, last: more })
    .onConflictDoUpdate({
      target: gateNumbers.boot,
      set: { last: sql`${gateNumbers.last} + ${sql.raw(String(more))}` },
    })
    .returning({ last: gateNumbers.last });
  return row?.last ?? more;
}

/** How far each process had got, by its boot. */
export async function knownGateNumbers({ db, tables }: Database): Promise<Map<string, number>> {
  const rows = await db.select().from(tables.gateNumbers);
  return new Map(rows.map(({ boot, last }) => [boot, last]));
}

/** Keeps what the journal saw and this database did not know; from here on the gates are known. Twice changes nothing. */
export async function holdWitnessed(database: Database, gates: readonly WitnessedGate[]): Promise<void> {
  const { db, tables } = database;
  const { witnessedMails, gateNumbers } = tables;
  for (const batch of batchesOf(gates)) {
    const rows = batch.map(({ fingerprint, campaign, step, messageId, at: gateAt, outcome }) => ({
      ...{ fingerprint, campaign, step, messageId, gateAt, outcome },
      verdict: 'held' as const,
    }));
    await database.writeRows({ table: witnessedMails, rows, key: 'fingerprint', onConflict: 'keep' });
  }
  for (const { boot, number } of furthest(gates)) {
    const last = sql`case when ${gateNumbers.last} > ${incoming(gateNumbers, ['last']).last} then ${gateNumbers.last} else ${incoming(gateNumbers, ['last']).last} end`;
    await db
      .insert(gateNumbers)
      .values({ boot, last: number })
      .onConflictDoUpdate({ target: gateNumbers.boot, set: { last } });
  }
}

function furthest(gates: readonly GatePosition[]): GatePosition[] {
  const last = new Map<string, number>();
  for (const { boot, number } of gates) last.set(boot, Math.max(number, last.get(boot) ?? 0));
  return [...last].map(([boot, number]) => ({ boot, number }));
}

export async function hasWitnessed({ db, tables: { witnessedMails } }: Database): Promise<boolean> {
  const rows = await db.select({ key: witnessedMails.fingerprint }).from(witnessedMails).limit(1);
  return rows.length > 0;
}

export async function witnessedBy(
  { db, tables: { witnessedMails } }: Database,
  fingerprints: readonly string[],
): Promise<Map<string, WitnessedMail>> {
  const found = new Map<string, WitnessedMail>();
  for (const batch of batchesOf(fingerprints)) {
    const rows = await db.select().from(witnessedMails).where(inArray(witnessedMails.fingerprint, batch));
    for (const row of rows) found.set(row.fingerprint, row);
  }
  return found;
}

/** Mails of a step that nobody has decided about yet. */
export interface HeldStep {
  readonly campaign: string;
  readonly step: string;
  readonly count: number;
  readonly firstAt: Instant | null;
  readonly lastAt: Instant | null;
}

export async function heldSteps(
  { db, tables: { witnessedMails } }: Database,
  only: string | null = null,
): Promise<HeldStep[]> {
  const { campaign, step, gateAt } = witnessedMails;
  const rows = await db
    .select({ campaign, step, count: count(), firstAt: min(gateAt), lastAt: max(gateAt) })
    .from(witnessedMails)
    .where(isHeld(witnessedMails, only))
    .groupBy(campaign, step)
    .orderBy(asc(campaign), asc(step));
  return rows.map((row) => ({ ...row, firstAt: instant(row.firstAt), lastAt: instant(row.lastAt) }));
}

function instant(value: unknown): Instant | null {
  return value === null ? null : Number(value);
}

/** @returns how many were held. */
export async function judgeHeld(
  { db, tables: { witnessedMails } }: Database,
  verdict: Exclude<WitnessVerdict, 'held'>,
  only: string | null,
): Promise<number> {
  const rows = await db
    .update(witnessedMails)
    .set({ verdict })
    .where(isHeld(witnessedMails, only))
    .returning({ key: witnessedMails.fingerprint });
  return rows.length;
}

function isHeld({ verdict, campaign }: Tables['witnessedMails'], only: string | null): SQL | undefined {
  return and(eq(verdict, 'held'), only === null ? undefined : eq(campaign, only));
}

/** Messages that wait for a person's word. */
export async function heldMessages(
  { db, tables: { messages } }: Database,
  only: string | null,
): Promise<StoredMessage[]> {
  return await db
    .select()
    .from(messages)
    .where(and(eq(messages.state, 'held'), only === null ? undefined : eq(messages.campaign, only)))
    .orderBy(asc(messages.id));
}

/** A mail that a worker has claimed, or that is held, with what is known of it. */
export interface Witnessed extends Claim {
  readonly mail: WitnessedMail;
}

/** What a worker has claimed is not sent; it waits for a person's word. */
export async function holdMessages({ db, tables: { messages } }: Database, claims: readonly Claim[]): Promise<void> {
  for (const { id, claim } of claims) {
    await db
      .update(messages)
      .set({ state: 'held', leaseUntilAt: null })
      .where(and(eq(messages.id, id), eq(messages.claim, claim), eq(messages.state, 'claimed')));
  }
}

/**
 * It went, says the journal: from here on the row says so too, with the instant of its gate. It takes the name that
 * the mail bears, so that the links in it lead to it.
 */
export async function settleWitnessed(
  { db, tables: { messages } }: Database,
  list: readonly Witnessed[],
): Promise<void> {
  for (const { id, claim, mail } of list) {
    const name = mail.messageId.slice(0, mail.messageId.lastIndexOf('@'));
    await db
      .update(messages)
      .set({
        id: name.startsWith('msg_') ? name : id,
        state: mail.outcome,
        messageId: mail.messageId,
        slotAt: mail.gateAt,
        settledAt: mail.gateAt,
        sentAt: mail.gateAt,
        replyText: 'by the send journal',
        reason: null,
        leaseUntilAt: null,
      })
      .where(and(eq(messages.id, id), eq(messages.claim, claim), inArray(messages.state, ['claimed', 'held'])));
  }
}

/** Let go once more: to be decided anew. */
export async function planHeldAgain({ db, tables: { messages } }: Database, only: string | null): Promise<string[]> {
  const rows = await db
    .update(messages)
    .set({ state: sql`case when ${messages.kind} = 'test' then 'ready' else 'planned' end`, messageId: null })
    .where(and(eq(messages.state, 'held'), only === null ? undefined : eq(messages.campaign, only)))
    .returning({ recipient: messages.recipient });
  return [...new Set(rows.map(({ recipient }) => recipient))];
}
