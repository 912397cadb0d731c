import type { Campaign } from '../../domain/campaign.ts';
import { hasLeft } from '../../domain/employee.ts';
import type { Reason } from '../../domain/reasons.ts';
import {
  addDays,
  type Instant,
  instantAt,
  isWithin,
  type LocalDate,
  localDate,
  startOfDate,
  type Weekday,
  weekdayOf,
  yearOf,
  type Zone,
} from '../../domain/time.ts';
import { type Setting, type Situation, zoneOf } from './situation.ts';

/** How far ahead an opening is looked for. A calendar without one in so many days has none. */
const HORIZON_DAYS = 400;

/** The first instant the calendar allows, the window it lies in, and what kept it until then. */
export interface Opening {
  readonly at: Instant;
  readonly windowFrom: Instant;
  readonly windowTo: Instant;
  readonly reason: Reason | null;
}

/** No opening in sight, and what keeps it. */
export interface NoOpening {
  readonly at: null;
  readonly reason: Reason;
}

/** A span without mail that is not a matter of dates: "not now", a pause, old learning data. */
export interface Block {
  readonly from: Instant;
  /** Null: nobody knows yet. */
  readonly to: Instant | null;
  readonly reason: Reason;
}

/** One of the things that keep mail from going at an instant, and when that one ends. */
export interface Closure {
  readonly reason: Reason;
  /** When a pause, a "not now" or the age of learning data began; null: a matter of dates. */
  readonly since: Instant | null;
  /** Null: nobody knows yet. */
  readonly until: Instant | null;
  /** The date that is a public holiday. */
  readonly on: LocalDate | null;
}

/** What required training sets aside so as to arrive in time (rules.md R9). */
export interface Aside {
  readonly blackout?: boolean;
  readonly leaveAndNotNow?: boolean;
}

/** When one person can get mail of one campaign, or (campaign null) of none in particular (rules.md R5). */
export class WorkingCalendar {
  readonly zone: Zone;
  readonly #situation: Situation;
  readonly #setting: Setting;
  readonly #days: ReadonlySet<Weekday>;
  readonly #from: number;
  readonly #to: number;
  readonly #blocks: readonly Block[];

  constructor(situation: Situation, setting: Setting, campaign: Campaign | null, blocks: readonly Block[]) {
    const { employee } = situation;
    const { sending } = setting.workspace;
    this.#situation = situation;
    this.#setting = setting;
    this.zone = zoneOf(employee, setting.workspace);
    const own = employee.workingDays ?? sending.days;
    const narrowed = campaign?.sending.days ?? sending.days;
    this.#days = new Set(sending.days.filter((day) => own.includes(day) && narrowed.includes(day)));
    this.#from = Math.max(sending.from, campaign?.sending.from ?? 0);
    this.#to = Math.min(sending.to, campaign?.sending.to ?? Number.POSITIVE_INFINITY);
    this.#blocks = blocks;
  }

