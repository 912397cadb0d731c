import { describe, expect, it } from 'vitest';
import { SYSTEM_LOCALES } from '../../src/domain/reason-texts.ts';
import { ROW_REASON_SENTENCES } from '../../src/domain/row-reason-sentences.ts';
import { rowReasonsText, rowReasonText } from '../../src/domain/row-reason-texts.ts';
import type { RowReason, RowReasonCode } from '../../src/domain/row-reasons.ts';

const value = 'Zoë';
/** One of each; a code without an example does not compile. */
const EXAMPLES: { readonly [Code in RowReasonCode]: Omit<Extract<RowReason, { code: Code }>, 'code'> } = {
  'line-too-long': {},
  'quote-open': {},
  'quote-stray': {},
  'cell-too-long': { cell: 3, limit: 32_000 },
  'cell-count': { cells: 4, columns: 5 },
  'cells-merged': { cells: 'B2:B5' },
  'formula-broken': { place: 'B2', value: '#N/A' },
  'formula-without-result': { place: 'B2' },
  'digits-lost': { place: 'A2', limit: 15 },
  'column-forbidden': { header: 'prototype' },
  'column-twice': { first: 'Team', second: 'team ', name: 'team' },
  'not-an-address': { value, fault: 'no-at' },
  'text-not-allowed': { value, fault: 'line-break' },
  'letter-lost': { value },
  'too-long': { value, limit: 200 },
  'not-a-number': { value },
  'thousands-or-decimals': { value: '1.234', whole: '1234' },
  'below-zero': { value: '-3' },
  'not-whole-minutes': { value: '2.5' },
  'not-months': { value },
  'not-a-percentage': { value },
  'not-yes-or-no': { value },
  'date-does-not-exist': { value: '2027-02-30', what: 'date' },
  'date-is-day-number': { value: '46143', what: 'date' },
  'date-with-short-year': { value: '1/2/27', what: 'date' },
  'date-in-another-form': { value: '04/26/2027', what: 'date', form: 'dd-mm-yyyy', looksLike: 'mm/dd/yyyy' },
  'date-not-in-form': { value, what: 'date-or-time', form: 'dd-mm-yyyy' },
  'date-in-no-stated-form': { value: '26-04-2027', what: 'date', looksLike: 'dd-mm-yyyy' },
  'date-with-time': { value: '2027-04-26 09:30' },
  'not-a-language': { value },
  'not-a-time-zone': { value },
  'not-a-country': { value },
  'not-a-region': { value },
  'not-weekdays': { value },
  'weekdays-ambiguous': { value },
  'not-a-span': { value },
  'manager-not-an-address': { value },
  'not-a-kind': { value, known: ['e-learning', 'workshop'] },
  'kind-misspelt': { value, meant: 'workshop' },
  'not-an-event': { value, known: ['started', 'completed'] },
  'event-misspelt': { value, meant: 'completed' },
  'not-a-web-address': { value },
  'time-ahead': {},
  'left-before-hired': { left: '2026-01-01', hired: '2026-02-01' },
  'nobody-named': {},
  'id-missing': {},
  'title-empty': {},
  'cell-empty': { name: 'activity' },
  'person-twice': { earlier: 7 },
  'activity-twice': { earlier: 7, value },
  'address-taken': { value },
  'address-taken-in-large-swap': { value, limit: 20_000 },
  'person-erased': {},
  'address-unknown': { value },
  'id-unknown': { value },
  'activity-unknown': { value },
};
const REASONS = Object.entries(EXAMPLES).map(([code, data]) => ({ code, ...data }) as RowReason);

describe.each(SYSTEM_LOCALES)('why a row is refused, in %s', (locale) => {
  it.each(REASONS)('$code: a whole sentence with everything that is known in it', (reason) => {
    const text = rowReasonText(reason, locale);
    expect(text).toMatch(/[.?]$/);
    expect(text).not.toMatch(/[{}]|undefined|null/);
    const { code: _, what: __, fault: ___, ...data } = { what: null, fault: null, ...reason };
    for (const one of Object.values(data).flat()) expect(text).toContain(String(one).trim());
  });

  it('names no option of a command to who sends entries', () => {
    for (const reason of REASONS) expect(rowReasonText(reason, locale, 'entry')).not.toMatch(/ --[a-z]/);
  });

  it('says the same commands and options as English does', () => {
    const commands = (text: string) =>
      [...text.matchAll(/druppel [a-z]+|--[a-z-]+|leave-out/g)].map(([found]) => found);
    for (const texts of Object.values(ROW_REASON_SENTENCES))
      expect(commands(texts[locale])).toEqual(commands(texts.en));
  });

  it('is not the English sentence', () => {
    const same = REASONS.filter((reason) => rowReasonText(reason, locale) === rowReasonText(reason, 'en'));
    expect(same).toHaveLength(locale === 'en' ? REASONS.length : 0);
  });
});

it('a row with two wrong cells says of the second which it is', () => {
  const reasons = [
    { code: 'not-a-country', value: 'Holland', column: 'country' },
    { code: 'not-a-time-zone', value: 'Mars', column: 'timezone' },
  ] as const;
  expect(rowReasonsText(reasons, 'nl')).toMatch(/^"Holland" is geen land\..* timezone: "Mars" is geen tijdzone\./);
  expect(rowReasonsText(reasons, 'fr')).toMatch(/^« Holland ».* timezone : « Mars »/);
});

it('a long value is shortened, and what nobody sees in it is shown', () => {
  const text = rowReasonText({ code: 'not-a-country', value: `a\nb${'x'.repeat(100)}` }, 'en');
  expect(text).toMatch(/^"a\\nbx+…" is not/);
  expect(text.length).toBeLessThan(150);
});

it('of two entries of a request for one person the earlier is an entry, not a line', () => {
  expect(rowReasonText({ code: 'person-twice', earlier: 3 }, 'en', 'entry')).toMatch(/^Entry 3 is about/);
});
