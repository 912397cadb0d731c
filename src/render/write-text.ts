import type { MailParts } from './mail-parts.ts';
import type { Block, Branch, Inline, LinkNode, ListPart } from './message-tree.ts';
import { addressReader, PARAGRAPH, valueReader } from './read-value.ts';
import { insertOf } from './write-mjml.ts';

/** The message's blocks as plain text. Every block ends in an empty line, so that a left-out one leaves no gap. */
export function writeText(blocks: readonly Block[], parts: MailParts): string {
  return blocks.map((block) => blockText(block, parts)).join('');
}

/** Inline nodes as plain text: also the preheader made of a first paragraph. */
export function inlineText(nodes: readonly Inline[], parts: MailParts): string {
  return nodes.map((node) => nodeText(node, parts)).join('');
}

/** After rendering: no blank at a line's end, no two empty lines in a row. */
export function tidyText(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function blockText(block: Block, parts: MailParts): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return `${inlineText(block.inlines, parts)}\n\n`;
    case 'list':
      return `${listText(block.items, block.ordered, block.start, parts)}\n`;
    case 'quote':
      return `${indented(writeText(block.blocks, within('> ', parts)).trimEnd(), '> ', '> ')}\n\n`;
    case 'buttons':
      return `${block.buttons.map((button) => `→ ${inlineText(button.inlines, parts)}\n  ${address(button, parts)}`).join('\n')}\n\n`;
    case 'image':
      return `[${inlineText(block.image.alt, parts)}]\n\n`;
    case 'rule':
      return `${'-'.repeat(24)}\n\n`;
    case 'branch':
      return branchText(block, parts, writeText);
  }
}

/** Items that stand in a condition or a loop have no number of their own; they get a dash. */
function listText(items: readonly ListPart[], ordered: boolean, start: number, parts: MailParts): string {
  return items
    .map((item, index) => {
      if (item.kind === 'branch') return branchText(item, parts, (nodes) => listText(nodes, false, 1, parts));
      const bullet = ordered ? `${start + index}. ` : '- ';
      const indent = ' '.repeat(bullet.length);
      return `${indented(writeText(item.blocks, within(indent, parts)).trimEnd(), bullet, indent)}\n`;
    })
    .join('');
}

function nodeText(node: Inline, parts: MailParts): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'value': {
      const read = valueReader(node.tag, parts.locale);
      const between = `\n${parts.indent ?? ''}`.repeat(2);
      return parts.text.write((scope) => read(scope).replaceAll(PARAGRAPH, between));
    }
    case 'strong':
    case 'emphasis':
    case 'code':
      return inlineText(node.inlines, parts);
    case 'break':
      return '\n';
    case 'image':
      return `[${inlineText(node.alt, parts)}]`;
    case 'link':
      return `${inlineText(node.inlines, parts)} (${address(node, parts)})`;
    case 'branch':
      return branchText(node, parts, inlineText);
  }
}

function address(link: LinkNode, parts: MailParts): string {
  const { target } = link;
  if (target.kind === 'ask') return parts.text.write((scope) => scope.links.askUrl(target.ask));
  const index = parts.linkIndex(link);
  const read = addressReader(target.parts, parts.locale);
  return parts.text.write((scope) => {
    const before = scope.problems.length;
    const found = read(scope);
    return scope.problems.length > before ? '' : scope.links.linkUrl(index, found);
  });
}

function branchText<Node>(
  node: Branch<Node>,
  parts: MailParts,
  write: (nodes: readonly Node[], parts: MailParts) => string,
): string {
  const start = parts.text.start(insertOf(node));
  const then = write(node.then, parts);
  const middle = node.otherwise.length === 0 ? '' : parts.text.otherwise() + write(node.otherwise, parts);
  return start + then + middle + parts.text.end();
}

/** Prose brings lines of its own into a quote or a list. */
function within(indent: string, parts: MailParts): MailParts {
  return { ...parts, indent: (parts.indent ?? '') + indent };
}

function indented(text: string, first: string, others: string): string {
  return first + text.replaceAll('\n', `\n${others}`);
}
