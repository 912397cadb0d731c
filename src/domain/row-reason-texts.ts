import { mailFaultText } from './mail-faults.ts';
import type { SystemLocale } from './reason-texts.ts';
import { ROW_REASON_SENTENCES } from './row-reason-sentences.ts';
import type { ColumnReason, DateKind, RowReason } from './row-reasons.ts';

/** What is counted: the lines of a file, or the entries of a request. */
export type Counted = 'line' | 'entry';

/** Why a row was not taken, for whoever mends it: every reason, the first without its column, which stands before it. */
export function rowReasonsText(
  [first, ...others]: readonly ColumnReason[],
  locale: SystemLocale,
  counted: Counted = 'line',
): string {
  if (first === undefined) return '';
  const more = others.map((reason) => {
    const text = rowReasonText(reason, locale, counted);
    return reason.column === null ? text : `${reason.column}${locale === 'fr' ? ' : ' : ': '}${text}`;
  });
  return [rowReasonText(first, locale, counted), ...more].join(' ');
}

/**
 * One reason as one or two sentences: what was found, what was expected, the next act. The words are in
 * row-reason-sentences.ts; a reason without them does not compile.
 */
export function rowReasonText(reason: RowReason, locale: SystemLocale, counted: Counted = 'line'): string {
  const data: Readonly<Record<string, unknown>> = { ...reason, counted };
  const inFile = counted === 'line' ? (IN_FILE[reason.code]?.[locale] ?? '') : '';
  const sentence = ROW_REASON_SENTENCES[reason.code][locale].replace('{inFile}', inFile);
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => wordOf(name, data[name], locale));
}

/** What whoever imports a file can do beside: options of a command, which who sends entries does not have. */
const IN_FILE: { readonly [Code in RowReason['code']]?: Readonly<Record<SystemLocale, string>> } = {
  'date-in-no-stated-form': {
    en: ', or say how dates are written with --dates {looksLike}',
    nl: ', of geef op hoe datums geschreven zijn met --dates {looksLike}',
    fr: ', ou indiquez comment les dates sont écrites avec --dates {looksLike}',
  },
  'manager-not-an-address': {
    en: ' Where the column holds numbers or names, leave it out: leave-out in the file of --map.',
    nl: ' Staan in de kolom nummers of namen, laat haar dan weg: leave-out in het bestand van --map.',
    fr: ' Si la colonne contient des numéros ou des noms, écartez-la : leave-out dans le fichier de --map.',
  },
};

const MAX_SHOWN = 60;

function wordOf(name: string, value: unknown, locale: SystemLocale): string {
  if (name === 'counted') return COUNTED[value as Counted][locale];
  if (name === 'what') return DATE_KINDS[value as DateKind][locale];
  if (name === 'fault') return mailFaultText(value as Parameters<typeof mailFaultText>[0], locale);
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'string') return String(value);
  const shown = value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN - 3)}…` : value;
  // On one line, with what nobody sees made visible.
  return JSON.stringify(shown).slice(1, -1);
}

const COUNTED: Readonly<Record<Counted, Readonly<Record<SystemLocale, string>>>> = {
  line: { en: 'Line', nl: 'Regel', fr: 'La ligne' },
  entry: { en: 'Entry', nl: 'Onderdeel', fr: 'L’élément' },
};

const DATE_KINDS: Readonly<Record<DateKind, Readonly<Record<SystemLocale, string>>>> = {
  date: { en: 'a date', nl: 'datum', fr: 'une date' },
  'date-or-time': { en: 'a date or time', nl: 'datum of tijdstip', fr: 'une date, avec ou sans heure' },
};
