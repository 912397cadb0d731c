import type { Condition, EngagementCondition } from '../../domain/condition.ts';
import type { Path } from '../finding.ts';
import { isMap, show, splitCommas, suggest } from '../wording.ts';
import type { Reader } from './condition-context.ts';
import { isMisread, readComparison } from './condition-tests.ts';

export const ENGAGEMENT_WORDS: readonly string[] = ['received', 'clicked', 'answered', 'answer', 'active'];

/** `received: kick-off`, `clicked`, `answered: five-questions`, `answer: { used-it: yes }`, `active: within 60 days`. */
export function readEngagement(word: string, value: unknown, path: Path, reader: Reader): Condition | null {
  if (word === 'active') return readActive(value, path, reader);
  if (word === 'answer') return readAnswer(value, path, reader);
  const fact = word as 'received' | 'clicked' | 'answered';
  if (value === null) return { kind: 'engagement', fact, about: null };
  const names = namesIn(value);
  if (names === null) return wrong(path, reader, `${show(value)} is not a name.`, `Write it like "${word}: kick-off".`);
  const isKnown = fact === 'answered' ? areSurveys(names, path, reader) : areMessages(names, path, reader);
  if (!isKnown) return null;
  return oneOf(names.map((about) => ({ kind: 'engagement', fact, about })));
}

function areMessages(names: readonly string[], path: Path, { context, problems }: Reader): boolean {
  const unknown = names.find((name) => context.messages?.has(name) === false);
  if (unknown === undefined) return true;
  const where = context.promotes === 'outside-a-campaign' ? 'a campaign' : 'this campaign';
  const hint = suggest(unknown, context.messages ?? [], `Name a message of ${where}.`);
  problems.error('unknown-message', path, `There is no message "${unknown}".`, hint);
  return false;
}

function areSurveys(names: readonly string[], path: Path, { context, problems }: Reader): boolean {
  const unknown = names.find((name) => context.surveys?.has(name) === false);
  if (unknown === undefined) return true;
  const hint = suggest(unknown, context.surveys ?? [], `Name a survey that a step asks for: "ask: ${unknown}".`);
  problems.error('unknown-survey', path, `There is no survey "${unknown}".`, hint);
  return false;
}

function readActive(value: unknown, path: Path, reader: Reader): Condition | null {
  const test = typeof value === 'string' ? readComparison(value) : null;
  if (test && !isMisread(test) && test.is === 'within')
    return { kind: 'engagement', fact: 'active', about: null, within: test.span };
  return wrong(
    path,
    reader,
    `${value === null ? '"active"' : show(value)} does not say since when someone is active.`,
    'Write it like "active: within 60 days".',
  );
}

function readAnswer(value: unknown, path: Path, reader: Reader): Condition | null {
  if (!isMap(value) || Object.keys(value).length === 0) {
    return wrong(
      path,
      reader,
      `${show(value)} does not name a question and an answer.`,
      'Write it like "answer: { used-it: yes }".',
    );
  }
  const areKnown = Object.keys(value).map((about) => areSurveys([about], [...path, about], reader));
  if (areKnown.includes(false)) return null;
  const parts = Object.entries(value).map(([about, given]): EngagementCondition | null => {
    const answers = namesIn(typeof given === 'boolean' ? (given ? 'yes' : 'no') : given);
    if (answers !== null) return { kind: 'engagement', fact: 'answer', about, answers };
    return wrong(
      [...path, about],
      reader,
      `${show(given)} is not an answer.`,
      'Write it like "answer: { used-it: [yes, a bit] }".',
    );
  });
  const of = parts.filter((part) => part !== null);
  if (of.length < parts.length) return null;
  return of.length === 1 ? (of[0] ?? null) : { kind: 'all', of };
}

/** A text with commas, a number, or a list of them; null when it is neither or empty. */
export function namesIn(value: unknown): string[] | null {
  const items: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? splitCommas(value) : [value];
  const names = items.map((item) => (typeof item === 'string' || typeof item === 'number' ? String(item).trim() : ''));
  return names.length === 0 || names.includes('') ? null : names;
}

function oneOf(of: readonly EngagementCondition[]): Condition | null {
  return of.length === 1 ? (of[0] ?? null) : { kind: 'any', of };
}

function wrong(path: Path, reader: Reader, message: string, hint: string): null {
  reader.problems.error('engagement', path, message, hint);
  return null;
}
