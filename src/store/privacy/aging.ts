import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Instant, LocalDate } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import { addToKept, FIGURE } from '../figures/released-figures.ts';
import { removeImportChanges } from '../people/import-changes.ts';
import { linksAlone } from './person-traces.ts';

/** Rows that one transaction takes on: short ones, so that mail goes on meanwhile. */
const BATCH = 500;
/** Rows that one question looks at. */
const PAGE = 2_000;

/** Mails whose raw clicks are due: the mail went before this. A page of ids. */
export async function mailsWithOldClicks(
  { db, tables: { linkEvents, messages } }: Database,
  before: Instant,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: linkEvents.messageId })
    .from(linkEvents)
    .leftJoin(messages, eq(messages.id, linkEvents.messageId))
    .where(or(isNull(messages.id), lt(sql`coalesce(${messages.sentAt}, ${messages.dueAt})`, before)))
    .limit(BATCH);
  return rows.map(({ id }) => id);
}

/**
 * Takes the raw clicks of mails out of the store and into its figures: what was clicked until `spanMs` after the mail
 * went counts, once for each mail and kind of visitor.
 */
export async function countAndRemoveOldClicks(
  database: Database,
  mails: readonly string[],
  spanMs: number,
): Promise<number> {
  const { db, tables } = database;
  const { linkEvents, messages } = tables;
  const gone = await db
    .delete(linkEvents)
    .where(inArray(linkEvents.messageId, [...mails]))
    .returning({ messageId: linkEvents.messageId, class: linkEvents.class, at: linkEvents.at });
  const known = await db
    .select({
      ...{ id: messages.id, campaign: messages.campaign, step: messages.step, kind: messages.kind },
      variant: messages.variant,
      wentAt: sql<number>`coalesce(${messages.sentAt}, ${messages.dueAt})`.mapWith(Number),
    })
    .from(messages)
    .where(inArray(messages.id, [...mails]));
  const counts = new Map<string, Map<string, number>>();
  for (const { id, campaign, step, kind, variant, wentAt } of known) {
    if (kind === 'test') continue;
    const visitors = gone.filter((click) => click.messageId === id && click.at <= wentAt + spanMs);
    const figures = counts.get(campaign) ?? new Map<string, number>();
    counts.set(campaign, figures);
    for (const visitor of new Set(visitors.map((click) => click.class))) {
      for (const figure of [FIGURE.click(step, visitor), FIGURE.clickAs(step, variant, visitor)])
        figures.set(figure, (figures.get(figure) ?? 0) + 1);
    }
  }
  for (const [campaign, figures] of counts)
    for (const [figure, count] of figures) await addToKept(database, campaign, figure, count);
  return gone.length;
}

/** Takes open marks of blocks made before a day out of the store, seen or not, and those seen into its figures. */
export async function countAndRemoveOldMarks(database: Database, before: LocalDate): Promise<number> {
  const { db, tables } = database;
  const { openMarks } = tables;
  const old = await db.select({ mark: openMarks.mark }).from(openMarks).where(lt(openMarks.day, before)).limit(BATCH);
  if (old.length === 0) return 0;
  const gone = await db
    .delete(openMarks)
    .where(
      inArray(
        openMarks.mark,
        old.map(({ mark }) => mark),
      ),
    )
    .returning({ campaign: openMarks.campaign, message: openMarks.message, seen: openMarks.seen });
  const counts = new Map<string, number>();
  for (const { campaign, message, seen } of gone) {
    if (seen === null) continue;
    const name = JSON.stringify([campaign, `open/${message}/${seen}`]);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  for (const [name, count] of counts) {
    const [campaign, figure] = JSON.parse(name) as [string, string];
    await addToKept(database, campaign, figure, count);
  }
  return gone.length;
}

/** A page of facts by which campaigns were steered, with the end of their participation; in order of id. */
export async function engagementPage(
  { db, tables: { engagement, participations } }: Database,
  after: string,
): Promise<{ id: string; known: boolean; endedAt: Instant | null }[]> {
  const rows = await db
    .select({ id: engagement.id, participation: participations.id, endedAt: participations.endedAt })
    .from(engagement)
    .leftJoin(participations, eq(participations.id, engagement.participation))
    .where(gt(engagement.id, after))
    .orderBy(asc(engagement.id))
    .limit(PAGE);
  return rows.map(({ id, participation, endedAt }) => ({ id, known: participation !== null, endedAt }));
}

export async function removeEngagement(
  { db, tables: { engagement } }: Database,
  ids: readonly string[],
): Promise<void> {
  await db.delete(engagement).where(inArray(engagement.id, [...ids]));
}

/** When the first campaign began: before that there is no mail. Null: none has. */
export async function firstLaunchAt({ db, tables: { campaigns } }: Database): Promise<Instant | null> {
  const [row] = await db
    .select({ at: campaigns.launchedAt })
    .from(campaigns)
    .where(isNotNull(campaigns.launchedAt))
    .orderBy(asc(campaigns.launchedAt))
    .limit(1);
  return row?.at ?? null;
}

/** A page of the ledger in order of id: what has to be known to tell whether a row may go. */
export async function ledgerPage(
  { db, tables: { messages, participations } }: Database,
  after: string,
): Promise<
  {
    id: string;
    state: string;
    at: Instant;
    isUnderWay: boolean;
  }[]
> {
  const { id, state, sentAt, settledAt, slotAt, dueAt } = messages;
  const rows = await db
    .select({ id, state, sentAt, settledAt, slotAt, dueAt, of: participations.id, endedAt: participations.endedAt })
    .from(messages)
    .leftJoin(participations, eq(participations.id, messages.participation))
    .where(gt(id, after))
    .orderBy(asc(id))
    .limit(PAGE);
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    at: row.sentAt ?? row.settledAt ?? row.slotAt ?? row.dueAt,
    isUnderWay: row.of !== null && row.endedAt === null,
  }));
}

