import { type Campaign, type CampaignMail, mailsOf, type Personalised } from '../../domain/campaign.ts';
import type { MessageText } from '../../domain/campaign-content.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import { NEEDS } from '../../domain/need.ts';
import { didYouMean } from '../../domain/text.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { variantIsPrivate } from '../../engine/answers/redaction.ts';
import { mayBeTold } from '../../engine/answers/what-may-be-told.ts';
import { textFor, variantName } from '../../engine/mails/version-of-message.ts';
import type { MessagePlace } from '../../intake/campaign-files/read-campaign.ts';
import type { Finding } from '../../intake/finding.ts';
import type { PeopleGroup } from '../../store/audiences/fitting-groups.ts';
import type { Database } from '../../store/database.ts';
import { countDiscreetly } from '../audiences/count-discreetly.ts';
import { type AudienceQuestion, countAudience, groupAudience } from '../audiences/find-audience.ts';

export interface TextsForPeople {
  readonly campaign: Campaign;
  readonly texts: readonly MessageText[];
  readonly workspace: Workspace;
  /** From activities.csv. */
  readonly activities: readonly LearningActivity[];
  readonly places: ReadonlyMap<string, MessagePlace>;
}

/**
 * How the texts of a campaign fit those whom it is for (T3): how many get the fallback, how many another language than
 * their own, and which versions are for nobody. To the nearest five, and from the minimum group on; about needs and
 * sensitive columns so that nobody can be found in the number, and of an audience that may not be listed not at all
 * (guarantees.md §3). Without people in the store only the names of needs are looked at.
 */
export async function checkCoverage(database: Database, look: TextsForPeople, now: Instant): Promise<Finding[]> {
  const { campaign, workspace, activities } = look;
  const question = { rule: campaign.audience, workspace, activities, campaign, now };
  const mails = mailsOf(campaign).filter(({ to }) => to === 'participant');
  const findings = mails.flatMap((mail) => unknownNeeds(look, mail));
  if (!mayBeTold(campaign.audience, workspace)) return findings;
  const everybody = await groupAudience(database, question, null);
  for (const mail of mails) {
    const column = columnOf(mail.step);
    if (column === null) continue;
    if (variantIsPrivate(mail.step, workspace)) {
      findings.push(...(await privateFallback(database, look, mail, { ...question, column })));
      continue;
    }
    const groups = await groupAudience(database, question, column);
    findings.push(...openFallback(look, mail, groups), ...nobodysVersions(look, mail, column, groups));
  }
  return [...findings, ...languageAdvice(look, mails, everybody)];
}

function columnOf({ variantPer }: Personalised): string | null {
  if (variantPer === null) return null;
  return variantPer.of === 'need' ? 'need' : variantPer.name;
}

/** The variants that somebody wrote, in any language: `career`, `growth`. */
function variantsOf({ texts }: TextsForPeople, { message, step }: CampaignMail): string[] {
  const named = texts.flatMap((text) => (text.message === message ? (text.variant?.split('.')[0] ?? []) : []));
  return [...new Set(named)].filter((name) => !step.tries.includes(name));
}

/** "7 % of this audience gets the fallback": of needs nothing more can be told. */
async function privateFallback(
  database: Database,
  look: TextsForPeople,
  mail: CampaignMail,
  { column, ...question }: AudienceQuestion & { readonly column: string },
): Promise<Finding[]> {
  // A file name has dashes where a value may have spaces.
  const values = variantsOf(look, mail).flatMap((name) => [name, name.replaceAll('-', ' ')]);
  const isDue = { kind: 'attribute', name: column, test: { is: 'one-of', values } } as const;
  const rule = { kind: 'all', of: [question.rule, isDue] } as const;
  const { count } = await countDiscreetly(database, { ...question, rule });
  if (count === null) return [];
  const { count: all } = await countAudience(database, question);
  const share = shareOf(all - count, all, look.workspace);
  if (share === null) return [];
  const hint =
    column === 'need'
      ? 'Ask people what they need, or write the fallback as well as the others.'
      : 'Write the fallback as well as the others.';
  return [fallbackAdvice(share, hint, look, mail)];
}

/** With the values for which a text is missing. */
function openFallback(look: TextsForPeople, mail: CampaignMail, groups: readonly PeopleGroup[]): Finding[] {
  const { texts, workspace } = look;
  const [first] = workspace.locales;
  const { message, step } = mail;
  const half = step.tries[0] ?? null;
  const without = groups.filter(({ locale, value }) => {
    const variant = value === null ? null : variantName(value);
    const text = textFor(texts, message, locale, { variant, half }, first);
    return variant === null || text?.variant?.split('.')[0] !== variant;
  });
  const share = shareOf(sumOf(without), sumOf(groups), workspace);
  if (share === null) return [];
  const missing = commonValues(without, workspace).slice(0, MOST_VALUES);
  const [most] = missing;
  const hint =
    most === undefined
      ? 'Write the fallback as well as the others.'
      : `Without a text of their own: ${missing.map(({ value, people }) => `${value} (${people})`).join(', ')}. Write ${[message, variantName(most.value), first].join('.')}.md, or leave it so.`;
  return [fallbackAdvice(share, hint, look, mail)];
}

