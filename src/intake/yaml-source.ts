import {
  type Alias,
  type Document,
  isMap as isYamlMap,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';
import type { Place } from '../domain/errors.ts';
import type { Finding, Path, Problem } from './finding.ts';
import { isMap } from './wording.ts';

/** A YAML text with its value and the way back from a path in the value to line and column. */
export interface YamlSource {
  /** Null when the text is not YAML; the findings say where. */
  readonly value: unknown;
  /** What the YAML syntax itself has against the text. */
  readonly findings: readonly Finding[];
  findingOf(problem: Problem): Finding;
}

/** Larger files are refused; a campaign has a few kilobytes. */
const MAX_YAML_CHARACTERS = 1_000_000;

/** Never throws: whatever is wrong with the text is a finding. */
export function readYaml(file: string, text: string): YamlSource {
  if (text.length > MAX_YAML_CHARACTERS)
    return unreadable(file, `The file has more than ${MAX_YAML_CHARACTERS} characters.`);
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const findings = [...document.errors, ...document.warnings].map(({ message, pos }): Finding => {
      const { line, col } = lines.linePos(pos[0]);
      return syntaxFinding(
        { file, line: Math.max(1, line), column: Math.max(1, col) },
        `This is not valid YAML: ${syntaxWords(message)}`,
      );
    });
    const circle = findings.length > 0 ? null : circleIn(document);
    keepDigits(document);
    if (circle !== null) {
      const { line, col } = lines.linePos(startOf(circle) ?? 0);
      const message = `"*${circle.source}" stands within what it repeats.`;
      return refused(syntaxFinding({ file, line, column: col }, message, 'Write the lines out in its place.'));
    }
    const value: unknown = findings.length > 0 ? null : document.toJS();
    const placeOf = (path: Path, code: string): Place => {
      const offset = offsetOf(document.contents, path, ABOUT_THE_KEY.has(code));
      const { line, col } = offset === null ? { line: 1, col: 1 } : lines.linePos(offset);
      return { file, line, column: col };
    };
    return {
      value,
      findings,
      findingOf: ({ path, ...problem }) => ({
        ...problem,
        place: placeOf(path, problem.code),
        crumbs: crumbsOf(value, path),
      }),
    };
  } catch (error) {
    // Alias bombs and endless nesting: the parser gives up with an exception.
    return unreadable(
      file,
      `The file cannot be read as YAML: ${error instanceof Error ? oneLine(error.message) : 'unknown trouble'}.`,
    );
  }
}

/** The parser's words, in the reader's: as a sentence, and without its own names. */
function syntaxWords(message: string): string {
  const text = oneLine(message);
  if (text.startsWith('Source contains multiple documents')) return 'A line "---" begins a second document.';
  if (text.startsWith('Maximum call stack')) return 'It is nested too deeply.';
  return /[.:!?]$/.test(text) ? text : `${text}.`;
}

/** `010`, `1e3` and `0x1F` are what they look like, such as the number of a cost centre; YAML would make 10, 1000 and 31 of them. */
function keepDigits(document: Document.Parsed): void {
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'number' && ODD_NUMBER.test(scalar.source ?? '')) scalar.value = scalar.source;
    },
  });
}

const ODD_NUMBER = /^[+-]?0\d|^0[xo]|e/i;

/** An alias within its own anchor: the value would have no end. */
function circleIn(document: Document.Parsed): Alias | null {
  let circle: Alias | null = null;
  visit(document, {
    Alias(_, alias, path) {
      const repeated = alias.resolve(document);
      if (repeated === undefined || !path.some((around) => around === repeated)) return undefined;
      circle = alias;
      return visit.BREAK;
    },
  });
  return circle;
}

function unreadable(file: string, message: string): YamlSource {
  return refused(syntaxFinding({ file, line: 1, column: 1 }, message));
}

function refused(finding: Finding): YamlSource {
  return {
    value: null,
    findings: [finding],
    findingOf: ({ path: _, ...problem }) => ({ ...problem, place: finding.place, crumbs: [] }),
  };
}

const YAML_HINT = 'Indent with spaces, put texts with a colon in quotes, and use every key once.';

function syntaxFinding(place: Place, message: string, hint = YAML_HINT): Finding {
  return { severity: 'error', code: 'yaml', place, crumbs: [], message, hint };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Findings whose trouble is the name of a key, not what it holds. */
const ABOUT_THE_KEY: ReadonlySet<string> = new Set(['unknown-key', 'unknown-attribute', 'not-yet', 'step']);

/** The offset of the value at the path, or of its key; where there is none, of the nearest thing around it. */
function offsetOf(root: Node | null, path: Path, isAboutKey: boolean): number | null {
  let node: unknown = root;
  let offset = startOf(root);
  for (const [index, step] of path.entries()) {
    const pair: Pair | undefined = isYamlMap(node)
      ? node.items.find((item) => String((item.key as Scalar | null)?.value ?? item.key) === String(step))
      : undefined;
    if (pair) {
      const isKey = isEmptyScalar(pair.value) || (isAboutKey && index === path.length - 1);
      offset = (isKey ? null : startOf(pair.value)) ?? startOf(pair.key) ?? offset;
      node = pair.value;
      continue;
    }
    const item = (node as { items?: readonly unknown[] } | null)?.items?.[Number(step)];
    if (item === undefined || isYamlMap(node)) return offset;
    offset = startOf(item) ?? offset;
    node = item;
  }
  return offset;
}

function startOf(node: unknown): number | null {
  return (node as { range?: [number, number, number] | null } | null)?.range?.[0] ?? null;
}

/** An unwritten value has a range after its key, sometimes on the next line; the key is the better place. */
function isEmptyScalar(node: unknown): boolean {
  const scalar = node as { value?: unknown; source?: string } | null;
  return scalar !== null && scalar.value === null && (scalar.source ?? '') === '';
}

/** Names instead of positions: a list's item is called by what it is (`kick-off`), or left out. */
function crumbsOf(root: unknown, path: Path): string[] {
  let value: unknown = root;
  return path.flatMap((step) => {
    value = Array.isArray(value)
      ? value[Number(step)]
      : isMap(value) && Object.hasOwn(value, step)
        ? value[step]
        : undefined;
    return typeof step === 'string' ? [step] : stepNameOf(value);
  });
}

function stepNameOf(value: unknown): string[] {
  if (!isMap(value)) return [];
  const name = value.id ?? value.mail ?? value.remind;
  if (typeof name === 'string') return [name];
  return Array.isArray(name) && typeof name[0] === 'string' ? [name[0]] : [];
}
