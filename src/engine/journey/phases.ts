import { PHASES, type Phase } from '../../domain/campaign.ts';
import type { Reason } from '../../domain/reasons.ts';
import { holds } from '../conditions/evaluate.ts';
import { nextChangeAt } from '../conditions/next-change.ts';
import { isOnTheWay, isStopped, timeIsUpAt } from './endings.ts';
import { phaseBegins } from './place.ts';
import { mailOf, nextMail } from './reminders.ts';
import { stepsAhead } from './steps-ahead.ts';
import type { Walk } from './walk.ts';

/**
 * Phases go forward only (rules.md R4): by the goal, by `sooner-if`, or to the end of the time a person has. Before the
 * beginning there are none to enter.
 */
export function enterPhases(walk: Walk): void {
  if (walk.participation.fixed !== null) {
    reachGoal(walk);
    if (isTimeUp(walk)) walk.end('time-is-up');
    else moveOnSooner(walk);
  }
  // Required training cannot be stopped on the way; where use begins, an earlier stop counts.
  if (walk.participation.ended === null && isStopped(walk.standpoint)) walk.end('stopped');
}

/**
 * No step is left in the phase: on to the next, or to the end.
 * @returns whether the walk went on; false: it waits for the goal.
 */
export function leavePhase(walk: Walk): boolean {
  const { participation, place } = walk;
  const { goal } = walk.standpoint.campaign;
  if (participation.fixed === null) return false;
  const at = Math.max(place.phaseBeganAt, place.turnAt);
  if (place.phase === 'inform') walk.move({ ...participation, place: phaseBegins('activate', at) });
  else if (place.phase === 'activate' && goal === null)
    walk.move({ ...participation, place: phaseBegins('retain', at) });
  else if (place.phase === 'retain' && goal === null) walk.end('ended-by-step');
  else if (place.phase === 'retain' && participation.goalReachedAt !== null) walk.end('goal-reached');
  else return false;
  return true;
}

function reachGoal(walk: Walk): void {
  const { campaign, asking } = walk.standpoint;
  if (campaign.goal === null || walk.participation.goalReachedAt !== null) return;
  if (!holds(campaign.goal, asking)) {
    walk.wakeAt(nextChangeAt(campaign.goal, asking));
    return;
  }
  walk.move({ ...walk.participation, goalReachedAt: walk.now });
  if (walk.place.phase !== 'retain') enter(walk, 'retain', 'goal-reached');
}

function isTimeUp(walk: Walk): boolean {
  if (!isOnTheWay(walk.participation, walk.standpoint.campaign)) return false;
  const upAt = timeIsUpAt(walk.standpoint);
  walk.wakeAt(upAt);
  return upAt !== null && upAt <= walk.now;
}

function moveOnSooner(walk: Walk): void {
  for (const phase of ['retain', 'activate'] as const) {
    if (PHASES.indexOf(phase) <= PHASES.indexOf(walk.place.phase)) return;
    const { campaign, asking } = walk.standpoint;
    const sooner = campaign.phases[phase].soonerIf;
    if (sooner === null) continue;
    walk.wakeAt(nextChangeAt(sooner, asking));
    if (holds(sooner, asking)) enter(walk, phase, 'moved-on');
  }
}

/** A phase that begins takes over at once; what stands between the place and it is passed. */
function enter(walk: Walk, phase: Phase, reason: Reason): void {
  const { campaign, asking } = walk.standpoint;
  const { place } = walk;
  for (const one of PHASES.slice(PHASES.indexOf(place.phase), PHASES.indexOf(phase))) {
    const last = one === place.phase ? place.last : null;
    for (const step of stepsAhead(campaign.phases[one].steps, last, (condition) => holds(condition, asking))) {
      if (step.kind === 'end') break;
      const mails = step.kind === 'mail' ? [mailOf(step, 0)] : step.mails.slice(nextMail(place, step));
      for (const mail of mails) walk.pass(mail, walk.now, reason, one);
    }
  }
  walk.move({ ...walk.participation, place: phaseBegins(phase, walk.now) });
}
