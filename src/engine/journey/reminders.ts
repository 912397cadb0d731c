import type { MailStep, RemindStep } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import type { StepPlace } from '../../domain/participation.ts';
import type { Instant } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { nextChangeAt } from '../conditions/next-change.ts';
import { after } from './due.ts';
import { stepSettled } from './place.ts';
import type { StepMail, Walk } from './walk.ts';

/** The mail of that number in a step; a `mail` step has only number 0. */
export function mailOf(step: MailStep | RemindStep, index: number): StepMail {
  const mail = step.kind === 'mail' ? { id: step.id, message: step.message } : step.mails[index];
  invariant(mail, `${step.id} has a mail number ${index}`);
  return mail;
}

/** The number of the mail that comes next. */
export function nextMail(place: StepPlace, step: MailStep | RemindStep): number {
  return step.kind === 'remind' && place.remind?.step === step.id ? place.remind.next : 0;
}

/**
 * Leaves a `remind` that is over (rules.md R8): its condition holds, or its time after the last mail has passed.
 * @returns whether it was left.
 */
export function leaveRemind(walk: Walk, step: RemindStep): boolean {
  const overAt = remindOverAt(walk, step);
  if (overAt === null) return false;
  const { place } = walk;
  for (const mail of step.mails.slice(nextMail(place, step))) walk.pass(mail, place.turnAt, 'until-true');
  walk.move(stepSettled(walk.participation, step.id, overAt));
  return true;
}

/** Since when it is over; null: it is not. */
function remindOverAt(walk: Walk, step: RemindStep): Instant | null {
  const { standpoint, now } = walk;
  if (step.until !== null && holds(step.until, standpoint.asking)) return now;
  walk.wakeAt(nextChangeAt(step.until, standpoint.asking));
  const remind = walk.place.remind?.step === step.id ? walk.place.remind : null;
  if (remind === null || remind.next < step.mails.length) return null;
  const pause = step.timing.kind === 'after-no-progress' ? step.timing.wait : step.every;
  const overAt = pause === null ? remind.lastAt : after(standpoint, remind.lastAt, { kind: 'after', wait: pause });
  if (overAt <= now) return overAt;
  walk.wakeAt(overAt);
  return null;
}
