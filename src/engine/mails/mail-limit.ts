import type { Phase } from '../../domain/campaign.ts';
import type { Reason } from '../../domain/reasons.ts';
import {
  addDays,
  type Instant,
  instantAt,
  type LocalDate,
  localDate,
  localDateTime,
  startOfDate,
  type Zone,
} from '../../domain/time.ts';
import type { MailLimit } from '../../domain/workspace.ts';
import { lastToEnd } from '../facts/working-calendar.ts';
import type { Pending, Slot } from '../journey/pending.ts';
import { fileOrder } from '../journey/steps-ahead.ts';

/** What became of a pending mail when all mails of the person were put side by side. */
export type Placing =
  | { readonly is: 'slot'; readonly pending: Pending; readonly slot: Slot; readonly openNow: boolean }
  | { readonly is: 'waits'; readonly pending: Pending; readonly slot: Slot | null; readonly reason: Reason }
  | { readonly is: 'too-late'; readonly pending: Pending };

/** Mails that take room: gone, in flight, or bundles to this person that do not wait. */
export interface Taken {
  readonly campaign: string;
  readonly step: string;
  readonly at: Instant;
}

/**
 * Gives each pending mail of one person its slot (rules.md R5, R6). Mails that are open now compete for the room that
 * is left, in the order of R6; those that open later only get an estimate. One mail per campaign and local date.
 */
export function placeMails(
  pendings: readonly Pending[],
  taken: readonly Taken[],
  limit: MailLimit | null,
  zone: Zone,
  now: Instant,
): Placing[] {
  const gone: readonly Instant[] = taken.map((one) => one.at);
  const reserved: Instant[] = [...gone];
  const ranked = [...pendings].sort(byRank);
  const placings: Placing[] = [];
  const place = (pending: Pending, competes: boolean) => {
    const days = new Set(
      taken.filter((one) => one.campaign === pending.standpoint.campaign.id).map((one) => localDate(one.at, zone)),
    );
    const roomLimit = pending.required ? null : limit;
    const first = firstSlot(pending, days, null, [], zone, now);
    const certain = firstSlot(pending, days, roomLimit, gone, zone, now);
    if (isTooLate(certain, pending, zone)) return placings.push({ is: 'too-late', pending });
    const slot = firstSlot(pending, days, roomLimit, reserved, zone, now);
    if (slot.at === null || first.at === null)
      return placings.push({ is: 'waits', pending, slot: null, reason: slot.reason ?? 'mail-limit' });
    if (competes) reserved.push(slot.at);
    const delayed = slot.at > first.at ? 'mail-limit' : first.oneADay ? 'one-a-day' : null;
    if (delayed !== null) return placings.push({ is: 'waits', pending, slot, reason: delayed });
    return placings.push({
      is: 'slot',
      pending,
      slot: { ...slot, reason: delayedBecause(pending, slot, now) },
      openNow: competes,
    });
  };
  const competing = ranked.filter((pending) => pending.earliestAt <= now);
  for (const pending of competing) place(pending, true);
  for (const pending of ranked) if (!competing.includes(pending)) place(pending, false);
  return placings;
}

/** What keeps it now, what ends last first; of a mail that goes, or is not due yet, what keeps it from its opening. */
function delayedBecause({ opening, calendar, aside, dueAt }: Pending, slot: Slot, now: Instant): Reason | null {
  const delayed = opening.reason ?? slot.reason;
  if (delayed === null || slot.at <= now || dueAt > now) return delayed;
  return lastToEnd(calendar.closuresAt(now, aside))[0]?.reason ?? delayed;
}

/** The instants at which the look-back of the limit lets a mail of `at` go again. */
export function countsUntil(at: Instant, limit: MailLimit, zone: Zone): Instant {
  const { date, time } = localDateTime(at, zone);
  return instantAt(addDays(date, limit.days), time, zone);
}

interface Found {
  readonly at: Instant;
  readonly windowTo: Instant;
  readonly reason: Reason | null;
  readonly oneADay: boolean;
}

type NotFound = { readonly at: null; readonly reason: Reason | null; readonly oneADay: boolean };

