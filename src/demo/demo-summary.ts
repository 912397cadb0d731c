import type { PublicHolidays } from '../calendar/public-holidays.ts';
import { GONE_STATES } from '../domain/message.ts';
import type { Reason } from '../domain/reasons.ts';
import {
  DAY_MS,
  formatInstant,
  type Instant,
  isWithin,
  localDateTime,
  startOfDate,
  weekdayOf,
  yearOf,
  type Zone,
} from '../domain/time.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { FlowContext } from '../flow/context.ts';
import { type CampaignStats, campaignStats } from '../stats/campaign-stats.ts';
import { campaignDefinitions, launchedCampaigns } from '../store/campaigns/campaigns.ts';
import { messagesTo, type StoredMessage } from '../store/mails/messages.ts';
import { employeesAfter, type StoredEmployee } from '../store/people/employees.ts';

/** What came of it: every figure is asked of the store, save what waited, which the play told on its way. */
export interface DemoSummary {
  readonly until: string;
  readonly employees: number;
  readonly withoutMailbox: number;
  readonly mails: number;
  /** Over everybody who got at least one, all campaigns together. */
  readonly mailsPerPerson: { readonly median: number; readonly max: number };
  /** The most voluntary mails that one person got in any seven days. */
  readonly mostVoluntaryInAWeek: number;
  /** Outside the sending hours, or on a day on which that person or country does not work. */
  readonly outsideWorkingTime: number;
  readonly inDoubt: number;
  readonly failed: number;
  readonly waited: Partial<Record<Reason, number>>;
  readonly campaigns: readonly CampaignStats[];
}

export async function summarize(
  context: FlowContext,
  workspace: Workspace,
  waited: ReadonlyMap<Reason, number>,
): Promise<DemoSummary> {
  const { read } = context.store;
  const now = context.clock();
  const people = await everybody(context);
  const required = await requiredCampaigns(context);
  const perPerson: number[] = [];
  const counts = { mostVoluntaryInAWeek: 0, outsideWorkingTime: 0 };
  for (const person of people) {
    const sent = (await messagesTo(read, person.key)).filter(
      ({ state, kind }) => kind !== 'test' && GONE_STATES.includes(state),
    );
    const instants = sent.map(({ slotAt, dueAt }) => slotAt ?? dueAt);
    if (instants.length > 0) perPerson.push(instants.length);
    const voluntary = sent.filter(
      (mail) => mail.kind === 'step' && (mail.phase === 'retain' || !required.has(mail.campaign)),
    );
    counts.mostVoluntaryInAWeek = Math.max(
      counts.mostVoluntaryInAWeek,
      mostInSevenDays(voluntary, person.timezone ?? workspace.timezone),
    );
    counts.outsideWorkingTime += instants.filter(
      (at) => !isWorking(person, at, workspace, context.publicHolidays),
    ).length;
  }
  const campaigns: CampaignStats[] = [];
  for (const { id } of await launchedCampaigns(read)) campaigns.push(await campaignStats(read, id, now));
  const steps = campaigns.flatMap((campaign) => campaign.steps);
  return {
    until: formatInstant(now),
    employees: people.length,
    withoutMailbox: people.filter(({ email }) => email === null).length,
    mails: perPerson.reduce((total, count) => total + count, 0),
    mailsPerPerson: { median: median(perPerson), max: Math.max(0, ...perPerson) },
    ...counts,
    inDoubt: steps.reduce((total, step) => total + step.inDoubt, 0),
    failed: steps.reduce((total, step) => total + step.failed, 0),
    waited: Object.fromEntries(waited),
    campaigns,
  };
}

/** Their mails up to the goal count under the mail limit and do not wait for it (rules.md R9). */
async function requiredCampaigns({ store }: FlowContext): Promise<Set<string>> {
  const ids = (await launchedCampaigns(store.read)).map(({ id }) => id);
  const versions = await campaignDefinitions(store.read, ids);
  return new Set(versions.filter(({ definition }) => definition.required !== null).map(({ campaign }) => campaign));
}

const PAGE = 500;

async function everybody({ store }: FlowContext): Promise<StoredEmployee[]> {
  const people: StoredEmployee[] = [];
  for (let isLast = false; !isLast; ) {
    const page = await employeesAfter(store.read, people.at(-1)?.key ?? null, PAGE);
    people.push(...page);
    isLast = page.length < PAGE;
  }
  return people;
}

/** Asked of the calendar anew and not of the engine, which had decided it. Leave is apart: R9 lets required mail through. */
function isWorking(
  person: StoredEmployee,
  at: Instant,
  { sending, timezone }: Workspace,
  holidays: PublicHolidays,
): boolean {
  const { date, time } = localDateTime(at, person.timezone ?? timezone);
  const days = person.workingDays ?? sending.days;
  const isHoliday = person.country !== null && holidays.datesOf(person.country, person.region, yearOf(date)).has(date);
  return (
    time >= sending.from &&
    time < sending.to &&
    sending.days.includes(weekdayOf(date)) &&
    days.includes(weekdayOf(date)) &&
    !isHoliday &&
    !sending.daysOff.includes(date) &&
    !sending.blackout.some((span) => isWithin(date, span))
  );
}

/** Days of the calendar and hours of the clock on the wall, as rules.md R6 counts them. */
function mostInSevenDays(mails: readonly StoredMessage[], zone: Zone): number {
  const wallTimes = mails.map(({ slotAt, dueAt }) => {
    const { date, time } = localDateTime(slotAt ?? dueAt, zone);
    return startOfDate(date, 'UTC') + time;
  });
  return Math.max(0, ...wallTimes.map((from) => wallTimes.filter((at) => at >= from && at < from + WEEK_MS).length));
}

const WEEK_MS = 7 * DAY_MS;

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  const middle = Math.floor((sorted.length - 1) / 2);
  return sorted.length === 0 ? 0 : ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2;
}
