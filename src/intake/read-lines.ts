/** A line of a file; the text is null where it was too long to keep. */
export interface Line {
  /** Begins at 1. */
  readonly line: number;
  readonly text: string | null;
}

/** Longer lines are no rows; they are counted, not kept. */
const MAX_LINE_CHARACTERS = 1_000_000;

/** Lines ending in LF, CRLF or CR alone, whatever the chunks. */
export async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 1;
  let rest = '';
  let isTooLong = false;
  let endedInCr = false;
  for await (const chunk of chunks) {
    let text = chunk;
    if (endedInCr && text.startsWith('\n')) text = text.slice(1);
    if (chunk !== '') endedInCr = text.endsWith('\r');
    let at = 0;
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      const piece = text.slice(at, match.index);
      yield { line, text: isTooLong || rest.length + piece.length > MAX_LINE_CHARACTERS ? null : rest + piece };
      line += 1;
      rest = '';
      isTooLong = false;
      at = match.index + match[0].length;
    }
    rest += text.slice(at);
    if (rest.length > MAX_LINE_CHARACTERS) [rest, isTooLong] = ['', true];
  }
  if (rest !== '' || isTooLong) yield { line, text: isTooLong ? null : rest };
}
