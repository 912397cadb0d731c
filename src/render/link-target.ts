import { MARKS } from './expressions.ts';
import type { Resolved } from './merge-context.ts';

/** The answers a link may give; each leads to a page with a button, never does it by itself. */
export const ASKS = ['later', 'known', 'stop', 'done'] as const;
export type Ask = (typeof ASKS)[number];

/** Where a link leads. A URL is made of texts and values; the first part decides its scheme and host. */
export type Target =
  | { readonly kind: 'ask'; readonly ask: Ask }
  | { readonly kind: 'url'; readonly parts: readonly TargetPart[] };
export type TargetPart = string | (Resolved & { kind: 'value' });

type ReadTarget = { readonly marks: readonly number[] } & (
  | { readonly target: Target }
  | { readonly code: string; readonly message: string; readonly hint: string }
);

/** Reads the address of a Markdown link, with marks for expressions in it. */
export function readTarget(href: string, resolved: readonly Resolved[]): ReadTarget {
  const marks: number[] = [];
  const parts: TargetPart[] = [];
  let from = 0;
  for (const found of href.matchAll(MARKS)) {
    const index = Number(found[1]);
    marks.push(index);
    const tag = resolved[index];
    if (tag?.kind !== 'value')
      return {
        marks: [...href.matchAll(MARKS)].map((one) => Number(one[1])),
        code: 'block-in-address',
        message: 'A condition stands inside an address.',
        hint: 'Put the condition around the whole link.',
      };
    if (found.index > from) parts.push(href.slice(from, found.index));
    parts.push(tag);
    from = found.index + found[0].length;
  }
  if (from < href.length) parts.push(href.slice(from));
  const [first, ...rest] = parts;
  if (typeof first === 'string' && first.startsWith('ask:') && rest.length === 0) {
    const ask = ASKS.find((one) => one === first.slice(4));
    if (ask !== undefined) return { marks, target: { kind: 'ask', ask } };
    return {
      marks,
      code: 'unknown-ask',
      message: `"${first}" asks nothing known.`,
      hint: `Known are: ask:${ASKS.join(', ask:')}.`,
    };
  }
  if (typeof first === 'string' ? !isSafeStart(first, rest.length > 0) : first?.variable.type !== 'url')
    return {
      marks,
      code: 'bad-address',
      message:
        first === undefined ? 'A link has no address.' : `"${shown(href, resolved)}" is not a web or mail address.`,
      hint: 'Write a whole address that begins with https:// or mailto:, or {{activity.url}}.',
    };
  if (typeof first === 'object' && first.fallback !== null && safeUrl(first.fallback) === null)
    return {
      marks,
      code: 'bad-address',
      message: `The fallback "${first.fallback}" is not a web or mail address.`,
      hint: 'Write a whole address that begins with https://.',
    };
  return { marks, target: { kind: 'url', parts } };
}

/** The address in its normal form; null: not http, https or mailto, or no URL at all. */
export function safeUrl(text: string): string | null {
  if (!/^(?:https?:\/\/[^\s/]|mailto:[^\s])/i.test(text)) return null;
  try {
    const url = new URL(text);
    return SCHEMES.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null;
  }
}

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** A text before a value must hold the whole host, so that no value can choose where a link leads. */
function isSafeStart(start: string, valueFollows: boolean): boolean {
  if (safeUrl(start) === null) return false;
  return !valueFollows || /^https?:\/\/[^/?#]+[/?#]/i.test(start) || /^mailto:[^?]+\?/i.test(start);
}

function shown(href: string, resolved: readonly Resolved[]): string {
  return href.replaceAll(MARKS, (_mark, index) => {
    const tag = resolved[Number(index)];
    return tag?.kind === 'value' ? `{{${tag.variable.name}}}` : '{{…}}';
  });
}
