import { type LocatedText, type Problem, placeIn } from './problem.ts';

/** Frames are nested about ten deep; far beyond, someone tries the parser. */
const FRAME_LIMITS = { bytes: 64 * 1024, depth: 24, elements: 800 } as const;

/** A masked expression: as long as what it stands for, so that places stay right. */
export const MASK = '\uE000';

/**
 * Reads a frame tag by tag and lists all that has no place in a mail, or in a frame: includes, scripts, handlers, forms,
 * foreign components, addresses that are not web or mail. What passes is a whitelist; MJML's own rules come after it.
 * @param frame the frame with every `{{…}}` masked
 */
export function checkFrame(frame: LocatedText): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse = (offset: number, code: string, message: string, hint: string) =>
    problems.push({ code, message, hint, place: placeIn(frame, offset) });
  const { text } = frame;
  if (Buffer.byteLength(text) > FRAME_LIMITS.bytes) {
    refuse(
      0,
      'frame-too-long',
      `The frame is over ${FRAME_LIMITS.bytes / 1024} kB.`,
      'Mail programs cut mails at 100 kB.',
    );
    return problems;
  }

  const open: string[] = [];
  let elements = 0;
  const slots = new Map<string, number>();
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    if (text.startsWith('<!--', start)) {
      const end = text.indexOf('-->', start + 4);
      if (end < 0 || /^<!--\s*\[/.test(text.slice(start)))
        refuse(start, 'frame-comment', 'A comment is open or holds a condition.', 'Write plain comments: <!-- … -->.');
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    TAG.lastIndex = start;
    const tag = TAG.exec(text);
    if (tag === null) {
      refuse(
        start,
        'frame-syntax',
        `"${text.slice(start, start + 20)}" is not a tag.`,
        'Write &lt; for the sign itself.',
      );
      return problems;
    }
    at = TAG.lastIndex;
    const [, closing, writtenName = '', attributes = '', selfClosing] = tag;
    const name = writtenName.toLowerCase();
    if (closing === '/') {
      const opened = open.pop();
      if (opened === name) continue;
      refuse(
        start,
        'frame-syntax',
        `</${name}> ends nothing.`,
        opened === undefined ? 'Remove it.' : `<${opened}> is open.`,
      );
      return problems;
    }
    elements += 1;
    if (elements > FRAME_LIMITS.elements) {
      refuse(start, 'frame-too-long', `The frame has over ${FRAME_LIMITS.elements} elements.`, 'Make it simpler.');
      return problems;
    }
    const parent = open.at(-1) ?? '';
    if (!ALLOWED.has(name)) refuse(start, 'frame-element', `<${name}> has no place in a frame.`, why(name));
    for (const message of attributeFaults(name, attributes)) refuse(start, 'frame-attribute', message, 'Remove it.');
    if (name === 'mj-slot') {
      const slot = /\bname\s*=\s*"([^"]*)"/.exec(attributes)?.[1] ?? 'message';
      if (parent !== 'mj-column')
        refuse(start, 'frame-slot', '<mj-slot /> stands outside of a column.', 'Put it directly into an <mj-column>.');
      if (slots.has(slot) || (slot !== 'message' && slot !== 'footer'))
        refuse(
          start,
          'frame-slot',
          `A second or unknown slot "${slot}".`,
          'One <mj-slot />, and at most one named "footer".',
        );
      slots.set(slot, start);
    }
    if (name === 'mj-style' && selfClosing !== '/') {
      const end = text.indexOf('</mj-style', at);
      for (const message of styleFaults(text.slice(at, end < 0 ? undefined : end)))
        refuse(start, 'frame-style', message, 'Remove it.');
      if (end >= 0) at = end;
    }
    if (selfClosing !== '/' && !VOID.has(name) && open.push(name) > FRAME_LIMITS.depth) {
      refuse(start, 'frame-too-deep', `Elements are nested deeper than ${FRAME_LIMITS.depth}.`, 'Make it flatter.');
      return problems;
    }
  }
  const left = open.at(-1);
  if (left !== undefined) refuse(text.length, 'frame-syntax', `<${left}> has no end.`, `Add </${left}>.`);
  if (problems.length === 0 && !slots.has('message'))
    refuse(0, 'frame-slot', 'The frame has no place for the message.', 'Put <mj-slot /> into an <mj-column>.');
  return problems;
}

const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/y;

const ALLOWED = new Set(
  `mjml mj-head mj-attributes mj-all mj-class mj-style mj-breakpoint mj-body mj-wrapper mj-section mj-group mj-column
  mj-text mj-image mj-button mj-divider mj-spacer mj-table mj-hero mj-slot
  p br strong em b i u sup sub small span a h1 h2 h3 ul ol li div table thead tbody tr th td hr img blockquote`.split(
    /\s+/,
  ),
);
const VOID = new Set(['br', 'hr', 'img']);

function why(name: string): string {
  if (name === 'mj-include') return 'A frame is one file; copy the part into it.';
  if (name === 'mj-font') return 'Mails use the fonts of the reader’s machine; a web font would report who reads.';
  if (name === 'mj-title' || name === 'mj-preview') return 'Subject and preheader of the message are set by Druppel.';
  return 'Remove it.';
}

const ADDRESSES = new Set([
  'href',
  'src',
  'srcset',
  'background',
  'background-url',
  'action',
  'formaction',
  'poster',
  'data',
  'xlink:href',
]);

function* attributeFaults(element: string, attributes: string): Generator<string> {
  for (const [, written = '', double, single] of attributes.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)) {
    const name = written.toLowerCase();
    const value = double ?? single ?? '';
    if (/^on/.test(name)) yield `<${element}> has the handler "${name}".`;
    else if (ADDRESSES.has(name) && !isSafeAddress(value)) yield `<${element}> leads to "${value}".`;
    else if (name === 'inline' && element === 'mj-style') yield '<mj-style inline="…"> is not supported.';
    else if (/javascript:|vbscript:|data:/i.test(value.replace(/[\s\\]/g, '')))
      yield `<${element} ${name}> holds a script.`;
    else if (name === 'style') yield* styleFaults(value);
  }
}

/** A whole expression (the values are checked), or a web or mail address without entities that could hide another. */
function isSafeAddress(value: string): boolean {
  if (value !== '' && [...value].every((char) => char === MASK)) return true;
  return /^(?:https:\/\/[\w.-]+(?:[:/?#]|$)|mailto:)/i.test(value) && !/&#|[\s<>]/.test(value);
}

function* styleFaults(css: string): Generator<string> {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  if (/@import|expression\s*\(|behaviou?r\s*:|-moz-binding|javascript:|[<\\]/i.test(plain))
    yield 'A style imports, runs or hides something.';
  for (const [, address = ''] of plain.matchAll(/url\(\s*["']?([^"')]*)/gi))
    if (!/^https:\/\//i.test(address)) yield `A style fetches "${address}".`;
}
