import { mailsOf } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import { OPEN_STATES } from '../../domain/message.ts';
import type { Reason } from '../../domain/reasons.ts';
import { addDays, type Instant, type LocalDate, localDate, startOfDate } from '../../domain/time.ts';
import type { MailLimit } from '../../domain/workspace.ts';
import type { Decision } from '../decision.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { type Closure, lastToEnd } from '../facts/working-calendar.ts';
import { dueOfMail } from '../journey/due.ts';
import { messageKey, pendingKey } from '../journey/ledger.ts';
import { calendarFor, type Pending } from '../journey/pending.ts';
import { nextMail } from '../journey/reminders.ts';
import { standpointOf } from '../journey/standpoint.ts';
import type { Settlement } from '../journey/walk.ts';
import { bundleClosuresAt } from '../mails/bundle.ts';
import { countsUntil, mustGoToday, type Placing, roomFrom, type Taken } from '../mails/mail-limit.ts';
import { takenRoom } from '../mails/taken-room.ts';

/** A mail by its campaign and step. */
export interface MailName {
  readonly campaign: string;
  readonly step: string;
}

/** One thing that keeps a mail, and when that one ends (null: nobody knows). */
export interface Keeper extends Closure {
  /** The mails that fill the limit, or that took the day. */
  readonly mails: readonly MailName[];
  /** How many the limit allows; null: another reason. */
  readonly of: number | null;
}

/** A mail that has not gone yet, and why. */
export interface KeptMail extends MailName {
  /** Its key in the ledger, with the kind of its row. */
  readonly kind: 'step' | 'bundle';
  readonly key: string;
  readonly version: number;
  /** Null: it waits for a fact or a date. */
  readonly dueAt: Instant | null;
  /** When it goes, as far as anybody knows; null: nobody does. */
  readonly slotAt: Instant | null;
  /** What keeps it at this moment, what ends last first; empty before it is due. */
  readonly now: readonly Keeper[];
  /** What keeps it after that, in order of time. */
  readonly later: readonly Keeper[];
  /** It is not due before something happens, at the latest at `until`. */
  readonly awaits: { readonly what: 'fact' | 'date'; readonly until: Instant | null } | null;
}

/**
 * What keeps each mail of a person at this very moment (rules.md R21). The ledger's reason is what delayed a mail when
 * it was decided; between two looks one thing can end and another begin, so this is worked out when somebody asks.
 *
 * @param decision what `advance` said about the same situation at the same instant
 */
export function whatKeeps(situation: Situation, setting: Setting, decision: Decision, now: Instant): KeptMail[] {
  const taken = takenRoom(situation);
  return [
    ...decision.placings.flatMap((placing, index) => {
      const reserved = decision.placings.slice(0, index).flatMap((before) => roomOf(before, now));
      return placedMail(placing, { taken, reserved }, setting.workspace.sending.mailLimit, now);
    }),
    ...decision.settlements.flatMap((settlement) => waitingMail(settlement, situation, setting, now)),
    ...bundlesFor(situation, setting, now),
  ];
}

/** Room that mails have which are gone, and which higher ones of those that compete will have. */
interface Room {
  readonly taken: readonly Taken[];
  readonly reserved: readonly Taken[];
}

function roomOf(placing: Placing, now: Instant): Taken[] {
  if (placing.is === 'too-late' || placing.slot === null || placing.pending.earliestAt > now) return [];
  return [{ ...nameOf(placing.pending), at: placing.slot.at }];
}

function placedMail(placing: Placing, room: Room, limit: MailLimit | null, now: Instant): KeptMail[] {
  const { pending } = placing;
  const slotAt = placing.is === 'too-late' ? null : (placing.slot?.at ?? null);
  if (placing.is === 'too-late' || (slotAt !== null && slotAt <= now)) return [];
  const from = Math.max(now, pending.dueAt);
  // What had to be done by a closed day goes before it is due (R7): what closes that day keeps nothing then.
  const goesBefore = slotAt !== null && slotAt < from;
  const kept = goesBefore ? { now: [], later: [] } : chain((at) => keepersOf(pending, room, limit, at), from, slotAt);
  return [
    {
      ...nameOf(pending),
      kind: 'step',
      key: pendingKey(pending),
      version: pending.standpoint.participation.version,
      dueAt: pending.dueAt,
      slotAt,
      ...(pending.dueAt > now ? { now: [], later: [...kept.now.slice(0, 1), ...kept.later] } : kept),
      awaits: null,
    },
  ];
}

