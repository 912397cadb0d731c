import { and, count, desc, eq, lt, or } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

export type InboxMail = Tables['inboxMails']['$inferSelect'];
export type InboxEntry = Omit<InboxMail, 'raw'>;

export async function addInboxMail({ db, tables }: Database, mail: InboxMail): Promise<void> {
  await db.insert(tables.inboxMails).values(mail);
}

/** A page, newest first, without the mails themselves; `before` is the last entry of the page before. */
export async function inboxEntries(
  { db, tables: { inboxMails } }: Database,
  page: { recipient?: string; before?: { at: Instant; id: string }; limit: number },
): Promise<InboxEntry[]> {
  const { id, at, recipient, subject, campaign, step, sizeBytes } = inboxMails;
  const { before } = page;
  return await db
    .select({ id, at, recipient, subject, campaign, step, sizeBytes })
    .from(inboxMails)
    .where(
      and(
        page.recipient === undefined ? undefined : eq(recipient, page.recipient),
        before === undefined ? undefined : or(lt(at, before.at), and(eq(at, before.at), lt(id, before.id))),
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(page.limit);
}

export async function inboxMail({ db, tables: { inboxMails } }: Database, id: string): Promise<InboxMail | null> {
  const [row] = await db.select().from(inboxMails).where(eq(inboxMails.id, id));
  return row ?? null;
}

export async function countInboxMails({ db, tables: { inboxMails } }: Database): Promise<number> {
  const [row] = await db.select({ count: count() }).from(inboxMails);
  return row?.count ?? 0;
}
