import { parseLocalDate, startOfDate } from '../domain/time.ts';
import { safeUrl, type TargetPart } from './link-target.ts';
import type { Resolved } from './merge-context.ts';
import { MAX_ITEMS, type RenderProblem, type Scope } from './scope.ts';
import type { Budget, MergeItem, MergeValue, Variable, VariableType } from './variables.ts';

type ValueTag = Resolved & { kind: 'value' };
type ReadScope = (scope: Scope) => string;

/**
 * Reads a variable for the reader and writes it as the locale does: plain text, not yet escaped. What is missing
 * without a fallback, of the wrong type, or holds control or direction-changing characters becomes a problem.
 */
export function valueReader(tag: ValueTag, locale: string): ReadScope {
  const { variable, fallback } = tag;
  const format = formatter(variable.type, locale);
  return (scope) => {
    const value = lookUp(scope, tag);
    if (isMissing(value)) {
      if (fallback !== null) return fallback;
      return fail(scope, 'missing-value', variable.name, `"${variable.name}" is missing and has no fallback.`);
    }
    const text = format(value);
    if (text === null)
      return fail(scope, 'wrong-value', variable.name, `"${variable.name}" is not a ${TYPE_NAMES[variable.type]}.`);
    if (UNSAFE.test(variable.type === 'prose' ? text.replaceAll(PARAGRAPH, ' ') : text))
      return fail(
        scope,
        'unsafe-value',
        variable.name,
        `"${variable.name}" holds control or direction-changing characters.`,
      );
    return text;
  };
}

/** Between two paragraphs of prose, once it is read. */
export const PARAGRAPH = '\n\n';

/** Whether `{{#if}}` takes its first branch: there, not empty, not zero, not no. */
export function conditionReader(tag: Resolved & { kind: 'if' }): (scope: Scope) => boolean {
  return (scope) => {
    const value = lookUp(scope, tag);
    const holds = !isMissing(value) && value !== false && value !== 0 && !(Array.isArray(value) && value.length === 0);
    return holds !== tag.negated;
  };
}

/** A scope for every item of a list; a missing list is a problem, an empty one is none. */
export function listReader(variable: Variable): (scope: Scope) => readonly Scope[] {
  return (scope) => {
    const value = own(scope.values, variable.name);
    if (!Array.isArray(value)) {
      fail(scope, 'missing-value', variable.name, `The list "${variable.name}" is missing.`);
      return [];
    }
    if (value.length > MAX_ITEMS) {
      fail(
        scope,
        'too-many-items',
        variable.name,
        `"${variable.name}" has ${value.length} items; a mail has room for ${MAX_ITEMS}.`,
      );
      return [];
    }
    return (value as readonly MergeItem[]).map((item) => ({ ...scope, item }));
  };
}

/**
 * The address a link has for the reader. A value at its beginning must be a whole web or mail address; one further on is
 * percent-encoded, so it can choose neither scheme nor host.
 */
export function addressReader(parts: readonly TargetPart[], locale: string): ReadScope {
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') {
    const fixed = safeUrl(only) ?? only;
    return () => fixed;
  }
  const readers = parts.map((part, index): ReadScope => {
    if (typeof part === 'string') return () => part;
    const read = valueReader(part, locale);
    return index === 0 ? read : (scope) => encodeURIComponent(read(scope));
  });
  return (scope) => {
    const before = scope.problems.length;
    const address = readers.map((read) => read(scope)).join('');
    if (scope.problems.length > before) return '';
    return safeUrl(address) ?? fail(scope, 'bad-address', address, `"${address}" is not a web or mail address.`);
  };
}

function lookUp(
  scope: Scope,
  tag: { readonly variable: Variable; readonly inItem: boolean },
): MergeValue | null | undefined {
  return tag.inItem ? own(scope.item ?? {}, tag.variable.name) : own(scope.values, tag.variable.name);
}

function own<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function isMissing(value: MergeValue | null | undefined): value is null | undefined | '' {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function fail(scope: Scope, code: RenderProblem['code'], about: string, message: string): '' {
  scope.problems.push({ code, about, message });
  return '';
}

const TYPE_NAMES: Readonly<Record<VariableType, string>> = {
  text: 'text',
  number: 'number',
  date: 'date (YYYY-MM-DD)',
  month: 'date (YYYY-MM-DD)',
  budget: 'budget',
  url: 'web or mail address',
  'yes-no': 'yes or no',
  list: 'list',
  prose: 'text',
};

/** C0, C1, line separators, bidi controls, and the characters that marks are made of. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uE000\uE001]/;

/** @returns how a value of the type is written, null for a value of another type */
function formatter(type: VariableType, locale: string): (value: MergeValue) => string | null {
  const tag = intlLocale(locale);
  switch (type) {
    case 'date':
      return dateFormatter(
        new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }),
      );
    case 'month':
      return dateFormatter(new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }));
    case 'number': {
      const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
      return (value) => (typeof value === 'number' && Number.isFinite(value) ? numbers.format(value) : null);
    }
    case 'budget':
      return budgetFormatter(tag);
    case 'url':
      return (value) => (typeof value === 'string' ? safeUrl(value) : null);
    case 'text':
      return (value) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null);
    case 'prose':
      return (value) => (typeof value === 'string' ? paragraphs(value) : null);
    case 'yes-no':
    case 'list':
      return () => null;
  }
}

/** English without a region reads as in Europe, where the shipped campaigns live: "Tuesday 26 January". */
function intlLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

function dateFormatter(format: Intl.DateTimeFormat): (value: MergeValue) => string | null {
  const known = new Map<string, string>();
  return (value) => {
    if (typeof value !== 'string') return null;
    const cached = known.get(value);
    if (cached !== undefined) return cached;
    const date = parseLocalDate(value);
    if (date === null) return null;
    const text = format.format(startOfDate(date, 'UTC'));
    if (known.size < 1_000) known.set(value, text);
    return text;
  };
}

const UNITS: Readonly<Record<string, 'day' | 'hour'>> = { day: 'day', days: 'day', hour: 'hour', hours: 'hour' };

function budgetFormatter(locale: string): (value: MergeValue) => string | null {
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) return null;
    const { amount, unit } = value as Budget;
    if (!Number.isFinite(amount)) return null;
    const named = UNITS[unit];
    if (named !== undefined)
      return new Intl.NumberFormat(locale, { style: 'unit', unit: named, unitDisplay: 'long' }).format(amount);
    if (!/^[A-Z]{3}$/.test(unit)) return null;
    const currency: Intl.NumberFormatOptions = { style: 'currency', currency: unit };
    return new Intl.NumberFormat(
      locale,
      Number.isInteger(amount) ? { ...currency, maximumFractionDigits: 0 } : currency,
    ).format(amount);
  };
}

/** One line each, whatever lines it was written in. */
function paragraphs(text: string): string {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((one) => one.replace(/[ \t\r\n]+/g, ' ').trim())
    .filter((one) => one !== '')
    .join(PARAGRAPH);
}
