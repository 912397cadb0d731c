import { type Campaign, type CampaignMail, mailsOf, type Personalised } from '../../domain/campaign.ts';
import type { MessageText } from '../../domain/campaign-content.ts';
import type { LearningActivity } from '../../domain/learning.ts';
import { NEEDS } from '../../domain/need.ts';
import { didYouMean } from '../../domain/text.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { variantIsPrivate } from '../../engine/redaction.ts';
import { textFor, variantName } from '../../engine/version-of-message.ts';
import type { MessagePlace } from '../../intake/campaign-files/read-campaign.ts';
import type { Finding } from '../../intake/finding.ts';
import type { Database } from '../../store/database.ts';
import type { PeopleGroup } from '../../store/fitting-groups.ts';
import { groupAudience } from '../audiences/find-audience.ts';

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
 * their own, and which versions are for nobody. Counted to the nearest five, never below the minimum group
 * (guarantees.md §3); without people in the store nothing is said but of needs nobody knows.
 */
export async function checkCoverage(database: Database, look: TextsForPeople, now: Instant): Promise<Finding[]> {
  const { campaign, workspace, activities } = look;
  const question = { rule: campaign.audience, workspace, activities, campaign, now };
  const groups = new Map<string | null, Promise<PeopleGroup[]>>();
  const groupsBy = (attribute: string | null) => {
    const known = groups.get(attribute) ?? groupAudience(database, question, attribute);
    groups.set(attribute, known);
    return known;
  };
  const mails = mailsOf(campaign).filter(({ to }) => to === 'participant');
  const findings: Finding[] = [];
  for (const mail of mails) {
    const attribute = columnOf(mail.step);
    if (attribute === null) continue;
    const people = await groupsBy(attribute);
    findings.push(...fallbackAdvice(look, mail, people), ...nobodysVersions(look, mail, attribute, people));
  }
  findings.push(...languageAdvice(look, mails, await groupsBy(null)));
  return findings;
}

function columnOf({ variantPer }: Personalised): string | null {
  if (variantPer === null) return null;
  return variantPer.of === 'need' ? 'need' : variantPer.name;
}

/** "7 % of this audience gets the fallback", and for whom a text is missing where that may be said. */
function fallbackAdvice(
  { campaign: _, texts, workspace, places }: TextsForPeople,
  { message, step }: CampaignMail,
  groups: readonly PeopleGroup[],
): Finding[] {
  const [first] = workspace.locales;
  const half = step.tries[0] ?? null;
  const hasOwn = ({ locale, value }: PeopleGroup) => {
    const variant = value === null ? null : variantName(value);
    const text = textFor(texts, message, locale, { variant, half }, first);
    return variant !== null && text?.variant?.split('.')[0] === variant;
  };
  const all = sumOf(groups);
  const without = groups.filter((group) => !hasOwn(group));
  const share = shareOf(sumOf(without), all, workspace);
  if (share === null) return [];
  const isPrivate = variantIsPrivate(step, workspace);
  const missing = isPrivate ? [] : namedValues(without, workspace).slice(0, MOST_VALUES);
  const hint =
    missing.length > 0
      ? `Without a text of their own: ${missing.map(({ value, people }) => `${value} (${people})`).join(', ')}. Write ${[message, variantName(missing[0]?.value ?? ''), first].join('.')}.md, or leave it so.`
      : isPrivate && step.variantPer?.of === 'need'
        ? 'Ask people what they need, or write the fallback as well as the others.'
        : 'Write the fallback as well as the others.';
  return [advice('fallback-coverage', `${share} gets the fallback of "${message}".`, hint, places.get(message))];
}

const MOST_VALUES = 5;

/** Values that groups share, the largest first. */
function namedValues(groups: readonly PeopleGroup[], workspace: Workspace): { value: string; people: number }[] {
  const byValue = new Map<string, number>();
  for (const { value, people } of groups) if (value !== null) byValue.set(value, (byValue.get(value) ?? 0) + people);
  return [...byValue]
    .filter(([, people]) => people >= workspace.minimumGroup)
    .map(([value, people]) => ({ value, people: toFive(people) }))
    .sort((a, b) => b.people - a.people || (a.value < b.value ? -1 : 1));
}

/** Versions for a need or a value that nobody has: mostly a slip of the pen. */
function nobodysVersions(
  { texts, workspace, places }: TextsForPeople,
  { message, step }: CampaignMail,
  attribute: string,
  groups: readonly PeopleGroup[],
): Finding[] {
  const isNeed = step.variantPer?.of === 'need';
  if (!isNeed && sumOf(groups) < workspace.minimumGroup) return [];
  const values = variantIsPrivate(step, workspace)
    ? namedValues(groups, workspace).map(({ value }) => value)
    : groups.flatMap(({ value }) => value ?? []);
  const known = new Set([...(isNeed ? NEEDS : []), ...values.flatMap((value) => variantName(value) ?? [])]);
  const written = texts.flatMap((text) => (text.message === message ? (text.variant?.split('.') ?? []) : []));
  const unknown = [...new Set(written)].filter((name) => !known.has(name) && !step.tries.includes(name));
  return unknown.map((name) => {
    const near = didYouMean(name, known);
    const text = `"${message}.${name}" is for a ${attribute} that is not known of this audience.`;
    const hint = near === null ? `Remove it, or import who has it.` : `Did you mean "${message}.${near}"?`;
    return advice('unused-version', text, hint, places.get(message));
  });
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

/** `7 % of this audience (45 of 640)`; null where too few stand behind it. */
function shareOf(people: number, all: number, { minimumGroup }: Workspace): string | null {
  if (people < minimumGroup) return null;
  if (all - people < minimumGroup) return 'Nearly everybody in this audience';
  return `${Math.max(1, Math.round((toFive(people) / all) * 100))} % of this audience (about ${toFive(people)} people)`;
}

function toFive(people: number): number {
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
