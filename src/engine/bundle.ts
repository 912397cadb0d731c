import { type Campaign, PHASES, stepsWithin } from '../domain/campaign.ts';
import type { Message } from '../domain/message.ts';
import type { Reason } from '../domain/reasons.ts';
import { type Instant, type LocalDate, localDate } from '../domain/time.ts';
import { isTopicStopped } from './endings.ts';
import { holds } from './evaluate.ts';
import type { BundlePut } from './settle.ts';
import type { LiveCampaign, Setting, Situation } from './situation.ts';
import { standpointOf } from './standpoint.ts';
import { WorkingCalendar } from './working-calendar.ts';

/** When a bundle goes, and its key in the ledger: one a day for each recipient, campaign and step (rules.md R10). */
export interface BundleSlot {
  readonly key: string;
  readonly at: Instant;
  readonly windowTo: Instant;
}

/**
 * The bundle a put lands on: it goes at the opening of the recipient's next window, never in the one under way, by the
 * recipient's own zone and calendar. Null: no window is in sight.
 */
export function bundleSlot(
  recipient: Situation,
  setting: Setting,
  live: LiveCampaign,
  campaign: Campaign,
  put: Pick<BundlePut, 'step' | 'at'>,
): BundleSlot | null {
  const blocks = [...setting.pauses, ...live.pauses].map((pause) => ({ ...pause, reason: 'paused' as const }));
  const calendar = new WorkingCalendar(recipient, setting, campaign, blocks);
  const opening = calendar.nextWindowAfter(put.at);
  if (opening.at === null) return null;
  const on: LocalDate = localDate(opening.at, calendar.zone);
  return { key: `${campaign.id}/${put.step}/${on}`, at: opening.at, windowTo: opening.windowTo };
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
  if (participation.ended !== null) return participation.ended.because;
  if (participation.suspended !== null) return participation.suspended.because;
  const standpoint = standpointOf(situation, setting, participation, now);
  const { campaign } = standpoint;
  if (
    bundle.phase !== 'retain' &&
    (participation.goalReachedAt !== null || (campaign.goal !== null && holds(campaign.goal, standpoint.asking)))
  )
    return 'goal-reached';
  const step = PHASES.flatMap((phase) => [...stepsWithin(campaign.phases[phase].steps)]).find(
    (one) => one.kind === 'mail' && one.id === bundle.step,
  );
  if (step?.kind === 'mail' && step.when !== null && !holds(step.when, standpoint.asking)) return 'when-false';
  return null;
}

/** Why a bundle does not go to its recipient at all; null: it goes. */
export function bundleRefusedBecause(recipient: Situation, campaign: Campaign, now: Instant): Reason | null {
  if (recipient.employee.email === null) return 'no-mailbox';
  if (recipient.suppressed) return 'suppressed';
  return campaign.required === null && isTopicStopped(recipient.choices, campaign.topic, now) ? 'stopped' : null;
}
