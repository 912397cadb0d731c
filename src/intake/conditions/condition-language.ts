import type { Condition } from '../../domain/condition.ts';
import { parseDuration } from '../../domain/duration.ts';
import type { Path } from '../finding.ts';
import { isMap, show, suggest } from '../wording.ts';
import { readAttribute } from './condition-attribute.ts';
import { attributeNames, type Reader } from './condition-context.ts';
import { ENGAGEMENT_WORDS, readEngagement } from './condition-engagement.ts';
import { isLearningWord, LEARNING_WORDS, noProgress, readBareLearning, readLearning } from './condition-learning.ts';
import { MEMBERSHIP_WORDS, readMembership } from './condition-membership.ts';
import { wordsMeant } from './condition-words.ts';

/** Deeper nesting is nobody's campaign. */
const MAX_DEPTH = 20;
/** A database takes a question only so deep. */
const MOST_PARTS = 200;
const EXAMPLES = 'Write it like "department: Sales", "not started" or "any of: […]".';

/**
 * Reads the one grammar of `for`, `when`, `until`, `if`, `goal`, audiences (campaigns.md, Conditions) from a YAML value:
 * a list or a map is "and", `any of` is "or", `not …` is "not", a comma in a value is "or".
 * Null when something is wrong; then the reader's problems say what, each with its path. Never throws.
 */
export function readCondition(value: unknown, path: Path, reader: Reader): Condition | null {
  if (path.length > MAX_DEPTH * 2) {
    reader.problems.error(
      'condition-depth',
      path,
      'The condition is nested too deeply.',
      'Give parts of it a name in audiences.',
    );
    return null;
  }
  if (typeof value === 'string') return readPhrase(value, path, reader);
  if (Array.isArray(value) && value.length > MOST_PARTS) return tooMany(path, reader);
  if (Array.isArray(value)) return all(readEach(value, path, reader));
  if (isMap(value)) {
    const parts = Object.entries(value).map(([key, entry]) => readEntry(key, entry, [...path, key], reader));
    return parts.length === 0 ? empty(path, reader) : all(parts);
  }
  reader.problems.error('condition', path, `${show(value)} is not a condition.`, EXAMPLES);
  return null;
}

function readEach(values: readonly unknown[], path: Path, reader: Reader): (Condition | null)[] {
  if (values.length === 0) return [empty(path, reader)];
  return values.map((value, index) => readCondition(value, [...path, index], reader));
}

function tooMany(path: Path, reader: Reader): null {
  const hint = 'Name the values in one list: department: [Sales, Finance].';
  reader.problems.error('condition', path, `The list has more than ${MOST_PARTS} conditions.`, hint);
  return null;
}

function empty(path: Path, reader: Reader): null {
  reader.problems.error(
    'condition',
    path,
    'The condition is empty.',
    'Where all employees are meant, write "everyone".',
  );
  return null;
}

/** `department: Sales`, `not in: new-joiners`, `any of: […]`, `finished: { safety: within 12 months }`. */
function readEntry(key: string, value: unknown, path: Path, reader: Reader): Condition | null {
  const name = key.trim().replaceAll(/\s+/g, ' ');
  const denied = /^not (.+)$/i.exec(name)?.[1];
  if (denied !== undefined) return isDenial(denied) ? twice(path, reader) : not(readEntry(denied, value, path, reader));
  if (value === null || value === undefined) return missingValue(name, path, reader);
  const word = name.toLowerCase();
  if (word === 'not') return not(readCondition(value, path, reader));
  if (word === 'any of') return readAnyOf(value, path, reader);
  if (isLearningWord(word)) return readLearning(word, value, path, reader);
  if (word.startsWith('no progress')) return noProgress(word, value, path, reader);
  if (ENGAGEMENT_WORDS.includes(word)) return readEngagement(word, value, path, reader);
  if (MEMBERSHIP_WORDS.includes(word)) return readMembership(word, value, path, reader);
  return readAttribute(name, value, path, reader, conditionWords());
}

function isDenial(phrase: string): boolean {
  return /^not(\s|$)/i.test(phrase);
}

function twice(path: Path, reader: Reader): null {
  reader.problems.error('condition', path, '"not not" denies twice.', 'Write "not" once, or leave it out.');
  return null;
}

