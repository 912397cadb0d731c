import type { Scanned } from './expressions.ts';
import type { MailParts } from './mail-parts.ts';
import { Inserts } from './mail-template.ts';
import type { Resolved } from './merge-context.ts';
import type { Block, Inline } from './message-tree.ts';
import { conditionReader, valueReader } from './read-value.ts';
import type { Scope } from './scope.ts';
import { inlineText } from './write-text.ts';

/** A text whose expressions are read and checked. */
export interface ReadText {
  readonly scanned: Scanned;
  readonly resolved: readonly Resolved[];
}

/** A subject or preheader: text, values, conditions. */
export function lineTemplate(line: ReadText | null, locale: string): (scope: Scope) => string {
  const inserts = new Inserts();
  const pieces = (line?.scanned.marked ?? '').split(/\uE000(\d+)\uE001/);
  const text = pieces.map((piece, index) => {
    if (index % 2 === 0) return piece;
    const tag = line?.resolved[Number(piece)];
    if (tag?.kind === 'value') return inserts.write(valueReader(tag, locale));
    if (tag?.kind === 'if') return inserts.start({ kind: 'if', holds: conditionReader(tag) });
    return tag?.kind === 'else' ? inserts.otherwise() : inserts.end();
  });
  return inserts.compile(text.join(''));
}

/** Without a preheader the first paragraph serves, links as their words. */
export function firstParagraph(blocks: readonly Block[], parts: MailParts): (scope: Scope) => string {
  const inserts = new Inserts();
  const first = blocks.find((block) => block.kind === 'paragraph');
  const words = (inlines: readonly Inline[]): Inline[] =>
    inlines.flatMap((one) => (one.kind === 'link' ? words(one.inlines) : [one]));
  return inserts.compile(first === undefined ? '' : inlineText(words(first.inlines), { ...parts, text: inserts }));
}

/** Headers are one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
