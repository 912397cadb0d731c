import { shiftInstant } from '../../domain/calendar-span.ts';
import type { Campaign } from '../../domain/campaign.ts';
import { type Condition, partsOf } from '../../domain/condition.ts';
import { hasLeft } from '../../domain/employee.ts';
import type { Participation } from '../../domain/participation.ts';
import type { EndReason } from '../../domain/reasons.ts';
import { addDays, DAY_MS, type Instant, localDate, startOfDate, type Zone } from '../../domain/time.ts';
import type { Asking } from '../conditions/asking.ts';
import { holds, isReadAgain, partKey } from '../conditions/evaluate.ts';
import { earlier, nextChangeAt } from '../conditions/next-change.ts';
import type { Choice, Pause } from '../facts/situation.ts';
import { endOfDate } from '../facts/working-calendar.ts';
import { isStillSaid, type Standpoint, standpointOf } from './standpoint.ts';
import { comparisonFrom, isToBeginLater, waiting } from './start-later.ts';

/** Who left the audience or the company can come back for so long (rules.md R1). */
const COME_BACK = { amount: 14, unit: 'days' } as const;

/** Whether a participation goes on, and when time alone may change that. */
export interface Standing {
  readonly participation: Participation;
  /** False: nothing goes to this person now. */
  readonly goesOn: boolean;
  readonly wakeAt: Instant | null;
}

/** Endings come before phases and mails (rules.md R2): leaving, stopping, the campaign's end, the audience. */
export function standing(standpoint: Standpoint): Standing {
  const { participation, situation, campaign, calendar, now, live } = standpoint;
  const { employee } = situation;
  const date = localDate(now, calendar.zone);

  if (live.endedAll) return ended(participation, 'campaign-over', now);
  if (hasLeft(employee, date)) return ended(participation, 'left-company', now);
  if (isStopped(standpoint)) return ended(participation, 'stopped', now);
  if (campaign.ends !== null && date > campaign.ends) return ended(participation, 'campaign-over', now);

  let wakeAt = campaign.ends === null ? null : endOfDate(campaign.ends, calendar.zone);
  if (employee.leftOn !== null) wakeAt = earlier(wakeAt, endOfDate(employee.leftOn, calendar.zone));

  if (employee.missingSince !== null) return suspended(standpoint, 'left-company', employee.missingSince, wakeAt);
  if (participation.fixed === null && live.state === 'finished') return ended(participation, 'campaign-over', now);
  if (participation.fixed === null && now < participation.beganAt) {
    const asking = askingWhoBelongs(standpoint.asking);
    wakeAt = earlier(wakeAt, earlier(participation.beganAt, nextChangeAt(campaign.audience, asking)));
    const matches = holds(campaign.audience, asking);
    const suspension = matches ? null : (participation.suspended ?? { since: now, because: 'left-audience' as const });
    // Nobody is announced what they have finished; whether they begin is decided at the start.
    const goesOn = matches && !isGoalReached(standpoint) && !isToBeginLater(participation, campaign, situation);
    wakeAt = earlier(wakeAt, nextChangeAt(campaign.goal, standpoint.asking));
    return { participation: { ...participation, suspended: suspension }, goesOn, wakeAt };
  }
  const begun = participation.fixed === null ? begin(standpoint) : participation;
  if (begun.ended) return { participation: begun, goesOn: false, wakeAt: null };
  // Drawn to begin later: from here on they wait.
  if (begun.fixed === null) return standing(standpointOf(situation, standpoint.setting, begun, now));

  const asking = askingWhoBelongs(standpoint.asking, begun.fixed);
  wakeAt = earlier(wakeAt, nextChangeAt(campaign.audience, asking));
  if (!holds(campaign.audience, asking))
    return suspended({ ...standpoint, participation: begun }, 'left-audience', now, wakeAt);
  const saidAt = campaign.required === null && isOnTheWay(begun, campaign) ? saidDoneAt(standpoint) : null;
  if (saidAt !== null && !isGoalReached(standpoint)) return ended({ ...begun, saidDoneAt: saidAt }, 'said-done', now);
  return { participation: begun.suspended === null ? begun : { ...begun, suspended: null }, goesOn: true, wakeAt };
}

/** The truth that each part of `for` has now, where it is not read again later (rules.md R1). */
export function fixedParts(audience: Condition, asking: Standpoint['asking']): Record<string, boolean> {
  const fixed: Record<string, boolean> = {};
  const who = askingWhoBelongs(asking);
  for (const part of partsOf(audience)) if (!isReadAgain(part)) fixed[partKey(part)] = holds(part, who);
  return fixed;
}

