import { type Campaign, type MailStep, PHASES, stepsWithin } from '../../domain/campaign.ts';
import { hasLeft } from '../../domain/employee.ts';
import { invariant } from '../../domain/errors.ts';
import type { Message } from '../../domain/message.ts';
import type { Reason } from '../../domain/reasons.ts';
import { type Instant, type LocalDate, localDate } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { type LiveCampaign, type Setting, type Situation, zoneOf } from '../facts/situation.ts';
import { type Aside, type Closure, WorkingCalendar } from '../facts/working-calendar.ts';
import { isTopicStopped } from '../journey/endings.ts';
import { isRequired, notNowBlocks, pauseBlocks, standpointOf } from '../journey/standpoint.ts';
import type { BundlePut } from '../journey/walk.ts';

/** When a bundle goes, and its key in the ledger: one a day for each recipient, campaign and step (rules.md R10). */
export interface BundleSlot {
  readonly key: string;
  /** Null: no window is in sight. */
  readonly at: Instant | null;
  readonly windowTo: Instant | null;
  readonly reason: Reason | null;
}

/**
 * The bundle a put lands on: it goes at the opening of the recipient's next window, never in the one under way, by the
 * recipient's own zone and calendar.
 */
export function bundleSlot(
  recipient: Situation,
  setting: Setting,
  live: LiveCampaign,
  campaign: Campaign,
  put: Pick<BundlePut, 'step' | 'phase' | 'at'>,
): BundleSlot {
  const calendar = calendarOfReader(recipient, setting, live, campaign, put.at);
  const opening = calendar.nextWindowAfter(put.at, asideFor(campaign, put));
  const on: LocalDate = localDate(opening.at ?? put.at, calendar.zone);
  return {
    key: `${campaign.id}/${put.step}/${on}`,
    at: opening.at,
    windowTo: opening.at === null ? null : opening.windowTo,
    reason: opening.reason,
  };
}

/** The row of a bundle with one more person on it: both where campaigns are played and where they are real. */
export function bundleWith(put: BundlePut, slot: BundleSlot, open: Message | undefined, newId: string): Message {
  return {
    id: open?.id ?? newId,
    kind: 'bundle',
    key: slot.key,
    campaign: put.campaign,
    version: put.version,
    participation: null,
    recipient: put.recipient,
    step: put.step,
    phase: put.phase,
    message: put.message,
    about: [...new Set([...(open?.about ?? []), put.participation])],
    state: 'planned',
    dueAt: open?.dueAt ?? put.at,
    openingAt: slot.at,
    slotAt: slot.at,
    validUntilAt: slot.windowTo,
    reason: slot.reason,
    settledAt: null,
  };
}

/** Whether more people may be put on it: what has gone, or was given up, is not opened again. */
export function takesMore({ state }: Message): boolean {
  return state === 'planned' || state === 'ready' || state === 'withdrawn';
}

/** Whether it is time to settle a bundle: its slot has come, or the window in which it was to go is over. */
export function isBundleDue({ kind, state, slotAt, validUntilAt }: Message, now: Instant): boolean {
  if (kind !== 'bundle') return false;
  if (state === 'planned') return slotAt === null || slotAt <= now;
  return state === 'ready' && validUntilAt !== null && validUntilAt <= now;
}

/**
 * What becomes of a bundle whose time has come: it goes with those who are still on it, waits for its reader's next
 * opening when mail cannot go now, or is given up.
 *
 * @param about those who are still on it, see {@link offBundleBecause}
 */
export function settleBundle(
  bundle: Message,
  about: readonly string[],
  recipient: Situation,
  setting: Setting,
  now: Instant,
): Message {
  const live = setting.campaigns.get(bundle.campaign);
  const campaign = live?.versions.get(bundle.version)?.campaign;
  invariant(live && campaign, `bundle ${bundle.key} has its campaign`);
  const refused = bundleRefusedBecause(recipient, campaign, setting, now);
  if (refused !== null) return { ...bundle, about, state: 'passed', reason: refused, settledAt: now };
  if (about.length === 0) return { ...bundle, about, state: 'withdrawn', reason: null, settledAt: now };
  const calendar = calendarOfReader(recipient, setting, live, campaign, now);
  const opening = openingFor(bundle, calendar, asideFor(campaign, bundle), now);
  // No window is left before the last day, and on that day it never goes in the one under way.
  if (opening.at === null && recipient.employee.leftOn !== null)
    return { ...bundle, about, state: 'passed', reason: 'left-company', settledAt: now };
  if (opening.at === null)
    return { ...bundle, state: 'planned', slotAt: null, validUntilAt: null, reason: opening.reason };
  const { at, windowFrom, windowTo: validUntilAt, reason } = opening;
  if (at > now) return { ...bundle, state: 'planned', slotAt: at, validUntilAt, reason };
  const slotAt = bundle.slotAt !== null && bundle.slotAt >= windowFrom ? bundle.slotAt : now;
  return { ...bundle, about, state: 'ready', slotAt, validUntilAt, reason: null };
}

