import { hasLeft } from '../../domain/employee.ts';
import { invariant } from '../../domain/errors.ts';
import { stableShare } from '../../domain/hash.ts';
import type { Participation } from '../../domain/participation.ts';
import { type Instant, localDate, startOfDate } from '../../domain/time.ts';
import type { Asking } from '../conditions/asking.ts';
import { holds } from '../conditions/evaluate.ts';
import { earlier, nextChangeAt } from '../conditions/next-change.ts';
import { type LiveCampaign, type Setting, type Situation, zoneOf } from '../facts/situation.ts';
import { isTopicStopped } from './endings.ts';
import { phaseBegins } from './place.ts';
import { type NextRound, nextRound, roundView } from './round.ts';
import { fallbackDue } from './standpoint.ts';
import { waiting } from './start-later.ts';

/**
 * The participations that begin for a person now (rules.md R1): of who matches at the start, of newcomers who match
 * later or are let in by widening a pilot, and with `again` a new round for who has taken part. One that starts ahead is
 * made at once, for mails *before start*, and decided again at the start.
 */
export function beginParticipations(
  situation: Situation,
  setting: Setting,
  now: Instant,
): { begun: Participation[]; wakeAt: Instant | null } {
  const begun: Participation[] = [];
  let wakeAt: Instant | null = null;
  const zone = zoneOf(situation.employee, setting.workspace);
  for (const live of [...setting.campaigns.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const next = live.state === 'finished' ? null : nextRound(situation, currentVersion(live).campaign, zone);
    if (next === null) continue;
    const entry = enter(situation, setting, live, next, now);
    if (entry.participation) begun.push(entry.participation);
    wakeAt = earlier(wakeAt, entry.wakeAt);
  }
  return { begun, wakeAt };
}

/** The instant at which a campaign begins for a person: 00:00 of the start in the own zone, or the launch if later. */
export function beginsAt(situation: Situation, setting: Setting, live: LiveCampaign): Instant {
  const { starts } = currentVersion(live).campaign;
  return starts === 'launch'
    ? live.startsAt
    : Math.max(startOfDate(starts, zoneOf(situation.employee, setting.workspace)), live.launchedAt);
}

function currentVersion(live: LiveCampaign) {
  const version = live.versions.get(live.current);
  invariant(version, `campaign ${live.id} has a version ${live.current}`);
  return version;
}

interface Entry {
  readonly participation: Participation | null;
  readonly wakeAt: Instant | null;
}

function enter(situation: Situation, setting: Setting, live: LiveCampaign, next: NextRound, now: Instant): Entry {
  const { campaign, audiences } = currentVersion(live);
  const { employee } = situation;
  const zone = zoneOf(employee, setting.workspace);
  const startAt = next.opensAt ?? beginsAt(situation, setting, live);
  const nobody = { participation: null, wakeAt: startAt > now ? startAt : null };
  if (campaign.ends !== null && localDate(now, zone) > campaign.ends) return { participation: null, wakeAt: null };
  // They are looked at when it starts all the same: who was not there then is no late tick, should they come back.
  const isAway = hasLeft(employee, localDate(now, zone)) || employee.missingSince !== null;
  if (isAway || (campaign.required === null && isTopicStopped(situation.choices, campaign.topic, now))) return nobody;
  const beginning = beginningOf(situation, live, next, startAt, now);
  if (beginning === null) return { participation: null, wakeAt: null };
  if (next.opensAt !== null && startAt > now) return nobody;

  const participation = participationFrom(beginning, situation, live, next, now);
  const asking: Asking = {
    situation,
    setting,
    now,
    campaign: campaign.id,
    promotes: campaign.promotes,
    audiences,
    round: null,
    fallbackDue: fallbackDue(campaign, localDate(participation.beganAt, zone)),
  };
  const inRound = { ...asking, round: roundView(participation, campaign, setting, zone) };
  const wakeAt = earlier(
    nobody.wakeAt,
    earlier(nextChangeAt(campaign.audience, asking), nextChangeAt(campaign.goal, inRound)),
  );
  // However late somebody looks: what had happened by the beginning is what counts.
  const then = Math.min(now, beginning.at);
  const matches = holds(campaign.audience, { ...asking, now: then }) && isInPilot(live, { ...asking, now: then });
  const isThere = campaign.goal !== null && holds(campaign.goal, { ...inRound, now: then });
  return { participation: matches && !isThere ? participation : null, wakeAt };
}

interface Beginning {
  readonly at: Instant;
  /** It is not the campaign's start: nothing of what comes before that is sent. */
  readonly isOwn: boolean;
}

/** Null: the campaign takes no newcomers. */
function beginningOf(
  situation: Situation,
  live: LiveCampaign,
  { opensAt, compared }: NextRound,
  startAt: Instant,
  now: Instant,
): Beginning | null {
  const isThereFrom = (at: Instant) => at >= now || isFirstLookSince(at, situation);
  if (isThereFrom(startAt)) return { at: startAt, isOwn: opensAt !== null };
  if (opensAt !== null) return { at: now, isOwn: true };
  const widenedAt = live.widenedAt ?? null;
  if (widenedAt !== null && widenedAt > startAt && isThereFrom(widenedAt)) return { at: widenedAt, isOwn: true };
  // Who was drawn for a comparison, and was away when it was time to begin, is no newcomer.
  const isNewcomer = compared === undefined;
  if (isNewcomer && currentVersion(live).campaign.newcomers === 'not') return null;
  return { at: now, isOwn: true };
}

function participationFrom(
  { at: beganAt, isOwn }: Beginning,
  { employee }: Situation,
  live: LiveCampaign,
  { round, compared }: NextRound,
  now: Instant,
): Participation {
  const joinedAt = Math.min(now, beganAt);
  const participation: Participation = {
    id: `${live.id}/${employee.key}/${round}`,
    campaign: live.id,
    person: employee.key,
    round,
    version: live.current,
    beganAt,
    joinedAt,
    newcomer: isOwn,
    fixed: null,
    place: { ...phaseBegins('inform', beganAt), turnAt: joinedAt },
    goalReachedAt: null,
    saidDoneAt: null,
    suspended: null,
    ended: null,
  };
  if (compared === undefined) return participation;
  return compared.group === 'later' && compared.until > beganAt
    ? waiting(participation, compared)
    : { ...participation, compared };
}

/** A late tick still counts as the start for who was known then and has not been looked at since. */
function isFirstLookSince(startAt: Instant, situation: Situation): boolean {
  return situation.knownSince <= startAt && (situation.lookedAt === null || situation.lookedAt < startAt);
}

function isInPilot({ pilot, id }: LiveCampaign, asking: Asking): boolean {
  if (pilot === null) return true;
  const byShare = 'share' in pilot && stableShare('pilot', id, asking.situation.employee.id) < pilot.share;
  return byShare || ('rule' in pilot && holds(pilot.rule, asking));
}
