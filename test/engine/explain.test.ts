import { describe, expect, it } from 'vitest';
import { reasonText, SYSTEM_LOCALES, type SystemLocale, systemLocale } from '../../src/domain/reason-texts.ts';
import { REASONS, type ShownReason } from '../../src/domain/reasons.ts';
import { shortTime, type Voice } from '../../src/domain/time-words.ts';
import { keptText, sayIn } from '../../src/engine/answers/explain.ts';
import { SENTENCES } from '../../src/engine/answers/sentences.ts';
import { at } from '../support/engine-world.ts';

const ALL: readonly ShownReason[] = [...REASONS, 'not-needed-any-more'];

describe('the words', () => {
  it('no reason lacks them in any language, and they fit the end of a sentence', () => {
    for (const reason of ALL)
      for (const locale of SYSTEM_LOCALES)
        expect(reasonText(reason, locale), `${reason} in ${locale}`).toMatch(/^[\p{Ll}][^{}]*[^.\s]$/u);
  });

  it('no two reasons read alike, and no language borrows from another', () => {
    for (const locale of SYSTEM_LOCALES) {
      const words = ALL.map((reason) => reasonText(reason, locale));
      expect(new Set(words).size).toBe(words.length);
    }
    for (const reason of ALL)
      expect(new Set(SYSTEM_LOCALES.map((locale) => reasonText(reason, locale))).size, reason).toBe(3);
  });

  it('every sentence has the same places in each language', () => {
    const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const [name, texts] of Object.entries(SENTENCES))
      for (const locale of SYSTEM_LOCALES)
        expect(placesOf(texts[locale]), `${name} in ${locale}`).toEqual(placesOf(texts.en));
  });

  it.each([
    ['nl', 'nl'],
    ['nl-BE', 'nl'],
    ['fr-CA', 'fr'],
    ['EN-gb', 'en'],
    ['de', 'en'],
  ])('a workspace in %s is spoken to in %s', (locale, spoken) => {
    expect(systemLocale(locale)).toBe(spoken);
  });
});

describe('the time', () => {
  const NINE = at('2027-01-18 09:00');

  it.each<[zone: string, en: string, nl: string, fr: string]>([
    ['Europe/Amsterdam', 'Mon 18 Jan 09:00', 'ma 18 jan 09:00', 'lun. 18 janv. 09:00'],
    ['America/New_York', 'Mon 18 Jan 03:00', 'ma 18 jan 03:00', 'lun. 18 janv. 03:00'],
    ['Asia/Kathmandu', 'Mon 18 Jan 13:45', 'ma 18 jan 13:45', 'lun. 18 janv. 13:45'],
    ['Pacific/Kiritimati', 'Mon 18 Jan 22:00', 'ma 18 jan 22:00', 'lun. 18 janv. 22:00'],
  ])('is that of the reader: %s', (zone, en, nl, fr) => {
    const said = { en, nl, fr };
    for (const locale of SYSTEM_LOCALES) expect(shortTime(NINE, zone, locale)).toBe(said[locale]);
  });

  it('names the year when it is another one', () => {
    expect(shortTime(NINE, 'Europe/Amsterdam', 'en', at('2027-12-31'))).toBe('Mon 18 Jan 09:00');
    expect(shortTime(NINE, 'Europe/Amsterdam', 'en', at('2026-12-31'))).toBe('Mon 18 Jan 2027 09:00');
  });
});

describe('a sentence', () => {
  const voice = (locale: SystemLocale): Voice => ({ locale, zone: 'Europe/Amsterdam', now: at('2027-01-13 12:00') });
  const full = {
    reason: 'mail-limit' as const,
    until: at('2027-01-18 09:00'),
    mails: [
      { campaign: 'data', step: 'kick-off' },
      { campaign: 'safety', step: 'safety-reminder' },
    ],
    of: 2,
  };

  it.each<[locale: SystemLocale, sentence: string]>([
    [
      'en',
      'Mail halfway of data waits until Mon 18 Jan 09:00: mail limit, 2 of 2 (kick-off, safety-reminder), then on leave through Tue 19 Jan.',
    ],
    [
      'nl',
      'Mail halfway van data wacht tot ma 18 jan 09:00: maillimiet, 2 van 2 (kick-off, safety-reminder), daarna met verlof t/m di 19 jan.',
    ],
    [
      'fr',
      'Le message halfway de data attend jusqu’au lun. 18 janv. 09:00 : limite de messages, 2 sur 2 (kick-off, safety-reminder), puis en congé jusqu’au mar. 19 janv. inclus.',
    ],
  ])('in %s has a capital, a full stop, and the detail that makes it useful', (locale, sentence) => {
    const mail = SENTENCES.theMail[locale].replace('{step}', 'halfway').replace('{campaign}', 'data');
    const leave = { reason: 'leave' as const, until: at('2027-01-20') };
    const why = keptText(voice(locale), [full], [leave]);
    expect(sayIn(voice(locale), 'waitsUntil', { mail, when: full.until }, why)).toBe(sentence);
  });

  it('shows a mail that tells something as a mail of its campaign', () => {
    const hidden = { ...full, mails: [{ campaign: 'data', step: null }, ...full.mails.slice(1)] };
    expect(keptText(voice('en'), [hidden])).toBe('mail limit, 2 of 2 (a mail of data, safety-reminder)');
  });
});
