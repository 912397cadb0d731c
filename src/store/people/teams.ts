import { and, count, eq, isNotNull, isNull, max, min } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';

/** A team that takes part in a campaign: since when, and until when if all of it has come to the end. */
export interface TeamInCampaign {
  readonly campaign: string;
  readonly from: Instant;
  /** Null: somebody is on the way. */
  readonly to: Instant | null;
}

/**
 * In which campaigns the direct reports of these managers take part, by the managers' emails: begun, and not suspended.
 * @param emails lower-cased.
 */
export async function teamsInCampaigns(
  { db, tables: { employees, participations }, dialect }: Database,
  emails: readonly string[],
): Promise<Map<string, TeamInCampaign[]>> {
  const { managerEmail, key } = employees;
  const { campaign, person, fixed, suspendedSince, beganAt, endedAt } = participations;
  const teams = new Map<string, TeamInCampaign[]>();
  for (const batch of batchesOf(emails)) {
    const rows = await db
      .select({ managerEmail, campaign, from: min(beganAt), all: count(), ended: count(endedAt), to: max(endedAt) })
      .from(employees)
      .innerJoin(participations, eq(person, key))
      .where(and(dialect.isAnyOf(managerEmail, batch), isNotNull(fixed), isNull(suspendedSince)))
      .groupBy(managerEmail, campaign);
    for (const row of rows) {
      const team = { campaign: row.campaign, from: row.from ?? 0, to: row.ended === row.all ? row.to : null };
      const email = row.managerEmail ?? '';
      teams.set(email, [...(teams.get(email) ?? []), team]);
    }
  }
  return teams;
}
