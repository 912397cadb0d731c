import type { z } from 'zod';
import type { Path, Problems } from '../finding.ts';
import { isMap, show, suggest } from '../wording.ts';
import { AROUND_SHAPES, STEP_SHAPES } from './campaign-shape.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks a parsed file against its shape, tells every problem, and gives back what is sound: a key or step with a
 * problem is left out, so that one mistake does not hide the others. Null when not even that can be read.
 */
export function checkShape<T>(
  shape: z.ZodObject & z.ZodType<T>,
  value: unknown,
  problems: Problems,
  example: string,
): Partial<T> | null {
  if (!isMap(value)) {
    problems.error('shape', [], 'The file does not hold keys and values.', `Begin it like "${example}".`);
    return null;
  }
  const checked = shape.safeParse(value);
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) tell(issue, [], value, shape, problems);
  const sound = structuredClone(value);
  for (const issue of checked.error.issues) cutOut(issue, [], sound);
  const rest = shape.partial().safeParse(sound);
  return rest.success ? (rest.data as Partial<T>) : null;
}

function tell(issue: Issue, around: Path, root: unknown, shape: z.ZodObject, problems: Problems): void {
  const path: Path = [...around, ...(issue.path as Path)];
  const found = valueAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) unknownKey(key, path, found, shape, problems);
      return;
    case 'invalid_union':
      tellUnion(issue, path, root, found, shape, problems);
      return;
    case 'invalid_type':
      if (found === undefined)
        problems.error('missing-key', path.slice(0, -1), `"${String(path.at(-1))}" is missing.`, 'Add it.');
      else wrongValue(path, found, EXPECTED[issue.expected] ?? issue.expected, problems);
      return;
    case 'invalid_value':
      problems.error(
        'value',
        path,
        `${show(found)} is not known here.`,
        suggest(String(found), issue.values.map(String), ''),
      );
      return;
    case 'invalid_format':
      problems.error(
        'name',
        path,
        `${show(found)} cannot be a name.`,
        'Use letters, digits, - and _, beginning with a letter or a digit.',
      );
      return;
    case 'too_small':
      problems.error(
        'value',
        path,
        `${show(found)} is too small or too short.`,
        `At least ${issue.minimum} is needed.`,
      );
      return;
    case 'invalid_key':
      problems.error('name', path, `${show(path.at(-1))} cannot be a name.`, 'Use letters, digits, - and _.');
      return;
    default:
      problems.error('value', path, `${show(found)} does not fit here.`, 'See "druppel schema" for what does.');
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'keys and values',
  record: 'keys and values',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function wrongValue(path: Path, found: unknown, expected: string, problems: Problems): void {
  if (found === null) {
    problems.error('value', path, 'There is no value.', `Write ${expected}, or remove the line.`);
    return;
  }
  const isList = Array.isArray(found) && !expected.includes('list');
  const isPlain = typeof found === 'number' || typeof found === 'boolean';
  const hint = isList ? 'Write one value, not a list.' : isPlain ? 'Put a text in quotes.' : `Write ${expected} here.`;
  problems.error('value', path, `Expected ${expected}, found ${show(found)}.`, hint);
}

/** A line is known by its key; elsewhere the alternative that comes nearest speaks. */
function tellUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  root: unknown,
  found: unknown,
  shape: z.ZodObject,
  problems: Problems,
): void {
  const line = lineAt(path);
  if (line) {
    tellLine(line, issue, path, root, found, shape, problems);
    return;
  }
  const branches = issue.errors.filter(
    (errors) => !errors.some((error) => error.code === 'invalid_type' && error.path.length === 0),
  );
  const nearest = branches[0];
  if (nearest) {
    for (const inner of nearest) tell(inner, path, root, shape, problems);
    return;
  }
  const expected = issue.errors
    .flat()
    .flatMap((error) => (error.code === 'invalid_type' ? [EXPECTED[error.expected] ?? error.expected] : []));
  wrongValue(path, found, [...new Set(expected)].join(' or '), problems);
}

