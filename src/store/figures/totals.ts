import { and, asc, count, eq, gt, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Phase } from '../../domain/campaign.ts';
import { CAMPAIGN_KINDS, GONE_STATES, type MessageState } from '../../domain/message.ts';
import { END_REASONS, type EndReason, type Reason } from '../../domain/reasons.ts';
import type { Database } from '../database.ts';
import { keptMailTotals, keptParticipations, keptReaderTotals, type ParticipationFigure } from './kept-totals.ts';

export interface StepTotal {
  readonly step: string;
  readonly phase: Phase;
  readonly state: MessageState;
  /** Why it was passed or withdrawn, or what it waits for. */
  readonly reason: Reason | null;
  /** It went to the built-in inbox. */
  readonly simulated: boolean;
  readonly count: number;
}

/** The messages of a campaign, tests apart, by step, state and reason; those included whose rows are gone. */
export async function stepTotals(database: Database, campaign: string): Promise<StepTotal[]> {
  const { db, tables } = database;
  const { messages } = tables;
  const { step, phase, state, reason, simulated } = messages;
  const there: StepTotal[] = await db
    .select({ step, phase, state, reason, simulated, count: count() })
    .from(messages)
    .where(and(eq(messages.campaign, campaign), inArray(messages.kind, [...CAMPAIGN_KINDS])))
    .groupBy(step, phase, state, reason, simulated)
    .orderBy(asc(step), asc(state));
  return withKept(there, await keptMailTotals(database, campaign));
}

function withKept(there: readonly StepTotal[], kept: Awaited<ReturnType<typeof keptMailTotals>>): StepTotal[] {
  const nameOf = (total: Omit<StepTotal, 'count'>) =>
    [total.step, total.phase, total.state, total.reason ?? '', total.simulated].join('/');
  const totals = new Map(there.map((total) => [nameOf(total), total]));
  for (const { campaign: _, count: more, ...group } of kept) {
    const total = { ...group, reason: group.reason === '' ? null : group.reason } as Omit<StepTotal, 'count'>;
    const name = nameOf(total);
    totals.set(name, { ...total, count: (totals.get(name)?.count ?? 0) + more });
  }
  return [...totals.values()];
}

/** People, each by the newest round that they began. */
export interface ParticipationTotals {
  readonly participations: number;
  readonly active: number;
  readonly suspended: number;
  readonly ended: Partial<Record<EndReason, number>>;
  readonly goalReached: number;
  readonly began: Readonly<Record<Phase, number>>;
  /** With `again`, every round by itself, the first one first; erased people are in none. Empty while there is one. */
  readonly rounds: readonly RoundTotal[];
}

export interface RoundTotal {
  readonly round: number;
  readonly participations: number;
  readonly goalReached: number;
}

/** Those included whose rows are gone. */
export async function participationTotals(database: Database, campaign: string): Promise<ParticipationTotals> {
  const { db, tables } = database;
  const { participations } = tables;
  const rounds = await roundTotals(database, campaign);
  const newest = rounds.length > 1 ? isNewestRound(participations) : undefined;
  const of = and(eq(participations.campaign, campaign), hasBegun(participations), newest);
  const { endedBecause, endedAt, suspendedSince, goalReachedAt } = participations;
  const { informBeganAt, activateBeganAt, retainBeganAt } = participations;
  const [sums] = await db
    .select({
      participations: count(),
      ended: count(endedAt),
      suspended: sql<number>`count(case when ${suspendedSince} is not null and ${endedAt} is null then 1 end)`.mapWith(
        Number,
      ),
      goalReached: count(goalReachedAt),
      inform: count(informBeganAt),
      activate: count(activateBeganAt),
      retain: count(retainBeganAt),
    })
    .from(participations)
    .where(of);
  const ended = await db
    .select({ because: endedBecause, count: count() })
    .from(participations)
    .where(and(of, isNotNull(endedBecause)))
    .groupBy(endedBecause);
  const all = sums?.participations ?? 0;
  const figures = await keptParticipations(database, campaign);
  const kept = (figure: ParticipationFigure) => figures.get(figure) ?? 0;
  const endings = END_REASONS.flatMap((because) => {
    const there = ended.find((row) => row.because === because)?.count ?? 0;
    const each = there + kept(`ended/${because}`);
    return each === 0 ? [] : [[because, each] as const];
  });
  return {
    participations: all + kept('participations'),
    active: all - (sums?.ended ?? 0),
    suspended: sums?.suspended ?? 0,
    ended: Object.fromEntries(endings),
    goalReached: (sums?.goalReached ?? 0) + kept('goal-reached'),
    began: {
      inform: (sums?.inform ?? 0) + kept('inform'),
      activate: (sums?.activate ?? 0) + kept('activate'),
      retain: (sums?.retain ?? 0) + kept('retain'),
    },
    rounds: rounds.length > 1 ? rounds : [],
  };
}

async function roundTotals({ db, tables }: Database, campaign: string): Promise<RoundTotal[]> {
  const { participations } = tables;
  const { round, goalReachedAt } = participations;
  return await db
    .select({ round, participations: count(), goalReached: count(goalReachedAt) })
    .from(participations)
    .where(and(eq(participations.campaign, campaign), hasBegun(participations)))
    .groupBy(round)
    .orderBy(asc(round));
}

function isNewestRound({ campaign, person, round }: Database['tables']['participations']): SQL {
  const newer = sql`newer.campaign = ${campaign} and newer.person = ${person} and newer.round > ${round}`;
  return sql`not exists (select 1 from participations as newer where ${newer} and newer.fixed is not null)`;
}

/** Not those who only waited for the start, nor those who turned out at it not to belong, or to have learned already. */
function hasBegun({ fixed, endedAt, endedBecause, beganAt }: Database['tables']['participations']) {
  return and(
    isNotNull(fixed),
    or(isNull(endedAt), gt(endedAt, beganAt), notInArray(endedBecause, ['left-audience', 'goal-reached'])),
  );
}

/** How many people got how many mails of a campaign; who got none is not in it. Those included whose rows are gone. */
export async function mailsPerPerson(
  database: Database,
  campaign: string,
): Promise<{ mails: number; people: number }[]> {
  const { db, tables } = database;
  const { messages } = tables;
  const each = db
    .select({ mails: sql<number>`count(*)`.mapWith(Number).as('mails') })
    .from(messages)
    .where(
      and(
        eq(messages.campaign, campaign),
        inArray(messages.kind, [...CAMPAIGN_KINDS]),
        inArray(messages.state, [...GONE_STATES]),
      ),
    )
    .groupBy(messages.recipient)
    .as('each');
  const there = await db.select({ mails: each.mails, people: count() }).from(each).groupBy(sql`${each.mails}`);
  const people = new Map(there.map((row) => [row.mails, row.people]));
  for (const row of await keptReaderTotals(database, campaign))
    people.set(row.mails, (people.get(row.mails) ?? 0) + row.people);
  return [...people]
    .filter(([, readers]) => readers > 0)
    .map(([mails, readers]) => ({ mails, people: readers }))
    .sort((a, b) => a.mails - b.mails);
}
