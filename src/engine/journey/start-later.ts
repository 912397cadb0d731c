import { shiftInstant } from '../../domain/calendar-span.ts';
import type { Campaign } from '../../domain/campaign.ts';
import { stableShare } from '../../domain/hash.ts';
import type { Compared, ComparisonGroup, Participation } from '../../domain/participation.ts';
import type { Instant, Zone } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { earlier, nextChangeAt } from '../conditions/next-change.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { standpointOf } from './standpoint.ts';

/** The group that a person falls into, always the same one (rules.md R12); null: the campaign compares nobody. */
export function comparisonGroup({ id, startLater }: Campaign, personId: string): ComparisonGroup | null {
  if (startLater === null) return null;
  return stableShare('start-later', id, personId) < startLater.share ? 'later' : 'now';
}

/** Who has begun to match, from now on compared with the others; undefined: nobody is, or it is not the first round. */
export function comparisonFrom(
  participation: Participation,
  campaign: Campaign,
  situation: Situation,
  zone: Zone,
): Compared | undefined {
  if (participation.compared !== undefined) return participation.compared;
  const group = participation.round === 1 ? comparisonGroup(campaign, situation.employee.id) : null;
  if (group === null || campaign.startLater === null) return undefined;
  const since = participation.beganAt;
  const until = shiftInstant(since, { amount: campaign.startLater.days, unit: 'days' }, zone);
  return { group, since, until, goalReachedAt: null };
}

/** Not begun yet, and nothing goes before they do: drawn to begin later, or to be as soon as they match at the start. */
export function isToBeginLater(participation: Participation, campaign: Campaign, situation: Situation): boolean {
  if (participation.fixed !== null) return false;
  if (participation.compared !== undefined) return participation.compared.group === 'later';
  return participation.round === 1 && comparisonGroup(campaign, situation.employee.id) === 'later';
}

/** The participation of who begins later: their start is their own. */
export function waiting(participation: Participation, compared: Compared): Participation {
  const beganAt = compared.until;
  return {
    ...participation,
    ...{ compared, beganAt, joinedAt: beganAt, newcomer: true },
    place: { ...participation.place, phaseBeganAt: beganAt, turnAt: beganAt },
  };
}

/**
 * Follows somebody in the comparison until it is over, whatever has become of their participation: both groups are
 * asked the same question, and who stopped or left counts where they were drawn.
 */
export function followComparison(
  participation: Participation,
  situation: Situation,
  setting: Setting,
  now: Instant,
): { readonly participation: Participation; readonly wakeAt: Instant | null } {
  const { compared } = participation;
  const { lookedAt } = situation;
  const isOver = compared === undefined || (lookedAt !== null && lookedAt >= compared.until);
  if (isOver || compared.goalReachedAt !== null || now < compared.since) return { participation, wakeAt: null };
  const at = Math.min(now, compared.until);
  const { campaign, asking } = standpointOf(situation, setting, participation, at);
  if (campaign.goal === null) return { participation, wakeAt: null };
  if (holds(campaign.goal, asking))
    return { participation: { ...participation, compared: { ...compared, goalReachedAt: at } }, wakeAt: null };
  const wakeAt = at < compared.until ? earlier(compared.until, nextChangeAt(campaign.goal, asking)) : null;
  return { participation, wakeAt };
}
