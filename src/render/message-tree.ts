import type { Target } from './link-target.ts';
import type { Resolved } from './merge-context.ts';

/**
 * A message's body as a tree: Markdown's blocks and inlines with the expressions as nodes of their own. The HTML, the
 * text part and the lints are walks over it; that a condition encloses whole blocks or whole words holds by construction.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[]; readonly line: number }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inlines: readonly Inline[]; readonly line: number }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly ListPart[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'buttons'; readonly buttons: readonly LinkNode[]; readonly line: number }
  | { readonly kind: 'image'; readonly image: ImageNode }
  | { readonly kind: 'rule' }
  | Branch<Block>;

export type ListPart = { readonly kind: 'item'; readonly blocks: readonly Block[] } | Branch<ListPart>;

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'value'; readonly tag: Resolved & { kind: 'value' } }
  | { readonly kind: 'strong' | 'emphasis'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'break' }
  | LinkNode
  | ImageNode
  | Branch<Inline>;

export interface LinkNode {
  readonly kind: 'link';
  readonly inlines: readonly Inline[];
  readonly target: Target;
  readonly isButton: boolean;
  readonly line: number;
}

export interface ImageNode {
  readonly kind: 'image';
  readonly path: string;
  readonly alt: readonly Inline[];
  readonly line: number;
}

/** What stands between `{{#if}}` or `{{#each}}` and its end; `otherwise` is empty for a list. */
export interface Branch<Node> {
  readonly kind: 'branch';
  readonly tag: Resolved & { kind: 'if' | 'each' };
  readonly then: readonly Node[];
  readonly otherwise: readonly Node[];
}
