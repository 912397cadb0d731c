import type { Condition, LearningFact, LearningTarget, LearningTest } from '../../domain/condition.ts';
import { parseDuration } from '../../domain/duration.ts';
import type { Path } from '../finding.ts';
import { isMap, show, splitCommas, suggest } from '../wording.ts';
import type { Reader } from './condition-context.ts';
import { calendarSpan, isMisread, type Misread, readComparison } from './condition-tests.ts';

/** Facts that hold or not by themselves, and facts that say nothing without a comparison. */
const PLAIN = ['assigned', 'started', 'finished', 'failed', 'overdue'] as const;
const MEASURED = { due: 'in 14 days', progress: 'over 50%', lapses: 'in 30 days' } as const;

type PlainFact = (typeof PLAIN)[number];
type MeasuredFact = keyof typeof MEASURED;
type LearningWord = PlainFact | MeasuredFact;

export const LEARNING_WORDS: readonly LearningWord[] = [...PLAIN, 'due', 'progress', 'lapses'];

export function isLearningWord(word: string): word is LearningWord {
  return (LEARNING_WORDS as readonly string[]).includes(word);
}

/** `started`: about what the campaign promotes. */
export function readBareLearning(word: LearningWord, path: Path, reader: Reader): Condition | null {
  if (isMeasured(word)) {
    reader.problems.error(
      'learning',
      path,
      `"${word}" needs a comparison.`,
      `Write it like "${word}: ${MEASURED[word]}".`,
    );
    return null;
  }
  return promoted(word, undefined, path, reader);
}

/** `finished: safety`, `finished: { safety: within 12 months }`, `finished: { competency: data }`, `due: in 14 days`. */
export function readLearning(word: LearningWord, value: unknown, path: Path, reader: Reader): Condition | null {
  if (isMap(value)) return readByTarget(word, value, path, reader);
  if (typeof value === 'boolean' || (typeof value === 'string' && /^(yes|no)$/i.test(value.trim()))) {
    reader.problems.error('learning', path, `"${word}" takes no yes or no.`, `Write "${word}" or "not ${word}".`);
    return null;
  }
  if (typeof value === 'string') {
    const test = isMeasured(word) || readComparison(value) !== null ? readTest(word, value) : null;
    if (test !== null) return isMisread(test) ? misread(test, path, reader) : promoted(word, test, path, reader);
  }
  if (isMeasured(word)) {
    reader.problems.error(
      'learning',
      path,
      `${show(value)} is not a comparison.`,
      `Write it like "${word}: ${MEASURED[word]}".`,
    );
    return null;
  }
  return readNames(value, path, reader, (id) => activity(word, id, undefined, path, reader));
}

/** `no progress for 10 days`, and with a value: `no progress for 10 days: safety`. */
export function noProgress(word: string, value: unknown, path: Path, reader: Reader): Condition | null {
  const span = parseDuration(/^no progress for (.+)$/.exec(word)?.[1] ?? '');
  const wrong =
    span === null
      ? { message: `${show(word)} does not say for how long.`, hint: 'Write it like "no progress for 10 days".' }
      : calendarSpan(span);
  if (span === null || wrong !== null) return misread(wrong as Misread, path, reader);
  const test: LearningTest = { is: 'for', span };
  if (value === null) return promoted('no-progress', test, path, reader);
  return readNames(value, path, reader, (id) => activity('no-progress', id, test, path, reader));
}

function readByTarget(
  word: LearningWord,
  targets: Record<string, unknown>,
  path: Path,
  reader: Reader,
): Condition | null {
  const parts = Object.entries(targets).map(([name, value]) => {
    const at = [...path, name];
    if (value === null) {
      const hint = `In braces a comma separates names; write a list: ${word}: [${Object.keys(targets).join(', ')}].`;
      reader.problems.error('condition-value-missing', at, `"${name}" has no value.`, hint);
      return null;
    }
    if (name === 'competency' && !isMeasured(word)) {
      return readNames(value, at, reader, (competency) => aboutCompetency(word, competency, at, reader));
    }
    const test = typeof value === 'string' ? readTest(word, value) : notAComparison(word, value);
    return isMisread(test) ? misread(test, at, reader) : activity(word, name, test, at, reader);
  });
  const of = parts.filter((part) => part !== null);
  if (of.length < parts.length || of.length === 0) {
    if (parts.length === 0)
      reader.problems.error('learning', path, `"${word}" names no activity.`, `Write it like "${word}: safety".`);
    return null;
  }
  return of.length === 1 ? (of[0] ?? null) : { kind: 'all', of };
}

