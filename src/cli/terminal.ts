import { createInterface } from 'node:readline/promises';
import pc from 'picocolors';

/** Where a command speaks. With --json, stdout carries the one value and nothing else; the rest goes to stderr. */
export interface Terminal {
  readonly json: boolean;
  readonly colour: ReturnType<typeof pc.createColors>;
  /** A line for people; with --json nobody hears it. */
  say(line?: string): void;
  /** The machine's answer; without --json it is not printed. */
  answer(value: unknown): void;
  /** Progress and warnings, on stderr. */
  note(line: string): void;
  /** Whether somebody watches what is written over. */
  readonly isWatched: boolean;
  /** A line that is written over by the next; only where somebody watches. */
  progress(line: string): void;
  /** What somebody types after a question; null where nobody sits who could be asked, and with --json. */
  ask(question: string): Promise<string | null>;
}

/** What a terminal writes to; a test gives its own. */
export interface Streams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  /** Without it nobody is asked anything. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
}

export function createTerminal({ stdout, stderr, stdin }: Streams, json: boolean): Terminal {
  let open = false;
  const closeProgress = () => {
    if (open) stderr.write('\r\u001b[K');
    open = false;
  };
  return {
    json,
    // picocolors knows NO_COLOR and FORCE_COLOR.
    colour: pc.createColors(stdout.isTTY === true && pc.isColorSupported),
    say(line = '') {
      closeProgress();
      if (!json) stdout.write(`${line}\n`);
    },
    answer(value) {
      closeProgress();
      if (json) stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    note(line) {
      closeProgress();
      stderr.write(`${line}\n`);
    },
    isWatched: stderr.isTTY === true && !json,
    progress(line) {
      if (stderr.isTTY !== true || json) return;
      // Only one line can be written over: what does not fit is left out.
      stderr.write(`\r\u001b[K${line.slice(0, (stderr.columns ?? Infinity) - 1)}`);
      open = true;
    },
    async ask(question) {
      closeProgress();
      if (json || stdin?.isTTY !== true) return null;
      stderr.write(question);
      const lines = createInterface({ input: stdin });
      for await (const line of lines) return line;
      return null;
    },
  };
}
