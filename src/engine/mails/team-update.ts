import type { Campaign, Phase } from '../../domain/campaign.ts';
import type { Message, MessageState } from '../../domain/message.ts';
import type { Participation } from '../../domain/participation.ts';
import type { Reason } from '../../domain/reasons.ts';
import { addDays, type Instant, isoWeek, type LocalDate, localDate, WEEKDAYS, weekdayOf } from '../../domain/time.ts';
import { earlier } from '../conditions/next-change.ts';
import type { Lead, LiveCampaign, Setting, Situation } from '../facts/situation.ts';
import { endOfDate, type NoOpening, type Opening, type WorkingCalendar } from '../facts/working-calendar.ts';
import { beginsAt } from '../journey/begin.ts';
import { bundleRefusedBecause, calendarOfReader } from './bundle.ts';

/** A team update as it should stand in the ledger. */
export interface TeamDraft {
  readonly kind: 'team';
  readonly key: string;
  readonly campaign: string;
  readonly version: number;
  readonly participation: null;
  readonly step: string;
  readonly phase: Phase;
  readonly message: string;
  readonly state: Extract<MessageState, 'planned' | 'ready' | 'passed'>;
  readonly dueAt: Instant;
  readonly openingAt: Instant | null;
  readonly slotAt: Instant | null;
  readonly validUntilAt: Instant | null;
  readonly reason: Reason | null;
  readonly settledAt: Instant | null;
}

/**
 * The mails that tell a manager how the team is doing (rules.md R10): one per campaign and ISO week, on the named weekday
 * at the manager's own window, from `starts` until nobody of the direct reports is on the way any more. Closed days move
 * it within its week; a week without an opening has none. Like a bundle it counts for its reader and does not wait.
 */
export function teamUpdates(
  situation: Situation,
  setting: Setting,
  now: Instant,
): { readonly drafts: readonly TeamDraft[]; readonly wakeAt: Instant | null } {
  const drafts: TeamDraft[] = [];
  let wakeAt: Instant | null = null;
  for (const live of setting.campaigns.values()) {
    const campaign = live.versions.get(live.current)?.campaign;
    if (campaign?.teamUpdate == null || live.endedAll) continue;
    const lead = situation.leads?.find((one) => one.campaign === live.id) ?? null;
    if (lead === null && (situation.leadsPeople === false || live.state === 'finished')) continue;
    if (bundleRefusedBecause(situation, campaign, setting, now) !== null) continue;
    const calendar = calendarOfReader(situation, setting, live, campaign, now);
    for (const on of daysOfUpdates(campaign.teamUpdate.weekday, now, calendar)) {
      const dueAt = calendar.windowOf(on).from;
      if (dueAt <= beginsAt(situation, setting, live) || (campaign.ends !== null && on > campaign.ends)) continue;
      if (dueAt > now) {
        wakeAt = earlier(wakeAt, dueAt);
        continue;
      }
      const draft = draftOf({ situation, live, campaign, lead, calendar, on, dueAt, now });
      if (draft === null) continue;
      drafts.push(draft);
      if (draft.state === 'planned') wakeAt = earlier(wakeAt, draft.slotAt);
      if (draft.state === 'ready') wakeAt = earlier(wakeAt, draft.validUntilAt);
    }
  }
  return { drafts, wakeAt };
}

/** Who of a team takes part in which campaign: since when, and until when if all have come to their end. */
export function leadsOver(team: readonly Participation[]): Lead[] {
  const begun = team.filter(({ fixed, suspended }) => fixed !== null && suspended === null);
  return [...new Set(begun.map(({ campaign }) => campaign))].map((campaign) => {
    const here = begun.filter((one) => one.campaign === campaign);
    const ends = here.map(({ ended }) => ended?.at ?? Number.POSITIVE_INFINITY);
    const to = Math.max(...ends);
    return { campaign, from: Math.min(...here.map(({ beganAt }) => beganAt)), to: Number.isFinite(to) ? to : null };
  });
}

/** The update of this ISO week and of the next one. */
function daysOfUpdates(weekday: (typeof WEEKDAYS)[number], now: Instant, { zone }: WorkingCalendar): LocalDate[] {
  const today = localDate(now, zone);
  const thisWeek = addDays(today, WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(today)));
  return [thisWeek, addDays(thisWeek, 7)];
}

interface Week {
  readonly situation: Situation;
  readonly live: LiveCampaign;
  readonly campaign: Campaign;
  readonly lead: Lead | null;
  readonly calendar: WorkingCalendar;
  readonly on: LocalDate;
  readonly dueAt: Instant;
  readonly now: Instant;
}

/** Null: there is nothing to tell this week, or it was told. */
function draftOf({ situation, live, campaign, lead, calendar, on, dueAt, now }: Week): TeamDraft | null {
  const key = `${live.id}/${isoWeek(on)}`;
  const known = situation.messages.find((message) => message.kind === 'team' && message.key === key);
  if (known !== undefined && isSettled(known)) return null;
  const first = calendar.openingAt(dueAt);
  if (lead === null || lead.from >= (first.at ?? now) || (lead.to !== null && lead.to < now)) return null;

  const opening = openingNow(first, known, calendar, now);
  const row = {
    kind: 'team' as const,
    key,
    campaign: live.id,
    version: live.current,
    participation: null,
    step: campaign.teamUpdate?.message ?? '',
    phase: 'activate' as const,
    message: campaign.teamUpdate?.message ?? '',
    dueAt,
    openingAt: first.at,
    slotAt: null,
    validUntilAt: null,
    settledAt: null,
  };
  if (opening.at === null) return { ...row, state: 'planned', reason: opening.reason };
  const weekEnds = endOfDate(addDays(on, 6 - WEEKDAYS.indexOf(weekdayOf(on))), calendar.zone);
  if (opening.at >= weekEnds) return { ...row, state: 'passed', reason: opening.reason ?? 'too-late', settledAt: now };
  const { at: slotAt, windowTo: validUntilAt, reason } = opening;
  return { ...row, state: slotAt <= now ? 'ready' : 'planned', slotAt, validUntilAt, reason };
}

/** The opening of its day as long as that window is open; what was missed goes at the next one. */
function openingNow(
  first: Opening | NoOpening,
  known: Message | undefined,
  calendar: WorkingCalendar,
  now: Instant,
): Opening | NoOpening {
  if (first.at === null || first.at > now) return first;
  const still = calendar.openingAt(now);
  if (still.at === null || still.at > now) return still;
  if (still.windowFrom === first.windowFrom) return { ...still, at: first.at, reason: first.reason };
  const slotAt = known?.slotAt ?? null;
  return slotAt !== null && slotAt >= still.windowFrom && slotAt <= now ? { ...still, at: slotAt } : still;
}

function isSettled({ state }: Message): boolean {
  return state !== 'planned' && state !== 'ready' && state !== 'claimed' && state !== 'withdrawn';
}