function readTest(word: LearningWord, text: string): LearningTest | Misread {
  const test = readComparison(text);
  if (test === null || word === 'overdue') return notAComparison(word, text);
  if (isMisread(test)) return test;
  const isNumber = test.is === 'over' || test.is === 'under';
  if (test.is === 'has' || isNumber !== (word === 'progress')) return notAComparison(word, text);
  if (test.is === 'in' && !isMeasured(word)) {
    return {
      message: `"${word}" lies behind; "${text}" looks ahead.`,
      hint: `Write it like "${word}: within 30 days".`,
    };
  }
  return test;
}

function notAComparison(word: LearningWord, value: unknown): Misread {
  if (word === 'overdue')
    return { message: `${show(value)} says nothing about "overdue".`, hint: 'Write "overdue" or "overdue: safety".' };
  const example = isMeasured(word) ? MEASURED[word] : 'within 12 months';
  return { message: `${show(value)} is not a comparison for "${word}".`, hint: `Write it like "${example}".` };
}

/** In a value a comma or a list is "or": any of the named, each on its own. */
function readNames(
  value: unknown,
  path: Path,
  reader: Reader,
  read: (name: string) => Condition | null,
): Condition | null {
  const names = (Array.isArray(value) ? value : typeof value === 'string' ? splitCommas(value) : [value]).map((name) =>
    typeof name === 'string' || typeof name === 'number' ? String(name).trim() : '',
  );
  if (names.length === 0 || names.includes('')) {
    reader.problems.error(
      'learning',
      path,
      `${show(value)} is not a name.`,
      'Write the id of an activity, or a list of them.',
    );
    return null;
  }
  const parts = names.map(read);
  const of = parts.filter((part) => part !== null);
  if (of.length < parts.length) return null;
  return of.length === 1 ? (of[0] ?? null) : { kind: 'any', of };
}

function promoted(fact: LearningFact, test: LearningTest | undefined, path: Path, reader: Reader): Condition | null {
  const { promotes } = reader.context;
  if (promotes === 'something') return learning(fact, { of: 'promoted' }, test);
  const why = promotes === 'nothing' ? 'this campaign promotes nothing' : 'here is no campaign that promotes something';
  const hint =
    fact === 'no-progress'
      ? 'Name the activity: "no progress for 10 days: safety".'
      : `Name the activity: "${fact}: safety".`;
  reader.problems.error('learning', path, `"${fact}" alone means what the campaign promotes, and ${why}.`, hint);
  return null;
}

function activity(
  fact: LearningFact,
  id: string,
  test: LearningTest | undefined,
  path: Path,
  reader: Reader,
): Condition | null {
  const known = reader.context.activities;
  if (known && !known.has(id)) {
    const hint = suggest(id, known, 'Add it to activities.csv, or import it with "druppel import activities".');
    reader.problems.error('unknown-activity', path, `There is no learning activity "${id}".`, hint);
    return null;
  }
  return learning(fact, { of: 'activities', ids: [id] }, test);
}

function aboutCompetency(fact: PlainFact, name: string, path: Path, reader: Reader): Condition {
  const known = reader.context.competencies;
  if (known && !known.has(name)) {
    const hint = suggest(name, known, 'Name it in the column "competencies" of activities.csv.');
    reader.problems.advise('unknown-competency', path, `No activity has the competency "${name}".`, hint);
  }
  return learning(fact, { of: 'competency', name }, undefined);
}

function learning(fact: LearningFact, about: LearningTarget, test: LearningTest | undefined): Condition {
  return test === undefined ? { kind: 'learning', fact, about } : { kind: 'learning', fact, about, test };
}

function misread(wrong: Misread, path: Path, reader: Reader): null {
  reader.problems.error('learning', path, wrong.message, wrong.hint);
  return null;
}

function isMeasured(word: string): word is MeasuredFact {
  return Object.hasOwn(MEASURED, word);
}
