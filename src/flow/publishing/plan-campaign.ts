import type { Employee } from '../../domain/employee.ts';
import { invariant, UserError } from '../../domain/errors.ts';
import type { Reason, ShownReason } from '../../domain/reasons.ts';
import { DAY_MS, formatInstant, type Instant, type LocalDate, localDate, type Zone } from '../../domain/time.ts';
import { viewOfPerson } from '../../engine/answers/shown-for-person.ts';
import { wasToldBy } from '../../engine/answers/what-may-be-told.ts';
import { holds } from '../../engine/conditions/evaluate.ts';
import { type Setting, type Situation, zoneOf } from '../../engine/facts/situation.ts';
import { beginsAt } from '../../engine/journey/begin.ts';
import { fallbackDue } from '../../engine/journey/standpoint.ts';
import { isToBeginLater } from '../../engine/journey/start-later.ts';
import { type Collisions, findCollisions } from '../../engine/plan/collisions.ts';
import { type PlannedMail, simulate } from '../../engine/plan/simulate.ts';
import { campaignById } from '../../store/campaigns/campaigns.ts';
import { type ForetoldAction, foretellAround } from '../around/foretell-around.ts';
import { countDiscreetly } from '../audiences/count-discreetly.ts';
import { describeCondition } from '../audiences/describe-condition.ts';
import type { FlowContext } from '../context.ts';
import type { CampaignDraft } from './campaign-draft.ts';
import { type ComparisonForesight, foreseeComparison } from './foresee-comparison.ts';
import { readingsOf } from './plan-versions.ts';
import { loadEverybody, planSetting, tellingOf } from './plan-world.ts';

export interface PlanOptions {
  readonly campaign: string;
  /** From its files; null: as published. */
  readonly draft: CampaignDraft | null;
  readonly from: Instant;
  readonly days: number;
  /** Only what this person gets. */
  readonly as?: string | null;
}

/** As `plan --json` prints it (interfaces.md). */
export interface Plan {
  readonly mails: readonly PlanEntry[];
  readonly nothing: readonly {
    readonly id: string | null;
    readonly email: string | null;
    readonly reason: ShownReason;
  }[];
  readonly perDay: Readonly<Record<LocalDate, number>>;
  readonly perPerson: Readonly<Record<string, number>>;
  /** What stands around the mails of the campaign; empty in the plan of one person. */
  readonly around: readonly ForetoldAction[];
  /** What the campaign and those that run beside it do to each other; null in the plan of one person. */
  readonly collisions: Collisions | null;
  /** Of the one person: where `at` is told in local time; null in the plan of everybody. */
  readonly zone: Zone | null;
  /**
   * Parts of the campaign that may not be told of persons, as rules are written. Before it has begun, and in files that
   * differ from what runs, the same was assumed of them for everybody: see {@link assumeHidden}.
   */
  readonly assumed: readonly string[];
  /**
   * `counted`: who is in it would say what they learned, so that nobody is named, and mails of other campaigns are left
   * out; `not-told`: so few fit, or do not, that figures would say it, too.
   */
  readonly people: 'named' | 'counted' | 'not-told';
  /** Before the launch of a campaign with `start-later`, how many people it would compare; else null. */
  readonly comparison: ComparisonForesight | null;
}

export interface PlanEntry {
  /** Null where to be in the campaign tells what somebody learned, and it has not begun; then the email is, too. */
  readonly id: string | null;
  readonly email: string | null;
  readonly campaign: string;
  /** Null where it would tell what the person did (guarantees.md §3). */
  readonly step: string | null;
  /** By label (`career`, `b`); null: the fallback or the only one, and where the step is null. */
  readonly variant: string | null;
  readonly locale: string;
  /** The story that it tells; absent: none, and where the step is null. */
  readonly story?: string;
  readonly at: string;
  readonly reason: Reason | null;
}

/**
 * Who would get what and when: all running campaigns plus this one, played with the engine that sends (rules.md R12),
 * assuming that nothing more is learned, clicked or imported and that learning data stays fresh.
 */
