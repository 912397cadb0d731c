import type { Campaign } from '../../domain/campaign.ts';
import { attributeOf, type Employee } from '../../domain/employee.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import { parseMailbox } from '../../domain/mail-address.ts';
import type { Message } from '../../domain/message.ts';
import { addMonths, localDate } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { isPrivate } from '../../engine/answers/redaction.ts';
import { nearestDue, stateOf } from '../../engine/conditions/learned.ts';
import { type Setting, type Situation, zoneOf } from '../../engine/facts/situation.ts';
import { beginsAt } from '../../engine/journey/begin.ts';
import { type Standpoint, standpointOf } from '../../engine/journey/standpoint.ts';
import { teamFigures } from '../../engine/mails/team-figures.ts';
import type { MergeItem, MergeValues } from '../../render/variables.ts';

/** The colleagues a mail can name. */
export interface Colleagues {
  readonly manager: Employee | null;
  readonly buddy: Employee | null;
}

/** The facts of a mail to a participant, as rendering takes them. Missing means unknown: the text has its fallback. */
export function participantValues(
  situation: Situation,
  setting: Setting,
  participationId: string,
  now: number,
  colleagues: Colleagues,
): MergeValues {
  const participation = situation.participations.find((one) => one.id === participationId);
  if (participation === undefined) return personValues(situation.employee);
  const standpoint = standpointOf(situation, setting, participation, now);
  return {
    ...campaignValues(standpoint.campaign, setting),
    ...personValues(situation.employee),
    'manager.firstName': firstName(colleagues.manager),
    'buddy.firstName': firstName(colleagues.buddy),
    start: localDate(participation.beganAt, standpoint.calendar.zone),
    due: nearestDue(standpoint.asking),
    minutesLeft: minutesLeft(standpoint),
    laterMonth: `${addMonths(localDate(now, standpoint.calendar.zone), 2).slice(0, 7)}-01`,
    ...budgetValues(situation.employee),
  };
}

/**
 * The facts of one mail to a manager or buddy about several people. Names stand in it only where that tells nothing
 * about learning: in required training, announced to the people first, or before anybody could have learned anything
 * (guarantees.md §3).
 */
export function bundleValues(
  recipient: Situation,
  bundle: Pick<Message, 'campaign' | 'version' | 'phase'>,
  people: readonly Situation[],
  setting: Setting,
  now: number,
  buddies: ReadonlyMap<string, Employee>,
): MergeValues {
  const live = setting.campaigns.get(bundle.campaign);
  const campaign = live?.versions.get(bundle.version)?.campaign;
  if (live === undefined || campaign === undefined) return personValues(recipient.employee);
  const standpoints = people.flatMap((situation) => {
    const participation = situation.participations.find(
      (one) => one.campaign === bundle.campaign && one.ended === null,
    );
    return participation === undefined ? [] : [standpointOf(situation, setting, participation, now)];
  });
  const dues = standpoints
    .map((standpoint) => nearestDue(standpoint.asking))
    .filter((due) => due !== null)
    .sort();
  const starts = standpoints
    .map((standpoint) => localDate(standpoint.participation.beganAt, standpoint.calendar.zone))
    .sort();
  const named = campaign.required !== null || bundle.phase === 'inform';
  return {
    ...campaignValues(campaign, setting),
    ...personValues(recipient.employee),
    start: starts[0] ?? null,
    due: dues[0] ?? null,
    laterMonth: `${addMonths(localDate(now, setting.workspace.timezone), 2).slice(0, 7)}-01`,
    count: standpoints.length,
    people: named ? standpoints.map((standpoint) => personItem(standpoint, buddies)) : [],
  };
}

