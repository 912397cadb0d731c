import type { MailStep, RemindStep } from '../../domain/campaign.ts';
import { type Instant, type LocalDate, localDate } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { type Due, dueOfMail } from './due.ts';
import { openMail, type Pending } from './pending.ts';
import type { Standpoint } from './standpoint.ts';
import { stepsAhead } from './steps-ahead.ts';

type DueAt = Extract<Due, { is: 'at' }>;

/**
 * Of dated mails in a row that are past, or have slots on one local date, the one with the later due instant goes and
 * the others are overtaken (rules.md R7): who joins late gets the mail that fits now, not every one that was missed.
 * Steps to managers and buddies are mails to somebody else; they neither overtake nor are overtaken. Whether two slots
 * share a date is known when the first has come: until then a date can move.
 *
 * @param slotAt null: not known yet.
 */
export function isOvertaken(
  standpoint: Standpoint,
  step: MailStep | RemindStep,
  index: number,
  due: DueAt,
  slotAt: Instant | null,
): boolean {
  const { now, calendar, participation } = standpoint;
  const on = slotAt === null || slotAt > now ? null : localDate(slotAt, calendar.zone);
  const before = participation.place.datedSent;
  if (before !== null && due.at <= before.dueAt && (due.at <= before.slotAt || on === before.on)) return true;
  for (const next of datedMailsAhead(standpoint, step, index)) {
    if (next.due.at < due.at || (next.step.when !== null && !holds(next.step.when, standpoint.asking))) continue;
    if (next.due.at <= now) return true;
    if (on !== null && dateOfSlot(next) === on) return true;
  }
  return false;

  function dateOfSlot({ step: later, mail, due: laterDue }: DatedMail): LocalDate | null {
    const opened = openMail(standpoint, later, mail, laterDue);
    if (opened.is !== 'pending') return null;
    const slot = opened.pending.slotFrom(Math.max(opened.pending.earliestAt, now));
    return slot.at === null ? null : localDate(slot.at, calendar.zone);
  }
}

/** When the next mail of the row is due, and may overtake this one; null: none is ahead of now. */
export function nextInRowAt(standpoint: Standpoint, step: MailStep | RemindStep, index: number): Instant | null {
  const ahead = [...datedMailsAhead(standpoint, step, index)].map(({ due }) => due.at);
  return ahead.filter((at) => at > standpoint.now).sort((a, b) => a - b)[0] ?? null;
}

interface DatedMail {
  readonly step: MailStep | RemindStep;
  readonly mail: Pending['mail'];
  readonly due: DueAt;
}

/** The dated mails that follow in the row: the rest of a dated list, then the steps behind it, up to one without a date. */
function* datedMailsAhead(standpoint: Standpoint, step: MailStep | RemindStep, index: number): Generator<DatedMail> {
  const { campaign, participation, asking } = standpoint;
  if (step.kind === 'remind') yield* mailsFrom(standpoint, step, index + 1);
  for (const next of stepsAhead(campaign.phases[participation.place.phase].steps, step.id, (condition) =>
    holds(condition, asking),
  )) {
    if (next.kind === 'end' || next.timing.kind !== 'dated') return;
    if (next.kind === 'mail' && next.to !== 'participant') continue;
    if (next.kind === 'remind' && next.until !== null && holds(next.until, asking)) continue;
    yield* mailsFrom(standpoint, next, 0);
  }
}

function* mailsFrom(standpoint: Standpoint, step: MailStep | RemindStep, from: number): Generator<DatedMail> {
  const mails = step.kind === 'mail' ? [{ id: step.id, message: step.message }] : step.mails;
  for (const [index, mail] of mails.entries()) {
    if (index < from) continue;
    const due = dueOfMail(standpoint, step, index);
    if (due.is === 'at' && due.dated) yield { step, mail, due };
  }
}
