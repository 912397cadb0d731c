import { and, asc, eq, gt, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Phase } from '../../domain/campaign.ts';
import type { Participation } from '../../domain/participation.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, groupedBy, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** Every participation of these people, ended ones too, by person; campaign and round in order. */
export async function participationsOf(
  { db, tables: { participations }, dialect }: Database,
  people: readonly string[],
): Promise<Map<string, Participation[]>> {
  const { person, campaign, round } = participations;
  const found: Participation[] = [];
  for (const batch of batchesOf(people)) {
    const rows = await db
      .select()
      .from(participations)
      .where(dialect.isAnyOf(person, batch))
      .orderBy(asc(person), asc(campaign), asc(round));
    found.push(...rows.map(fromRow));
  }
  return groupedBy(
    found,
    (participation) => participation.person,
    (participation) => participation,
  );
}

export async function participationsById(
  { db, tables: { participations } }: Database,
  ids: readonly string[],
): Promise<Participation[]> {
  const found: Participation[] = [];
  for (const batch of batchesOf(ids)) {
    found.push(...(await db.select().from(participations).where(inArray(participations.id, batch))).map(fromRow));
  }
  return found;
}

export async function participationsIn(
  { db, tables: { participations } }: Database,
  campaign: string,
): Promise<Participation[]> {
  const rows = await db
    .select()
    .from(participations)
    .where(eq(participations.campaign, campaign))
    .orderBy(asc(participations.person), asc(participations.round));
  return rows.map(fromRow);
}

/** Everybody who has a row in a campaign, in whatever round and however it ended. */
export async function peopleIn({ db, tables: { participations } }: Database, campaign: string): Promise<string[]> {
  const { person } = participations;
  const rows = await db.selectDistinct({ person }).from(participations).where(eq(participations.campaign, campaign));
  return rows.map((row) => row.person);
}

/** By key, after `after`: who is under way in a campaign on a version older than this. */
export async function peopleUnderWay(
  { db, tables: { participations } }: Database,
  campaignId: string,
  version: number,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { person, campaign, endedAt } = participations;
  const rows = await db
    .selectDistinct({ person })
    .from(participations)
    .where(
      and(
        eq(campaign, campaignId),
        isNull(endedAt),
        lt(participations.version, version),
        after === null ? undefined : gt(person, after),
      ),
    )
    .orderBy(asc(person))
    .limit(limit);
  return rows.map((row) => row.person);
}

/** Begins or moves on; (campaign, person, round) is unique, and whoever came first gave the id. */
export async function saveParticipations(database: Database, list: readonly Participation[]): Promise<void> {
  const { participations } = database.tables;
  const { campaign, person, round } = participations;
  for (const batch of batchesOf(list)) {
    await database.writeRows({
      table: participations,
      rows: batch.map(toRow),
      key: 'id',
      onConflict: {
        on: [campaign, person, round],
        set: { ...incoming(participations, MOVING), ...firstBeginnings(participations) },
      },
    });
  }
}

const MOVING = [
  'version',
  'beganAt',
  'joinedAt',
  'newcomer',
  'fixed',
  'place',
  'goalReachedAt',
  'saidDoneAt',
  'suspendedSince',
  'suspendedBecause',
  'endedAt',
  'endedBecause',
  'endedNote',
  'doneBefore',
  'comparedGroup',
  'comparedSince',
  'comparedUntil',
  'comparedGoalAt',
] as const;

/** A phase begins once: what was noted first stays. */
function firstBeginnings(
  participations: Tables['participations'],
): Record<'informBeganAt' | 'activateBeganAt' | 'retainBeganAt', SQL> {
  const { informBeganAt, activateBeganAt, retainBeganAt } = participations;
  const next = incoming(participations, ['informBeganAt', 'activateBeganAt', 'retainBeganAt']);
  return {
    informBeganAt: sql`coalesce(${informBeganAt}, ${next.informBeganAt})`,
    activateBeganAt: sql`coalesce(${activateBeganAt}, ${next.activateBeganAt})`,
    retainBeganAt: sql`coalesce(${retainBeganAt}, ${next.retainBeganAt})`,
  };
}

function toRow(participation: Participation): Tables['participations']['$inferInsert'] {
  const { suspended, ended, compared } = participation;
  return {
    id: participation.id,
    campaign: participation.campaign,
    person: participation.person,
    round: participation.round,
    version: participation.version,
    beganAt: participation.beganAt,
    joinedAt: participation.joinedAt,
    newcomer: participation.newcomer,
    fixed: participation.fixed,
    place: participation.place,
    // Everybody begins in inform, and may have left it before anybody looked.
    informBeganAt: participation.fixed === null ? null : participation.beganAt,
    activateBeganAt: beganAt(participation, 'activate'),
    retainBeganAt: beganAt(participation, 'retain'),
    goalReachedAt: participation.goalReachedAt,
    saidDoneAt: participation.saidDoneAt,
    suspendedSince: suspended?.since ?? null,
    suspendedBecause: suspended?.because ?? null,
    endedAt: ended?.at ?? null,
    endedBecause: ended?.because ?? null,
    endedNote: ended?.note ?? null,
    doneBefore: participation.doneBefore ?? null,
    comparedGroup: compared?.group ?? null,
    comparedSince: compared?.since ?? null,
    comparedUntil: compared?.until ?? null,
    comparedGoalAt: compared?.goalReachedAt ?? null,
  };
}

function beganAt({ place }: Pick<Participation, 'place'>, phase: Exclude<Phase, 'inform'>): Instant | null {
  return place.phase === phase ? place.phaseBeganAt : null;
}

/** Written out: the engine reads these all the time, and copies by spreading have a hidden class each. */
function fromRow(row: Tables['participations']['$inferSelect']): Participation {
  const { suspendedSince, suspendedBecause, endedAt, endedBecause, endedNote } = row;
  return {
    id: row.id,
    campaign: row.campaign,
    person: row.person,
    round: row.round,
    version: row.version,
    beganAt: row.beganAt,
    joinedAt: row.joinedAt,
    newcomer: row.newcomer,
    fixed: row.fixed,
    place: row.place,
    goalReachedAt: row.goalReachedAt,
    saidDoneAt: row.saidDoneAt,
    ...(row.doneBefore === null ? {} : { doneBefore: row.doneBefore }),
    ...comparedOf(row),
    suspended:
      suspendedSince === null || suspendedBecause === null
        ? null
        : { since: suspendedSince, because: suspendedBecause },
    ended:
      endedAt === null || endedBecause === null
        ? null
        : { at: endedAt, because: endedBecause, ...(endedNote === null ? {} : { note: endedNote }) },
  };
}

function comparedOf(row: Tables['participations']['$inferSelect']): Pick<Participation, 'compared'> {
  const { comparedGroup: group, comparedSince: since, comparedUntil: until, comparedGoalAt: goalReachedAt } = row;
  return group === null || since === null || until === null ? {} : { compared: { group, since, until, goalReachedAt } };
}
