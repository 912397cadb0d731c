import { dateOf, numberOf } from '../domain/compared-value.ts';
import { type AttributeValue, attributeOf, type Employee } from '../domain/employee.ts';
import { fold } from '../domain/text.ts';

/** What a value can be compared as, with the mark that its key begins with. */
export type ComparedAs = 'text' | 'number' | 'number-in-text' | 'truth' | 'date';

const MARKS: Readonly<Record<ComparedAs, string>> = {
  text: '',
  number: '#',
  'number-in-text': ':',
  truth: '=',
  date: '@',
};

/** Columns of their own, by the names that conditions use. */
export const STRUCTURAL_COLUMNS = {
  email: 'email',
  locale: 'locale',
  timezone: 'timezone',
  country: 'country',
  region: 'region',
  hired_on: 'hiredOn',
  left_on: 'leftOn',
  manager_email: 'managerEmail',
  buddy_email: 'buddyEmail',
} as const satisfies Readonly<Record<string, keyof Employee>>;

/**
 * What SQL compares instead of the values of a person, because it cannot fold texts or read numbers and dates in them as
 * memory does (rules.md R3). One flat object: every attribute as text, beside it what else it is. A structural column
 * stands for itself where folding changes nothing, and as a date.
 */
export function foldedValues(person: Employee): Readonly<Record<string, string | number>> {
  const folded = new Map<string, string | number>();
  for (const name of Object.keys(STRUCTURAL_COLUMNS)) {
    const value = attributeOf(person, name);
    if (value === null) continue;
    const { date: _, text, ...others } = comparedAs(value);
    put(folded, name, text === value ? others : { text, ...others });
  }
  for (const [name, value] of Object.entries(person.attributes)) {
    if (!Object.hasOwn(STRUCTURAL_COLUMNS, name)) put(folded, name, comparedAs(value));
  }
  return Object.fromEntries(folded);
}

function comparedAs(value: AttributeValue): Values & { readonly text: string } {
  const number = numberOf(value);
  const date = dateOf(value);
  return {
    text: storable(fold(String(value))),
    ...(number === null ? {} : { [typeof value === 'number' ? 'number' : 'number-in-text']: number }),
    ...(typeof value === 'boolean' ? { truth: value ? 'yes' : 'no' } : {}),
    ...(date === null ? {} : { date }),
  };
}

type Values = Readonly<Partial<Record<ComparedAs, string | number>>>;

function put(folded: Map<string, string | number>, name: string, values: Values): void {
  for (const [as, value] of Object.entries(values)) folded.set(foldedKey(name, as as ComparedAs), value);
}

/** Percent-encoded, so that a key can stand in a path of SQLite and never begins with a mark by itself. */
export function foldedKey(name: string, as: ComparedAs): string {
  return MARKS[as] + encodeURIComponent(storable(name));
}

/** JSONB of Postgres takes neither NUL nor half a character; imports refuse both. */
export function storable(text: string): string {
  return text.replaceAll(/[\0\ud800-\udfff]/gu, '\ufffd');
}