/**
 * Mails that went in a span of time keep of their words where the links lead, and nothing else. A page in order of id.
 * @returns the last id; null: that was all.
 */
export async function forgetMergeValues(
  { db, tables: { messages } }: Database,
  { from, before, after }: { readonly from: Instant; readonly before: Instant; readonly after: string },
): Promise<string | null> {
  const { id, values, sentAt, state } = messages;
  const settled = and(gte(sentAt, from), lt(sentAt, before), isNotNull(values), ne(state, 'data'));
  const rows = await db
    .select({ id, values })
    .from(messages)
    .where(and(settled, gt(id, after)))
    .orderBy(asc(id))
    .limit(BATCH);
  const full = rows.filter((row) => Object.keys(row.values ?? {}).some((name) => name !== '$links'));
  for (const row of full)
    await db
      .update(messages)
      .set({ values: linksAlone(row.values) })
      .where(eq(id, row.id));
  return rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
}

/** Whole rows that are only kept for a time. @returns how many went; fewer than a batch: that was all. */
export async function removeAged(
  { db, tables }: Database,
  what: 'inboxMails' | 'statements' | 'keptAnswers' | 'unmapped' | 'notNow' | 'loginLinks' | 'exportLinks',
  before: Instant,
): Promise<number> {
  const { inboxMails, statements, keptAnswers, unmappedStatements, choices, loginLinks, exportLinks } = tables;
  switch (what) {
    case 'inboxMails': {
      const { id, at } = inboxMails;
      const old = await db.select({ id }).from(inboxMails).where(lt(at, before)).limit(BATCH);
      return gone(
        old,
        (ids) => db.delete(inboxMails).where(inArray(id, ids)).returning({ id }),
        (row) => row.id,
      );
    }
    case 'statements': {
      const { id, storedAt } = statements;
      const old = await db.select({ id }).from(statements).where(lt(storedAt, before)).limit(BATCH);
      return gone(
        old,
        (ids) => db.delete(statements).where(inArray(id, ids)).returning({ id }),
        (row) => row.id,
      );
    }
    case 'keptAnswers':
      return (await db.delete(keptAnswers).where(lt(keptAnswers.at, before)).returning({ at: keptAnswers.at })).length;
    case 'unmapped':
      return (
        await db
          .delete(unmappedStatements)
          .where(lt(unmappedStatements.lastAt, before))
          .returning({ at: unmappedStatements.lastAt })
      ).length;
    case 'notNow':
      return (
        await db
          .delete(choices)
          .where(and(eq(choices.kind, 'not-now'), lt(choices.until, before)))
          .returning({ at: choices.at })
      ).length;
    case 'loginLinks':
      return (
        await db.delete(loginLinks).where(lt(loginLinks.expiresAt, before)).returning({ at: loginLinks.expiresAt })
      ).length;
    case 'exportLinks':
      return (
        await db.delete(exportLinks).where(lt(exportLinks.expiresAt, before)).returning({ at: exportLinks.expiresAt })
      ).length;
  }
}

async function gone<Row>(
  old: readonly Row[],
  remove: (ids: string[]) => Promise<unknown[]>,
  idOf: (row: Row) => string,
): Promise<number> {
  return old.length === 0 ? 0 : (await remove(old.map(idOf))).length;
}

/**
 * What imports changed, by which they could have been taken back; that there was one stays. One of everybody has as many
 * rows as there are people, so a part of them at a time.
 * @returns how many rows went; none: that was all.
 */
export async function forgetUndo(database: Database, before: Instant): Promise<number> {
  const { db, tables } = database;
  const { imports, importChanges } = tables;
  const old = await db
    .select({ importId: importChanges.importId, person: importChanges.person })
    .from(importChanges)
    .innerJoin(imports, eq(imports.id, importChanges.importId))
    .where(lt(imports.at, before))
    .limit(PAGE);
  for (const importId of new Set(old.map((row) => row.importId))) {
    const people = old.filter((row) => row.importId === importId).map((row) => row.person);
    await removeImportChanges(database, importId, people);
  }
  if (old.length === 0)
    await db
      .update(imports)
      .set({ undo: null })
      .where(and(lt(imports.at, before), isNotNull(imports.undo), ne(imports.kind, 'learning')));
  return old.length;
}
