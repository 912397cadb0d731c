import { type MailStep, PHASES, type Phase, type RemindStep } from '../domain/campaign.ts';
import type { Condition } from '../domain/condition.ts';
import { invariant } from '../domain/errors.ts';
import type { Message } from '../domain/message.ts';
import type { Participation, StepPlace } from '../domain/participation.ts';
import type { EndReason, Reason } from '../domain/reasons.ts';
import { type Instant, localDate } from '../domain/time.ts';
import { after, type Due, dueOfMail, lateAfter, momentOf } from './due.ts';
import { isOnTheWay, isStopped, standing, timeIsUpAt } from './endings.ts';
import { holds } from './evaluate.ts';
import { earlier, nextChangeAt } from './next-change.ts';
import { isOvertaken, nextInRowAt } from './overtaken.ts';
import { calendarFor, openMail, type Pending } from './pending.ts';
import { mailSettled, phaseBegins, stepSettled } from './place.ts';
import type { Standpoint } from './standpoint.ts';
import { stepsAhead, type WalkableStep } from './steps-ahead.ts';

/** A mail that will not go, for good, and why. */
export interface Passed {
  readonly participation: string;
  readonly mail: { readonly id: string; readonly message: string };
  readonly phase: Phase;
  readonly dueAt: Instant;
  readonly reason: Reason;
  readonly at: Instant;
}

/** A person put on the open bundle of their manager or buddy (rules.md R10). */
export interface BundlePut {
  readonly campaign: string;
  readonly step: string;
  readonly message: string;
  readonly phase: Phase;
  readonly version: number;
  readonly participation: string;
  /** The employee key of who gets the bundle. */
  readonly recipient: string;
  readonly at: Instant;
}

/** Where a participation stands once everything is settled that can be settled now. */
export interface Settlement {
  readonly participation: Participation;
  readonly passed: readonly Passed[];
  readonly puts: readonly BundlePut[];
  /** The mail that comes next, if its opening is known. */
  readonly pending: Pending | null;
  /** What keeps the next mail while it has no opening. */
  readonly waiting: {
    readonly mail: Pending['mail'];
    readonly dueAt: Instant | null;
    readonly reason: Reason | null;
  } | null;
  readonly wakeAt: Instant | null;
}

/** More turns than steps and phases can need. */
const MAX_TURNS = 2_000;

/**
 * Moves one participation as far as it goes at this instant: endings, then phases, then steps that were sent, passed
 * or put on a bundle. What remains is at most one mail that wants a slot.
 */
