import { invariant, UserError } from '../../domain/errors.ts';
import type { SystemLocale } from '../../domain/reason-texts.ts';
import { requiredTrainingIn, wasToldBy } from '../../engine/answers/what-may-be-told.ts';
import type { Setting } from '../../engine/facts/situation.ts';
import type { Database } from '../../store/database.ts';
import { employeeByEmail, type StoredEmployee } from '../../store/people/employees.ts';
import { loadSituations } from '../deciding/load-situations.ts';
import { type Explained, explainRule } from './explain-rule.ts';
import { type AudienceQuestion, askingFor, EVER, findAudience, settingOf } from './find-audience.ts';

/** Whether the people whom a rule fits may be counted exactly, listed and explained (guarantees.md §3). */
export async function mayNamePeople(database: Database, question: AudienceQuestion): Promise<boolean> {
  return requiredTrainingIn(question.rule, await settingOf(database, question)) !== null;
}

/** Whom a rule fits, by name. */
export interface AudienceList {
  readonly people: readonly StoredEmployee[];
  /** Who fits too, but has got no mail yet that says that this is seen of them. */
  readonly untold: number;
}

/** @throws {UserError} where nobody may be named. */
export async function listAudience(database: Database, question: AudienceQuestion): Promise<AudienceList> {
  const setting = await settingOf(database, question);
  const campaigns = namingCampaigns(question, setting);
  const found: StoredEmployee[] = [];
  for await (const person of findAudience(database, question)) found.push(person);
  const told = await toldAmong(database, found, campaigns);
  const people = found.filter(({ key }) => told === null || told.has(key)).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { people, untold: found.length - people.length };
}

/**
 * How a rule stands to one person, in words.
 * @returns null when nobody has this address.
 * @throws {UserError} where nobody may be named, or this person has not been told yet.
 */
export async function explainAudience(
  database: Database,
  question: AudienceQuestion,
  email: string,
  locale: SystemLocale,
): Promise<Explained | null> {
  const setting = await settingOf(database, question);
  const campaigns = namingCampaigns(question, setting);
  const person = await employeeByEmail(database, email.toLowerCase());
  if (person === null) return null;
  const situation = (await loadSituations(database, [person], EVER)).get(person.key)?.situation;
  invariant(situation !== undefined, 'whoever is asked for is loaded');
  if (!wasToldBy(campaigns, situation)) {
    throw new UserError(`No mail has told ${email} yet that this training is seen together with the name.`, {
      hint: `It can be explained after the first mail of ${campaigns.join(', ')}.`,
    });
  }
  return explainRule(question.rule, askingFor(situation, question, setting), locale);
}

function namingCampaigns({ rule }: AudienceQuestion, setting: Setting): readonly string[] {
  const campaigns = requiredTrainingIn(rule, setting);
  if (campaigns !== null) return campaigns;
  throw new UserError(
    'This rule asks what people did, learned, answered or need, or for a sensitive column: it can be used and counted, not listed or explained.',
    { hint: 'Leave out --list and --explain.' },
  );
}

const PAGE = 500;

/** Null: nothing had to be told. */
async function toldAmong(
  database: Database,
  people: readonly StoredEmployee[],
  campaigns: readonly string[],
): Promise<Set<string> | null> {
  if (campaigns.length === 0) return null;
  const told = new Set<string>();
  for (let from = 0; from < people.length; from += PAGE) {
    const situations = await loadSituations(database, people.slice(from, from + PAGE), EVER);
    for (const [key, { situation }] of situations) if (wasToldBy(campaigns, situation)) told.add(key);
  }
  return told;
}
