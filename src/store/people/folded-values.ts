import { dateOf, numberOf } from '../../domain/compared-value.ts';
import { type AttributeValue, attributeOf, type Employee } from '../../domain/employee.ts';
import { fold } from '../../domain/text.ts';

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
  const folded = new Bare();
  for (const name of STRUCTURAL_NAMES) {
    const value = attributeOf(person, name);
    if (value !== null) put(folded, name, value, true);
  }
  for (const name of Object.keys(person.attributes)) {
    if (!Object.hasOwn(STRUCTURAL_COLUMNS, name)) put(folded, name, person.attributes[name] ?? '', false);
  }
  return folded;
}

/**
 * Nothing is inherited, so that every name is a name like any other. Made by a constructor: V8 keeps what comes from
 * `Object.create(null)` as a hash table of its own, three times as large.
 */
const Bare = function Bare() {} as unknown as new () => Record<string, string | number>;
Bare.prototype = Object.create(null);

const STRUCTURAL_NAMES = Object.keys(STRUCTURAL_COLUMNS);

function put(
  folded: Record<string, string | number>,
  name: string,
  value: AttributeValue,
  isStructural: boolean,
): void {
  const text = storable(fold(String(value)));
  if (!isStructural || text !== value) folded[foldedKey(name, 'text')] = text;
  const number = numberOf(value);
  if (number !== null) folded[foldedKey(name, typeof value === 'number' ? 'number' : 'number-in-text')] = number;
  if (typeof value === 'boolean') folded[foldedKey(name, 'truth')] = value ? 'yes' : 'no';
  const date = isStructural ? null : dateOf(value);
  if (date !== null) folded[foldedKey(name, 'date')] = date;
}

/** Percent-encoded, so that a key can stand in a path of SQLite and never begins with a mark by itself. */
export function foldedKey(name: string, as: ComparedAs): string {
  let key = keptKeys.get(name);
  if (key === undefined) {
    key = encodeURIComponent(storable(name));
    if (keptKeys.size < 1_000) keptKeys.set(name, key);
  }
  return MARKS[as] + key;
}

/** Millions of people have the same few attributes. */
const keptKeys = new Map<string, string>();

/** JSONB of Postgres takes neither NUL nor half a character; imports refuse both. */
export function storable(text: string): string {
  return STORABLE.test(text) ? text : text.replaceAll(/[\0\ud800-\udfff]/gu, '\ufffd');
}

const STORABLE = /^[ -\ud7ff]*$/;
