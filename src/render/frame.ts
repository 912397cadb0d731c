import { didYouMean } from '../domain/text.ts';
import { checkFrame, MASK } from './check-frame.ts';
import { MARKS, scanExpressions } from './expressions.ts';
import { safeUrl } from './link-target.ts';
import type { Palette } from './palette.ts';
import { type LocatedText, type Problem, placeIn } from './problem.ts';
import { escapeHtml } from './write-mjml.ts';

/** What a frame can name; the same for everybody, written when the message is compiled. */
export function frameValues(facts: FrameFacts, palette: Palette): Readonly<Record<string, string>> {
  return {
    'brand.colour': palette.brand,
    'brand.onColour': palette.onBrand,
    'brand.link': palette.link,
    'brand.tint': palette.tint,
    'brand.nightTint': palette.nightTint,
    'brand.nightLink': palette.nightLink,
    'brand.logo': (facts.logoUrl === null ? null : safeUrl(facts.logoUrl)) ?? '',
    academy: facts.academy,
    academyUrl: (facts.academyUrl === null ? null : safeUrl(facts.academyUrl)) ?? '',
    organisation: facts.organisation,
    'campaign.title': facts.campaignTitle,
  };
}

export interface FrameFacts {
  readonly logoUrl: string | null;
  readonly academy: string;
  readonly academyUrl: string | null;
  readonly organisation: string;
  readonly campaignTitle: string;
}

/** The pieces that fill a frame. */
export interface FrameFilling {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly head: string;
  readonly message: string;
  readonly footer: string;
  /** Behind all else: the open mark. */
  readonly end: string;
}

/** Checks a frame and writes its values and conditions: MJML with empty slots. */
export function readFrame(
  frame: LocatedText,
  values: Readonly<Record<string, string>>,
): { readonly mjml: string } | { readonly problems: readonly Problem[] } {
  const scanned = scanExpressions(frame);
  if ('problems' in scanned) return scanned;
  const problems: Problem[] = [];
  let masked = frame.text;
  for (const tag of scanned.tags) {
    masked = masked.slice(0, tag.offset) + MASK.repeat(tag.raw.length) + masked.slice(tag.offset + tag.raw.length);
    const path = tag.kind === 'value' || tag.kind === 'open' ? tag.path : null;
    if (path !== null && !Object.hasOwn(values, path))
      problems.push({
        code: 'unknown-variable',
        message: `A frame does not know "${path}".`,
        hint: suggestion(path, Object.keys(values)),
        place: placeIn(frame, tag.offset),
      });
    if (tag.kind === 'open' && tag.word === 'each')
      problems.push({
        code: 'each-in-frame',
        message: 'A frame has no lists.',
        hint: 'Put {{#each}} into the message.',
        place: placeIn(frame, tag.offset),
      });
  }
  problems.push(...checkFrame({ ...frame, text: masked }));
  if (problems.length > 0) return { problems };

  const shown = [true];
  let mjml = '';
  let from = 0;
  for (const found of scanned.marked.matchAll(MARKS)) {
    if (shown.every(Boolean)) mjml += scanned.marked.slice(from, found.index);
    from = found.index + found[0].length;
    const tag = scanned.tags[Number(found[1])];
    if (tag?.kind === 'value' && shown.every(Boolean)) mjml += escapeHtml(values[tag.path] || (tag.fallback ?? ''));
    if (tag?.kind === 'open') shown.push((values[tag.path] !== '') === (tag.word === 'if'));
    if (tag?.kind === 'else') shown.push(!shown.pop());
    if (tag?.kind === 'close') shown.pop();
  }
  return { mjml: mjml + scanned.marked.slice(from) };
}

/** Puts the pieces into a frame that `readFrame` passed: a whole MJML document. */
export function fillFrame(mjml: string, filling: FrameFilling): string {
  const hasFooter = FOOTER_SLOT.test(mjml);
  const footer = hasFooter
    ? ''
    : `<mj-section css-class="d-pad" padding="24px 40px"><mj-column>${filling.footer}</mj-column></mj-section>`;
  const withHead = /<mj-head\s*>/.test(mjml)
    ? mjml.replace(/<mj-head\s*>/, () => `<mj-head>${filling.head}`)
    : mjml.replace(/<mj-body\b/, (body) => `<mj-head>${filling.head}</mj-head>${body}`);
  return withHead
    .replace(/<mjml\b[^>]*>/, () => `<mjml lang="${escapeHtml(filling.locale)}" dir="${filling.direction}">`)
    .replace(FOOTER_SLOT, () => filling.footer)
    .replace(MESSAGE_SLOT, () => filling.message)
    .replace('</mj-body>', () => `${footer}${filling.end}</mj-body>`);
}

const MESSAGE_SLOT = /<mj-slot\s*(?:name="message"\s*)?(?:\/>|>\s*<\/mj-slot>)/;
const FOOTER_SLOT = /<mj-slot\s+name="footer"\s*(?:\/>|>\s*<\/mj-slot>)/;

function suggestion(path: string, known: readonly string[]): string {
  const near = didYouMean(path, known);
  return near === null ? `Known are: ${known.join(', ')}.` : `Did you mean "${near}"?`;
}
