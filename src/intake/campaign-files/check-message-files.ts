import type { Personalised } from '../../domain/campaign.ts';
import { slug } from '../../domain/text.ts';
import type { Path, Problems } from '../finding.ts';
import { suggest } from '../wording.ts';
import { type MessageFile, versionNameOf } from './message-files.ts';

/** A message that steps name: where first, and how each of them chooses a version of it. */
export interface NamedMessage {
  readonly path: Path;
  readonly choices: Personalised[];
}

/**
 * Whether every reader of every step finds a text: a fallback, both halves of what is tried, the default locale; and
 * whether every file is sent by a step. What only costs some readers their language or version is advice.
 */
export function checkMessageFiles(
  named: ReadonlyMap<string, NamedMessage>,
  files: readonly MessageFile[],
  locales: readonly [string, ...string[]],
  problems: Problems,
): void {
  for (const [message, { path, ...steps }] of named) {
    const choices = [...new Map(steps.choices.map((choice) => [JSON.stringify(choice), choice])).values()];
    const own = files.filter((file) => file.message === message);
    const check = { message, path, choices, own, locales, problems };
    checkDefaultLocale(check);
    checkHalvesOfVariants(check);
    adviseOnLocales(check);
    // A step that could not be read may be the one that sends them.
    if (!problems.list.some(({ severity }) => severity === 'error')) adviseOnUnusedVersions(check);
  }
}

interface Check {
  readonly message: string;
  readonly path: Path;
  readonly choices: readonly Personalised[];
  readonly own: readonly MessageFile[];
  readonly locales: readonly [string, ...string[]];
  readonly problems: Problems;
}

/** What must be there in the default locale: the fallback, or both halves. */
function checkDefaultLocale({ message, path, choices, own, locales: [locale], problems }: Check): void {
  for (const choice of choices) {
    const { variantPer, tries } = choice;
    if (tries.length > 0) {
      for (const half of tries.filter((one) => !has(own, one, locale))) {
        const text = `The message "${message}" tries ${quoted(tries)}, and "${half}" has no text in ${locale}, the workspace's first locale.`;
        problems.error('try-text-missing', path, text, `Write ${message}.${half}.${locale}.md beside this file.`);
      }
    } else if (!has(own, null, locale)) {
      const per = variantPer?.of === 'need' ? 'need' : variantPer?.name;
      const text = `The message "${message}" has no text in ${locale}, the workspace's first locale.`;
      if (per === undefined) {
        problems.error('default-locale-missing', path, text, `Write ${message}.${locale}.md beside this file.`);
        continue;
      }
      const why = `The message "${message}" has versions per ${per} and no fallback in ${locale}, the workspace's first locale.`;
      const mend = `Write ${message}.${locale}.md: it goes to whose ${per} is not known, and to whose ${per} has no text.`;
      problems.error('fallback-missing', path, why, mend);
    }
  }
}

/** Half a comparison compares nothing. */
function checkHalvesOfVariants({ message, path, choices, own, problems }: Check): void {
  for (const { variantPer, tries } of choices) {
    if (variantPer === null || tries.length === 0) continue;
    for (const { variant, try: half, locale } of own) {
      if (variant === null || half === null) continue;
      const other = tries.find((one) => one !== slug(half));
      const name = `${slug(variant)}.${other}`;
      if (other === undefined || !tries.includes(slug(half)) || has(own, name, locale)) continue;
      const text = `"${message}.${variant}" has the half "${half}" in ${locale}, and not "${other}".`;
      problems.error('try-text-missing', path, text, `Write ${message}.${name}.${locale}.md beside this file.`);
    }
  }
}

/** Other locales are missed by those who read them. */
function adviseOnLocales({ message, path, choices, own, locales, problems }: Check): void {
  const [first, ...others] = locales;
  const tries = choices.flatMap((choice) => choice.tries);
  const needsFallback = choices.some((choice) => choice.tries.length === 0);
  const variants = choices.some(({ variantPer }) => variantPer !== null)
    ? own.flatMap((file) => (file.locale === first && file.variant !== null ? [versionNameOf(file) ?? ''] : []))
    : [];
  const wanted = [...(needsFallback ? [null] : []), ...tries, ...variants];
  for (const locale of others) {
    for (const name of new Set(wanted)) {
      if (has(own, name, locale) || has(own, name, locale.split('-')[0] ?? '')) continue;
      const what = name === null ? `The message "${message}"` : `"${name}" of the message "${message}"`;
      const instead =
        name === null || !has(own, null, locale) ? `those readers get ${first}` : 'those readers get the fallback';
      const file = [message, name, locale].filter((part) => part !== null).join('.');
      const text = `${what} has no text in ${locale}; ${instead}.`;
      problems.advise('locale-missing', path, text, `Write ${file}.md beside this file.`);
    }
  }
}

/** A version that no step chooses. Which values people have is not known here; `check` asks the store. */
function adviseOnUnusedVersions({ message, path, choices, own, problems }: Check): void {
  const tries = [...new Set(choices.flatMap((choice) => choice.tries))];
  const hasVariants = choices.some(({ variantPer }) => variantPer !== null);
  const hasBoth = choices.some(({ variantPer, tries }) => variantPer !== null && tries.length > 0);
  const told = new Set<string>();
  for (const file of own) {
    const { variant, try: half } = file;
    const name = versionNameOf(file);
    if (variant === null || name === null || told.has(name)) continue;
    const isChosen =
      half === null ? hasVariants || tries.includes(slug(variant)) : hasBoth && tries.includes(slug(half));
    if (isChosen) continue;
    told.add(name);
    const wrong = half ?? variant;
    const hint =
      tries.length === 0
        ? `Add "variant-per" or "try" to the step, or remove ${message}.${name}.*.md.`
        : suggest(wrong, tries, `Remove ${message}.${name}.*.md.`);
    problems.advise('unused-version', path, `No step sends the version "${name}" of "${message}".`, hint);
  }
}

function has(files: readonly MessageFile[], name: string | null, locale: string): boolean {
  return files.some((file) => file.locale === locale && versionNameOf(file) === name);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' and ');
}
