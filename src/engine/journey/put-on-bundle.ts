import type { MailStep } from '../../domain/campaign.ts';
import type { Reason } from '../../domain/reasons.ts';
import { type Instant, localDate } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { type Due, lateAfter } from './due.ts';
import { calendarFor } from './pending.ts';
import { stepSettled } from './place.ts';
import { mailOf } from './reminders.ts';
import type { BundlePut, Walk } from './walk.ts';

/**
 * A step to managers or buddies puts the person on the open bundle and is done (rules.md R10), or is passed.
 * @returns whether the walk went on; false: it waits for the moment.
 */
export function takeBundleStep(walk: Walk, step: MailStep, due: Extract<Due, { is: 'at' }>): boolean {
  const mail = mailOf(step, 0);
  const released = calendarFor(walk.standpoint, step).releasedAt(due.at);
  if (released.at === null) {
    walk.waitFor(mail, due.at, released.reason);
    return false;
  }
  const putAt = Math.max(released.at, due.floorAt);
  walk.wakeAt(putAt);
  if (putAt > walk.now) return false;
  const put = putOrReason(walk, step, due, released.at);
  if (typeof put === 'string') walk.pass(mail, due.at, put);
  else walk.put(put);
  walk.move(stepSettled(walk.participation, step.id, walk.now));
  return true;
}

function putOrReason(
  walk: Walk,
  step: MailStep,
  due: Extract<Due, { is: 'at' }>,
  releasedAt: Instant,
): BundlePut | Reason {
  const { situation, participation, now, calendar, asking, campaign } = walk.standpoint;
  if (step.when !== null && !holds(step.when, asking)) return 'when-false';
  if (due.notAfter !== null && localDate(now, calendar.zone) > due.notAfter) return 'too-late';
  if (now > lateAfter(step, releasedAt, calendar.zone)) return 'too-late';
  const recipient = step.to === 'buddy' ? situation.buddy : situation.manager;
  if (recipient === null) return 'no-mailbox';
  return {
    campaign: campaign.id,
    step: step.id,
    message: step.message,
    phase: participation.place.phase,
    version: participation.version,
    participation: participation.id,
    recipient,
    at: now,
  };
}
