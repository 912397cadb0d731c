import MarkdownIt, { type StateBlock, type Token } from 'markdown-it';

/**
 * Markdown as mails need it (CommonMark without HTML, code blocks, reference links). A line that is only the beginning,
 * middle or end of a block becomes a token of its own, `expression` with its `meta.index`; it ends the paragraph before it.
 * @param isBlockTag whether the n-th expression is such a one, not a value
 */
export function parseMarkdown(marked: string, isBlockTag: (index: number) => boolean): Token[] {
  return markdown.parse(marked, { isBlockTag });
}

const markdown = new MarkdownIt('commonmark', { html: false });
markdown.disable(['code', 'fence', 'html_block', 'reference', 'html_inline']);
// Addresses are judged in link-target.ts, with the expressions in them; here they pass untouched.
markdown.normalizeLink = (url) => url;
markdown.validateLink = () => true;
markdown.block.ruler.before('hr', 'expression', expressionLine, { alt: ['paragraph', 'blockquote', 'list'] });

const EXPRESSION_LINE = /^\s*\uE000(\d+)\uE001\s*$/;

function expressionLine(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  const found = EXPRESSION_LINE.exec(state.src.slice(state.bMarks[line], state.eMarks[line]));
  const { isBlockTag } = state.env as { isBlockTag: (index: number) => boolean };
  if (found === null || !isBlockTag(Number(found[1]))) return false;
  if (silent) return true;
  const token = state.push('expression', '', 0);
  token.meta = { index: Number(found[1]) };
  token.map = [line, line + 1];
  state.line = line + 1;
  return true;
}