/** In `{ department: Sales, Finance }` YAML reads `Finance` as a name of its own. */
function missingValue(name: string, path: Path, reader: Reader): null {
  const lone = isLearningWord(name.toLowerCase()) ? `, or "- ${name}" on a line of its own` : '';
  const message = `"${name}" has no value.`;
  const hint = `In braces a comma separates names; write a list: { department: [Sales, Finance] }${lone}.`;
  reader.problems.error('condition-value-missing', path, message, hint);
  return null;
}

function readAnyOf(value: unknown, path: Path, reader: Reader): Condition | null {
  if (Array.isArray(value) && value.length > MOST_PARTS) return tooMany(path, reader);
  const parts = isMap(value)
    ? Object.entries(value).map(([key, entry]) => readEntry(key, entry, [...path, key], reader))
    : Array.isArray(value)
      ? readEach(value, path, reader)
      : null;
  if (parts?.length === 0) return empty(path, reader);
  if (parts !== null) return any(parts);
  reader.problems.error(
    'condition',
    path,
    `"any of" needs a list; found ${show(value)}.`,
    'Write "any of: [started, finished]".',
  );
  return null;
}

/** A condition that is one text: a word, a word with `not`, or `name: value` in quotes. */
function readPhrase(text: string, path: Path, reader: Reader): Condition | null {
  const phrase = text.trim().replaceAll(/\s+/g, ' ');
  const denied = /^not (.+)$/i.exec(phrase)?.[1];
  if (denied !== undefined) return isDenial(denied) ? twice(path, reader) : not(readPhrase(denied, path, reader));
  const word = phrase.toLowerCase();
  if (word === '') return empty(path, reader);
  if (word === 'everyone') return { kind: 'all', of: [] };
  const pair = /^([^:]+): (.+)$/.exec(phrase);
  if (pair) return readEntry(pair[1] ?? '', pair[2] ?? '', path, reader);
  if (isLearningWord(word)) return readBareLearning(word, path, reader);
  if (word.startsWith('no progress')) return noProgress(word, null, path, reader);
  if (ENGAGEMENT_WORDS.includes(word)) return readEngagement(word, null, path, reader);
  return unknownPhrase(phrase, path, reader);
}

function unknownPhrase(phrase: string, path: Path, reader: Reader): null {
  const { context, problems } = reader;
  const names = attributeNames(context);
  const word = phrase.toLowerCase();
  const meant = wordsMeant(phrase);
  // `department is Sales`, `department:Sales`, `finished safety`.
  const begun = [...names, ...conditionWords()].find(
    (name) => word.startsWith(name) && /[\s:=]/.test(word.charAt(name.length)),
  );
  if (word === 'not' || word === 'any of') {
    problems.error('condition', path, `"${word}" stands alone.`, EXAMPLES);
  } else if (meant !== null) {
    problems.error('condition', path, `${show(phrase)} is not a condition.`, meant);
  } else if (context.audiences?.has(phrase)) {
    problems.error('condition', path, `${show(phrase)} is an audience.`, `Write "in: ${phrase}".`);
  } else if (names.includes(word) || MEMBERSHIP_WORDS.includes(word)) {
    problems.error('condition', path, `${show(phrase)} needs a value.`, `Write it like "${phrase}: …".`);
  } else if (parseDuration(phrase) !== null) {
    problems.error('condition', path, `${show(phrase)} is a duration; a condition was expected.`, EXAMPLES);
  } else {
    const hint = begun === undefined ? EXAMPLES : `After a name stand a colon and a space: "${begun}: …".`;
    problems.error('condition', path, `${show(phrase)} is not a condition.`, suggest(phrase, conditionWords(), hint));
  }
  return null;
}

function conditionWords(): string[] {
  return [...LEARNING_WORDS, ...ENGAGEMENT_WORDS, ...MEMBERSHIP_WORDS, 'any of', 'not', 'everyone'];
}

function not(of: Condition | null): Condition | null {
  return of && { kind: 'not', of };
}

function all(parts: readonly (Condition | null)[]): Condition | null {
  const of = parts.filter((part) => part !== null);
  if (of.length < parts.length) return null;
  return of.length === 1 ? (of[0] ?? null) : { kind: 'all', of };
}

function any(parts: readonly (Condition | null)[]): Condition | null {
  const of = parts.filter((part) => part !== null);
  if (of.length < parts.length) return null;
  return of.length === 1 ? (of[0] ?? null) : { kind: 'any', of };
}
