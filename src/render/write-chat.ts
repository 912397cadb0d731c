import type { ChannelFormat } from '../domain/workspace.ts';
import type { Inserts } from './mail-template.ts';
import type { Block, Branch, Inline, LinkNode, ListPart } from './message-tree.ts';
import { addressReader, valueReader } from './read-value.ts';
import { insertOf } from './write-mjml.ts';

/** What the writers of a post share while it is compiled. */
export interface ChatParts {
  readonly locale: string;
  readonly format: ChannelFormat;
  readonly text: Inserts;
}

/** A message's blocks as the text of a chat message, in the light markup that its format knows. */
export function writeChat(blocks: readonly Block[], parts: ChatParts): string {
  return blocks.map((block) => blockText(block, parts)).join('');
}

interface Markup {
  readonly plain: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly link: (label: string, url: string) => string;
  /** Closes what could end a link early. */
  readonly url: (url: string) => string;
}

const MARKUP: Readonly<Record<ChannelFormat, Markup>> = {
  // The Markdown that a TextBlock reads: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
  'adaptive-card': {
    plain: (text) => text.replaceAll(/[\\[\]*_]/g, '\\$&'),
    strong: (text) => `**${text}**`,
    link: (label, url) => `[${label}](${url})`,
    url: (url) => url.replaceAll('(', '%28').replaceAll(')', '%29'),
  },
  // https://docs.slack.dev/messaging/formatting-message-text
  slack: {
    plain: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    strong: (text) => `*${text}*`,
    link: (label, url) => `<${url}|${label}>`,
    url: (url) => url.replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C'),
  },
  text: {
    plain: (text) => text,
    strong: (text) => text,
    link: (label, url) => `${label} (${url})`,
    url: (url) => url,
  },
};

function blockText(block: Block, parts: ChatParts): string {
  const { strong, link } = MARKUP[parts.format];
  switch (block.kind) {
    case 'paragraph':
      return `${inlineText(block.inlines, parts)}\n\n`;
    case 'heading':
      return `${strong(inlineText(block.inlines, parts))}\n\n`;
    case 'list':
      return `${listText(block.items, block.ordered, block.start, parts)}\n`;
    case 'quote':
      return `${indented(writeChat(block.blocks, parts).trimEnd(), '> ', '> ')}\n\n`;
    case 'buttons':
      return `${block.buttons.map((button) => link(inlineText(button.inlines, parts), address(button, parts))).join('\n')}\n\n`;
    case 'image':
      return '';
    case 'rule':
      return '---\n\n';
    case 'branch':
      return branchText(block, parts, writeChat);
  }
}

/** Items that stand in a condition or a loop have no number of their own; they get a dash. */
function listText(items: readonly ListPart[], ordered: boolean, start: number, parts: ChatParts): string {
  return items
    .map((item, index) => {
      if (item.kind === 'branch') return branchText(item, parts, (nodes) => listText(nodes, false, 1, parts));
      const bullet = ordered ? `${start + index}. ` : '- ';
      return `${indented(writeChat(item.blocks, parts).trimEnd(), bullet, ' '.repeat(bullet.length))}\n`;
    })
    .join('');
}

function inlineText(nodes: readonly Inline[], parts: ChatParts): string {
  return nodes.map((node) => nodeText(node, parts)).join('');
}

function nodeText(node: Inline, parts: ChatParts): string {
  const { plain, strong, link } = MARKUP[parts.format];
  switch (node.kind) {
    case 'text':
      return plain(node.text);
    case 'value': {
      const read = valueReader(node.tag, parts.locale);
      return parts.text.write((scope) => plain(read(scope)));
    }
    case 'strong':
      return strong(inlineText(node.inlines, parts));
    case 'emphasis':
    case 'code':
      return inlineText(node.inlines, parts);
    case 'break':
      return '\n';
    case 'image':
      return '';
    case 'link':
      return link(inlineText(node.inlines, parts), address(node, parts));
    case 'branch':
      return branchText(node, parts, inlineText);
  }
}

/** Where a link leads, untracked: nobody in a channel is followed. */
function address({ target }: LinkNode, parts: ChatParts): string {
  if (target.kind === 'ask') return '';
  const { url } = MARKUP[parts.format];
  const read = addressReader(target.parts, parts.locale);
  return parts.text.write((scope) => url(read(scope)));
}

function branchText<Node>(
  node: Branch<Node>,
  parts: ChatParts,
  write: (nodes: readonly Node[], parts: ChatParts) => string,
): string {
  const start = parts.text.start(insertOf(node));
  const then = write(node.then, parts);
  const middle = node.otherwise.length === 0 ? '' : parts.text.otherwise() + write(node.otherwise, parts);
  return start + then + middle + parts.text.end();
}

function indented(text: string, first: string, others: string): string {
  return first + text.replaceAll('\n', `\n${others}`);
}
