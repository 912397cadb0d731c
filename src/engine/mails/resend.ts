import { mailsOf } from '../../domain/campaign.ts';
import type { Message } from '../../domain/message.ts';
import { DAY_MS, HOUR_MS, type Instant, localDate } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { nearestDue } from '../conditions/learned.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { standing } from '../journey/endings.ts';
import { calendarFor } from '../journey/pending.ts';
import { isRequired, standpointOf } from '../journey/standpoint.ts';
import { mayBeToldOn } from './choose-story.ts';

/** From its slot on; what nobody heard of for a week is told by the next mail, not by this one. */
const RESEND_UNTIL_MS = 7 * DAY_MS;
const NO_OPENING_RETRY_MS = HOUR_MS;

/** What becomes of a mail in doubt after a day without evidence. */
export type Resend =
  /** Once more, until the end of the window. */
  | { readonly is: 'goes'; readonly validUntil: Instant }
  /** To be looked at again then. */
  | { readonly is: 'waits'; readonly until: Instant }
  /** For good: it stays in doubt. */
  | { readonly is: 'parked' };

/** A mail in doubt, with the instant of its second gate; null: it went once. */
export type DoubtfulMail = Message & { readonly resentAt: Instant | null };

/**
 * Whether a mail in doubt goes once more (rules.md R9, R11): required, to the participant, not sent again yet, no sign
 * of its reader, and nothing has changed that led to it. It goes when its reader can get mail, and takes no new room.
 */
export function resendOf(mail: DoubtfulMail, situation: Situation, setting: Setting, now: Instant): Resend {
  const parked = { is: 'parked' } as const;
  const participation = situation.participations.find(({ id }) => id === mail.participation);
  if (mail.kind !== 'step' || mail.state !== 'in-doubt' || mail.resentAt !== null) return parked;
  const wentAt = mail.settledAt ?? mail.dueAt;
  if (now > wentAt + RESEND_UNTIL_MS || participation === undefined || participation.ended !== null) return parked;
  if (!setting.campaigns.get(mail.campaign)?.versions.has(participation.version)) return parked;
  // Moved to another version: these words are not its words any more.
  if (mail.version !== participation.version) return parked;

  const standpoint = standpointOf(situation, setting, participation, now);
  const { campaign, asking } = standpoint;
  const step = mailsOf(campaign).find(({ id }) => id === mail.step)?.step;
  if (step === undefined || !isRequired(campaign, mail.phase, step)) return parked;
  if (hasAnswered(mail, situation, wentAt) || situation.suppressed || situation.employee.email === null) return parked;
  const isForGoal = mail.phase !== 'retain' && campaign.goal !== null;
  if (isForGoal && (participation.goalReachedAt !== null || holds(campaign.goal, asking))) return parked;
  if (step.when !== null && !holds(step.when, asking)) return parked;
  if (step.kind === 'remind' && step.until !== null && holds(step.until, asking)) return parked;
  if (!standing(standpoint).goesOn) return parked;
  const today = localDate(now, standpoint.calendar.zone);
  const isTold = setting.stories?.some((story) => story.id === mail.story && mayBeToldOn(story, today));
  if (mail.story != null && isTold !== true) return parked;

  const calendar = calendarFor(standpoint, step);
  const due = nearestDue(asking);
  const ordinary = calendar.openingAt(now, { blackout: true });
  const isInTime = (at: Instant | null) => at !== null && (due === null || localDate(at, calendar.zone) <= due);
  const last = isInTime(ordinary.at) ? ordinary : calendar.openingAt(now, { blackout: true, leaveAndNotNow: true });
  const opening = isInTime(last.at) ? last : ordinary;
  if (opening.at === null) return { is: 'waits', until: now + NO_OPENING_RETRY_MS };
  return opening.at > now ? { is: 'waits', until: opening.at } : { is: 'goes', validUntil: opening.windowTo };
}

/** A click or an answer is the best sign that it arrived. */
function hasAnswered({ campaign, message }: Message, { engagement }: Situation, since: Instant): boolean {
  return engagement.some((fact) => fact.campaign === campaign && fact.about === message && fact.at >= since);
}