function tellLine(
  line: Line,
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  root: unknown,
  found: unknown,
  shape: z.ZodObject,
  problems: Problems,
): void {
  const branch = issue.errors[kindIndex(line, found)];
  if (branch) {
    for (const inner of branch) tell(inner, path, root, shape, problems);
    return;
  }
  const [key] = isMap(found) ? Object.keys(found) : [];
  const what = show(key === undefined ? found : key);
  const place = key === undefined ? path : [...path, key];
  const hint = key === undefined ? line.example : suggest(key, Object.keys(line.shapes), line.example);
  problems.error(line.code, place, `${what} is not ${line.noun}.`, hint);
}

function unknownKey(key: string, path: Path, found: unknown, shape: z.ZodObject, problems: Problems): void {
  const at = [...path, key];
  const line = lineAt(path);
  const known = line ? lineKeys(line, found) : knownKeys(shape, path);
  problems.error('unknown-key', at, `There is no "${key}" here.`, suggest(key, known, 'Remove the line.'));
}

/** A line that is what its telling key says: a step, or what stands around the mails. */
interface Line {
  readonly code: 'step' | 'around';
  readonly noun: string;
  readonly example: string;
  readonly shapes: Readonly<Record<string, z.ZodObject>>;
}

const STEP: Line = { code: 'step', noun: 'a step', example: 'Write it like "- mail: kick-off".', shapes: STEP_SHAPES };
const AROUND: Line = {
  code: 'around',
  noun: 'something around the mails',
  example: 'Write it like "- poster: canteens", with "at" and "owner".',
  shapes: AROUND_SHAPES,
};

/** `['inform', 0]`, `['inform', 0, 'then', 1]`, `['around', 2]`; null elsewhere. */
function lineAt(path: Path): Line | null {
  if (typeof path.at(-1) !== 'number') return null;
  const list = String(path.at(-2));
  if (list === 'around') return AROUND;
  return ['inform', 'activate', 'retain', 'then', 'else'].includes(list) ? STEP : null;
}

/** By the order of the union; -1 when no key tells. */
function kindIndex({ shapes }: Line, found: unknown): number {
  return Object.keys(shapes).findIndex((kind) => isMap(found) && Object.hasOwn(found, kind));
}

function lineKeys(line: Line, found: unknown): string[] {
  const shape = Object.values(line.shapes)[kindIndex(line, found)];
  return Object.keys(shape?.shape ?? line.shapes);
}

function knownKeys(shape: z.ZodObject, path: Path): string[] {
  let here: unknown = shape;
  for (const step of path) here = unwrap(shapeOf(here)?.[String(step)]);
  return Object.keys(shapeOf(here) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | null {
  return (schema as { shape?: Record<string, unknown> } | undefined)?.shape ?? null;
}

function unwrap(schema: unknown): unknown {
  const optional = schema as { unwrap?: () => unknown } | undefined;
  return typeof optional?.unwrap === 'function' ? optional.unwrap() : schema;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      value instanceof Object && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  );
}

/**
 * Takes out what a problem sits in: an unknown key, else the innermost step, else the whole key of the file. A step
 * leaves a stand-in, so that those behind it keep their place.
 */
function cutOut(issue: Issue, around: Path, root: Record<string, unknown>): void {
  const path: Path = [...around, ...(issue.path as Path)];
  const found = valueAt(root, path);
  if (issue.code === 'unrecognized_keys' && isMap(found)) {
    for (const key of issue.keys) delete found[key];
    return;
  }
  const line = lineAt(path);
  const branch = issue.code === 'invalid_union' && line ? issue.errors[kindIndex(line, found)] : undefined;
  if (branch) {
    for (const inner of branch) cutOut(inner, path, root);
    return;
  }
  const end = path.findLastIndex((_, index) => lineAt(path.slice(0, index + 1)) === STEP);
  const steps = valueAt(root, path.slice(0, end));
  if (end > 0 && Array.isArray(steps)) steps[Number(path[end])] = { end: 'unreadable' };
  else delete root[String(path[0])];
}