  /** Why no mail goes on a date; null: mail goes. */
  closedBecause(date: LocalDate, aside: Aside = {}): Reason | null {
    if (this.#isOff(date)) return 'day-off';
    if (this.#isHoliday(date)) return 'holiday';
    if (this.#isBlackout(date, aside)) return 'blackout';
    if (this.#isOnLeave(date, aside)) return 'leave';
    return this.#isNotEmployed(date) ? 'day-off' : null;
  }

  /** The window of a date, open or not. */
  windowOf(date: LocalDate): { readonly from: Instant; readonly to: Instant } {
    return { from: instantAt(date, this.#from, this.zone), to: instantAt(date, this.#to, this.zone) };
  }

  /** All that keeps mail from going at an instant; none: it can go. {@link openingAt} tells when nothing does. */
  closuresAt(instant: Instant, aside: Aside = {}): Closure[] {
    const date = localDate(instant, this.zone);
    const closures: Closure[] = this.#blocks
      .filter(({ from, to }) => from <= instant && (to === null || to > instant))
      .filter(({ reason }) => !(aside.leaveAndNotNow && reason === 'not-now'))
      .map(({ reason, from, to }) => ({ reason, since: from, until: to, on: null }));
    const blocked = closures.length;
    for (const closed of this.#closedDates(aside)) {
      if (!closed.on(date)) continue;
      const on = closed.reason === 'holiday' ? date : null;
      closures.push({ reason: closed.reason, since: null, until: this.#endOf(closed.on, date), on });
    }
    const { from, to } = this.windowOf(date);
    if (closures.length === blocked && (instant < from || instant >= to)) {
      const until = instant < from ? from : this.windowOf(addDays(date, 1)).from;
      closures.push({ reason: 'window', since: null, until, on: null });
    }
    return closures;
  }

  /** The first instant at or after `instant` at which mail can go. */
  openingAt(instant: Instant, aside: Aside = {}): Opening | NoOpening {
    let reason: Reason | null = null;
    let from = instant;
    for (let days = 0, date = localDate(instant, this.zone); days <= HORIZON_DAYS; days += 1, date = addDays(date, 1)) {
      const closed = this.closedBecause(date, aside);
      if (closed !== null) {
        reason ??= closed;
        continue;
      }
      const window = this.windowOf(date);
      const block = this.#blockAt(Math.max(from, window.from), aside);
      if (block !== null) {
        reason ??= block.reason;
        if (block.to === null) return { at: null, reason: block.reason };
        from = Math.max(from, block.to);
      }
      const at = Math.max(from, window.from);
      if (at < window.to)
        return { at, windowFrom: window.from, windowTo: window.to, reason: at > instant ? (reason ?? 'window') : null };
      reason ??= 'window';
    }
    return { at: null, reason: reason ?? 'window' };
  }

  /** The opening of the last window that begins before `instant` and still lets mail go at or after `floor`; null: none. */
  lastOpeningBefore(instant: Instant, floor: Instant, aside: Aside = {}): Opening | null {
    for (
      let days = 0, date = localDate(instant, this.zone);
      days <= HORIZON_DAYS;
      days += 1, date = addDays(date, -1)
    ) {
      const window = this.windowOf(date);
      if (window.to <= floor) return null;
      if (window.from >= instant || this.closedBecause(date, aside) !== null) continue;
      const opening = this.openingAt(window.from, aside);
      const ahead = this.openingAt(Math.max(window.from, floor), aside);
      if (opening.at !== null && ahead.at !== null && ahead.at < window.to) return opening;
    }
    return null;
  }

  /** The opening of the first window that begins after `instant`: where bundles go (rules.md R10). */
  nextWindowAfter(instant: Instant, aside: Aside = {}): Opening | NoOpening {
    let opening = this.openingAt(instant + 1, aside);
    while (opening.at !== null && opening.windowFrom <= instant) opening = this.openingAt(opening.windowTo, aside);
    return opening;
  }

  /** The first instant at or after another that no pause and no old data holds up, at any hour of any day. */
  releasedAt(instant: Instant): { readonly at: Instant | null; readonly reason: Reason | null } {
    const block = this.#blockAt(instant, { leaveAndNotNow: true });
    return block === null ? { at: instant, reason: null } : { at: block.to, reason: block.reason };
  }

  /** The date so many working days after (or before) another: working days, less holidays, days off and leave. */
  shiftWorkingDays(date: LocalDate, workingDays: number): LocalDate {
    const step = workingDays < 0 ? -1 : 1;
    let left = Math.abs(workingDays);
    let shifted = date;
    for (let days = 0; left > 0 && days < HORIZON_DAYS * 3; days += 1) {
      shifted = addDays(shifted, step);
      if (this.#isWorkingDay(shifted)) left -= 1;
    }
    return shifted;
  }

  /** What {@link closedBecause} asks of a date, one by one: a date can be closed for more than one reason. */
  #closedDates(aside: Aside): readonly { readonly reason: Reason; readonly on: (date: LocalDate) => boolean }[] {
    return [
      { reason: 'day-off', on: (date) => this.#isOff(date) },
      { reason: 'holiday', on: (date) => this.#isHoliday(date) },
      { reason: 'blackout', on: (date) => this.#isBlackout(date, aside) },
      { reason: 'leave', on: (date) => this.#isOnLeave(date, aside) },
      { reason: 'day-off', on: (date) => this.#isNotEmployed(date) },
    ];
  }

  /** The first instant after a run of dates of one kind; null: no end is in sight. */
  #endOf(isClosed: (date: LocalDate) => boolean, date: LocalDate): Instant | null {
    for (let days = 1, next = addDays(date, 1); days <= HORIZON_DAYS; days += 1, next = addDays(next, 1))
      if (!isClosed(next)) return startOfDate(next, this.zone);
    return null;
  }

  #isWorkingDay(date: LocalDate): boolean {
    const reason = this.closedBecause(date, { blackout: true });
    const { employee } = this.#situation;
    return (
      reason === null ||
      (reason === 'day-off' && employee.hiredOn !== null && date < employee.hiredOn && this.#worksOn(date))
    );
  }

  /** Before the first day at work there are no mails, but there are working days to count. */
  #worksOn(date: LocalDate): boolean {
    return !this.#isOff(date) && !this.#isHoliday(date);
  }

  /** A day on which the person, the organisation or the campaign does not work. */
  #isOff(date: LocalDate): boolean {
    return !this.#days.has(weekdayOf(date)) || this.#setting.workspace.sending.daysOff.includes(date);
  }

  #isBlackout(date: LocalDate, aside: Aside): boolean {
    return !aside.blackout && this.#setting.workspace.sending.blackout.some((span) => isWithin(date, span));
  }

  #isOnLeave(date: LocalDate, aside: Aside): boolean {
    return !aside.leaveAndNotNow && this.#situation.employee.leave.some((span) => isWithin(date, span));
  }

  #isNotEmployed(date: LocalDate): boolean {
    const { employee } = this.#situation;
    return (employee.hiredOn !== null && date < employee.hiredOn) || hasLeft(employee, date);
  }

  #isHoliday(date: LocalDate): boolean {
    const { employee } = this.#situation;
    const { workspace, holidays } = this.#setting;
    if (!workspace.sending.holidays) return false;
    const country = employee.country ?? workspace.country;
    const region = employee.country === null ? (employee.region ?? workspace.region) : employee.region;
    return holidays(country, region, yearOf(date)).has(date);
  }

  /** The block that holds at an instant, as far as blocks touch each other. */
  #blockAt(instant: Instant, aside: Aside): Block | null {
    let found = null as Block | null;
    for (let grown = true; grown; ) {
      grown = false;
      for (const block of this.#blocks) {
        if (aside.leaveAndNotNow && block.reason === 'not-now') continue;
        const reached: Instant | null = found === null ? instant : found.to;
        if (reached === null || block.from > reached || (block.to !== null && block.to <= reached)) continue;
        found = { from: found?.from ?? block.from, to: block.to, reason: found?.reason ?? block.reason };
        grown = true;
      }
    }
    return found;
  }
}

/** One for each reason, what nobody knows the end of first, then by their ends. */
export function lastToEnd<T extends Pick<Closure, 'reason' | 'until'>>(closures: readonly T[]): T[] {
  const ending = (one: T) => one.until ?? Number.POSITIVE_INFINITY;
  const sorted = [...closures].sort((a, b) => (ending(a) === ending(b) ? 0 : ending(b) > ending(a) ? 1 : -1));
  return sorted.filter((one, index) => sorted.findIndex(({ reason }) => reason === one.reason) === index);
}

/** 00:00 of the first local day after `date`. */
export function endOfDate(date: LocalDate, zone: Zone): Instant {
  return startOfDate(addDays(date, 1), zone);
}
