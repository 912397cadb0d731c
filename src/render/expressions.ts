import { type LocatedText, type Problem, placeIn } from './problem.ts';

/**
 * The part of Handlebars that messages speak:
 *
 *     {{firstName "there"}}   {{#if due}} … {{else}} … {{/if}}   {{#unless due}} … {{/unless}}   {{#each people}} … {{/each}}
 *
 * Read by this scanner, once, from left to right, so that Handlebars never parses what a person wrote: no helper,
 * partial, decorator or prototype can be named, and no input can make a parser slow (80 kB of nested ifs block
 * Handlebars' own for 17 s).
 */
export type Tag = { readonly offset: number; readonly raw: string } & (
  | { readonly kind: 'value'; readonly path: string; readonly fallback: string | null }
  | { readonly kind: 'open'; readonly word: BlockWord; readonly path: string }
  | { readonly kind: 'else' }
  | { readonly kind: 'close'; readonly word: BlockWord }
);
export type BlockWord = 'if' | 'unless' | 'each';

export interface Scanned {
  /** The text with the n-th tag replaced by `mark(n)`: what Markdown sees. */
  readonly marked: string;
  readonly tags: readonly Tag[];
}

const LIMITS = { sourceBytes: 64 * 1024, tags: 400, depth: 4 } as const;

/** Stands for an expression while Markdown and MJML are at work. Private-use characters, refused in what people write. */
export function mark(index: number): string {
  return `\uE000${index}\uE001`;
}

/** Finds marks; group 1 is the index. Comments around a mark go with it. */
export const MARKS = /(?:<!--)?\uE000(\d+)\uE001(?:-->)?/g;

export function scanExpressions(source: LocatedText): Scanned | { readonly problems: readonly Problem[] } {
  const { text } = source;
  const fail = (offset: number, code: string, message: string, hint: string) => ({
    problems: [{ code, message, hint, place: placeIn(source, offset) }],
  });
  if (Buffer.byteLength(text) > LIMITS.sourceBytes)
    return fail(0, 'too-long', `This text is over ${LIMITS.sourceBytes / 1024} kB.`, 'A mail has room for 120 words.');
  const foreign = text.search(FORBIDDEN);
  if (foreign >= 0)
    return fail(
      foreign,
      'forbidden-character',
      `The character U+${(text.codePointAt(foreign) ?? 0).toString(16).toUpperCase().padStart(4, '0')} is not allowed.`,
      'Remove it: control, private-use and direction-changing characters can hide what a text says.',
    );

  const tags: Tag[] = [];
  const problems: Problem[] = [];
  const open: (Tag & { kind: 'open' })[] = [];
  let marked = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('{{', at);
    if (start < 0) break;
    if (text[start - 1] === '\\') {
      marked += `${text.slice(at, start - 1)}{{`;
      at = start + 2;
      continue;
    }
    const end = endOfTag(text, start);
    if (end === null)
      return fail(
        start,
        'unclosed-expression',
        '"{{" has no "}}" after it.',
        'Close it, or write \\{{ for the braces.',
      );
    const raw = text.slice(start, end);
    marked += text.slice(at, start);
    at = end;
    if (raw.startsWith('{{!')) continue;
    const tag = readTag(raw, start);
    if (tag === null) return fail(start, 'not-in-the-language', refusal(raw), LANGUAGE_HINT);
    if (tags.length >= LIMITS.tags)
      return fail(start, 'too-many-expressions', `There are more than ${LIMITS.tags} expressions.`, 'Say less.');
    if (tag.kind === 'open' && open.push(tag) > LIMITS.depth)
      return fail(start, 'too-deep', `Blocks are nested deeper than ${LIMITS.depth}.`, 'Write two messages instead.');
    if (tag.kind === 'else' && open.at(-1) === undefined)
      return fail(start, 'stray-else', '{{else}} stands outside of an {{#if}}.', 'Remove it, or add the {{#if …}}.');
    if (tag.kind === 'close') {
      const opened = open.pop();
      if (opened?.word !== tag.word)
        return fail(
          start,
          'unmatched-end',
          opened === undefined ? `${raw} ends nothing.` : `${raw} ends nothing: ${opened.raw} is open.`,
          opened === undefined ? 'Remove it.' : `Write {{/${opened.word}}} first.`,
        );
    }
    marked += mark(tags.length);
    tags.push(tag);
  }
  for (const tag of open)
    problems.push({
      code: 'unclosed-block',
      message: `${tag.raw} has no end.`,
      hint: `Add {{/${tag.word}}} where it ends.`,
      place: placeIn(source, tag.offset),
    });
  return problems.length > 0 ? { problems } : { marked: marked + text.slice(at), tags };
}

/** Control characters (tab and newline aside), bidi controls, line separators, private use. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uE000-\uF8FF]/;

const LANGUAGE_HINT =
  'A message can say {{variable "fallback"}}, {{#if variable}} … {{else}} … {{/if}}, {{#unless variable}} and {{#each people}}.';

/** The offset behind the closing braces, strings respected; null: there is none. */
function endOfTag(text: string, start: number): number | null {
  if (text.startsWith('{{!--', start)) {
    const end = text.indexOf('--}}', start);
    return end < 0 ? null : end + 4;
  }
  let quote = '';
  for (let i = start + 2; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if (char === '\n' && quote === '' && text.slice(start, i).trim() === '{{') return null;
    if (quote !== '') quote = char === quote ? '' : quote;
    else if ((char === '"' || char === "'") && text[start + 2] !== '!') quote = char;
    else if (text.startsWith('}}', i)) return text[i + 2] === '}' ? i + 3 : i + 2;
  }
  return null;
}

const VALUE = /^\{\{\s*([A-Za-z_]\w*(?:\.\w+)*)(?:\s+(?:"([^"]*)"|'([^']*)'))?\s*\}\}$/;
const OPEN = /^\{\{#\s*(if|unless|each)\s+([A-Za-z_]\w*(?:\.\w+)*)\s*\}\}$/;
const CLOSE = /^\{\{\/\s*(if|unless|each)\s*\}\}$/;
const ELSE = /^\{\{\s*else\s*\}\}$/;

function readTag(raw: string, offset: number): Tag | null {
  if (ELSE.test(raw)) return { kind: 'else', offset, raw };
  const open = OPEN.exec(raw);
  if (open !== null) return { kind: 'open', word: open[1] as BlockWord, path: open[2] ?? '', offset, raw };
  const close = CLOSE.exec(raw);
  if (close !== null) return { kind: 'close', word: close[1] as BlockWord, offset, raw };
  const value = VALUE.exec(raw);
  if (value !== null)
    return { kind: 'value', path: value[1] ?? '', fallback: value[2] ?? value[3] ?? null, offset, raw };
  return null;
}

function refusal(raw: string): string {
  const shown = raw.length > 60 ? `${raw.slice(0, 57)}…` : raw;
  const inside = raw.slice(2).trimStart();
  if (inside.startsWith('{') || inside.startsWith('&')) return `${shown} would write a value unescaped.`;
  if (inside.startsWith('>') || inside.startsWith('#>')) return `${shown} is a partial; messages have none.`;
  if (inside.startsWith('*') || inside.startsWith('#*')) return `${shown} is a decorator; messages have none.`;
  if (inside.startsWith('else')) return `${shown}: {{else}} stands alone here.`;
  if (/[@(]|\bthis\b|\.\.|\blookup\b/.test(inside)) return `${shown} reaches for more than the variables.`;
  return `${shown} is not an expression of messages.`;
}
