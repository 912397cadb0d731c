import type { EndStep, MailStep, RemindStep } from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import { invariant } from '../../domain/errors.ts';
import type { Participation, StepPlace } from '../../domain/participation.ts';
import type { Reason } from '../../domain/reasons.ts';
import { localDate } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { nextChangeAt } from '../conditions/next-change.ts';
import { type Due, dueOfMail, momentOf } from './due.ts';
import { standing } from './endings.ts';
import { goneAt, hasGone, messageOf } from './ledger.ts';
import { isOvertaken, nextInRowAt } from './overtaken.ts';
import { openMail, type Pending } from './pending.ts';
import { enterPhases, leavePhase } from './phases.ts';
import { mailSettled, stepSettled } from './place.ts';
import { takeBundleStep } from './put-on-bundle.ts';
import { leaveRemind, mailOf, nextMail } from './reminders.ts';
import type { Standpoint } from './standpoint.ts';
import { stepsAhead, type WalkableStep } from './steps-ahead.ts';
import { type Passed, passing, type Settlement, type StepMail, Walk } from './walk.ts';

/** More turns than steps and phases can need. */
const MAX_TURNS = 2_000;

/** Whether there is more to settle at this instant, or the walk has come to rest. */
type Turn = 'goes-on' | 'rests';

/**
 * Moves one participation as far as it goes at this instant: endings, then phases, then steps that were sent, passed
 * or put on a bundle. What remains is at most one mail that wants a slot.
 */
export function settle(seen: Standpoint): Settlement {
  const walk = new Walk(seen);
  const { participation, goesOn, wakeAt } = standing(seen);
  walk.move(participation);
  walk.wakeAt(wakeAt);
  if (!goesOn) return walk.settlement;
  for (let turns = 0; turns < MAX_TURNS; turns += 1) if (takeTurn(walk) === 'rests') return walk.settlement;
  invariant(false, `participation ${participation.id} does not come to rest`);
}

/** A pending mail that will not go after all: the participation as it stands behind it. */
export function passPending(pending: Pending, reason: Reason): { participation: Participation; passed: Passed } {
  const { standpoint, step, mail } = pending;
  const index = step.kind === 'remind' ? step.mails.findIndex((one) => one.id === mail.id) : 0;
  return {
    participation: mailSettled(standpoint.participation, step, index, { at: standpoint.now, dated: null }),
    passed: passing(standpoint, mail, pending.dueAt, reason),
  };
}

function takeTurn(walk: Walk): Turn {
  enterPhases(walk);
  if (walk.participation.ended) return 'rests';
  const step = nextStep(walk);
  if (step === null) return leavePhase(walk) && walk.participation.ended === null ? 'goes-on' : 'rests';
  // Before the beginning only mails *before start* are decided; what the rest hangs on can still become known.
  if (walk.participation.fixed === null && !isBeforeStart(step, walk.place)) return 'rests';
  return step.kind === 'end' ? endHere(walk, step) : takeStep(walk, step);
}

/** The step whose turn it is; an `if` on the way is read anew, and looked at again when it may turn. */
function nextStep(walk: Walk): WalkableStep | null {
  const { campaign, asking } = walk.standpoint;
  const decide = (condition: Condition) => {
    walk.wakeAt(nextChangeAt(condition, asking));
    return holds(condition, asking);
  };
  return stepsAhead(campaign.phases[walk.place.phase].steps, walk.place.last, decide).next().value ?? null;
}

function isBeforeStart(step: WalkableStep, place: StepPlace): boolean {
  if (step.kind === 'end' || step.timing.kind !== 'dated') return false;
  const moment = momentOf(step.timing.moments, nextMail(place, step));
  return moment?.anchor.kind === 'start' && moment.days < 0;
}

function endHere(walk: Walk, step: EndStep): Turn {
  walk.end('ended-by-step', step.reason);
  return 'rests';
}

function takeStep(walk: Walk, step: MailStep | RemindStep): Turn {
  if (step.kind === 'remind') {
    if (leaveRemind(walk, step)) return 'goes-on';
    if (nextMail(walk.place, step) >= step.mails.length) return 'rests';
  }
  const index = nextMail(walk.place, step);
  const due = dueOfMail(walk.standpoint, step, index);
  if (isBehindByMove(walk, step, index, due)) return 'goes-on';
  if (due.is === 'waiting') return waitForDue(walk, step, mailOf(step, index), due);
  if (due.is === 'passed') return passWithoutDue(walk, step, index, due.reason);
  if (step.timing.kind === 'wait-until' && walk.place.waitedUntil === null) {
    walk.move({ ...walk.participation, place: { ...walk.place, waitedUntil: due.at } });
  }
  if (step.kind === 'mail' && step.to !== 'participant') return takeBundleStep(walk, step, due) ? 'goes-on' : 'rests';
  return takeMail(walk, step, index, due);
}