const MOST_VALUES = 5;

function fallbackAdvice(share: string, hint: string, { places }: TextsForPeople, { message }: CampaignMail): Finding {
  return advice('fallback-coverage', `${share} gets the fallback of "${message}".`, hint, places.get(message));
}

/** Values that a group of people has, the most common first. */
function commonValues(
  groups: readonly PeopleGroup[],
  { minimumGroup }: Workspace,
): { value: string; people: number }[] {
  const byValue = new Map<string, number>();
  for (const { value, people } of groups) if (value !== null) byValue.set(value, (byValue.get(value) ?? 0) + people);
  return [...byValue]
    .filter(([, people]) => people >= minimumGroup)
    .map(([value, people]) => ({ value, people: toFive(people) }))
    .sort((a, b) => b.people - a.people || (a.value < b.value ? -1 : 1));
}

/** A need nearly spelt like one that is known, whoever has it: a slip of the pen. Other needs are as good. */
function unknownNeeds(look: TextsForPeople, mail: CampaignMail): Finding[] {
  if (columnOf(mail.step) !== 'need') return [];
  return variantsOf(look, mail).flatMap((name) => {
    const near = NEEDS.some((need) => need === name) ? null : didYouMean(name, NEEDS);
    return near === null ? [] : [unusedVersion(name, 'need', near, look, mail)];
  });
}

/** A version for a value that nobody in the audience has. */
function nobodysVersions(
  look: TextsForPeople,
  mail: CampaignMail,
  column: string,
  groups: readonly PeopleGroup[],
): Finding[] {
  if (sumOf(groups) < look.workspace.minimumGroup) return [];
  const known = new Set(groups.flatMap(({ value }) => (value === null ? [] : (variantName(value) ?? []))));
  return variantsOf(look, mail)
    .filter((name) => !known.has(name))
    .map((name) => unusedVersion(name, column, didYouMean(name, known), look, mail));
}

function unusedVersion(
  name: string,
  column: string,
  near: string | null,
  { places }: TextsForPeople,
  { message }: CampaignMail,
): Finding {
  const text = `"${message}.${name}" is for a ${column} that is not known of this audience.`;
  const hint = near === null ? 'Remove it, or import who has it.' : `Did you mean "${message}.${near}"?`;
  return advice('unused-version', text, hint, places.get(message));
}

/** Who reads a language in which some mails have no text. One finding per language. */
function languageAdvice(
  { texts, workspace, places }: TextsForPeople,
  mails: readonly CampaignMail[],
  groups: readonly PeopleGroup[],
): Finding[] {
  const [first] = workspace.locales;
  const readers = new Map<string, number>();
  for (const { locale, people } of groups) {
    if (locale === null) continue;
    const language = languageOf(locale);
    readers.set(language, (readers.get(language) ?? 0) + people);
  }
  return [...readers].toSorted().flatMap(([language, people]) => {
    const share = shareOf(people, sumOf(groups), workspace);
    const missing = mails.filter(({ message }) =>
      texts.every((text) => text.message !== message || languageOf(text.locale) !== language),
    );
    const [one, ...more] = [...new Set(missing.map(({ message }) => message))];
    if (share === null || one === undefined || language === languageOf(first)) return [];
    const which = more.length === 0 ? `"${one}"` : `${more.length + 1} mails, "${one}" first,`;
    const text = `${share} reads ${language}, and gets ${which} in ${first}.`;
    return [advice('locale-coverage', text, `Write ${one}.${language}.md beside this file.`, places.get(one))];
  });
}

function languageOf(locale: string): string {
  return locale.split('-')[0] ?? locale;
}

/** `7 % of this audience (about 45 people)`; null where too few stand behind it. */
export function shareOf(people: number, all: number, { minimumGroup }: Workspace): string | null {
  if (people < minimumGroup) return null;
  if (all - people < minimumGroup) return 'Nearly everybody in this audience';
  return `${Math.max(1, Math.round((toFive(people) / all) * 100))} % of this audience (about ${toFive(people)} people)`;
}

export function toFive(people: number): number {
  return Math.round(people / 5) * 5;
}

function sumOf(groups: readonly PeopleGroup[]): number {
  return groups.reduce((sum, { people }) => sum + people, 0);
}

function advice(code: string, message: string, hint: string, at: MessagePlace | undefined): Finding {
  return {
    severity: 'advice',
    code,
    message,
    hint,
    place: at?.place ?? { file: 'campaign.yaml' },
    crumbs: at?.crumbs ?? [],
  };
}
