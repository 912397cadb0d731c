/** A line of a file. */
export interface Line {
  /** Begins at 1. */
  readonly line: number;
  /** Null: too long to keep. */
  readonly text: string | null;
  /** Of what was too long, its beginning. */
  readonly begin?: string;
}

/** Longer lines are no rows; they are counted, not kept. */
const MAX_LINE_CHARACTERS = 1_000_000;
const BEGIN_CHARACTERS = 1_000;
const MAX_LINES_AT_ONCE = 5_000;

/** Lines ending in LF, CRLF or CR alone, whatever the chunks; those that end in one chunk come together. */
export async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let line = 1;
  let rest = '';
  /** Of a line that is too long. */
  let begin: string | undefined;
  let endedInCr = false;
  for await (const chunk of chunks) {
    let text = chunk;
    if (endedInCr && text.startsWith('\n')) text = text.slice(1);
    if (chunk !== '') endedInCr = text.endsWith('\r');
    let at = 0;
    let ended: Line[] = [];
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      const piece = text.slice(at, match.index);
      ended.push(lineOf(rest + piece));
      line += 1;
      rest = '';
      begin = undefined;
      at = match.index + match[0].length;
      if (ended.length < MAX_LINES_AT_ONCE) continue;
      yield ended;
      ended = [];
    }
    rest += text.slice(at);
    if (rest.length > MAX_LINE_CHARACTERS) [begin, rest] = [begin ?? rest.slice(0, BEGIN_CHARACTERS), ''];
    if (ended.length > 0) yield ended;
  }
  if (rest !== '' || begin !== undefined) yield [lineOf(rest)];

  function lineOf(text: string): Line {
    if (begin === undefined && text.length <= MAX_LINE_CHARACTERS) return { line, text };
    return { line, text: null, begin: begin ?? text.slice(0, BEGIN_CHARACTERS) };
  }
}