/** The facts of a team update: how many, to the nearest five, where there are enough; never who. */
export function teamValues(
  recipient: Situation,
  update: Pick<Message, 'campaign' | 'version'>,
  reports: readonly Situation[],
  setting: Setting,
  now: number,
): MergeValues {
  const live = setting.campaigns.get(update.campaign);
  const campaign = live?.versions.get(update.version)?.campaign;
  if (live === undefined || campaign === undefined) return personValues(recipient.employee);
  const { size, started, finished } = teamFigures(reports, campaign, setting, now);
  const zone = zoneOf(recipient.employee, setting.workspace);
  return {
    ...campaignValues(campaign, setting),
    ...personValues(recipient.employee),
    start: localDate(beginsAt(recipient, setting, live), zone),
    due: campaign.due !== null && 'on' in campaign.due ? campaign.due.on : null,
    laterMonth: `${addMonths(localDate(now, zone), 2).slice(0, 7)}-01`,
    'team.size': size,
    'team.started': started,
    'team.finished': finished,
  };
}

export function campaignValues(
  campaign: Campaign,
  { workspace, activities }: Pick<Setting, 'workspace' | 'activities'>,
): MergeValues {
  const promoted = campaign.promotes.flatMap((id) => activities.get(id) ?? []);
  const sender = parseMailbox(campaign.from ?? workspace.from);
  const senderName = 'why' in sender ? '' : sender.name;
  return {
    'activity.title': promoted[0]?.title ?? null,
    'activity.url': promoted[0]?.url ?? workspace.academy.url,
    'activity.minutes': promoted[0]?.durationMinutes ?? null,
    activities: promoted.map(activityItem),
    'sender.name': senderName || workspace.name,
    'sender.firstName': senderName.split(/[\s,]/)[0] || workspace.name,
  };
}

/** What may be shown of a person to somebody else: without needs and sensitive attributes (guarantees.md §3). */
export function tellableValues(employee: Employee, workspace: Workspace): MergeValues {
  return Object.fromEntries(
    Object.entries(personValues(employee)).map(([name, value]) => {
      const column = name.startsWith('attributes.') ? name.slice('attributes.'.length) : null;
      return [name, column !== null && isPrivate(column, workspace) ? null : value];
    }),
  );
}

/** What we know about a person, attributes included. */
export function personValues(employee: Employee): MergeValues {
  const attributes = Object.entries(employee.attributes).map(([name, value]) => [`attributes.${name}`, value] as const);
  return {
    firstName: textOf(employee, 'first_name'),
    lastName: textOf(employee, 'last_name'),
    department: textOf(employee, 'department'),
    hiredOn: employee.hiredOn,
    ...Object.fromEntries(attributes),
  };
}

function activityItem(activity: LearningActivity): MergeItem {
  return { title: activity.title, url: activity.url, minutes: activity.durationMinutes };
}

function personItem({ situation, asking }: Standpoint, buddies: ReadonlyMap<string, Employee>): MergeItem {
  const { employee } = situation;
  return {
    firstName: textOf(employee, 'first_name'),
    lastName: textOf(employee, 'last_name'),
    department: textOf(employee, 'department'),
    due: nearestDue(asking),
    hiredOn: employee.hiredOn,
    'buddy.firstName': firstName(situation.buddy === null ? null : (buddies.get(situation.buddy) ?? null)),
  };
}

/** What remains of everything promoted, by the progress the learning platform told; null when no duration is known. */
function minutesLeft({ asking, setting, campaign }: Standpoint): number | null {
  const durations = campaign.promotes.map((id) => setting.activities.get(id)?.durationMinutes ?? null);
  if (durations.length === 0 || durations.includes(null)) return null;
  const left = campaign.promotes.reduce(
    (sum, id, index) => sum + (durations[index] ?? 0) * (1 - stateOf(id, asking).progress / 100),
    0,
  );
  return left < 1 ? null : Math.round(left);
}

function budgetValues(employee: Employee): MergeValues {
  const budget = Number(attributeOf(employee, 'learning_budget') ?? Number.NaN);
  const left = budget - Number(attributeOf(employee, 'learning_budget_used') ?? 0);
  const unit = textOf(employee, 'learning_budget_unit');
  if (!Number.isFinite(left) || unit === null) return {};
  return { learningBudgetLeft: { amount: left, unit }, learningDaysLeft: unit.toLowerCase() === 'days' ? left : null };
}

function firstName(employee: Employee | null): string | null {
  return employee === null ? null : textOf(employee, 'first_name');
}

function textOf(employee: Employee, name: string): string | null {
  const value = attributeOf(employee, name);
  return value === null ? null : String(value);
}
