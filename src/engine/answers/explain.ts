import { reasonText } from '../../domain/reason-texts.ts';
import type { ShownReason } from '../../domain/reasons.ts';
import { addDays, type Instant, localDate, localDateTime } from '../../domain/time.ts';
import { shortDate, shortTime, type Voice } from '../../domain/time-words.ts';
import { filledSentence, SENTENCES, type SentenceName } from './sentences.ts';

/** A mail as it may be shown: without a step, it is "a mail of CAMPAIGN" (guarantees.md §3). */
export interface ShownMail {
  readonly campaign: string;
  readonly step: string | null;
  /** The story that it tells; null or absent: none. */
  readonly story?: string | null;
}

/** Why, with what makes it useful. */
export interface ShownKeeper {
  readonly reason: ShownReason;
  readonly since?: Instant | null;
  readonly until?: Instant | null;
  /** The name of a public holiday, or what the mail server said. */
  readonly detail?: string | null;
  readonly mails?: readonly ShownMail[];
  /** How many the mail limit allows. */
  readonly of?: number | null;
}

/** A sentence of {@link SENTENCES} in a voice, ended by why (see {@link keptText}) if there is a why. */
export function sayIn(
  voice: Voice,
  name: SentenceName,
  values: Readonly<Record<string, string | Instant>> = {},
  because = '',
): string {
  const { locale, zone, now } = voice;
  const texts = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'number' ? shortTime(value, zone, locale, now) : value,
  ]);
  const colon = locale === 'fr' ? ' : ' : ': ';
  const head = filledSentence(name, locale, Object.fromEntries(texts));
  return `${head[0]?.toLocaleUpperCase(locale) ?? ''}${head.slice(1)}${because === '' ? '' : `${colon}${because}`}.`;
}

/**
 * What keeps a mail now, and what keeps it then: `on leave through Fri 7 May, then mail limit, 2 of 2 (…)`.
 * @param saidAt an instant that the sentence has said already
 */
export function keptText(
  voice: Voice,
  now: readonly ShownKeeper[],
  later: readonly ShownKeeper[] = [],
  saidAt: Instant | null = null,
): string {
  const { locale } = voice;
  const text = (one: ShownKeeper) => keeperText(one.until === saidAt ? { ...one, until: null } : one, voice);
  const first = now.map(text).join(SENTENCES.alsoBecause[locale]);
  return [first, ...later.map(text)].filter((one) => one !== '').join(`, ${SENTENCES.then[locale]} `);
}

/** `mail kick-off of data`, `mail next of data, with the story month-end,`, `a mail of data`. */
export function mailText(
  { campaign, step, story = null }: ShownMail,
  kind: 'step' | 'bundle',
  { locale }: Pick<Voice, 'locale'>,
) {
  if (step === null) return filledSentence('aMail', locale, { campaign });
  if (story !== null) return filledSentence('theMailWithStory', locale, { campaign, step, story });
  return filledSentence(kind === 'bundle' ? 'theList' : 'theMail', locale, { campaign, step });
}

/** One reason, with the detail that makes it useful. */
function keeperText(keeper: ShownKeeper, voice: Voice): string {
  const { locale } = voice;
  const words = reasonText(keeper.reason, locale);
  const said = (name: SentenceName, values: Readonly<Record<string, string>>) =>
    filledSentence(name, locale, { words, ...values });
  const mails = keeper.mails ?? [];
  const named = mails.map((mail) => mail.step ?? mailText(mail, 'step', voice)).join(', ');
  const { since = null, until = null, detail = null } = keeper;
  switch (keeper.reason) {
    case 'mail-limit':
      return mails.length === 0
        ? words
        : said('filledBy', { count: String(mails.length), of: String(keeper.of ?? mails.length), mails: named });
    case 'leave':
    case 'blackout':
      return until === null ? words : said('through', { date: lastDay(until, voice) });
    case 'said-done':
      return since === null ? words : said('on', { when: timeIn(since, voice) });
    case 'not-now':
      return until === null ? words : said('until', { when: timeIn(until, voice) });
    case 'paused':
    case 'old-learning-data':
      return since === null ? words : said('since', { when: timeIn(since, voice) });
    default: {
      const more = detail ?? (named === '' ? null : named);
      return more === null ? words : said('with', { detail: more.replace(/\.$/, '') });
    }
  }
}

function timeIn(instant: Instant, { zone, locale, now }: Voice): string {
  return shortTime(instant, zone, locale, now);
}

/** The last day of a span that ends at an instant: the day itself, or the one before midnight. */
function lastDay(until: Instant, { zone, locale, now }: Voice): string {
  const { date, time } = localDateTime(until, zone);
  return shortDate(time === 0 ? addDays(date, -1) : date, locale, localDate(now, zone));
}
