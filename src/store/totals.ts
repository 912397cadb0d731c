import { and, asc, count, eq, gt, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { Phase } from '../domain/campaign.ts';
import { GONE_STATES, type MessageState } from '../domain/message.ts';
import type { EndReason, Reason } from '../domain/reasons.ts';
import type { Database } from './database.ts';

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

/** The messages of a campaign, tests apart, by step, state and reason. */
export async function stepTotals({ db, tables: { messages } }: Database, campaign: string): Promise<StepTotal[]> {
  const { step, phase, state, reason, simulated } = messages;
  return await db
    .select({ step, phase, state, reason, simulated, count: count() })
    .from(messages)
    .where(and(eq(messages.campaign, campaign), inArray(messages.kind, ['step', 'bundle'])))
    .groupBy(step, phase, state, reason, simulated)
    .orderBy(asc(step), asc(state));
}

export interface ParticipationTotals {
  readonly participations: number;
  readonly active: number;
  readonly suspended: number;
  readonly ended: Partial<Record<EndReason, number>>;
  readonly goalReached: number;
  readonly began: Readonly<Record<Phase, number>>;
}

export async function participationTotals(
  { db, tables: { participations } }: Database,
  campaign: string,
): Promise<ParticipationTotals> {
  const of = and(eq(participations.campaign, campaign), hasBegun(participations));
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
  return {
    participations: all,
    active: all - (sums?.ended ?? 0),
    suspended: sums?.suspended ?? 0,
    ended: Object.fromEntries(ended.map((row) => [row.because, row.count])),
    goalReached: sums?.goalReached ?? 0,
    began: { inform: sums?.inform ?? 0, activate: sums?.activate ?? 0, retain: sums?.retain ?? 0 },
  };
}

/** Not those who only waited for the start, nor those who turned out at it not to belong, or to have learned already. */
function hasBegun({ fixed, endedAt, endedBecause, beganAt }: Database['tables']['participations']) {
  return and(
    isNotNull(fixed),
    or(isNull(endedAt), gt(endedAt, beganAt), notInArray(endedBecause, ['left-audience', 'goal-reached'])),
  );
}

/** How many people got how many mails of a campaign; who got none is not in it. */
export async function mailsPerPerson(
  { db, tables: { messages } }: Database,
  campaign: string,
): Promise<{ mails: number; people: number }[]> {
  const each = db
    .select({ mails: sql<number>`count(*)`.mapWith(Number).as('mails') })
    .from(messages)
    .where(
      and(
        eq(messages.campaign, campaign),
        inArray(messages.kind, ['step', 'bundle']),
        inArray(messages.state, [...GONE_STATES]),
      ),
    )
    .groupBy(messages.recipient)
    .as('each');
  return await db
    .select({ mails: each.mails, people: count() })
    .from(each)
    .groupBy(sql`${each.mails}`)
    .orderBy(asc(each.mails));
}
