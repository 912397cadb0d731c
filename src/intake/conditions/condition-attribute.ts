import type { AttributeTest, Condition } from '../../domain/condition.ts';
import { didYouMean } from '../../domain/text.ts';
import { parseLocalDate } from '../../domain/time.ts';
import type { AttributeType } from '../../domain/workspace.ts';
import type { Path } from '../finding.ts';
import { parseYesNo } from '../tables/columns.ts';
import { show, splitCommas, suggest } from '../wording.ts';
import { attributeName, attributeNames, attributeType, type Reader } from './condition-context.ts';
import { isMisread, type Misread, parseNumber, readComparison } from './condition-tests.ts';
import { wordsMeant } from './condition-words.ts';

/** Whoever names more has a column in mind. */
const MOST_VALUES = 10_000;

type KnownType = AttributeType['type'] | 'undeclared';

/** `department: Sales, Finance`, `level: over 3`, `manager: known`, `hired: within 90 days`, `city: [In Salah]`. */
export function readAttribute(
  written: string,
  value: unknown,
  path: Path,
  { context, problems }: Reader,
  words: readonly string[],
): Condition | null {
  const name = attributeName(written);
  const type = attributeType(name, context) ?? columnToCome(written, path, { context, problems }, words);
  if (name === 'leave' || name === 'working_days') {
    problems.error(
      'attribute',
      path,
      `"${written}" cannot be compared.`,
      'Leave and working days already decide when mail goes.',
    );
    return null;
  }
  if (type === null) {
    const hint =
      wordsMeant(written) ??
      suggest(written, [...words, ...attributeNames(context)], 'Declare it in workspace.yaml under "attributes".');
    problems.error('unknown-attribute', path, `There is no attribute "${written}".`, hint);
    return null;
  }
  const tests = (Array.isArray(value) ? value : [value]).map((item, index) => {
    const read = Array.isArray(value) ? literal(item, type) : readValue(item, type);
    const test = isMisread(read) ? read : (noAddress(written, name, read) ?? read);
    if (!isMisread(test)) return test;
    problems.error('attribute-value', Array.isArray(value) ? [...path, index] : path, test.message, test.hint);
    return null;
  });
  const read = tests.flatMap((test) => test ?? []);
  const values = read.reduce((sum, test) => sum + (test.is === 'one-of' ? test.values.length : 1), 0);
  if (values > MOST_VALUES) {
    const hint = 'Give these people a column of their own, and compare that.';
    problems.error('attribute-value', path, `"${written}" has more than ${MOST_VALUES} values.`, hint);
    return null;
  }
  if (tests.includes(null) || read.length === 0) {
    if (tests.length === 0)
      problems.error('attribute-value', path, `"${written}" has an empty list.`, 'Name at least one value.');
    return null;
  }
  return anyOf(name, read);
}

const ADDRESSES = ['email', 'manager_email', 'buddy_email'];

/** Nobody has a colleague called "none": a rule that compares an address with a word would never hold. */
function noAddress(written: string, name: string, tests: readonly AttributeTest[]): Misread | null {
  if (!ADDRESSES.includes(name)) return null;
  const values = tests.flatMap((test) => (test.is === 'one-of' ? test.values : []));
  const wrong = values.find((value) => !String(value).includes('@'));
  if (wrong === undefined) return null;
  const message = `"${wrong}" is not an address, and "${written}" is one.`;
  const meant = /^(no|none|nobody|empty|missing|-|null|false)$/i.test(String(wrong)) ? 'unknown' : null;
  if (meant !== null) return { message, hint: `Did you mean "${written}: unknown"?` };
  return { message, hint: `Write the address, or "${written}: known" or "${written}: unknown".` };
}

/** Before the first import any name may be a column of its file, unless it looks like a slip in one that is known. */
function columnToCome(
  written: string,
  path: Path,
  { context, problems }: Reader,
  words: readonly string[],
): 'undeclared' | null {
  if (context.knownAttributes !== null || wordsMeant(written) !== null) return null;
  if (didYouMean(written, [...words, ...attributeNames(context)]) !== null) return null;
  problems.advise(
    'unknown-attribute',
    path,
    `Nobody has an attribute "${written}" yet.`,
    'It has to be a column of the employees file; import that first to be sure.',
  );
  return 'undeclared';
}