/** Who was moved to another version may meet again what is done: it is done for good under its id (rules.md R14). */
function isBehindByMove(walk: Walk, step: MailStep | RemindStep, index: number, due: Due): boolean {
  const { doneBefore } = walk.participation;
  if (doneBefore === undefined) return false;
  const mail = mailOf(step, index);
  const known = messageOf(walk.standpoint, mail.id);
  const gone = known === null ? null : goneAt(known);
  if (gone === null && !doneBefore.includes(mail.id)) return false;
  const at = gone ?? walk.place.turnAt;
  const on = localDate(at, walk.standpoint.calendar.zone);
  const dated = known !== null && hasGone(known) && due.is === 'at' && due.dated ? { dueAt: due.at, on } : null;
  walk.move(mailSettled(walk.participation, step, index, { at, dated }));
  return true;
}

function waitForDue(
  walk: Walk,
  step: MailStep | RemindStep,
  mail: StepMail,
  due: Extract<Due, { is: 'waiting' }>,
): Turn {
  walk.wakeAt(due.until);
  if (step.timing.kind === 'wait-until') walk.wakeAt(nextChangeAt(step.timing.condition, walk.standpoint.asking));
  walk.waitFor(mail, null, null);
  return 'rests';
}

/** Without a date, without a record: the whole list is passed (rules.md R7, R8); too late is one mail alone. */
function passWithoutDue(walk: Walk, step: MailStep | RemindStep, index: number, reason: Reason): Turn {
  if (step.kind === 'mail' || reason === 'too-late') return passMail(walk, step, index, walk.now, reason);
  for (const mail of step.mails.slice(index)) walk.pass(mail, walk.now, reason);
  walk.move(stepSettled(walk.participation, step.id, walk.now));
  return 'goes-on';
}

/** A mail to the participant that is due or will be: gone already, passed, or wanting a slot. */
function takeMail(walk: Walk, step: MailStep | RemindStep, index: number, due: Extract<Due, { is: 'at' }>): Turn {
  const { standpoint } = walk;
  const mail = mailOf(step, index);
  const known = messageOf(standpoint, mail.id);
  const gone = known === null ? null : goneAt(known);
  if (known !== null && gone !== null) {
    const on = localDate(gone, standpoint.calendar.zone);
    const dated = hasGone(known) && due.dated ? { dueAt: due.at, on } : null;
    walk.move(mailSettled(walk.participation, step, index, { at: gone, dated }));
    return 'goes-on';
  }
  // In flight, only the mail server's answer settles it; held, only a person does.
  if (known?.state === 'data' || known?.state === 'held') return waits(walk, mail, due, null);

  const unreachable = whyUnreachable(standpoint);
  if (unreachable !== null) {
    const at = Math.max(due.at, due.floorAt);
    walk.wakeAt(at);
    return at > walk.now ? waits(walk, mail, due, unreachable) : passMail(walk, step, index, due.at, unreachable);
  }

  const opened = openMail(standpoint, step, mail, due);
  if (due.dated) walk.wakeAt(nextInRowAt(standpoint, step, index));
  if (opened.is === 'too-late') return passMail(walk, step, index, due.at, 'too-late');
  if (opened.is === 'closed') {
    walk.wakeAt(due.at);
    return waits(walk, mail, due, opened.reason);
  }
  if (due.dated && isOvertaken(standpoint, step, index, due, null))
    return passMail(walk, step, index, due.at, 'overtaken');
  walk.restWith(opened.pending);
  return 'rests';
}

function waits(walk: Walk, mail: StepMail, due: Extract<Due, { is: 'at' }>, reason: Reason | null): Turn {
  walk.waitFor(mail, due.at, reason);
  return 'rests';
}

function passMail(walk: Walk, step: MailStep | RemindStep, index: number, dueAt: number, reason: Reason): Turn {
  walk.pass(mailOf(step, index), dueAt, reason);
  walk.move(mailSettled(walk.participation, step, index, { at: walk.now, dated: null }));
  return 'goes-on';
}

function whyUnreachable({ situation }: Standpoint): Reason | null {
  if (situation.employee.email === null) return 'no-mailbox';
  return situation.suppressed ? 'suppressed' : null;
}
