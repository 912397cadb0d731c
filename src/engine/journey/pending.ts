import type { MailStep, RemindStep } from '../../domain/campaign.ts';
import { asksAboutLearning } from '../../domain/condition.ts';
import { stableShare } from '../../domain/hash.ts';
import type { Reason } from '../../domain/reasons.ts';
import { type Instant, type LocalDate, localDate, MINUTE_MS, SECOND_MS } from '../../domain/time.ts';
import { nearestDue } from '../conditions/learned.ts';
import type { Aside, NoOpening, Opening, WorkingCalendar } from '../facts/working-calendar.ts';
import { type Due, lateAfter } from './due.ts';
import { isRequired, type Standpoint } from './standpoint.ts';

/** A mail that wants to go: it has a due instant and an opening; its slot is decided among all mails of the person. */
export interface Pending {
  readonly standpoint: Standpoint;
  readonly step: MailStep | RemindStep;
  /** The ledger's step id and the message to send. */
  readonly mail: { readonly id: string; readonly message: string };
  readonly dueAt: Instant;
  readonly dated: boolean;
  readonly opening: Opening;
  /** When its reader can get it, and what of that it sets aside (rules.md R9). */
  readonly calendar: WorkingCalendar;
  readonly aside: Aside;
  /** A slot later than this is too late. */
  readonly lateAfterAt: Instant;
  readonly notAfter: LocalDate | null;
  /** Required training does not wait for the mail limit. */
  readonly required: boolean;
  /** The person's nearest due date, for the order of the mail limit. */
  readonly personDue: LocalDate | null;
  /** The first instant at or after `from` at which the calendar and the spread let it go. */
  readonly slotFrom: (from: Instant) => Slot | NoOpening;
  /** Where the first slot is looked for. */
  readonly earliestAt: Instant;
}

export interface Slot {
  readonly at: Instant;
  readonly windowTo: Instant;
  readonly reason: Reason | null;
}

export type Opened =
  | { readonly is: 'pending'; readonly pending: Pending }
  | { readonly is: 'too-late' }
  | { readonly is: 'closed'; readonly reason: Reason };

/** From due to opening (rules.md R5, R7, R9). */
export function openMail(
  standpoint: Standpoint,
  step: MailStep | RemindStep,
  mail: Pending['mail'],
  due: Extract<Due, { is: 'at' }>,
): Opened {
  const calendar = calendarFor(standpoint, step);
  const required = isRequired(standpoint.campaign, standpoint.participation.place.phase, step);
  const personDue = nearestDue(standpoint.asking);
  const floor = Math.max(due.floorAt, standpoint.now);
  const aside = required ? { blackout: true } : {};
  let opening: Opening | NoOpening = calendar.openingAt(due.at, aside);
  let rescued = false;

  const bound =
    due.notAfter ??
    (required && personDue !== null && localDate(due.at, calendar.zone) <= personDue ? personDue : null);
  if (
    bound !== null &&
    isBeyond(opening, bound, calendar) &&
    opening.reason !== 'paused' &&
    opening.reason !== 'old-learning-data'
  ) {
    const last = required
      ? calendar.lastOpeningBefore(calendar.windowOf(bound).to, floor, { blackout: true, leaveAndNotNow: true })
      : calendar.lastOpeningBefore(due.at, floor, aside);
    // Until it is due, what keeps it can still go away: a leave is cancelled, a due date moves.
    if (last === null && due.notAfter !== null)
      return due.at <= standpoint.now ? { is: 'too-late' } : { is: 'closed', reason: opening.reason ?? 'window' };
    if (last !== null) {
      opening = { ...last, reason: opening.reason };
      rescued = true;
    }
  }
  if (opening.at === null) return { is: 'closed', reason: opening.reason };

  const chosen = opening;
  const setAside = rescued && required ? { blackout: true, leaveAndNotNow: true } : aside;
  const spread = spreadOf(standpoint);
  const slotFrom = (from: Instant): Slot | NoOpening => {
    const open = from <= chosen.at ? chosen : calendar.openingAt(from, setAside);
    if (open.at === null) return open;
    // Who waits at a window's opening goes a little after it, always the same little (rules.md R12).
    const spreadAt = Math.min(open.windowFrom + spread, open.windowTo - 1);
    const waitedAtOpening = chosen.at <= open.windowFrom && from <= spreadAt && due.floorAt <= open.windowFrom;
    const at = waitedAtOpening ? Math.max(open.at, spreadAt) : open.at;
    const still = calendar.openingAt(at, setAside);
    if (still.at !== at) return still.at === null ? still : slotFrom(still.at);
    return { at, windowTo: open.windowTo, reason: open.reason };
  };
  return {
    is: 'pending',
    pending: {
      standpoint,
      step,
      mail,
      dueAt: due.at,
      dated: due.dated,
      opening,
      calendar,
      aside: setAside,
      lateAfterAt: lateAfter(step, opening.at, calendar.zone),
      notAfter: due.notAfter,
      required,
      personDue,
      slotFrom,
      earliestAt: Math.max(opening.at, due.floorAt),
    },
  };
}

/** Reminders and steps that ask about learning themselves wait for fresh data (rules.md R16). */
export function calendarFor(standpoint: Standpoint, step: MailStep | RemindStep): WorkingCalendar {
  const { kind, timing, when } = step;
  const asks =
    kind === 'remind' ||
    asksAboutLearning(when) ||
    timing.kind === 'after-no-progress' ||
    (timing.kind === 'wait-until' && asksAboutLearning(timing.condition));
  return asks ? standpoint.calendarOfFreshData : standpoint.calendar;
}

function isBeyond(opening: Opening | NoOpening, bound: LocalDate, calendar: WorkingCalendar): boolean {
  return opening.at === null || localDate(opening.at, calendar.zone) > bound;
}

const MANY_MINUTES_MS = 10 * MINUTE_MS;

/**
 * How long after a window's opening this person's mail of this campaign goes: whole minutes, in a short spread seconds,
 * so that a crowd is decided, written and sent in batches.
 */
function spreadOf({ campaign, situation, setting }: Standpoint): number {
  const { spreadMs } = setting.workspace.sending;
  if (spreadMs === 0) return 0;
  const stepMs = spreadMs >= MANY_MINUTES_MS ? MINUTE_MS : SECOND_MS;
  return Math.floor((stableShare('spread', campaign.id, situation.employee.id) * spreadMs) / stepMs) * stepMs;
}
