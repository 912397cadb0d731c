import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { GONE_STATES, type MessageState } from '../../domain/message.ts';
import type { ComparisonGroup } from '../../domain/participation.ts';
import type { EndReason } from '../../domain/reasons.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import type { VisitorClass } from '../tables/tracking-tables.ts';
import type { Tables } from '../tables.ts';
import { addToKept, FIGURE } from './released-figures.ts';
import { ARRIVED_STATES } from './version-totals.ts';

export type StoredParticipation = Tables['participations']['$inferSelect'];

/** What a row of `messages` counts as once it is gone. */
export type CountedMessage = Pick<
  Tables['messages']['$inferSelect'],
  'id' | 'kind' | 'campaign' | 'step' | 'phase' | 'state' | 'reason' | 'simulated' | 'variant' | 'recipient'
>;

/**
 * Figures about participations whose rows are gone: `participations`, `goal-reached`, a phase, `ended/REASON`, and the
 * groups of a comparison.
 */
export type ParticipationFigure =
  | 'participations'
  | 'goal-reached'
  | 'inform'
  | 'activate'
  | 'retain'
  | `ended/${EndReason}`
  | `compared/${ComparisonGroup}`
  | `compared/${ComparisonGroup}/reached`;

/**
 * Takes messages out of the store and into its numbers: what was sent stays counted (guarantees.md §3), and what was
 * clicked in them. Only rows that are still there count, so that two who do this at once do it once.
 */
export async function countAndRemoveMessages(database: Database, ids: readonly string[]): Promise<number> {
  const { db, tables } = database;
  const { messages } = tables;
  const { id, kind, campaign, step, phase, state, reason, simulated, variant, recipient } = messages;
  let removed = 0;
  for (const batch of batchesOf(ids)) {
    const before = await mailsOfReaders(database, batch);
    const gone: CountedMessage[] = await db
      .delete(messages)
      .where(inArray(id, batch))
      .returning({ id, kind, campaign, step, phase, state, reason, simulated, variant, recipient });
    removed += gone.length;
    const counted = gone.filter(({ kind, state }) => kind !== 'test' && SETTLED_STATES.includes(state));
    await keepMails(database, counted);
    await keepVersions(database, counted);
    await keepReaders(database, counted, before);
    await countAndRemoveClicks(database, gone);
  }
  return removed;
}

/** What somebody was told as a figure; what was only planned is not missed. */
const SETTLED_STATES: readonly MessageState[] = ['sent', 'in-doubt', 'bounced', 'failed', 'passed'];

/** Takes participations out of the store and into its numbers; whoever was still under way counts as having left. */
export async function countAndRemoveParticipations(database: Database, ids: readonly string[]): Promise<number> {
  const { db, tables } = database;
  const { participations, keptParticipationTotals: kept } = tables;
  let removed = 0;
  for (const batch of batchesOf(ids)) {
    const gone = await db.delete(participations).where(inArray(participations.id, batch)).returning();
    removed += gone.length;
    const counts = new Tally<{ campaign: string; figure: ParticipationFigure }>();
    for (const row of gone)
      for (const figure of [...(isNewest(row, gone) ? figuresOf(row) : []), ...comparedAs(row)])
        counts.add({ campaign: row.campaign, figure });
    for (const [group, count] of counts.entries()) {
      await db
        .insert(kept)
        .values({ ...group, count })
        .onConflictDoUpdate({
          target: [kept.campaign, kept.figure],
          set: { count: sql`${kept.count} + ${sql`cast(${count} as integer)`}` },
        });
    }
  }
  return removed;
}

export async function keptMailTotals({ db, tables: { keptMailTotals: kept } }: Database, campaign: string) {
  return await db.select().from(kept).where(eq(kept.campaign, campaign));
}

export async function keptReaderTotals({ db, tables: { keptReaderTotals: kept } }: Database, campaign: string) {
  return await db.select({ mails: kept.mails, people: kept.people }).from(kept).where(eq(kept.campaign, campaign));
}

export async function keptParticipations(
  { db, tables: { keptParticipationTotals: kept } }: Database,
  campaign: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.select().from(kept).where(eq(kept.campaign, campaign));
  return new Map(rows.map(({ figure, count }) => [figure, count]));
}

/** Who only waited for the start, or turned out at it not to belong, never took part. */
function figuresOf(row: StoredParticipation): ParticipationFigure[] {
  const { fixed, beganAt, endedAt, endedBecause, goalReachedAt } = row;
  const atOnce = endedBecause === 'left-audience' || endedBecause === 'goal-reached';
  if (fixed === null || (endedAt !== null && endedAt <= beganAt && atOnce)) return [];
  return [
    'participations',
    `ended/${endedBecause ?? 'left-company'}`,
    ...(goalReachedAt === null ? [] : (['goal-reached'] as const)),
    ...(['inform', 'activate', 'retain'] as const).filter((phase) => row[`${phase}BeganAt`] !== null),
  ];
}

/** People are counted by their newest round, as in the figures of rows that are there. */
function isNewest({ campaign, person, round }: StoredParticipation, all: readonly StoredParticipation[]): boolean {
  return !all.some(
    (other) => other.campaign === campaign && other.person === person && other.round > round && other.fixed !== null,
  );
}

