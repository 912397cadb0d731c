import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EnvironmentError } from '../../domain/errors.ts';
import {
  type GatePosition,
  type JournalLine,
  type JournalResult,
  type SendJournal,
  type WitnessedGate,
  witnessed,
} from './send-journal.ts';

/** Read from the end in parts of this size: what is unknown stands there, and a journal of years is large. */
const PART_BYTES = 256 * 1024;

/**
 * The journal as a file of JSON lines. Several processes may append to it at once (O_APPEND); a line that a crash tore
 * is passed over.
 * @throws {EnvironmentError} when it cannot be written.
 */
export async function openJournalFile(path: string): Promise<SendJournal> {
  const explained = (cause: unknown) =>
    new EnvironmentError(
      `The send journal ${path} cannot be written: ${cause instanceof Error ? cause.message : cause}.`,
      {
        hint: 'Nothing is sent without its witness. Make room and rights there, or set JOURNAL to another file.',
        cause,
      },
    );
  const handle = await openAtWholeLine(path).catch((error: unknown) => {
    throw explained(error);
  });
  return {
    name: path,
    async append(lines) {
      if (lines.length === 0) return;
      try {
        await handle.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        if (lines.some(({ what }) => what === 'gate')) await handle.datasync();
      } catch (error) {
        throw explained(error);
      }
    },
    unknownGates: (store, isKnown) => unknownGates(path, store, isKnown),
    close: () => handle.close(),
  };
}

async function openAtWholeLine(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'a+', 0o600);
  const { size } = await handle.stat();
  const last = Buffer.alloc(1);
  if (size > 0) await handle.read(last, 0, 1, size - 1);
  if (size > 0 && last.toString() !== '\n') await handle.appendFile('\n');
  return handle;
}

async function unknownGates(
  path: string,
  store: string,
  isKnown: (gate: GatePosition) => boolean,
): Promise<WitnessedGate[]> {
  const handle = await open(path, 'r');
  const gates: Omit<WitnessedGate, 'outcome'>[] = [];
  const results = new Map<string, JournalResult>();
  try {
    for await (const lines of partsFromTheEnd(handle)) {
      const own = lines.filter((line) => line.store === store);
      // Later lines come first, and the last word about a mail holds; a gate without an answer behind it is in doubt.
      for (const { messageId, what } of own.toReversed()) {
        if (!results.has(messageId)) results.set(messageId, what === 'gate' ? 'in-doubt' : what);
      }
      const gatesHere = own.flatMap((line) => (line.what === 'gate' ? [line] : []));
      const unknown = gatesHere.filter((gate) => !isKnown(gate));
      gates.unshift(...unknown);
      // Processes write a little out of order, by far less than a whole part.
      if (gatesHere.length > 0 && unknown.length === 0) break;
    }
  } finally {
    await handle.close();
  }
  return witnessed(gates, results);
}

/** Whole lines, part by part; within a part in the order of the file. */
async function* partsFromTheEnd(handle: FileHandle): AsyncGenerator<JournalLine[]> {
  let { size: end } = await handle.stat();
  let rest = Buffer.alloc(0);
  while (end > 0) {
    const from = Math.max(0, end - PART_BYTES);
    const part = Buffer.alloc(end - from);
    await handle.read(part, 0, part.length, from);
    const text = Buffer.concat([part, rest]);
    const cut = from === 0 ? 0 : text.indexOf('\n') + 1;
    rest = text.subarray(0, cut);
    end = from;
    yield text.subarray(cut).toString('utf8').split('\n').flatMap(readLine);
  }
}

function readLine(text: string): JournalLine[] {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null && 'what' in line ? [line as JournalLine] : [];
  } catch {
    return [];
  }
}
