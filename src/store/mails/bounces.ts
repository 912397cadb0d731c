import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { STRIPPED } from '../privacy/person-traces.ts';

/**
 * A mail that had gone, or was in doubt, came back. It goes no second time: that it came back is evidence (rules.md R9).
 * @param text what the mail server answered; of an erased reader none is kept.
 * @returns whether it was; false when it had come back before, or was never sent.
 */
export async function markBounced({ db, tables: { messages } }: Database, id: string, text: string): Promise<boolean> {
  const rows = await db
    .update(messages)
    .set({
      state: 'bounced',
      replyText: sql`case when ${messages.email} = ${STRIPPED} then null else ${text} end`,
      nextTryAt: null,
    })
    .where(and(eq(messages.id, id), inArray(messages.state, ['sent', 'in-doubt'])))
    .returning({ id: messages.id });
  return rows.length > 0;
}
