import type { Block, ImageNode, Inline, LinkNode, ListPart } from './message-tree.ts';

/** Walks over a message's tree: what its text, links and images are. Of a condition, the text is that of the first branch. */

/** A value counts as a name of eight letters. */
export const STAND_IN = 'Xxxxxxxx';

export function plain(inlines: readonly Inline[]): string {
  return inlines
    .map((one) => {
      if (one.kind === 'text') return one.text;
      if (one.kind === 'value') return STAND_IN;
      if (one.kind === 'branch') return plain(one.then);
      if (one.kind === 'image' || one.kind === 'break') return ' ';
      return plain(one.inlines);
    })
    .join('');
}

export function textOf(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return plain(block.inlines);
    case 'quote':
      return textOf(block.blocks);
    case 'buttons':
      return block.buttons.map((button) => plain(button.inlines)).join('\n');
    case 'list':
      return block.items.map(itemText).join('\n');
    case 'branch':
      return textOf(block.then);
    case 'image':
    case 'rule':
      return '';
  }
}

function itemText(item: ListPart): string {
  return item.kind === 'item' ? textOf(item.blocks) : item.then.map(itemText).join('\n');
}

/** All blocks, those within others and in both branches included. */
function* allBlocks(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'quote') yield* allBlocks(block.blocks);
    if (block.kind === 'branch') yield* allBlocks([...block.then, ...block.otherwise]);
    if (block.kind === 'list') for (const item of block.items) yield* itemBlocks(item);
  }
}

function* itemBlocks(item: ListPart): Generator<Block> {
  if (item.kind === 'item') yield* allBlocks(item.blocks);
  else for (const one of [...item.then, ...item.otherwise]) yield* itemBlocks(one);
}

export function paragraphsOf(blocks: readonly Block[]): (Block & { kind: 'paragraph' })[] {
  return [...allBlocks(blocks)].filter((block) => block.kind === 'paragraph');
}

function* allInlines(inlines: readonly Inline[]): Generator<Inline> {
  for (const inline of inlines) {
    yield inline;
    if (inline.kind === 'branch') yield* allInlines([...inline.then, ...inline.otherwise]);
    else if ('inlines' in inline) yield* allInlines(inline.inlines);
  }
}

function inlinesOf(blocks: readonly Block[]): Inline[] {
  return [...allBlocks(blocks)].flatMap((block) => ('inlines' in block ? [...allInlines(block.inlines)] : []));
}

export function buttonsOf(blocks: readonly Block[]): LinkNode[] {
  return [...allBlocks(blocks)].flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
}

export function linksOf(blocks: readonly Block[]): LinkNode[] {
  return [...buttonsOf(blocks), ...inlinesOf(blocks).filter((inline) => inline.kind === 'link')];
}

export function imagesOf(blocks: readonly Block[]): ImageNode[] {
  const blockImages = [...allBlocks(blocks)].flatMap((block) => (block.kind === 'image' ? [block.image] : []));
  return [...blockImages, ...inlinesOf(blocks).filter((inline) => inline.kind === 'image')];
}

/** The buttons a reader can see at once: of a condition, the branch with more of them. */
export function actsInSight(blocks: readonly Block[]): LinkNode[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons.filter((button) => button.target.kind !== 'ask');
    if (block.kind === 'quote') return actsInSight(block.blocks);
    if (block.kind !== 'branch') return [];
    const [then, otherwise] = [actsInSight(block.then), actsInSight(block.otherwise)];
    return then.length >= otherwise.length ? then : otherwise;
  });
}