/** The first instant that the calendar, the one mail a day and the limit allow. */
function firstSlot(
  pending: Pending,
  days: ReadonlySet<LocalDate>,
  limit: MailLimit | null,
  counted: readonly Instant[],
  zone: Zone,
  now: Instant,
): Found | NotFound {
  let from = pending.earliestAt;
  let oneADay = false;
  // Each turn moves to a later instant; a year of turns means that there is none.
  for (let turns = 0; turns < 800; turns += 1) {
    const slot = pending.slotFrom(from);
    if (slot.at === null) return { at: null, reason: slot.reason, oneADay };
    if (slot.windowTo <= now) {
      from = Math.max(now, slot.windowTo);
      continue;
    }
    // What did not go at its slot goes now only if it still may: a pause or a "not now" can have come in between.
    const still = slot.at < now ? pending.slotFrom(now) : slot;
    if (still.at === null) return { at: null, reason: still.reason, oneADay };
    if (still.at > now && still.at > slot.at) {
      from = still.at;
      continue;
    }
    const date = localDate(slot.at, zone);
    if (days.has(date) && !mustGoToday(pending, date, days, zone)) {
      oneADay = true;
      from = startOfDate(addDays(date, 1), zone);
      continue;
    }
    const room = limit === null ? slot.at : roomFrom(slot.at, limit, counted, zone);
    if (room <= slot.at) return { at: slot.at, windowTo: slot.windowTo, reason: slot.reason, oneADay };
    from = room;
  }
  return { at: null, reason: 'mail-limit', oneADay };
}

/**
 * The first instant at or after `at` at which one more mail keeps the limit, for itself and for every mail that
 * already has a later slot.
 */
export function roomFrom(at: Instant, limit: MailLimit, counted: readonly Instant[], zone: Zone): Instant {
  let from = at;
  for (;;) {
    const seen = counted.filter((other) => other <= from && countsUntil(other, limit, zone) > from);
    const ahead = counted.filter((other) => other > from && countsUntil(from, limit, zone) > other);
    const crowded = ahead.find(
      (later) =>
        counted.filter((other) => other <= later && countsUntil(other, limit, zone) > later).length + 1 > limit.mails,
    );
    if (seen.length < limit.mails && crowded === undefined) return from;
    const releases = seen.map((other) => countsUntil(other, limit, zone)).sort((a, b) => a - b);
    from =
      seen.length >= limit.mails
        ? (releases[seen.length - limit.mails] ?? from + 1)
        : Math.max(from + 1, crowded ?? from + 1);
  }
}

/** Required training waits for another day only while one is left on or before the due date (rules.md R9). */
export function mustGoToday(pending: Pending, date: LocalDate, days: ReadonlySet<LocalDate>, zone: Zone): boolean {
  if (!pending.required || pending.personDue === null || date > pending.personDue) return false;
  for (let next = addDays(date, 1); next <= pending.personDue; next = addDays(next, 1)) {
    if (days.has(next)) continue;
    const slot = pending.slotFrom(startOfDate(next, zone));
    if (slot.at === null) return true;
    const on = localDate(slot.at, zone);
    if (on > pending.personDue) return true;
    if (!days.has(on)) return false;
  }
  return true;
}

/** Later than `skip-if-late` allows, or past the due date it must not pass; nothing that can still happen helps. */
function isTooLate(slot: Found | NotFound, pending: Pending, zone: Zone): boolean {
  if (slot.at === null) return false;
  return slot.at > pending.lateAfterAt || (pending.notAfter !== null && localDate(slot.at, zone) > pending.notAfter);
}

const PHASE_RANK: Readonly<Record<Phase, number>> = { activate: 0, retain: 1, inform: 2 };
const PRIORITY_RANK = { high: 0, normal: 1, low: 2 } as const;

/** Required, nearest due date (none last), activate before retain before inform, priority, earlier opening, then R2's order. */
function byRank(a: Pending, b: Pending): number {
  return (
    Number(b.required) - Number(a.required) ||
    compareTexts(a.personDue ?? '9999', b.personDue ?? '9999') ||
    PHASE_RANK[a.standpoint.participation.place.phase] - PHASE_RANK[b.standpoint.participation.place.phase] ||
    PRIORITY_RANK[a.standpoint.campaign.priority] - PRIORITY_RANK[b.standpoint.campaign.priority] ||
    a.opening.at - b.opening.at ||
    compareTexts(a.standpoint.campaign.id, b.standpoint.campaign.id) ||
    order(a) - order(b)
  );
}

function order({ standpoint, mail }: Pending): number {
  return fileOrder(standpoint.campaign).get(mail.id) ?? 0;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
