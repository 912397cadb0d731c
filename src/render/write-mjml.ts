import type { MailParts } from './mail-parts.ts';
import type { Block, Branch, ImageNode, Inline, LinkNode, ListPart } from './message-tree.ts';
import { addressReader, conditionReader, listReader, PARAGRAPH, valueReader } from './read-value.ts';

/** The message's blocks as MJML components, for `<mj-slot />`. Looks are in base-head.ts and in the frame. */
export function writeMjml(blocks: readonly Block[], parts: MailParts): string {
  return blocks.map((block) => component(block, parts)).join('');
}

/** Safe in HTML text and in a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function component(block: Block, parts: MailParts): string {
  switch (block.kind) {
    case 'buttons':
      return block.buttons.map((button) => buttonOf(button, parts)).join('');
    case 'quote':
      return `<mj-text mj-class="quote" css-class="d-quote">${flow(block.blocks, parts)}</mj-text>`;
    case 'image':
      return imageOf(block.image, parts);
    case 'rule':
      return '<mj-divider mj-class="rule" css-class="d-rule" />';
    case 'branch': {
      const raw = (mark: string) => `<mj-raw>${mark}</mj-raw>`;
      const start = raw(parts.html.start(insertOf(block)));
      const then = writeMjml(block.then, parts);
      const middle =
        block.otherwise.length === 0 ? '' : raw(parts.html.otherwise()) + writeMjml(block.otherwise, parts);
      return start + then + middle + raw(parts.html.end());
    }
    case 'list':
      return `<mj-text mj-class="list" css-class="${isPeople(block.items) ? 'd-text d-people' : 'd-text d-list'}">${element(block, parts)}</mj-text>`;
    case 'heading':
      return `<mj-text mj-class="heading${block.level}" css-class="d-heading">${element(block, parts)}</mj-text>`;
    case 'paragraph':
      return `<mj-text mj-class="paragraph" css-class="d-text">${element(block, parts)}</mj-text>`;
  }
}

function isPeople(items: readonly ListPart[]): boolean {
  return items.some((item) => item.kind === 'branch' && item.tag.kind === 'each');
}

function buttonOf(button: LinkNode, parts: MailParts): string {
  const quiet = button.target.kind === 'ask';
  const look = quiet ? 'mj-class="quiet-button" css-class="d-quiet-button"' : 'mj-class="button" css-class="d-button"';
  return `<mj-button ${look} href="${href(button, parts)}">${inlines(button.inlines, parts)}</mj-button>`;
}

function imageOf(image: ImageNode, parts: MailParts): string {
  return `<mj-image mj-class="image" src="${escapeHtml(parts.imageUrl(image))}" alt="${inlines(image.alt, parts)}" />`;
}

/** Blocks inside of a quote or a list item: plain HTML. */
function flow(blocks: readonly Block[], parts: MailParts): string {
  return blocks.map((block) => (block.kind === 'branch' ? branch(block, parts, flow) : element(block, parts))).join('');
}

function element(block: Block, parts: MailParts): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 8px">${inlines(block.inlines, parts)}</p>`;
    case 'heading':
      return `<h${block.level} style="margin:0;font-size:inherit;font-weight:inherit">${inlines(block.inlines, parts)}</h${block.level}>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : '';
      return `<${tag}${start} style="margin:0;padding-left:24px">${items(block.items, parts)}</${tag}>`;
    }
    case 'quote':
      return `<blockquote style="margin:0 0 8px">${flow(block.blocks, parts)}</blockquote>`;
    case 'buttons':
      return `<p style="margin:0 0 8px">${block.buttons.map((button) => linkOf(button, parts)).join(' · ')}</p>`;
    case 'image':
      return `<img src="${escapeHtml(parts.imageUrl(block.image))}" alt="${inlines(block.image.alt, parts)}" style="max-width:100%" />`;
    case 'rule':
      return '<hr />';
    case 'branch':
      return branch(block, parts, flow);
  }
}

function items(list: readonly ListPart[], parts: MailParts): string {
  return list
    .map((item) => {
      if (item.kind === 'branch') return branch(item, parts, items);
      const [only] = item.blocks;
      const content =
        item.blocks.length === 1 && only?.kind === 'paragraph'
          ? inlines(only.inlines, parts)
          : flow(item.blocks, parts);
      return `<li style="margin:0 0 6px">${content}</li>`;
    })
    .join('');
}

function inlines(nodes: readonly Inline[], parts: MailParts): string {
  return nodes.map((node) => inline(node, parts)).join('');
}

function inline(node: Inline, parts: MailParts): string {
  switch (node.kind) {
    case 'text':
      return escapeHtml(node.text);
    case 'value': {
      const read = valueReader(node.tag, parts.locale);
      return parts.html.write((scope) => escapeHtml(read(scope)).replaceAll(PARAGRAPH, '<br /><br />'));
    }
    case 'strong':
      return `<strong>${inlines(node.inlines, parts)}</strong>`;
    case 'emphasis':
      return `<em>${inlines(node.inlines, parts)}</em>`;
    case 'code':
      return `<code>${inlines(node.inlines, parts)}</code>`;
    case 'break':
      return '<br />';
    case 'link':
      return linkOf(node, parts);
    case 'image':
      return `<img src="${escapeHtml(parts.imageUrl(node))}" alt="${inlines(node.alt, parts)}" style="max-width:100%" />`;
    case 'branch':
      return branch(node, parts, inlines);
  }
}

function linkOf(link: LinkNode, parts: MailParts): string {
  return `<a href="${href(link, parts)}" class="d-link" style="color:${parts.linkColour};text-decoration:underline">${inlines(link.inlines, parts)}</a>`;
}

function href(link: LinkNode, parts: MailParts): string {
  const { target } = link;
  if (target.kind === 'ask') return parts.html.write((scope) => escapeHtml(scope.links.askUrl(target.ask)));
  const index = parts.linkIndex(link);
  const read = addressReader(target.parts, parts.locale);
  return parts.html.write((scope) => {
    const before = scope.problems.length;
    const address = read(scope);
    return scope.problems.length > before ? '' : escapeHtml(scope.links.linkUrl(index, address));
  });
}

function branch<Node>(
  node: Branch<Node>,
  parts: MailParts,
  write: (nodes: readonly Node[], parts: MailParts) => string,
): string {
  const start = parts.html.start(insertOf(node));
  const then = write(node.then, parts);
  const middle = node.otherwise.length === 0 ? '' : parts.html.otherwise() + write(node.otherwise, parts);
  return start + then + middle + parts.html.end();
}

/** The insert that begins a branch; shared with the text part. */
export function insertOf(node: Branch<unknown>): Parameters<MailParts['html']['start']>[0] {
  return node.tag.kind === 'each'
    ? { kind: 'each', items: listReader(node.tag.variable) }
    : { kind: 'if', holds: conditionReader(node.tag) };
}