export async function planCampaign(context: FlowContext, options: PlanOptions): Promise<Plan> {
  const { campaign: id, from, as = null } = options;
  const { setting, content, assumed, namesPeople } = await planSetting(context, {
    ...options,
    ofOnePerson: as !== null,
  });
  const everybody = await loadEverybody(context.store.read, setting, from);
  const one = everybody.find(({ employee }) => as !== null && isMeant(employee, as));
  if (as !== null && one === undefined) {
    throw new UserError(`There is nobody with the address "${as}".`, {
      hint: 'Import employees first, or look at the spelling.',
    });
  }
  const until = from + options.days * DAY_MS;
  const played = simulate(everybody, setting, from, until);
  const { mails, people: after } = played;
  const live = setting.campaigns.get(id);
  const campaign = live?.versions.get(live.current)?.campaign;
  invariant(live && campaign, `${id} is in its plan`);
  const isLaunched = (await campaignById(context.store.read, id))?.launchedAt != null;
  const comparison = {
    campaign,
    workspace: setting.workspace,
    activities: [...setting.activities.values()],
    pilot: null,
    now: from,
  };
  const telling = new Map([...setting.campaigns.values()].map((live) => [live.id, tellingOf(live, setting.workspace)]));
  const wanted = (situation: Situation | undefined) =>
    as === null || (situation !== undefined && isMeant(situation.employee, as));
  const people = as !== null || namesPeople ? 'named' : await countedOrNot();
  const isNamed = people === 'named';
  // A mail of another campaign that makes room would tell who is in this one.
  const mayBeShown = (mail: PlannedMail) => isNamed || (people === 'counted' && mail.campaign === id);
  const shown = mails.filter((mail) => wanted(after.get(mail.recipient)) && mayBeShown(mail));
  const audience = [...after.values()].filter(
    (situation) => people !== 'not-told' && wanted(situation) && belongs(situation, setting, id, from),
  );
  const planned = { campaign: id, version: live.current, content };
  const readingOf = await readingsOf(context.store.read, shown, setting, planned);
  const got = new Set(mails.filter((mail) => mail.campaign === id).map((mail) => mail.recipient));
  return {
    mails: isNamed ? shown.map(entry) : nameless(shown.map(entry)),
    nothing: audience
      .filter(({ employee }) => !got.has(employee.key))
      .map((situation) => ({
        id: situation.employee.id,
        email: situation.employee.email,
        reason: viewOfPerson(campaign, setting.workspace, wasToldBy([id], situation)).reason(
          whyNothing(situation, setting, id, from),
          null,
        ),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((one) => (isNamed ? one : { ...one, id: null, email: null }))
      .sort((a, b) => (isNamed || a.reason === b.reason ? 0 : a.reason < b.reason ? -1 : 1)),
    perDay: counted(shown.map((mail) => localDate(mail.at, zoneOfKey(mail.recipient)))),
    perPerson: distribution(shown, audience),
    around: as === null ? await foretellAround(context.store.read, live, setting, from) : [],
    assumed: assumed.map(describeCondition),
    people,
    zone: one === undefined ? null : zoneOf(one.employee, setting.workspace),
    collisions:
      as === null && people !== 'not-told' ? findCollisions(everybody, played, setting, campaign, from, until) : null,
    comparison: as === null && !isLaunched ? await foreseeComparison(context.store.read, comparison) : null,
  };

  async function countedOrNot(): Promise<Plan['people']> {
    const { workspace } = setting;
    const audiences = live?.versions.get(live.current)?.audiences ?? workspace.audiences;
    const question = { rule: comparison.campaign.audience, workspace: { ...workspace, audiences }, now: from };
    const activities = [...setting.activities.values()];
    const { count } = await countDiscreetly(context.store.read, {
      ...question,
      activities,
      campaign: comparison.campaign,
    });
    return count === null ? 'not-told' : 'counted';
  }

  function zoneOfKey(key: string): string {
    const situation = after.get(key);
    return situation === undefined ? setting.workspace.timezone : zoneOf(situation.employee, setting.workspace);
  }

  function entry(mail: PlannedMail): PlanEntry {
    const employee = after.get(mail.recipient)?.employee;
    const hidden = telling.get(mail.campaign)?.has(mail.step) ?? false;
    const { locale, variant } = readingOf(mail, employee ?? null, hidden);
    return {
      id: employee?.id ?? mail.recipient,
      email: employee?.email ?? null,
      campaign: mail.campaign,
      step: hidden ? null : mail.step,
      variant,
      locale,
      ...(hidden || mail.story === null ? {} : { story: mail.story }),
      at: formatInstant(mail.at),
      reason: mail.reason,
    };
  }
}

/** In an order that tells no more than they do. */
function nameless(entries: readonly PlanEntry[]): PlanEntry[] {
  const place = ({ at, step, variant, locale, reason }: PlanEntry) => [at, step, variant, locale, reason].join(' ');
  return entries.map((one) => ({ ...one, id: null, email: null })).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** By address, in any case, or by id. */
function isMeant({ email, id }: Employee, as: string): boolean {
  return email === as.toLowerCase() || id === as;
}

/** In the audience: takes part, or matches and did not begin. */
function belongs(situation: Situation, setting: Setting, id: string, now: Instant): boolean {
  const took = situation.participations.findLast((one) => one.campaign === id);
  if (took !== undefined) return took.ended?.because !== 'left-audience' || took.ended.at > took.beganAt;
  const live = setting.campaigns.get(id);
  const version = live?.versions.get(live.current);
  if (live === undefined || version === undefined) return false;
  const startAt = Math.max(beginsAt(situation, setting, live), now);
  return holds(version.campaign.audience, {
    situation,
    setting,
    now: startAt,
    campaign: id,
    promotes: version.campaign.promotes,
    audiences: version.audiences,
    fallbackDue: fallbackDue(version.campaign, localDate(startAt, zoneOf(situation.employee, setting.workspace))),
  });
}

function whyNothing(situation: Situation, setting: Setting, id: string, now: Instant): Reason {
  if (situation.employee.email === null) return 'no-mailbox';
  if (situation.suppressed) return 'suppressed';
  const took = situation.participations.findLast((one) => one.campaign === id);
  if (took === undefined)
    return situation.choices.some((choice) => choice.kind === 'stop' && choice.at <= now) ? 'stopped' : 'goal-reached';
  if (took.ended !== null) return took.ended.because;
  if (took.suspended !== null) return took.suspended.because;
  const pinned = setting.campaigns.get(id)?.versions.get(took.version)?.campaign;
  if (pinned !== undefined && isToBeginLater(took, pinned, situation)) return 'start-later';
  const message = situation.messages.find((one) => one.campaign === id && one.kind === 'step' && one.reason !== null);
  return message?.reason ?? (setting.campaigns.get(id)?.state === 'paused' ? 'paused' : 'when-false');
}

function counted(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** How many people get how many mails; who is in the audience and gets none counts as 0. */
function distribution(mails: readonly PlannedMail[], audience: readonly Situation[]): Record<string, number> {
  const perPerson = counted([...mails.map((mail) => mail.recipient)]);
  for (const { employee } of audience) perPerson[employee.key] ??= 0;
  return counted(
    Object.values(perPerson)
      .sort((a, b) => a - b)
      .map(String),
  );
}
