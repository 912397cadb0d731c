import type { PublicHolidays } from '../../calendar/public-holidays.ts';
import type { Campaign } from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import { attributeOf } from '../../domain/employee.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Asking } from '../../engine/conditions/asking.ts';
import { holds } from '../../engine/conditions/evaluate.ts';
import type { Setting, Situation } from '../../engine/facts/situation.ts';
import { groupFitting, type PeopleGroup } from '../../store/audiences/fitting-groups.ts';
import { countFitting, fittingPeople, type RuleForAll } from '../../store/audiences/fitting-people.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import type { StoredEmployee } from '../../store/people/employees.ts';
import { loadSetting } from '../deciding/load-setting.ts';
import { employeeOf, loadSituations } from '../deciding/load-situations.ts';
import { readRuleFor, workspaceInForce } from '../publishing/workspace-files.ts';

/** Whom to look for, and by whose words. */
export interface AudienceQuestion {
  readonly rule: Condition;
  readonly workspace: Workspace;
  /** From activities.csv, beyond those of the store. */
  readonly activities: readonly LearningActivity[];
  /** Whose bare learning words and message names are meant; null: a rule outside campaigns. */
  readonly campaign: Campaign | null;
  readonly now: Instant;
}

const PAGE = 500;
/**
 * A rule as it is typed on a command line or in a form, or the name of an audience of the workspace.
 * @throws {UserError} with what is wrong in it.
 */
export async function readRule(database: Database, folder: string, text: string): Promise<Condition> {
  return readRuleFor(await workspaceInForce(folder, database), folder, database, text);
}

/**
 * Everyone present who fits, in order of key. Who left, or is missing from a full import, fits nothing. The database
 * finds them; of whom it cannot be sure, memory is asked.
 */
export async function* findAudience(database: Database, question: AudienceQuestion): AsyncGenerator<StoredEmployee> {
  const setting = await settingOf(database, question);
  for await (const page of fittingPeople(database, ruleForAll(question, setting), { pageSize: PAGE })) {
    const unsure = page.filter(({ sure }) => !sure).map(({ person }) => person);
    const fitting = new Set((await asked(database, unsure, question, setting)).map(({ key }) => key));
    for (const { person, sure } of page) if (sure || fitting.has(person.key)) yield person;
  }
}

export interface Count {
  readonly count: number;
  /** Who has a mailbox that takes mail. */
  readonly reachable: number;
}

export async function countAudience(database: Database, question: AudienceQuestion): Promise<Count> {
  const setting = await settingOf(database, question);
  const rule = ruleForAll(question, setting);
  const { unsure, ...counted } = await countFitting(database, rule);
  if (!unsure) return counted;
  let { count, reachable } = counted;
  for await (const page of fittingPeople(database, rule, { which: 'unsure', pageSize: PAGE })) {
    const people = page.map(({ person }) => person);
    for (const person of await asked(database, people, question, setting)) {
      count += 1;
      if (person.email !== null && person.suppressedAt === null) reachable += 1;
    }
  }
  return { count, reachable };
}

/** Whoever fits and takes mail, by language and the value of a column (null: by language alone). Never shown as it is. */
export async function groupAudience(
  database: Database,
  question: AudienceQuestion,
  attribute: string | null,
): Promise<PeopleGroup[]> {
  const setting = await settingOf(database, question);
  const rule = ruleForAll(question, setting);
  const groups = await groupFitting(database, rule, attribute);
  for await (const page of fittingPeople(database, rule, { which: 'unsure', pageSize: PAGE })) {
    const people = page.map(({ person }) => person);
    for (const person of await asked(database, people, question, setting)) {
      if (person.email === null || person.suppressedAt !== null) continue;
      const employee = employeeOf(person);
      const value = attribute === null ? null : attributeOf(employee, attribute);
      groups.push({ locale: employee.locale, value: value === null ? null : String(value), people: 1 });
    }
  }
  return groups;
}

/** Those whom a rule fits, by all that is known of each. */
async function asked(
  database: Database,
  people: readonly StoredEmployee[],
  question: AudienceQuestion,
  setting: Setting,
): Promise<StoredEmployee[]> {
  if (people.length === 0) return [];
  const situations = await loadSituations(database, people, EVER);
  return people.filter((person) => {
    const situation = situations.get(person.key)?.situation;
    return situation !== undefined && holds(question.rule, askingFor(situation, question, setting));
  });
}

/** Mails settled long ago were received, too. */
export const EVER: Instant = 0;

export function ruleForAll(question: AudienceQuestion, setting: Setting): RuleForAll {
  const { campaign, promotes, audiences, fallbackDue, now } = surroundings(question);
  const asked = { now, campaign, promotes, audiences, fallbackDue, activities: setting.activities };
  return { condition: question.rule, asked: { ...asked, timezone: question.workspace.timezone } };
}

export function askingFor(situation: Situation, question: AudienceQuestion, setting: Setting): Asking {
  return { situation, setting, ...surroundings(question) };
}

function surroundings({ workspace, campaign, now }: AudienceQuestion): Omit<Asking, 'situation' | 'setting'> {
  return {
    now,
    campaign: campaign?.id ?? null,
    promotes: campaign?.promotes ?? [],
    audiences: workspace.audiences,
    fallbackDue: campaign?.due !== null && campaign?.due !== undefined && 'on' in campaign.due ? campaign.due.on : null,
  };
}

/** A rule asks for dates of people and never for holidays; so these need not be loaded. */
const NO_HOLIDAYS: PublicHolidays = { datesOf: () => new Map(), knows: () => false };

export async function settingOf(database: Database, { workspace, activities }: AudienceQuestion): Promise<Setting> {
  const known = new Map([...(await allActivities(database)), ...activities].map((activity) => [activity.id, activity]));
  const isPublished = (await newestWorkspace(database)) !== null;
  if (isPublished) return { ...(await loadSetting(database, NO_HOLIDAYS)).setting, workspace, activities: known };
  return {
    workspace,
    campaigns: new Map(),
    activities: known,
    holidays: () => new Set(),
    learningFeed: { lastAt: null, gaps: [] },
    pauses: [],
  };
}
