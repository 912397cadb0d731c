import type { Token } from 'markdown-it';
import { MARKS, type Scanned } from './expressions.ts';
import { readTarget } from './link-target.ts';
import { parseMarkdown } from './markdown.ts';
import type { Resolved } from './merge-context.ts';
import type { Block, Branch, Inline, ListPart } from './message-tree.ts';
import { paragraph } from './paragraph.ts';
import { type LocatedText, type Problem, placeIn } from './problem.ts';

/** @returns the tree, or what in it has no meaning */
export function readDocument(
  body: LocatedText,
  scanned: Scanned,
  resolved: readonly Resolved[],
): { readonly blocks: readonly Block[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const seen: number[] = [];
  const tokens = parseMarkdown(scanned.marked, (index) => resolved[index]?.kind !== 'value');
  const lineOf = (token: Token) => body.line + (token.map?.[0] ?? 0);
  // Markdown-it drops in silence what lies deeper than twenty levels.
  const deep = tokens.find((token) => token.level > MAX_LEVEL);
  if (deep !== undefined) {
    problem(
      lineOf(deep),
      'too-deep',
      'Quotes and lists are nested too deep.',
      'A mail has room for one level, two at most.',
    );
    return { blocks: [], problems };
  }
  let at = 0;
  const blocks = sequence<Block>(null, readBlock);
  if (problems.length === 0) checkAllSeen();
  return { blocks, problems };

  /**
   * Nodes up to the token of type `endType`, at which the cursor stays (null: to the end). Serves every level: `read`
   * turns the token at the cursor into nodes; conditions and loops are handled here.
   */
  function sequence<Node>(endType: string | null, read: (token: Token) => Node[]): Node[] {
    const root: Node[] = [];
    const stack: OpenBranch<Node>[] = [];
    const current = () => (stack.at(-1) === undefined ? root : (stack.at(-1)?.otherwise ?? stack.at(-1)?.then ?? root));
    for (; at < tokens.length; at += 1) {
      const token = tokens[at] as Token;
      if (token.type === endType) break;
      if (token.type !== 'expression') {
        current().push(...read(token));
        continue;
      }
      step(Number(token.meta?.index), current, stack);
    }
    for (const open of stack) crossing(open.index);
    return root;
  }

  function step<Node>(index: number, current: () => Node[], stack: OpenBranch<Node>[]): void {
    seen.push(index);
    const tag = resolved[index];
    const open = stack.at(-1);
    if (tag?.kind === 'if' || tag?.kind === 'each') stack.push({ tag, index, then: [], otherwise: null });
    else if (open === undefined) crossing(index);
    else if (tag?.kind === 'else') open.otherwise = [];
    else if (tag?.kind === 'close') {
      stack.pop();
      const { tag: opened, then, otherwise } = open;
      current().push(joined({ kind: 'branch', tag: opened, then, otherwise: otherwise ?? [] } as Branch<Node>) as Node);
    }
  }

  function readBlock(token: Token): Block[] {
    switch (token.type) {
      case 'paragraph_open':
        return inlineOf((inlines, line) => paragraph(inlines, line), 'paragraph_close');
      case 'heading_open': {
        const level = Math.min(3, Number(token.tag.slice(1))) as 1 | 2 | 3;
        return inlineOf((inlines, line) => [{ kind: 'heading', level, inlines, line }], 'heading_close');
      }
      case 'blockquote_open':
        at += 1;
        return [{ kind: 'quote', blocks: sequence('blockquote_close', readBlock) }];
      case 'bullet_list_open':
      case 'ordered_list_open': {
        at += 1;
        const end = token.type.replace('_open', '_close');
        const start = Number(token.attrGet('start') ?? 1);
        return [{ kind: 'list', ordered: token.type.startsWith('o'), start, items: sequence(end, readItem) }];
      }
      case 'hr':
        return [{ kind: 'rule' }];
      default:
        problem(
          lineOf(token),
          'unknown-markdown',
          `"${token.type}" has no place in a mail.`,
          'Write it as a paragraph.',
        );
        return [];
    }
  }

  function readItem(_token: Token): ListPart[] {
    at += 1;
    return [{ kind: 'item', blocks: sequence('list_item_close', readBlock) }];
  }

  function inlineOf(make: (inlines: Inline[], line: number) => Block[], endType: string): Block[] {
    const inline = tokens[at + 1] as Token;
    while (tokens[at]?.type !== endType) at += 1;
    const line = lineOf(inline);
    return make(readInlines(inline.children ?? [], line), line);
  }

  function readInlines(children: readonly Token[], line: number): Inline[] {
    const root: Inline[] = [];
    const stack: OpenBranch<Inline>[] = [];
    let i = 0;
    const current = () => (stack.at(-1) === undefined ? root : (stack.at(-1)?.otherwise ?? stack.at(-1)?.then ?? root));
    const enclosed = (open: string): Token[] => {
      const from = i + 1;
      let depth = 1;
      while (depth > 0) {
        i += 1;
        const type = children[i]?.type;
        if (type === `${open}_open`) depth += 1;
        if (type === `${open}_close`) depth -= 1;
      }
      return children.slice(from, i) as Token[];
    };
    for (; i < children.length; i += 1) {
      const token = children[i] as Token;
      switch (token.type) {
        case 'text':
        case 'text_special':
          readText(token.content, current, stack);
          break;
        case 'softbreak':
          current().push({ kind: 'text', text: ' ' });
          break;
        case 'hardbreak':
          current().push({ kind: 'break' });
          break;
        case 'code_inline':
          current().push({
            kind: 'code',
            inlines: readInlines([Object.assign(cloned(token), { type: 'text' })], line),
          });
          break;
        case 'strong_open':
          current().push({ kind: 'strong', inlines: readInlines(enclosed('strong'), line) });
          break;
        case 'em_open':
          current().push({ kind: 'emphasis', inlines: readInlines(enclosed('em'), line) });
          break;
        case 'link_open': {
          const inlines = readInlines(enclosed('link'), line);
          const title = token.attrGet('title');
          const read = readTarget(String(token.attrGet('href') ?? ''), resolved);
          seen.push(...read.marks);
          if (title !== null && title !== 'button')
            problem(line, 'unknown-link-kind', `A link says "${title}" behind its address.`, 'Only "button" is known.');
          if ('target' in read)
            current().push({ kind: 'link', inlines, target: read.target, isButton: title === 'button', line });
          else problem(line, read.code, read.message, read.hint);
          break;
        }
        case 'image': {
          const alt = readInlines(token.children ?? [], line);
          const path = decodePath(String(token.attrGet('src') ?? ''));
          if (path === null)
            problem(
              line,
              'foreign-image',
              `The image "${token.attrGet('src')}" is not one of the campaign's.`,
              'Put it into the campaign’s images/ folder and write ![What it shows](images/name.png).',
            );
          else current().push({ kind: 'image', path, alt, line });
          break;
        }
        default:
          problem(line, 'unknown-markdown', `"${token.type}" has no place in a mail.`, 'Write it as plain text.');
      }
    }
    for (const open of stack) crossing(open.index);
    return root;
  }

  function readText(content: string, current: () => Inline[], stack: OpenBranch<Inline>[]): void {
    let from = 0;
    for (const found of content.matchAll(MARKS)) {
      if (found.index > from) current().push({ kind: 'text', text: content.slice(from, found.index) });
      from = found.index + found[0].length;
      const index = Number(found[1]);
      const tag = resolved[index];
      if (tag?.kind === 'value') {
        seen.push(index);
        current().push({ kind: 'value', tag });
      } else step(index, current, stack);
    }
    if (from < content.length) current().push({ kind: 'text', text: content.slice(from) });
  }

  /** An expression must come out where it stood: not dropped, doubled or moved by Markdown. */
  function checkAllSeen(): void {
    const lost = scanned.tags.findIndex((_tag, index) => seen.filter((one) => one === index).length !== 1);
    const tag = scanned.tags[lost];
    if (tag !== undefined)
      problems.push({
        code: 'misplaced-expression',
        message: `${tag.raw} stands where Markdown does not keep it.`,
        hint: 'Put it into the sentence, or as the whole address of a link.',
        place: placeIn(body, tag.offset),
      });
  }

  function crossing(index: number): void {
    const tag = scanned.tags[index];
    problems.push({
      code: 'crossing-block',
      message: `${tag?.raw ?? 'A block'} begins in one place of the text and ends in another.`,
      hint: 'Put its beginning and its end each on a line of their own, or both into the same sentence.',
      place: placeIn(body, tag?.offset ?? 0),
    });
  }

  function problem(line: number, code: string, message: string, hint: string): void {
    problems.push({ code, message, hint, place: { file: body.file, line } });
  }
}

/** A list in a list in a quote in a list. */
const MAX_LEVEL = 10;

interface OpenBranch<Node> {
  readonly tag: Resolved & { kind: 'if' | 'each' };
  readonly index: number;
  readonly then: Node[];
  otherwise: Node[] | null;
}

/** `{{#each}}` around a list is one list with an item for each, not a list for each. */
function joined(branch: Branch<unknown>): unknown {
  const [list, ...others] = branch.then as { kind?: string; items?: readonly ListPart[] }[];
  if (branch.tag.kind !== 'each' || list?.kind !== 'list' || others.length > 0) return branch;
  return { ...list, items: [{ ...branch, then: list.items ?? [] }] };
}

function cloned(token: Token): Token {
  return Object.assign(Object.create(Object.getPrototypeOf(token)), token) as Token;
}

/** `images/chart.png`, and nothing that climbs or leaves. */
function decodePath(source: string): string | null {
  return /^images\/[\w][\w .-]*(?:\/[\w][\w .-]*)*$/.test(source) && !source.includes('..') ? source : null;
}
