import { invariant } from '../domain/errors.ts';
import { SYSTEM_LOCALES, type SystemLocale } from '../domain/reason-texts.ts';

/** What a command says, each sentence in the order of SYSTEM_LOCALES: Dutch, English, French. */
export type WordTable = Readonly<Record<string, readonly [nl: string, en: string, fr: string]>>;

export type Words<Table extends WordTable> = (
  sentence: keyof Table & string,
  values?: Readonly<Record<string, string | number>>,
) => string;

/**
 * The sentences of a table in one language. `{name}` takes the value of that name, `{people:person|people}` the form
 * that fits its number: of one thing, or of another number of them. French says "0 personne".
 */
export function wordsIn<const Table extends WordTable>(table: Table, locale: SystemLocale): Words<Table> {
  const column = SYSTEM_LOCALES.indexOf(locale);
  const isOne = (value: string | number | undefined) => value === 1 || (locale === 'fr' && value === 0);
  return (sentence, values = {}) =>
    (table[sentence]?.[column] ?? '').replaceAll(
      /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g,
      (_, name: string, one?: string, many?: string) => {
        const value = values[name];
        invariant(value !== undefined, `the sentence "${sentence}" is told ${name}`);
        return one === undefined ? String(value) : ((isOne(value) ? one : many) ?? '');
      },
    );
}