/** All that keeps a mail at an instant: the calendar, the one mail a day, the mail limit. */
function keepersOf(pending: Pending, { taken, reserved }: Room, limit: MailLimit | null, at: Instant): Keeper[] {
  const { calendar, aside, standpoint } = pending;
  const { zone } = calendar;
  const keepers: Keeper[] = calendar.closuresAt(at, aside).map((closure) => ({ ...closure, mails: [], of: null }));
  const date = localDate(at, zone);
  const ofDay = taken.filter((one) => one.campaign === standpoint.campaign.id && localDate(one.at, zone) === date);
  const days = new Set<LocalDate>(
    taken.filter((one) => one.campaign === standpoint.campaign.id).map((one) => localDate(one.at, zone)),
  );
  if (ofDay.length > 0 && !mustGoToday(pending, date, days, zone))
    keepers.push(keeper('one-a-day', startOfDate(addDays(date, 1), zone), ofDay));
  if (limit !== null && !pending.required) {
    const counted = [...taken, ...reserved];
    const times = counted.map((one) => one.at);
    const until = roomFrom(at, limit, times, zone);
    const before = counted.filter((one) => one.at <= at && countsUntil(one.at, limit, zone) > at);
    // Where there is room today, it is kept for those that go first tomorrow.
    const ahead = counted.filter((one) => one.at > at && countsUntil(at, limit, zone) > one.at);
    const filling = (before.length >= limit.mails ? before : [...before, ...ahead]).sort((a, b) => a.at - b.at);
    if (until > at) keepers.push({ ...keeper('mail-limit', until, filling), of: limit.mails });
  }
  return keepers;
}

/** A mail that no slot was looked for: no opening is in sight, nobody could be reached, or it is not due before something happens. */
function waitingMail(
  { participation, waiting }: Settlement,
  situation: Situation,
  setting: Setting,
  now: Instant,
): KeptMail[] {
  if (waiting === null || participation.ended !== null) return [];
  const standpoint = standpointOf(situation, setting, participation, now);
  const step = mailsOf(standpoint.campaign).find(({ id }) => id === waiting.mail.id)?.step;
  invariant(step, `${waiting.mail.id} is a mail of ${participation.campaign}`);
  const base = {
    campaign: participation.campaign,
    step: waiting.mail.id,
    kind: 'step' as const,
    key: messageKey(participation, waiting.mail.id),
    version: participation.version,
    dueAt: waiting.dueAt,
    slotAt: null,
    later: [],
  };
  if (waiting.dueAt === null) {
    const due = dueOfMail(standpoint, step, nextMail(participation.place, step));
    const what = step.timing.kind === 'dated' ? 'date' : 'fact';
    const keepers = what === 'date' ? [keeper('no-due-date', null)] : [];
    return [{ ...base, now: keepers, awaits: { what, until: due.is === 'waiting' ? due.until : null } }];
  }
  if (waiting.reason === 'no-mailbox' || waiting.reason === 'suppressed')
    return [{ ...base, now: [keeper(waiting.reason, null)], awaits: null }];
  const calendar = calendarFor(standpoint, step);
  const from = Math.max(now, waiting.dueAt);
  const closures = chain(
    (at) => calendar.closuresAt(at).map((closure) => ({ ...closure, mails: [], of: null })),
    from,
    null,
  );
  const kept = closures.now.length > 0 || waiting.reason === null ? closures.now : [keeper(waiting.reason, null)];
  return [{ ...base, now: kept, later: closures.later, awaits: null }];
}

/** Mails to this person about others, on their way (rules.md R10). */
function bundlesFor(situation: Situation, setting: Setting, now: Instant): KeptMail[] {
  return situation.messages
    .filter(({ kind, state }) => kind === 'bundle' && OPEN_STATES.includes(state))
    .filter(({ slotAt, campaign }) => (slotAt === null || slotAt > now) && setting.campaigns.has(campaign))
    .map((bundle) => {
      const keepersAt = (at: Instant) =>
        bundleClosuresAt(bundle, situation, setting, at).map((closure) => ({ ...closure, mails: [], of: null }));
      const { campaign, step, key, version, dueAt, slotAt } = bundle;
      const kept = chain(keepersAt, now, slotAt);
      // It never goes in the window under way: that it waits for the next one is the reason when nothing else is.
      const now_ = kept.now.length > 0 ? kept.now : [keeper('window', slotAt)];
      return { campaign, step, kind: 'bundle', key, version, dueAt, slotAt, ...kept, now: now_, awaits: null };
    });
}

/** More than there can be between a mail and its slot. */
const MAX_LINKS = 60;

/** What keeps a mail at an instant, and what comes after that, one after another, until its slot. */
function chain(
  keepersAt: (at: Instant) => readonly Keeper[],
  from: Instant,
  slotAt: Instant | null,
): { readonly now: readonly Keeper[]; readonly later: readonly Keeper[] } {
  const now = lastToEnd(keepersAt(from));
  const later: Keeper[] = [];
  let at = now[0]?.until ?? null;
  for (let links = 0; links < MAX_LINKS && at !== null && (slotAt === null || at < slotAt); links += 1) {
    const [next] = lastToEnd(keepersAt(at));
    if (next === undefined) break;
    if (next.reason !== 'window' && ![...now, ...later].some(({ reason }) => reason === next.reason)) later.push(next);
    at = next.until;
  }
  return { now, later };
}

function keeper(reason: Reason, until: Instant | null, mails: readonly MailName[] = []): Keeper {
  return {
    reason,
    since: null,
    until,
    on: null,
    mails: mails.map(({ campaign, step }) => ({ campaign, step })),
    of: null,
  };
}

function nameOf({ standpoint, mail }: Pending): MailName {
  return { campaign: standpoint.campaign.id, step: mail.id };
}
