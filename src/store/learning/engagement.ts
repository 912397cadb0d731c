import { and, asc, countDistinct, eq, inArray, lte, ne, sql } from 'drizzle-orm';
import { batchesOf, groupedBy, number } from '../batches.ts';
import type { Database } from '../database.ts';
import type { VisitorClass } from '../tables/tracking-tables.ts';
import type { Tables } from '../tables.ts';

/** A click or an answer of a person, kept only so that the engine can steer; never shown (guarantees.md §3). */
export type StoredEngagement = Tables['engagement']['$inferSelect'];
export type LinkEvent = Tables['linkEvents']['$inferSelect'];

/** Once per participation, step, kind and day. */
export async function addEngagement(
  { db, tables: { engagement } }: Database,
  facts: readonly StoredEngagement[],
): Promise<void> {
  for (const batch of batchesOf(facts)) await db.insert(engagement).values(batch).onConflictDoNothing();
}

/** A click that turned out to be a machine's. */
export async function withdrawClick(
  { db, tables: { engagement } }: Database,
  click: { participation: string; step: string; day: string },
): Promise<void> {
  await db
    .delete(engagement)
    .where(
      and(
        eq(engagement.participation, click.participation),
        eq(engagement.step, click.step),
        eq(engagement.kind, 'clicked'),
        eq(engagement.day, click.day),
      ),
    );
}

export async function engagementOf(
  { db, tables: { engagement }, dialect }: Database,
  people: readonly string[],
): Promise<Map<string, StoredEngagement[]>> {
  const found: StoredEngagement[] = [];
  for (const batch of batchesOf(people)) {
    const rows = await db
      .select()
      .from(engagement)
      .where(dialect.isAnyOf(engagement.person, batch))
      .orderBy(asc(engagement.person), asc(engagement.at), asc(engagement.campaign), asc(engagement.step));
    found.push(...rows);
  }
  return groupedBy(
    found,
    (fact) => fact.person,
    (fact) => fact,
  );
}

export async function addLinkEvents({ db, tables }: Database, events: readonly LinkEvent[]): Promise<void> {
  for (const batch of batchesOf(events)) await db.insert(tables.linkEvents).values(batch);
}

/** What was clicked in one mail so far, oldest first: what the next click is judged by. */
export async function linkEventsOf({ db, tables: { linkEvents } }: Database, messageId: string): Promise<LinkEvent[]> {
  return await db
    .select()
    .from(linkEvents)
    .where(eq(linkEvents.messageId, messageId))
    .orderBy(asc(linkEvents.at), asc(linkEvents.id));
}

/** Nothing is deleted, only classed: a later click can tell what the earlier ones were. */
export async function reclassLinkEvents(
  { db, tables: { linkEvents } }: Database,
  ids: readonly string[],
  to: { class: VisitorClass; why: string },
): Promise<void> {
  for (const batch of batchesOf(ids)) await db.update(linkEvents).set(to).where(inArray(linkEvents.id, batch));
}

/**
 * In how many mails of a step, by version, something was clicked until `spanMs` after they went; later clicks count no more, so that a
 * mail whose raw clicks are gone is not counted again.
 */
export async function clickTotals(
  { db, tables: { linkEvents, messages } }: Database,
  campaign: string,
  spanMs: number,
): Promise<{ step: string; variant: string | null; class: VisitorClass; mails: number }[]> {
  return await db
    .select({
      step: messages.step,
      variant: messages.variant,
      class: linkEvents.class,
      mails: countDistinct(linkEvents.messageId),
    })
    .from(linkEvents)
    .innerJoin(messages, eq(messages.id, linkEvents.messageId))
    .where(
      and(
        eq(messages.campaign, campaign),
        ne(messages.kind, 'test'),
        lte(linkEvents.at, sql`coalesce(${messages.sentAt}, ${messages.dueAt}) + ${number(spanMs)}`),
      ),
    )
    .groupBy(messages.step, messages.variant, linkEvents.class)
    .orderBy(asc(messages.step), asc(messages.variant), asc(linkEvents.class));
}
