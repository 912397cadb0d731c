/** A line of a file; the text is null where it was too long to keep. */
export interface Line {
  /** Begins at 1. */
  readonly line: number;
  readonly text: string | null;
}

/** Longer lines are no rows; they are counted, not kept. */
const MAX_LINE_CHARACTERS = 1_000_000;
const MAX_LINES_AT_ONCE = 5_000;

/** Lines ending in LF, CRLF or CR alone, whatever the chunks; those that end in one chunk come together. */
export async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let line = 1;
  let rest = '';
  let isTooLong = false;
  let endedInCr = false;
  for await (const chunk of chunks) {
    let text = chunk;
    if (endedInCr && text.startsWith('\n')) text = text.slice(1);
    if (chunk !== '') endedInCr = text.endsWith('\r');
    let at = 0;
    let ended: Line[] = [];
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      const piece = text.slice(at, match.index);
      ended.push({ line, text: isTooLong || rest.length + piece.length > MAX_LINE_CHARACTERS ? null : rest + piece });
      line += 1;
      rest = '';
      isTooLong = false;
      at = match.index + match[0].length;
      if (ended.length < MAX_LINES_AT_ONCE) continue;
      yield ended;
      ended = [];
    }
    rest += text.slice(at);
    if (rest.length > MAX_LINE_CHARACTERS) [rest, isTooLong] = ['', true];
    if (ended.length > 0) yield ended;
  }
  if (rest !== '' || isTooLong) yield [{ line, text: isTooLong ? null : rest }];
}
