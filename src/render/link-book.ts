import type { Target } from './link-target.ts';
import type { LinkNode } from './message-tree.ts';

/** A link of a message, by the number that `MailLinks.linkUrl` is asked with. */
export interface CompiledLink {
  readonly index: number;
  readonly kind: 'button' | 'link';
  /** As written: `{{activity.url}}`. */
  readonly template: string;
}

/** Numbers the links of a message in the order in which they are first written; a link keeps its number. */
export function linkBook(): { readonly links: readonly CompiledLink[]; readonly indexOf: (link: LinkNode) => number } {
  const links: CompiledLink[] = [];
  const numbers = new Map<LinkNode, number>();
  return {
    links,
    indexOf: (link) => {
      const known = numbers.get(link);
      if (known !== undefined) return known;
      const index = links.length;
      numbers.set(link, index);
      links.push({ index, kind: link.isButton ? 'button' : 'link', template: templateOf(link.target) });
      return index;
    },
  };
}

function templateOf(target: Target): string {
  if (target.kind === 'ask') return `ask:${target.ask}`;
  return target.parts.map((part) => (typeof part === 'string' ? part : `{{${part.variable.name}}}`)).join('');
}
