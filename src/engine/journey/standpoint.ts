import { shiftInstant } from '../../domain/calendar-span.ts';
import type { Campaign, MailStep, Phase, RemindStep } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import type { Participation } from '../../domain/participation.ts';
import { addDays, type Instant, type LocalDate, localDate } from '../../domain/time.ts';
import type { Asking } from '../conditions/asking.ts';
import { type LiveCampaign, type Setting, type Situation, zoneOf } from '../facts/situation.ts';
import { type Block, WorkingCalendar } from '../facts/working-calendar.ts';
import { roundView } from './round.ts';

/** One participation seen at one instant, with all that a decision about it needs. */
export interface Standpoint {
  readonly situation: Situation;
  readonly setting: Setting;
  readonly now: Instant;
  readonly live: LiveCampaign;
  readonly campaign: Campaign;
  readonly participation: Participation;
  readonly asking: Asking;
  readonly calendar: WorkingCalendar;
  /** The same calendar for steps that need fresh learning data (rules.md R16). */
  readonly calendarOfFreshData: WorkingCalendar;
}

export function standpointOf(
  situation: Situation,
  setting: Setting,
  participation: Participation,
  now: Instant,
): Standpoint {
  const live = setting.campaigns.get(participation.campaign);
  const version = live?.versions.get(participation.version);
  invariant(
    live && version,
    `participation ${participation.id} needs version ${participation.version} of ${participation.campaign}`,
  );
  const { campaign } = version;
  const blocks = blocksOf(situation, setting, live, campaign, now);
  const calendar = new WorkingCalendar(situation, setting, campaign, blocks);
  const oldData = oldDataBlocks(situation, setting, now);
  return {
    situation,
    setting,
    now,
    live,
    campaign,
    participation,
    asking: {
      situation,
      setting,
      now,
      campaign: campaign.id,
      promotes: campaign.promotes,
      audiences: version.audiences,
      fixed: null,
      round: roundView(participation, campaign, setting, calendar.zone),
      fallbackDue: fallbackDue(campaign, localDate(participation.beganAt, calendar.zone)),
    },
    calendar,
    calendarOfFreshData:
      oldData.length === 0 ? calendar : new WorkingCalendar(situation, setting, campaign, [...blocks, ...oldData]),
  };
}

/** The campaign's own due date, where the learning platform gives none. */
export function fallbackDue(campaign: Campaign, joinedOn: LocalDate): LocalDate | null {
  if (campaign.due === null) return null;
  return 'on' in campaign.due ? campaign.due.on : addDays(joinedOn, campaign.due.daysAfterJoining);
}

/** Whether rules.md R9 holds for a step: required training, on the way to the goal or tied to a date. */
export function isRequired({ required }: Campaign, phase: Phase, step: MailStep | RemindStep): boolean {
  return required !== null && (phase !== 'retain' || step.timing.kind === 'dated');
}

/** All mail stands still: of one campaign, or of all. */
export function pauseBlocks({ pauses }: Setting, live: LiveCampaign): Block[] {
  return [...pauses, ...live.pauses].map((pause) => ({ ...pause, reason: 'paused' as const }));
}

/** What a person asked not to get, about one campaign or about all. */
export function notNowBlocks({ choices }: Situation, campaign: Campaign, now: Instant): Block[] {
  return choices.flatMap((choice) =>
    choice.kind === 'not-now' && choice.at <= now && (choice.campaign === null || choice.campaign === campaign.id)
      ? [{ from: choice.at, to: choice.until, reason: 'not-now' as const }]
      : [],
  );
}

function blocksOf(
  situation: Situation,
  setting: Setting,
  live: LiveCampaign,
  campaign: Campaign,
  now: Instant,
): Block[] {
  const blocks: Block[] = [...pauseBlocks(setting, live), ...notNowBlocks(situation, campaign, now)];
  for (const choice of situation.choices) {
    if (
      choice.kind === 'said-done' &&
      choice.at <= now &&
      choice.campaign === campaign.id &&
      campaign.required !== null &&
      isStillSaid(situation, campaign, choice.at, now)
    ) {
      blocks.push({ from: choice.at, to: silentUntil(choice.at, situation, setting), reason: 'said-done' });
    }
  }
  return blocks;
}

/** "I already did this" is withdrawn by a later started, progressed or failed record (rules.md R2). */
export function isStillSaid(situation: Situation, campaign: Campaign, saidAt: Instant, now: Instant): boolean {
  return !situation.learning.some(
    (record) =>
      campaign.promotes.includes(record.activity) &&
      record.at > saidAt &&
      record.holdsFrom <= now &&
      (record.event === 'started' || record.event === 'progressed' || record.event === 'failed'),
  );
}

/** Required training is silent for 14 days after somebody said that it is done. */
function silentUntil(saidAt: Instant, situation: Situation, setting: Setting): Instant {
  return shiftInstant(saidAt, { amount: 14, unit: 'days' }, zoneOf(situation.employee, setting.workspace));
}

/** Too old counts from the instant at which it is: until then nobody knows that the next delivery will be late. */
function oldDataBlocks({ employee }: Situation, setting: Setting, now: Instant): Block[] {
  const { lastAt, gaps } = setting.learningFeed;
  const maxDays = setting.workspace.learningDataMaxDays;
  if (maxDays === null || lastAt === null) return [];
  const reason = 'old-learning-data' as const;
  const oldFrom = shiftInstant(lastAt, { amount: maxDays, unit: 'days' }, zoneOf(employee, setting.workspace));
  const known = gaps.map((gap) => ({ ...gap, reason }));
  return oldFrom > now ? known : [...known, { from: oldFrom, to: null, reason }];
}