/** A value outside a list: commas are "or", words compare. */
function readValue(value: unknown, type: KnownType): AttributeTest[] | Misread {
  if (typeof value !== 'string') return literal(value, type);
  if (/^(over|under)\s+-?\d[\d.]*,\d+\s*%?$/i.test(value.trim())) {
    return {
      message: `In ${show(value)} the comma reads as "or".`,
      hint: 'Write the number with a point: "over 3.5".',
    };
  }
  const parts = splitCommas(value);
  if (parts.length === 0) return { message: 'The value is empty.', hint: 'For a missing value write "unknown".' };
  const tests: AttributeTest[] = [];
  for (const part of parts) {
    const test = readPart(part, type);
    if (isMisread(test)) return test;
    tests.push(test);
  }
  return tests;
}

function readPart(part: string, type: KnownType): AttributeTest | Misread {
  const word = part.toLowerCase();
  if (word === 'known' || word === 'unknown') return { is: word };
  if (/^not\s/i.test(part)) {
    return {
      message: `"${part}" is read as a value, not as a denial.`,
      hint: 'Write "not" before the name: "not department: Sales".',
    };
  }
  const comparison = readComparison(part);
  if (comparison === null) return plainValue(part, type);
  if (isMisread(comparison)) {
    return {
      ...comparison,
      hint: `${comparison.hint} A value that begins with such a word stands in a list: [${part}].`,
    };
  }
  return typeConflict(comparison, type) ?? comparison;
}

/** A value in a YAML list is taken as written. */
function literal(value: unknown, type: KnownType): AttributeTest[] | Misread {
  const text = scalarText(value, type).trim();
  if (text === '') {
    return {
      message: `${show(value)} is not a value to compare with.`,
      hint: 'Write a text, a number, or a list of them.',
    };
  }
  const test = plainValue(text, type);
  return isMisread(test) ? test : [test];
}

/** YAML reads `3` and `true` as more than text; anything deeper has no text. */
function scalarText(value: unknown, type: KnownType): string {
  if (typeof value === 'boolean' && type === 'yes-no') return value ? 'yes' : 'no';
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}

function plainValue(text: string, type: KnownType): AttributeTest | Misread {
  if (type === 'yes-no') {
    const answer = parseYesNo(text);
    if (answer === null) return { message: `"${text}" is neither yes nor no.`, hint: 'Write "yes" or "no".' };
    return { is: 'one-of', values: [answer] };
  }
  if (type === 'number') {
    const value = parseNumber(text);
    if (value === null)
      return { message: `"${text}" is not a number.`, hint: 'Write it like "3", "over 3" or "under 3".' };
    return { is: 'one-of', values: [String(value)] };
  }
  if (type === 'date' && parseLocalDate(text) === null) {
    const hint = 'Write it like "within 90 days", "in 30 days", "over 1 year ago" or "before 2027-06-01".';
    return { message: `"${text}" is not a date.`, hint };
  }
  return { is: 'one-of', values: [text] };
}

function typeConflict(test: AttributeTest, type: KnownType): Misread | null {
  if (type === 'undeclared') return null;
  const needs = test.is === 'over' || test.is === 'under' ? 'number' : test.is === 'has' ? 'text' : 'date';
  if (needs === type) return null;
  return {
    message: `The attribute is of type ${type}; this compares a ${needs}.`,
    hint: 'Change the comparison, or the type in workspace.yaml under "attributes".',
  };
}

/** Plain values become one test; with comparisons beside them, one of all must hold. */
function anyOf(name: string, tests: readonly AttributeTest[]): Condition {
  const values = tests.flatMap((test) => (test.is === 'one-of' ? test.values : []));
  const merged: AttributeTest[] = tests.filter((test) => test.is !== 'one-of');
  if (values.length > 0) merged.unshift({ is: 'one-of', values: [...new Set(values)] });
  const of = merged.map((test): Condition => ({ kind: 'attribute', name, test }));
  return of.length === 1 && of[0] ? of[0] : { kind: 'any', of };
}
