import type { Reason } from '../../domain/reasons.ts';
import { DAY_MS, formatInstant, HOUR_MS, type Instant, localDateTime, type Zone } from '../../domain/time.ts';
import type { LiveCampaign, Setting } from '../../engine/facts/situation.ts';
import { simulate } from '../../engine/plan/simulate.ts';
import type { FlowContext } from '../context.ts';
import { loadSetting } from '../deciding/load-setting.ts';
import type { PlanEntry } from './plan-campaign.ts';
import { loadEverybody, tellingOf } from './plan-world.ts';

/** What would follow within a day if mail went on now. */
export interface ResumePlan {
  readonly mails: readonly Pick<PlanEntry, 'email' | 'campaign' | 'step' | 'at'>[];
  /** By campaign and hour of the workspace's zone: `2027-04-26 09:00`. */
  readonly perHour: readonly { readonly campaign: string; readonly hour: string; readonly mails: number }[];
  /** What the pause cost: mails that are not sent any more, by campaign. */
  readonly passed: readonly { readonly campaign: string; readonly reason: Reason; readonly mails: number }[];
}

/** What would go within a day if the campaign (null: all mail) went on now, and what would not any more; changes nothing. */
export async function planResume(context: FlowContext, id: string | null): Promise<ResumePlan> {
  const now = context.clock();
  const { setting } = await loadSetting(context.store.read, context.publicHolidays);
  const resumed = goingOn(setting, id, now);
  const before = await loadEverybody(context.store.read, resumed, now);
  const { mails, people } = simulate(before, resumed, now, now + DAY_MS);
  const telling = new Map([...resumed.campaigns.values()].map((live) => [live.id, tellingOf(live, setting.workspace)]));
  const known = new Set(
    before.flatMap(({ messages }) => messages.flatMap(({ id: row, state }) => (state === 'passed' ? [row] : []))),
  );
  const late = [...people.values()].flatMap(({ messages }) =>
    messages.filter(({ id: row, state, reason }) => state === 'passed' && LATE.has(reason) && !known.has(row)),
  );
  return {
    mails: mails.map((mail) => ({
      email: people.get(mail.recipient)?.employee.email ?? null,
      campaign: mail.campaign,
      step: telling.get(mail.campaign)?.has(mail.step) ? null : mail.step,
      at: formatInstant(mail.at),
    })),
    perHour: counted(mails.map(({ campaign, at }) => ({ campaign, hour: hourOf(at, setting.workspace.timezone) }))),
    passed: counted(late.map(({ campaign, reason }) => ({ campaign, reason: reason as Reason }))),
  };
}

const LATE: ReadonlySet<Reason | null> = new Set<Reason>(['too-late', 'overtaken']);

function goingOn(setting: Setting, id: string | null, now: Instant): Setting {
  const closed = (live: LiveCampaign): LiveCampaign => ({
    ...live,
    state: live.state === 'paused' ? 'running' : live.state,
    pauses: live.pauses.map((pause) => ({ ...pause, to: pause.to ?? now })),
  });
  const campaigns = [...setting.campaigns].map(([key, live]) => [key, key === id ? closed(live) : live] as const);
  const pauses = id === null ? setting.pauses.map((pause) => ({ ...pause, to: pause.to ?? now })) : setting.pauses;
  return { ...setting, campaigns: new Map(campaigns), pauses };
}

function hourOf(at: Instant, zone: Zone): string {
  const { date, time } = localDateTime(at, zone);
  return `${date} ${String(Math.floor(time / HOUR_MS)).padStart(2, '0')}:00`;
}

function counted<Group extends object>(groups: readonly Group[]): (Group & { readonly mails: number })[] {
  const counts = new Map<string, Group & { mails: number }>();
  for (const group of groups) {
    const key = JSON.stringify(group);
    counts.set(key, { ...group, mails: (counts.get(key)?.mails ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}
