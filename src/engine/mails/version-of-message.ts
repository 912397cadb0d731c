import type { Personalised } from '../../domain/campaign.ts';
import { attributeOf, type Employee } from '../../domain/employee.ts';
import { stableShare } from '../../domain/hash.ts';
import { localeChain, slug } from '../../domain/text.ts';

/** The version of a message that somebody is due (T3, T30), before it is known which texts were written. */
export interface WantedVersion {
  /** By need or attribute, as file names spell it; null: unknown, or everybody alike. */
  readonly variant: string | null;
  /** Which of the versions that are tried; null: none are. */
  readonly half: string | null;
  /** Which of two subjects, where the text has two. */
  readonly subject: 0 | 1;
}

/** A text of a message. `variant` is what its file name says between message and locale: `career`, `a`, `career.a`. */
export interface VersionedText {
  readonly message: string;
  readonly variant: string | null;
  readonly locale: string;
}

/** Nothing is known of the reader, and nothing is tried. */
export const FALLBACK: WantedVersion = { variant: null, half: null, subject: 0 };

/** Halves are by person and campaign, so that they stick over all steps (rules.md R12). */
export function versionFor({ variantPer, tries }: Personalised, campaign: string, employee: Employee): WantedVersion {
  const isFirst = (purpose: string) => stableShare(purpose, campaign, employee.id) < 0.5;
  const value = variantPer === null ? null : attributeOf(employee, variantPer.of === 'need' ? 'need' : variantPer.name);
  return {
    variant: value === null ? null : variantName(value),
    half: tries.length === 0 ? null : ((isFirst('try') ? tries[0] : tries[1]) ?? null),
    subject: isFirst('subject') ? 0 : 1,
  };
}

/** How a file name spells a value: `Customer Care` → `customer-care`; null: it has no letter and no digit. */
export function variantName(value: string | number | boolean): string | null {
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return slug(text) || null;
}

/**
 * The text that serves somebody, language before variant (campaigns.md, Messages): own locale with variant, own
 * locale's fallback, own language without region likewise, then the default locale. Where halves are tried too, the
 * variant's own half goes before the variant, and that before the half. Null: there is no text.
 */
export function textFor<Text extends VersionedText>(
  texts: readonly Text[],
  message: string,
  locale: string | null,
  { variant, half }: Pick<WantedVersion, 'variant' | 'half'>,
  defaultLocale: string,
): Text | null {
  const own = texts.filter((text) => text.message === message);
  const names = [joined(variant, half), variant, half, null];
  for (const tag of localeChain(locale, defaultLocale)) {
    for (const name of names) {
      const found = own.find((text) => text.locale === tag && text.variant === name);
      if (found !== undefined) return found;
    }
  }
  return null;
}

/**
 * What a mail is counted by: the version that was sent, not the one that was due: `career`, `a`, `career.a`,
 * `subject-2`, `a.subject-1`; null: the fallback, or a message without versions.
 * @param subjects how many the text has
 */
export function versionLabel(
  text: Pick<VersionedText, 'variant'>,
  subjects: number,
  { subject }: Pick<WantedVersion, 'subject'>,
): string | null {
  return joined(text.variant, subjects > 1 ? `${SUBJECT}${subject + 1}` : null);
}

/** The version that a label, or a part of one, asks for: what `preview --variant` takes. */
export function versionOfLabel(label: string, tries: readonly string[]): WantedVersion {
  const parts = label.split('.').map((part) => slug(part));
  const subject = parts.at(-1) === `${SUBJECT}2` ? 1 : 0;
  const named = parts.filter((part) => !/^subject-[12]$/.test(part));
  const half = named.find((part) => tries.includes(part)) ?? null;
  return { variant: named.find((part) => part !== half) ?? null, half, subject };
}

const SUBJECT = 'subject-';

function joined(...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join('.') || null;
}
