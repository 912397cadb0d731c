import { and, asc, count, eq, inArray, min, ne } from 'drizzle-orm';
import { GONE_STATES } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';

/** Mails of a campaign that passed the gate, tests aside, by step. `data` is among them: it may be on the wire. */
export async function goneMails(
  { db, tables: { messages } }: Database,
  campaign: string,
): Promise<{ count: number; firstAt: Instant | null; steps: { step: string; count: number }[] }> {
  const { step, state, kind, settledAt } = messages;
  const rows = await db
    .select({ step, count: count(), firstAt: min(settledAt) })
    .from(messages)
    .where(and(eq(messages.campaign, campaign), ne(kind, 'test'), inArray(state, [...GONE_STATES, 'held', 'failed'])))
    .groupBy(step)
    .orderBy(asc(step));
  const firsts = rows.flatMap(({ firstAt }) => (firstAt === null ? [] : [Number(firstAt)]));
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    firstAt: firsts.length === 0 ? null : Math.min(...firsts),
    steps: rows.map((row) => ({ step: row.step, count: row.count })),
  };
}

/** Takes out who had begun, and what was decided for them; tests stay. Only where nothing has gone. */
export async function forgetMails(
  { db, tables: { messages, participations } }: Database,
  campaign: string,
): Promise<{ participants: number; mails: number }> {
  const mails = await db
    .delete(messages)
    .where(and(eq(messages.campaign, campaign), ne(messages.kind, 'test')))
    .returning({ id: messages.id });
  const people = await db
    .delete(participations)
    .where(eq(participations.campaign, campaign))
    .returning({ id: participations.id });
  return { participants: people.length, mails: mails.length };
}
