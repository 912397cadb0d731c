import type { Place } from '../domain/errors.ts';

/** Something a marketer wrote that cannot mean anything (a problem) or could be better (advice), and its mend. */
export interface Problem {
  /** Stable, for totals and tests: `unknown-variable`. */
  readonly code: string;
  /** One sentence: the thing, its value, what was expected. */
  readonly message: string;
  /** The next act. */
  readonly hint: string | null;
  readonly place: Place;
}

/** A text with where it stands in its file, so that an offset in it can be told as line and column. */
export interface LocatedText {
  readonly text: string;
  readonly file: string;
  /** Line and column (from 1) of the text's first character. */
  readonly line: number;
  readonly column: number;
}

/** The place of the character at `offset`. */
export function placeIn(located: LocatedText, offset: number): Place {
  const before = located.text.slice(0, offset);
  const lines = before.split('\n');
  const last = lines.at(-1) ?? '';
  return {
    file: located.file,
    line: located.line + lines.length - 1,
    column: (lines.length === 1 ? located.column : 1) + last.length,
  };
}