/** `for` asks for all that was ever learned and received: who belongs is no matter of the round. */
export function askingWhoBelongs(asking: Asking, fixed: Asking['fixed'] = null): Asking {
  return { ...asking, fixed, round: null };
}

/** 00:00 local, `per-person` days after the day of beginning; paused time stands still. Null while paused. */
export function timeIsUpAt({ participation, campaign, calendar, live, setting, now }: Standpoint): Instant | null {
  const pauses = [...live.pauses, ...setting.pauses];
  if (pauses.some((pause) => pause.from <= now && (pause.to === null || pause.to > now))) return null;
  const pausedDays = Math.ceil(pausedMs(pauses, participation.beganAt, now) / DAY_MS);
  return startOfDate(
    addDays(localDate(participation.beganAt, calendar.zone), campaign.perPersonDays + pausedDays),
    calendar.zone,
  );
}

/** On the way to the goal; without one, until the time of use. */
export function isOnTheWay({ goalReachedAt, place }: Participation, { goal }: Campaign): boolean {
  return goal === null ? place.phase !== 'retain' : goalReachedAt === null;
}

function isGoalReached({ campaign, asking }: Standpoint): boolean {
  return campaign.goal !== null && holds(campaign.goal, asking);
}

/**
 * At the start it is decided for good who takes part: who matches, and has not reached the goal already. However late
 * somebody looks, what had happened by then is what counts; only attributes have no past.
 */
function begin({ participation, campaign, situation, asking, calendar }: Standpoint): Participation {
  const over = (because: EndReason): Participation => ({
    ...participation,
    ended: { at: participation.beganAt, because },
  });
  const then = { ...asking, now: participation.beganAt };
  if (!holds(campaign.audience, askingWhoBelongs(then))) return over('left-audience');
  if (campaign.goal !== null && holds(campaign.goal, then)) return over('goal-reached');
  const compared = comparisonFrom(participation, campaign, situation, calendar.zone);
  if (compared?.group === 'later' && compared.until > participation.beganAt) return waiting(participation, compared);
  return {
    ...participation,
    fixed: fixedParts(campaign.audience, then),
    suspended: null,
    ...(compared === undefined ? {} : { compared }),
  };
}

function ended(participation: Participation, because: EndReason, at: Instant): Standing {
  return { participation: { ...participation, ended: { at, because } }, goesOn: false, wakeAt: null };
}

function suspended(
  { participation, calendar, now }: Standpoint,
  because: 'left-audience' | 'left-company',
  since: Instant,
  wakeAt: Instant | null,
): Standing {
  // One time away, whatever the reasons: missing from a file and then in another department is no new beginning.
  const suspension = { because, since: Math.min(participation.suspended?.since ?? since, since) };
  const overAt = comeBackUntil(suspension.since, calendar.zone);
  if (overAt <= now) return ended(participation, because, now);
  return { participation: { ...participation, suspended: suspension }, goesOn: false, wakeAt: earlier(wakeAt, overAt) };
}

/** Until when somebody who was suspended at an instant can come back. */
export function comeBackUntil(since: Instant, zone: Zone): Instant {
  return shiftInstant(since, COME_BACK, zone);
}

/** Required training offers no stop on the way to the goal (rules.md R9). */
export function isStopped({ situation, campaign, participation, now }: Standpoint): boolean {
  if (campaign.required !== null && participation.place.phase !== 'retain') return false;
  return isTopicStopped(situation.choices, campaign.topic, now);
}

export function isTopicStopped(choices: readonly Choice[], topic: string, now: Instant): boolean {
  return choices.some(
    (choice) => choice.kind === 'stop' && choice.at <= now && (choice.topic === null || choice.topic === topic),
  );
}

function saidDoneAt({ situation, campaign, participation, now }: Standpoint): Instant | null {
  for (const choice of situation.choices) {
    if (
      choice.kind !== 'said-done' ||
      choice.campaign !== campaign.id ||
      choice.at > now ||
      choice.at < participation.joinedAt
    )
      continue;
    if (isStillSaid(situation, campaign, choice.at, now)) return choice.at;
  }
  return null;
}

function pausedMs(pauses: readonly Pause[], from: Instant, to: Instant): number {
  const spans = pauses
    .map((pause) => ({ from: Math.max(pause.from, from), to: Math.min(pause.to ?? to, to) }))
    .filter((span) => span.to > span.from);
  spans.sort((a, b) => a.from - b.from);
  let total = 0;
  let reached = from;
  for (const span of spans) {
    total += Math.max(0, span.to - Math.max(span.from, reached));
    reached = Math.max(reached, span.to);
  }
  return total;
}