function comparedAs({ comparedGroup, comparedGoalAt }: StoredParticipation): ParticipationFigure[] {
  if (comparedGroup === null) return [];
  return [
    `compared/${comparedGroup}`,
    ...(comparedGoalAt === null ? [] : [`compared/${comparedGroup}/reached` as const]),
  ];
}

async function keepMails({ db, tables: { keptMailTotals: kept } }: Database, gone: readonly CountedMessage[]) {
  const counts = new Tally<
    Omit<CountedMessage, 'id' | 'kind' | 'recipient' | 'reason' | 'variant'> & { reason: string }
  >();
  for (const { campaign, step, phase, state, reason, simulated } of gone)
    counts.add({ campaign, step, phase, state, reason: reason ?? '', simulated });
  for (const [group, count] of counts.entries()) {
    await db
      .insert(kept)
      .values({ ...group, count })
      .onConflictDoUpdate({
        target: [kept.campaign, kept.step, kept.phase, kept.state, kept.reason, kept.simulated],
        set: { count: sql`${kept.count} + ${sql`cast(${count} as integer)`}` },
      });
  }
}

/** In which version a mail went goes over into the figures that are let out. */
async function keepVersions(database: Database, gone: readonly CountedMessage[]): Promise<void> {
  const counts = new Tally<{ campaign: string; figure: string }>();
  for (const { campaign, step, state, variant, simulated } of gone)
    if (ARRIVED_STATES.includes(state)) counts.add({ campaign, figure: FIGURE.sentAs(step, variant, simulated) });
  for (const [{ campaign, figure }, count] of counts.entries()) await addToKept(database, campaign, figure, count);
}

/**
 * How many people got how many mails stays as it was: who had five and loses two is counted with five from here on, and
 * no longer with the three that are left.
 */
async function keepReaders(
  database: Database,
  gone: readonly CountedMessage[],
  before: readonly { campaign: string; recipient: string; mails: number }[],
): Promise<void> {
  const lost = new Tally<{ campaign: string; recipient: string }>();
  for (const { campaign, recipient, state } of gone) if (GONE_STATES.includes(state)) lost.add({ campaign, recipient });
  const people = new Tally<{ campaign: string; mails: number }>();
  for (const [{ campaign, recipient }, count] of lost.entries()) {
    const had = before.find((one) => one.campaign === campaign && one.recipient === recipient)?.mails ?? count;
    people.add({ campaign, mails: had });
    if (had > count) people.add({ campaign, mails: had - count }, -1);
  }
  for (const [group, count] of people.entries()) await addReaders(database, group, count);
}

/** How many mails the readers of these have had of each campaign, as far as rows are there. */
async function mailsOfReaders(database: Database, ids: readonly string[]) {
  const { db, tables } = database;
  const { messages } = tables;
  const { id, campaign, recipient, state, kind } = messages;
  const readers = db
    .select({ recipient })
    .from(messages)
    .where(inArray(id, [...ids]));
  return await db
    .select({ campaign, recipient, mails: sql<number>`count(*)`.mapWith(Number) })
    .from(messages)
    .where(and(inArray(recipient, readers), inArray(state, [...GONE_STATES]), ne(kind, 'test')))
    .groupBy(campaign, recipient);
}

async function addReaders(
  { db, tables: { keptReaderTotals: kept } }: Database,
  group: { campaign: string; mails: number },
  people: number,
): Promise<void> {
  await db
    .insert(kept)
    .values({ ...group, people })
    .onConflictDoUpdate({
      target: [kept.campaign, kept.mails],
      set: { people: sql`${kept.people} + ${sql`cast(${people} as integer)`}` },
    });
}

/** In how many of these mails something was clicked goes over into the figures that are let out; the clicks go. */
async function countAndRemoveClicks(database: Database, gone: readonly CountedMessage[]): Promise<void> {
  const { db, tables } = database;
  const { linkEvents } = tables;
  const mails = new Map(gone.map((message) => [message.id, message]));
  const clicks = await db
    .delete(linkEvents)
    .where(inArray(linkEvents.messageId, [...mails.keys()]))
    .returning({ messageId: linkEvents.messageId, class: linkEvents.class });
  const each = new Set(clicks.map((click) => `${click.messageId}/${click.class}`));
  for (const one of each) {
    const [messageId = '', visitor = ''] = one.split('/');
    const mail = mails.get(messageId);
    if (mail === undefined) continue;
    await addToKept(database, mail.campaign, `click/${mail.step}/${visitor}`, 1);
    const as = FIGURE.clickAs(mail.step, mail.variant, visitor as VisitorClass);
    await addToKept(database, mail.campaign, as, 1);
  }
}

/** Counts equal groups. */
class Tally<Group extends object> {
  readonly #counts = new Map<string, { group: Group; count: number }>();

  add(group: Group, more = 1): void {
    const key = JSON.stringify(group);
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { group, count: more });
    else known.count += more;
  }

  entries(): [Group, number][] {
    return [...this.#counts.values()].map(({ group, count }) => [group, count]);
  }
}
