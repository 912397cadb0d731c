import { and, desc, eq, gt, gte, inArray, ne, or } from 'drizzle-orm';
import type { MailFate } from '../../domain/brake.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';

/** What the mail server said of the last mails of a campaign after `since`, the newest first; tests aside. */
export async function lastFates(
  { db, tables: { messages } }: Database,
  campaign: string,
  since: Instant,
  limit: number,
): Promise<MailFate[]> {
  const { state, replyCode, sentAt, kind, id } = messages;
  const refused = and(eq(state, 'failed'), gte(replyCode, 500));
  const rows = await db
    .select({ state })
    .from(messages)
    .where(
      and(
        eq(messages.campaign, campaign),
        gt(sentAt, since),
        ne(kind, 'test'),
        or(inArray(state, ['sent', 'bounced']), refused),
      ),
    )
    .orderBy(desc(sentAt), desc(id))
    .limit(limit);
  return rows.map((row) => (row.state === 'failed' ? 'refused' : 'taken'));
}

/** Takes back that addresses were noted since then by a campaign's refusals: whoever refused may have meant us. */
export async function forgetNotes(
  { db, tables: { messages, employees } }: Database,
  campaign: string,
  since: Instant,
): Promise<void> {
  const readers = db
    .select({ key: messages.recipient })
    .from(messages)
    .where(and(eq(messages.campaign, campaign), eq(messages.reason, 'bounced'), gte(messages.sentAt, since)));
  await db
    .update(employees)
    .set({ notedAt: null })
    .where(and(inArray(employees.key, readers), gte(employees.notedAt, since)));
}
