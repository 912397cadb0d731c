import { hasLeft } from '../../domain/employee.ts';
import { invariant } from '../../domain/errors.ts';
import { stableShare } from '../../domain/hash.ts';
import { type Instant, localDate } from '../../domain/time.ts';
import type { Asking } from '../conditions/asking.ts';
import { holds } from '../conditions/evaluate.ts';
import { type LiveCampaign, type Setting, type Situation, zoneOf } from '../facts/situation.ts';
import { beginsAt } from '../journey/begin.ts';
import { isTopicStopped } from '../journey/endings.ts';
import { fallbackDue } from '../journey/standpoint.ts';

/** Why somebody does not take part in a running campaign, in the order in which it is decided (rules.md R1). */
export type WhyNot =
  | 'left-company'
  | 'campaign-over'
  | 'stopped'
  | 'not-in-audience'
  | 'not-in-pilot'
  | 'no-newcomers'
  | 'goal-reached'
  /** Nothing stands in the way: they begin when they are looked at. */
  | 'next-look';

export function whyNotTakingPart(situation: Situation, setting: Setting, live: LiveCampaign, now: Instant): WhyNot {
  const version = live.versions.get(live.current);
  invariant(version, `campaign ${live.id} has a version ${live.current}`);
  const { campaign } = version;
  const { employee, choices } = situation;
  const today = localDate(now, zoneOf(employee, setting.workspace));
  if (employee.missingSince !== null || hasLeft(employee, today)) return 'left-company';
  if (live.state === 'finished' || live.endedAll || (campaign.ends !== null && today > campaign.ends))
    return 'campaign-over';
  if (campaign.required === null && isTopicStopped(choices, campaign.topic, now)) return 'stopped';
  const asking = askingToJoin(situation, setting, live, now);
  if (!holds(campaign.audience, asking)) return 'not-in-audience';
  if (live.pilot !== null && !isInPilot(live.pilot, live.id, asking)) return 'not-in-pilot';
  if (campaign.goal !== null && holds(campaign.goal, asking)) return 'goal-reached';
  const isLate = beginsAt(situation, setting, live) < now && situation.lookedAt !== null;
  return campaign.newcomers === 'not' && isLate ? 'no-newcomers' : 'next-look';
}

/** From where `for` is asked for somebody who has not begun. */
export function askingToJoin(situation: Situation, setting: Setting, live: LiveCampaign, now: Instant): Asking {
  const version = live.versions.get(live.current);
  invariant(version, `campaign ${live.id} has a version ${live.current}`);
  const { campaign, audiences } = version;
  const joinsAt = Math.max(beginsAt(situation, setting, live), now);
  return {
    situation,
    setting,
    now,
    campaign: campaign.id,
    promotes: campaign.promotes,
    audiences,
    fallbackDue: fallbackDue(campaign, localDate(joinsAt, zoneOf(situation.employee, setting.workspace))),
  };
}

function isInPilot(pilot: NonNullable<LiveCampaign['pilot']>, id: string, asking: Asking): boolean {
  return 'share' in pilot
    ? stableShare('pilot', id, asking.situation.employee.id) < pilot.share
    : holds(pilot.rule, asking);
}