/** A bundle for which no window was in sight still goes in none that was under way when it was put. */
function openingFor(bundle: Message, calendar: WorkingCalendar, aside: Aside, now: Instant) {
  if (bundle.slotAt !== null) return calendar.openingAt(now, aside);
  const next = calendar.nextWindowAfter(bundle.dueAt, aside);
  return next.at === null || next.at > now ? next : calendar.openingAt(now, aside);
}

/** What keeps a bundle from its reader at an instant. */
export function bundleClosuresAt(bundle: Message, recipient: Situation, setting: Setting, now: Instant): Closure[] {
  const live = setting.campaigns.get(bundle.campaign);
  const campaign = live?.versions.get(bundle.version)?.campaign;
  invariant(live && campaign, `bundle ${bundle.key} has its campaign`);
  return calendarOfReader(recipient, setting, live, campaign, now).closuresAt(now, asideFor(campaign, bundle));
}

/** Why a person who was put on a bundle is not on it any more when it goes; null: still on it. */
export function offBundleBecause(
  situation: Situation,
  setting: Setting,
  bundle: Pick<Message, 'step' | 'phase'>,
  participationId: string,
  now: Instant,
): Reason | null {
  const participation = situation.participations.find((one) => one.id === participationId);
  if (participation === undefined || !setting.campaigns.has(participation.campaign)) return 'campaign-over';
  // Who came to the end of the campaign has not left: the last step may well be the one to the manager.
  const end = participation.ended?.because ?? null;
  const came = end === 'ended-by-step' || (end === 'goal-reached' && bundle.phase === 'retain');
  if (end !== null && !came) return end;
  if (participation.suspended !== null) return participation.suspended.because;
  const standpoint = standpointOf(situation, setting, participation, now);
  const { campaign } = standpoint;
  if (
    bundle.phase !== 'retain' &&
    (participation.goalReachedAt !== null || (campaign.goal !== null && holds(campaign.goal, standpoint.asking)))
  )
    return 'goal-reached';
  const when = stepOf(campaign, bundle.step)?.when ?? null;
  return when !== null && !holds(when, standpoint.asking) ? 'when-false' : null;
}

/** Why a bundle does not go to its recipient at all; null: it goes. */
export function bundleRefusedBecause(
  recipient: Situation,
  campaign: Campaign,
  setting: Setting,
  now: Instant,
): Reason | null {
  const { employee } = recipient;
  const today = localDate(now, zoneOf(employee, setting.workspace));
  if (employee.missingSince !== null || hasLeft(employee, today)) return 'left-company';
  if (employee.email === null) return 'no-mailbox';
  if (recipient.suppressed) return 'suppressed';
  return campaign.required === null && isTopicStopped(recipient.choices, campaign.topic, now) ? 'stopped' : null;
}

/** When somebody can get mail about others: the reader's own calendar and "not now". */
export function calendarOfReader(
  recipient: Situation,
  setting: Setting,
  live: LiveCampaign,
  campaign: Campaign,
  now: Instant,
): WorkingCalendar {
  const blocks = [...pauseBlocks(setting, live), ...notNowBlocks(recipient, campaign, now)];
  return new WorkingCalendar(recipient, setting, campaign, blocks);
}

/** A period without mail does not hold required training up (rules.md R9). */
function asideFor(campaign: Campaign, bundle: Pick<Message, 'step' | 'phase'>): Aside {
  const step = stepOf(campaign, bundle.step);
  return { blackout: step !== undefined && isRequired(campaign, bundle.phase, step) };
}

function stepOf(campaign: Campaign, id: string): MailStep | undefined {
  return PHASES.flatMap((phase) => [...stepsWithin(campaign.phases[phase].steps)]).find(
    (step): step is MailStep => step.kind === 'mail' && step.id === id,
  );
}
