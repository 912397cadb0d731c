import { isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { didYouMean } from '../domain/text.ts';
import type { LocatedText, Problem } from './problem.ts';

/** T20: what moves people; a writing help. */
export const DRIVERS = ['autonomy', 'ownership', 'craftsmanship', 'fun', 'belonging', 'purpose'] as const;
export type Driver = (typeof DRIVERS)[number];

/** One message file, read but not yet checked against variables, links and frame. */
export interface MessageSource {
  readonly file: string;
  /** One, or two that are tried against each other. */
  readonly subjects: readonly [LocatedText, ...LocatedText[]];
  /** Null: the first paragraph serves. */
  readonly preheader: LocatedText | null;
  /** The frame in templates/, without its ending. */
  readonly template: string;
  readonly driver: Driver | null;
  /** Markdown. */
  readonly body: LocatedText;
}

const text = z.string().trim().min(1);
const frontMatter = z.strictObject({
  subject: z.union([text, z.array(text).min(1).max(2)]),
  preheader: text.optional(),
  template: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .optional(),
  driver: z.enum(DRIVERS).optional(),
});
const KEYS = Object.keys(frontMatter.shape);
const EXPECTED: Readonly<Record<string, string>> = {
  subject: 'a text, or a list of two that are tried',
  preheader: 'a text',
  template: 'the name of a file in templates/ without its ending, such as plain',
  driver: `one of ${DRIVERS.join(', ')}`,
};

/**
 * Reads a message file: YAML front matter between two lines of `---`, then Markdown.
 * @param file how the file is called in problems
 */
export function parseMessage(
  fileText: string,
  file: string,
): MessageSource | { readonly problems: readonly Problem[] } {
  const whole = fileText.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const matter = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(whole);
  if (matter === null || matter.index !== 0)
    return {
      problems: [
        {
          code: 'no-front-matter',
          message: 'A message begins with its front matter.',
          hint: 'Write three lines on top: ---, subject: …, ---.',
          place: { file, line: 1, column: 1 },
        },
      ],
    };
  const yamlText = matter[1] ?? '';
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, maxAliasCount: 0 } as Parameters<
    typeof parseDocument
  >[1]);
  /** The front matter starts on the file's second line. */
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: line + 1, column: col };
  };
  const problems: Problem[] = document.errors.map((error) => ({
    code: 'yaml',
    message: firstLine(error.message),
    hint: 'Put texts with {{…}}, a colon or quotes between single quotes.',
    place: placeAt(error.pos[0]),
  }));
  visit(document, {
    Alias: (_key, alias) => {
      problems.push({
        code: 'yaml',
        message: `"*${alias.source}" repeats another value.`,
        hint: 'Write the text out.',
        place: placeAt(alias.range?.[0] ?? 0),
      });
    },
  });
  if (problems.length > 0) return { problems };

  const read = frontMatter.safeParse(document.toJS() ?? {});
  if (!read.success) {
    for (const issue of read.error.issues) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
      for (const key of unknown)
        problems.push({ ...unknownKey(key), place: placeAt(keyOffset(document.contents, key)) });
      if (unknown.length > 0) continue;
      const key = String(issue.path[0] ?? '');
      const value = key === '' ? undefined : document.get(key);
      problems.push({
        code: value === undefined ? 'missing-key' : 'wrong-value',
        message:
          key === ''
            ? 'The front matter is not a list of "key: value" lines.'
            : value === undefined
              ? `"${key}" is missing.`
              : `"${key}" is ${JSON.stringify(value)}.`,
        hint:
          key === ''
            ? 'Write for example: subject: A quarter of an hour'
            : `Expected is ${EXPECTED[key] ?? 'another value'}.`,
        place: placeAt(key === '' ? 0 : keyOffset(document.contents, key)),
      });
    }
    return { problems };
  }

  const locate = (value: string, path: (string | number)[]): LocatedText => {
    const node = document.getIn(path, true) as Node | undefined;
    const quoted = isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE');
    const place = placeAt((node?.range?.[0] ?? 0) + (quoted ? 1 : 0));
    return { text: value, ...place };
  };
  const { subject, preheader, template, driver } = read.data;
  const [first, ...others] = Array.isArray(subject)
    ? subject.map((value, index) => locate(value, ['subject', index]))
    : [locate(subject, ['subject'])];
  return {
    file,
    subjects: [first as LocatedText, ...others],
    preheader: preheader === undefined ? null : locate(preheader, ['preheader']),
    template: template ?? 'plain',
    driver: driver ?? null,
    body: {
      text: whole.slice(matter[0].length),
      file,
      line: matter[0].split('\n').length,
      column: 1,
    },
  };
}

function unknownKey(key: string): Pick<Problem, 'code' | 'message' | 'hint'> {
  const near = didYouMean(key, KEYS);
  return {
    code: 'unknown-key',
    message: `"${key}" is not a key of a message.`,
    hint: near === null ? `Known are: ${KEYS.join(', ')}.` : `Did you mean "${near}"?`,
  };
}

function keyOffset(contents: unknown, key: string): number {
  if (!isMap(contents)) return 0;
  const pair = contents.items.find((item) => isScalar(item.key) && item.key.value === key);
  return (pair?.key as Node | undefined)?.range?.[0] ?? 0;
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
}
