import type { z } from 'zod';
import { didYouMean } from './text.ts';

/** One thing that does not fit a schema: where, and what about it, to be read after its name: `is missing; expected a text`. */
export interface Misfit {
  readonly path: readonly PropertyKey[];
  readonly words: string;
}

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/**
 * What of a value does not fit, each thing at its place and as a sentence that names what came and what is expected; a
 * name that is not known is a misfit of its own, with what may have been meant. Empty: it fits.
 */
export function misfitsOf(schema: Schema, { issues }: { readonly issues: readonly Issue[] }): Misfit[] {
  return issues.flatMap((issue) => misfits(schema, issue));
}

function misfits(schema: Schema, issue: Issue): Misfit[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = namesAt(schema, path);
    return issue.keys.map((name) => ({ path: [...path, name], words: unknownWords(name, known) }));
  }
  if (issue.code === 'invalid_union') return [unionMisfit(schema, issue)];
  return [{ path, words: wordsOf(issue) }];
}

/** Of a choice that fits in no way: what is wrong with the way that comes nearest, or all the ways there are. */
function unionMisfit(schema: Schema, issue: z.core.$ZodIssueInvalidUnion): Misfit {
  const { path, input } = issue;
  const ways = issue.errors.flatMap((issues) => {
    const [first] = issues;
    // A way that is marked as another one (objectType, say) is farther than any number of slips in this one.
    return first === undefined ? [] : [{ first, distance: issues.length + (issues.some(isOtherKind) ? 1_000 : 0) }];
  });
  const kinds = ways.flatMap(({ first }) =>
    first.code === 'invalid_type' && first.path.length === 0 ? [KINDS[first.expected] ?? first.expected] : [],
  );
  if (kinds.length === ways.length) return { path, words: `is ${kindOf(input)}; expected ${either(kinds)}` };
  const [nearest] = ways
    .filter(({ first }) => first.code !== 'invalid_type' || first.path.length > 0)
    .toSorted((a, b) => a.distance - b.distance);
  const [inner] = nearest === undefined ? [] : misfits(schema, nearest.first);
  return inner === undefined ? { path, words: issue.message } : { ...inner, path: [...path, ...inner.path] };
}

function isOtherKind(issue: Issue): boolean {
  if (issue.code === 'invalid_union') return issue.errors.every((issues) => issues.some(isOtherKind));
  return issue.code === 'invalid_value' && issue.values.length === 1 && issue.path.length === 1;
}

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (Number.isNaN(issue.input)) return 'is not a number';
      if (issue.expected === 'int') return 'is not a whole number';
      return `is ${kindOf(issue.input)}; expected ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      if (issue.origin === 'number') return `is too small: at least ${issue.minimum}`;
      return issue.minimum === 1 ? 'is empty' : `is too short: at least ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'number') return `is too large: at most ${issue.maximum}`;
      return `is too long: at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
    case 'invalid_value':
      return valueWords(issue.input, issue.values.map(String));
    case 'invalid_key':
      return issue.issues[0] === undefined ? issue.message : wordsOf(issue.issues[0]);
    default:
      return issue.message;
  }
}

function valueWords(input: unknown, values: readonly string[]): string {
  const shown = typeof input === 'string' && input.length <= 60 ? JSON.stringify(input) : kindOf(input);
  const meant = typeof input === 'string' ? didYouMean(input, values) : null;
  const choice = values.length === 1 ? values[0] : `one of ${values.join(', ')}`;
  return `is ${shown}; expected ${choice}${meant === null ? '' : `. Did you mean "${meant}"?`}`;
}

function unknownWords(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'is not known here. Nothing is expected';
  const meant = name.length > 100 ? null : didYouMean(name, known);
  return `is not known here. ${meant === null ? `There are: ${known.join(', ')}` : `Did you mean "${meant}"?`}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || value === true || value === false) return String(value);
  return KINDS[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

function either(kinds: readonly string[]): string {
  const all = [...new Set(kinds)];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}

/** The names an object may have at this place; none where it may be one of several. */
function namesAt(schema: Schema, path: readonly PropertyKey[]): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return namesAt(def.innerType, path);
    case 'object': {
      const [first, ...rest] = path;
      if (first === undefined) return Object.keys(def.shape);
      const inner = def.shape[String(first)];
      return inner === undefined ? [] : namesAt(inner, rest);
    }
    case 'array':
      return path.length === 0 ? [] : namesAt(def.element, path.slice(1));
    default:
      return [];
  }
}
