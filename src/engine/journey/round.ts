import { shiftInstant } from '../../domain/calendar-span.ts';
import type { Campaign } from '../../domain/campaign.ts';
import { partsOf } from '../../domain/condition.ts';
import type { Compared, Participation } from '../../domain/participation.ts';
import { type Instant, localDate, startOfDate, type Zone } from '../../domain/time.ts';
import type { RoundView } from '../conditions/asking.ts';
import { activitiesOf } from '../conditions/learned.ts';
import type { Setting, Situation } from '../facts/situation.ts';

/** The round of a campaign that a person can begin, with what stands from an earlier try. */
export interface NextRound {
  readonly round: number;
  /** For `again`: so long after the last one ended; null: the first round. */
  readonly opensAt: Instant | null;
  /** The comparison they are in already: nobody is drawn twice. */
  readonly compared: Compared | undefined;
}

/** Null: a round is under way, or there is no other (rules.md R1). */
export function nextRound({ participations }: Situation, campaign: Campaign, zone: Zone): NextRound | null {
  let last: Participation | undefined;
  let compared: Compared | undefined;
  for (const one of participations) {
    if (one.campaign !== campaign.id) continue;
    compared ??= one.compared;
    if (!neverBegan(one) && (last === undefined || one.round > last.round)) last = one;
  }
  if (last === undefined) return { round: 1, opensAt: null, compared };
  if (last.ended === null || campaign.again === null) return null;
  const opensAt = shiftInstant(last.ended.at, campaign.again, zone);
  return { round: last.round + 1, opensAt, compared: undefined };
}

/**
 * It was made for mails *before start*, or to wait for a later one, and over before its beginning: so the person may
 * join later, under the same id.
 */
function neverBegan({ fixed, ended }: Participation): boolean {
  return ended !== null && fixed === null;
}

/**
 * Whether something ended in this look after which the person can begin: a round that another one follows, or one that
 * never began. Then they must be looked at again at the same instant, which tells when.
 */
export function canBeginAfter(
  after: readonly Participation[],
  { participations: before }: Situation,
  { campaigns }: Setting,
): boolean {
  return after.some((one) => {
    if (one.ended === null || before.some(({ id, ended }) => id === one.id && ended !== null)) return false;
    const live = campaigns.get(one.campaign);
    return one.fixed === null || (live?.versions.get(live.current)?.campaign.again ?? null) !== null;
  });
}

/**
 * What counts in a round: with `again` and `counts: only new` learning from its beginning on, in later rounds also the
 * mails and answers of the round alone. Null: all that is known, as in the first round of other campaigns.
 */
export function roundView(
  { round, beganAt, joinedAt, compared }: Pick<Participation, 'round' | 'beganAt' | 'joinedAt' | 'compared'>,
  campaign: Campaign,
  setting: Setting,
  zone: Zone,
): RoundView | null {
  if (round === 1 && campaign.counts === 'all') return null;
  // Who begins later may have learned while they waited, and both groups are asked alike.
  const at = compared?.since ?? beganAt;
  const on = localDate(at, zone);
  return {
    learningFrom: { at, on, dayBeganAt: startOfDate(on, zone) },
    activities: activitiesMeant(campaign, setting),
    mailFrom: round === 1 ? null : joinedAt,
  };
}

/** What the campaign promotes, and whatever its goal is about. */
function activitiesMeant({ promotes, goal }: Campaign, setting: Setting): ReadonlySet<string> {
  const meant = new Set(promotes);
  if (goal === null) return meant;
  for (const part of partsOf(goal))
    if (part.kind === 'learning') for (const id of activitiesOf(part.about, { promotes, setting })) meant.add(id);
  return meant;
}
