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
  /** A line that is written over by the next; only where somebody watches. */
  progress(line: string): void;
}

/** What a terminal writes to; a test gives its own. */
export interface Streams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

export function createTerminal({ stdout, stderr }: Streams, json: boolean): Terminal {
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
    progress(line) {
      if (stderr.isTTY !== true) return;
      stderr.write(`\r\u001b[K${line}`);
      open = true;
    },
  };
}
