import { shiftInstant } from '../../domain/calendar-span.ts';
import { type AroundAction, type Campaign, DEFAULT_SKIP_IF_LATE } from '../../domain/campaign.ts';
import { strangerAt } from '../../domain/employee.ts';
import type { Reason } from '../../domain/reasons.ts';
import { addDays, type Instant, type LocalDate, localDate } from '../../domain/time.ts';
import { type LiveCampaign, type Setting, situationOfStranger } from '../facts/situation.ts';
import { type NoOpening, type Opening, WorkingCalendar } from '../facts/working-calendar.ts';
import { pauseBlocks } from '../journey/standpoint.ts';

/** When something around the mails falls (practice.md T35), as far as it can be known now. */
export type AroundMoment =
  /** At `at`, or now when that has come; `reason`: what moved it. */
  | { readonly is: 'at'; readonly dueAt: Instant; readonly at: Instant; readonly reason: Reason | null }
  /** Nobody knows until when: a pause without an end. */
  | { readonly is: 'waits'; readonly dueAt: Instant; readonly reason: Reason }
  /** Not any more, or not at all: launched too late, the campaign is over. */
  | { readonly is: 'passed'; readonly dueAt: Instant; readonly reason: Extract<Reason, 'too-late' | 'campaign-over'> };

/**
 * When an action of a campaign falls: on its day, at the opening of the workspace's window, in the workspace's zone and
 * by its calendar; closed days and pauses move it forward, as they do a mail. What belongs before the start never comes
 * on it or after it: then back to the last opening before, else it is too late.
 */
export function momentOfAction(
  action: Pick<AroundAction, 'at'>,
  live: LiveCampaign,
  campaign: Campaign,
  setting: Setting,
  now: Instant,
): AroundMoment {
  const calendar = new WorkingCalendar(situationOfStranger(strangerAt('')), setting, null, pauseBlocks(setting, live));
  const startOn = startDate(live, campaign, calendar);
  const dueAt = dueOf(action, live, campaign, startOn, calendar);
  const passed = (reason: 'too-late' | 'campaign-over'): AroundMoment => ({ is: 'passed', dueAt, reason });
  if (live.state === 'finished') return passed('campaign-over');

  const beforeStart = action.at.anchor.kind === 'start' && action.at.days < 0;
  const isTooLate = (at: Instant) => beforeStart && localDate(at, calendar.zone) >= startOn;
  const inTime = calendar.openingAt(dueAt);
  let opening: Opening | NoOpening = calendar.openingAt(Math.max(dueAt, live.launchedAt));
  if (opening.at !== null && isTooLate(opening.at)) {
    const back = calendar.lastOpeningBefore(calendar.windowOf(startOn).from, live.launchedAt);
    if (back === null) return passed('too-late');
    opening = { ...back, at: Math.max(back.at, live.launchedAt) };
  }
  // What was missed goes at the next opening.
  if (opening.at !== null && opening.at <= now) {
    const still = calendar.openingAt(now);
    if (still.at === null || still.windowFrom !== opening.windowFrom || still.at > now) opening = still;
  }
  if (opening.at === null || inTime.at === null)
    return { is: 'waits', dueAt, reason: opening.reason ?? inTime.reason ?? 'window' };
  if (isTooLate(opening.at)) return passed('too-late');
  if (opening.at > shiftInstant(inTime.at, DEFAULT_SKIP_IF_LATE, calendar.zone)) return passed('too-late');
  if (campaign.ends !== null && localDate(opening.at, calendar.zone) > campaign.ends) return passed('campaign-over');
  return { is: 'at', dueAt, at: opening.at, reason: opening.reason };
}

function startDate(live: LiveCampaign, { starts }: Campaign, calendar: WorkingCalendar): LocalDate {
  return starts === 'launch' ? localDate(live.startsAt, calendar.zone) : starts;
}

function dueOf(
  { at: { anchor, days, workingDays } }: Pick<AroundAction, 'at'>,
  live: LiveCampaign,
  { starts }: Campaign,
  startOn: LocalDate,
  calendar: WorkingCalendar,
): Instant {
  // With `starts: on launch` the start is the instant of the launch, and no date (rules.md R7).
  if (anchor.kind === 'start' && days === 0 && starts === 'launch') return live.startsAt;
  const base = anchor.kind === 'date' ? anchor.on : startOn;
  const on = workingDays && days !== 0 ? calendar.shiftWorkingDays(base, days) : addDays(base, days);
  return calendar.windowOf(on).from;
}