export function settle(seen: Standpoint): Settlement {
  const passed: Passed[] = [];
  const puts: BundlePut[] = [];
  let wakeAt: Instant | null = null;
  let standpoint = seen;
  const move = (participation: Participation) => {
    standpoint = { ...standpoint, participation };
  };
  const result = (rest: Partial<Settlement> = {}): Settlement => ({
    participation: standpoint.participation,
    passed,
    puts,
    pending: null,
    waiting: null,
    wakeAt,
    ...rest,
  });
  const until = (instant: Instant | null) => {
    if (instant !== null && instant > standpoint.now) wakeAt = earlier(wakeAt, instant);
  };

  const now = standpoint.now;
  const stand = standing(standpoint);
  move(stand.participation);
  until(stand.wakeAt);
  if (!stand.goesOn) return result();

  for (let turns = 0; turns < MAX_TURNS; turns += 1) {
    const phased = enterPhases(standpoint);
    passed.push(...phased.passed);
    move(phased.participation);
    until(phased.wakeAt);
    // Required training cannot be stopped on the way; where use begins, an earlier stop counts.
    if (standpoint.participation.ended === null && isStopped(standpoint)) {
      move(end(standpoint.participation, 'stopped', now));
    }
    if (standpoint.participation.ended) return result();

    const { place } = standpoint.participation;
    const decide = (condition: Condition) => {
      until(nextChangeAt(condition, standpoint.asking));
      return holds(condition, standpoint.asking);
    };
    const step = stepsAhead(standpoint.campaign.phases[place.phase].steps, place.last, decide).next().value;
    if (step === undefined) {
      const after = phaseThrough(standpoint);
      if (after === null) return result();
      move(after);
      if (after.ended) return result();
      continue;
    }
    // Before the beginning only mails *before start* are decided; what the rest hangs on can still become known.
    if (standpoint.participation.fixed === null && !isBeforeStart(step, place)) return result();
    if (step.kind === 'end') {
      move({ ...standpoint.participation, ended: { at: now, because: 'ended-by-step', note: step.reason } });
      return result();
    }

    if (step.kind === 'remind') {
      const over = remindOver(standpoint, step);
      until(over.wakeAt);
      if (over.at !== null) {
        for (const mail of step.mails.slice(over.from))
          passed.push(passing(standpoint, mail, place.turnAt, over.reason));
        move(stepSettled(standpoint.participation, step.id, over.at));
        continue;
      }
      if (nextInRemind(place, step) >= step.mails.length) return result();
    }

    const index = step.kind === 'remind' ? nextInRemind(place, step) : 0;
    const mail = mailOf(step, index);
    const due = dueOfMail(standpoint, step, index);
    if (due.is === 'waiting') {
      until(due.until);
      if (step.timing.kind === 'wait-until') until(nextChangeAt(step.timing.condition, standpoint.asking));
      return result({ waiting: { mail, dueAt: null, reason: null } });
    }
    if (due.is === 'passed') {
      // Without a date, without a record: the whole list is passed (rules.md R7, R8).
      if (due.reason !== 'too-late' && step.kind === 'remind') {
        for (const one of step.mails.slice(index)) passed.push(passing(standpoint, one, now, due.reason));
        move(stepSettled(standpoint.participation, step.id, now));
      } else {
        passed.push(passing(standpoint, mail, now, due.reason));
        move(mailSettled(standpoint.participation, step, index, { at: now, dated: null }));
      }
      continue;
    }
    if (step.timing.kind === 'wait-until' && place.waitedUntil === null) {
      move({ ...standpoint.participation, place: { ...place, waitedUntil: due.at } });
    }

    if (step.kind === 'mail' && step.to !== 'participant') {
      const released = calendarFor(standpoint, step).releasedAt(due.at);
      if (released.at === null) return result({ waiting: { mail, dueAt: due.at, reason: released.reason } });
      const putAt = Math.max(released.at, due.floorAt);
      if (putAt > now) {
        until(putAt);
        return result();
      }
      const put = putOnBundle(standpoint, step, due, released.at);
      if (typeof put === 'string') passed.push(passing(standpoint, mail, due.at, put));
      else puts.push(put);
      move(stepSettled(standpoint.participation, step.id, now));
      continue;
    }

    const known = messageOf(standpoint, mail.id);
    const gone = known === null ? null : goneAt(known);
    if (known !== null && gone !== null) {
      const dated =
        known.state !== 'failed' && known.state !== 'passed' && due.dated
          ? { dueAt: due.at, on: localDate(gone, standpoint.calendar.zone) }
          : null;
      move(mailSettled(standpoint.participation, step, index, { at: gone, dated }));
      continue;
    }
    // In flight: only the mail server's answer settles it.
    if (known?.state === 'data') return result({ waiting: { mail, dueAt: due.at, reason: null } });

    const reason = unreachable(standpoint);
    if (reason !== null) {
      const at = Math.max(due.at, due.floorAt);
      if (at > now) {
        until(at);
        return result({ waiting: { mail, dueAt: due.at, reason } });
      }
      passed.push(passing(standpoint, mail, due.at, reason));
      move(mailSettled(standpoint.participation, step, index, { at: now, dated: null }));
      continue;
    }

    const opened = openMail(standpoint, step, mail, due);
    if (due.dated) until(nextInRowAt(standpoint, step, index));
    if (opened.is === 'pending' && due.dated && isOvertaken(standpoint, step, index, due, null)) {
      passed.push(passing(standpoint, mail, due.at, 'overtaken'));
      move(mailSettled(standpoint.participation, step, index, { at: now, dated: null }));
      continue;
    }
    if (opened.is === 'too-late') {
      passed.push(passing(standpoint, mail, due.at, 'too-late'));
      move(mailSettled(standpoint.participation, step, index, { at: now, dated: null }));
      continue;
    }
    if (opened.is === 'closed') {
      until(due.at);
      return result({ waiting: { mail, dueAt: due.at, reason: opened.reason } });
    }
    return result({ pending: opened.pending });
  }
  invariant(false, `participation ${standpoint.participation.id} does not come to rest`);
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

function mailOf(step: MailStep | RemindStep, index: number): { id: string; message: string } {
  const mail = step.kind === 'mail' ? { id: step.id, message: step.message } : step.mails[index];
  invariant(mail, `${step.id} has a mail number ${index}`);
  return mail;
}

/** The ledger's key of a step's mail to the participant. */
export function messageKey(participation: Participation, mailId: string): string {
  return `${participation.campaign}/${participation.round}/${mailId}`;
}

function messageOf({ situation, participation }: Standpoint, mailId: string): Message | null {
  const key = messageKey(participation, mailId);
  return situation.messages.find((message) => message.kind === 'step' && message.key === key) ?? null;
}

/** The instant a settled mail counts from: its slot when it went, else when it was given up; null: not settled. */
function goneAt(message: Message): Instant | null {
  switch (message.state) {
    case 'sent':
    case 'in-doubt':
    case 'bounced':
      return message.slotAt ?? message.settledAt;
    case 'failed':
    case 'passed':
      return message.settledAt;
    default:
      return null;
  }
}

function unreachable({ situation }: Standpoint): Reason | null {
  if (situation.employee.email === null) return 'no-mailbox';
  return situation.suppressed ? 'suppressed' : null;
}

/** Phases go forward only (rules.md R4): by the goal, by `sooner-if`, or to the end of the time a person has. */
function enterPhases(standpoint: Standpoint): {
  participation: Participation;
  passed: Passed[];
  wakeAt: Instant | null;
} {
  const { campaign, asking, now } = standpoint;
  let { participation } = standpoint;
  const passed: Passed[] = [];
  let wakeAt: Instant | null = null;
  if (participation.fixed === null) return { participation, passed, wakeAt };

  if (campaign.goal !== null && participation.goalReachedAt === null) {
    if (holds(campaign.goal, asking)) {
      participation = { ...participation, goalReachedAt: now };
      if (participation.place.phase !== 'retain') {
        passed.push(...leftBehind({ ...standpoint, participation }, 'retain', 'goal-reached'));
        participation = { ...participation, place: phaseBegins('retain', now) };
      }
    } else {
      wakeAt = earlier(wakeAt, nextChangeAt(campaign.goal, asking));
    }
  }

  if (isOnTheWay(participation, campaign)) {
    const upAt = timeIsUpAt({ ...standpoint, participation });
    if (upAt !== null && upAt <= now)
      return { participation: end(participation, 'time-is-up', now), passed, wakeAt: null };
    wakeAt = earlier(wakeAt, upAt);
  }

  for (const phase of ['retain', 'activate'] as const) {
    if (PHASES.indexOf(phase) <= PHASES.indexOf(participation.place.phase)) break;
    const sooner = campaign.phases[phase].soonerIf;
    if (sooner === null) continue;
    wakeAt = earlier(wakeAt, nextChangeAt(sooner, asking));
    if (!holds(sooner, asking)) continue;
    passed.push(...leftBehind({ ...standpoint, participation }, phase, 'moved-on'));
    participation = { ...participation, place: phaseBegins(phase, now) };
  }
  return { participation, passed, wakeAt };
}

/** What stands between the place and a later phase, passed. */
function leftBehind(standpoint: Standpoint, phase: Phase, reason: Reason): Passed[] {
  const { campaign, participation, asking } = standpoint;
  const left: Passed[] = [];
  for (const one of PHASES.slice(PHASES.indexOf(participation.place.phase), PHASES.indexOf(phase))) {
    const here = one === participation.place.phase;
    for (const step of stepsAhead(campaign.phases[one].steps, here ? participation.place.last : null, (condition) =>
      holds(condition, asking),
    )) {
      if (step.kind === 'end') break;
      const mails =
        step.kind === 'mail' ? [mailOf(step, 0)] : step.mails.slice(nextInRemind(participation.place, step));
      for (const mail of mails) left.push({ ...passing(standpoint, mail, standpoint.now, reason), phase: one });
    }
  }
  return left;
}

/** No step is left in the phase: on to the next, or to the end; null: it waits for the goal. */
function phaseThrough({ participation, campaign, now }: Standpoint): Participation | null {
  const { place } = participation;
  if (participation.fixed === null) return null;
  const at = Math.max(place.phaseBeganAt, place.turnAt);
  if (place.phase === 'inform') return { ...participation, place: phaseBegins('activate', at) };
  if (place.phase === 'activate')
    return campaign.goal === null ? { ...participation, place: phaseBegins('retain', at) } : null;
  if (campaign.goal === null) return end(participation, 'ended-by-step', now);
  return participation.goalReachedAt === null ? null : end(participation, 'goal-reached', now);
}

/** Whether a `remind` is over: its condition holds, or its time after the last mail has passed (rules.md R8). */
function remindOver(
  standpoint: Standpoint,
  step: RemindStep,
): { at: Instant | null; from: number; reason: Reason; wakeAt: Instant | null } {
  const { asking, participation, now } = standpoint;
  const remind = participation.place.remind?.step === step.id ? participation.place.remind : null;
  const from = remind?.next ?? 0;
  if (step.until !== null && holds(step.until, asking)) return { at: now, from, reason: 'until-true', wakeAt: null };
  const wakeAt = nextChangeAt(step.until, asking);
  if (remind === null || remind.next < step.mails.length) return { at: null, from, reason: 'until-true', wakeAt };
  const pause = step.timing.kind === 'after-no-progress' ? step.timing.wait : step.every;
  const overAt = pause === null ? remind.lastAt : after(standpoint, remind.lastAt, { kind: 'after', wait: pause });
  if (overAt <= now) return { at: overAt, from, reason: 'until-true', wakeAt: null };
  return { at: null, from, reason: 'until-true', wakeAt: earlier(wakeAt, overAt) };
}

/** A step to managers or buddies puts the person on the bundle and is done, or says why not. */
function putOnBundle(
  standpoint: Standpoint,
  step: MailStep,
  due: Extract<Due, { is: 'at' }>,
  releasedAt: Instant,
): BundlePut | Reason {
  const { situation, participation, now, calendar, asking, campaign } = standpoint;
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

function isBeforeStart(step: WalkableStep, place: StepPlace): boolean {
  if (step.kind === 'end' || step.timing.kind !== 'dated') return false;
  const moment = momentOf(step.timing.moments, step.kind === 'remind' ? nextInRemind(place, step) : 0);
  return moment?.anchor.kind === 'start' && moment.days < 0;
}

/** The number of the mail that comes next in a `remind`. */
function nextInRemind(place: StepPlace, step: RemindStep): number {
  return place.remind?.step === step.id ? place.remind.next : 0;
}

function passing({ participation, now }: Standpoint, mail: Passed['mail'], dueAt: Instant, reason: Reason): Passed {
  return { participation: participation.id, mail, phase: participation.place.phase, dueAt, reason, at: now };
}

function end(participation: Participation, because: EndReason, at: Instant): Participation {
  return { ...participation, ended: { at, because } };
}
