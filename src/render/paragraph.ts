import type { Block, Inline } from './message-tree.ts';

/** A paragraph that is only a condition is a condition around paragraphs; one that is only buttons or an image is that. */
export function paragraph(inlines: readonly Inline[], line: number): Block[] {
  const full = inlines.filter((inline) => !isBlank(inline));
  const [only] = full;
  if (full.length === 1 && only?.kind === 'branch')
    return [{ ...only, then: paragraph(only.then, line), otherwise: paragraph(only.otherwise, line) }];
  if (full.length === 1 && only?.kind === 'image') return [{ kind: 'image', image: only }];
  const links = full.filter((inline) => inline.kind === 'link');
  if (
    links.length > 0 &&
    links.every((link) => link.isButton) &&
    full.every((one) => one.kind === 'link' || isDot(one))
  )
    return [{ kind: 'buttons', buttons: links, line }];
  return full.length === 0 ? [] : [{ kind: 'paragraph', inlines, line }];
}

function isBlank(inline: Inline): boolean {
  return inline.kind === 'break' || (inline.kind === 'text' && inline.text.trim() === '');
}

/** People write `[A](…) · [B](…)`. */
function isDot(inline: Inline): boolean {
  return inline.kind === 'text' && /^[\s·|]*$/.test(inline.text);
}
