import { z } from 'zod';
import { Problem } from './problem.ts';

/** No database takes NUL in a text, or a part of a millisecond. */
const text = z.string().refine((value) => !value.includes('\0'));
const PLACES = {
  text: z.tuple([text, text, text]),
  instant: z.tuple([text, z.int(), text]),
};

/** Where a page ended. It names the order it belongs to, so that it does not lead into another. */
export interface Cursor {
  readonly value: string | number;
  readonly key: string;
}

export function writeCursor(order: string, { value, key }: Cursor): string {
  return Buffer.from(JSON.stringify([order, value, key])).toString('base64url');
}

/**
 * @param by what the list is sorted by.
 * @throws {Problem} 422 for one that is not ours, or of another order.
 */
export function readCursor(order: string, by: keyof typeof PLACES, written: string | undefined): Cursor | null {
  if (written === undefined) return null;
  const read = PLACES[by].safeParse(parsed(Buffer.from(written, 'base64url').toString('utf8')));
  if (read.success && read.data[0] === order) return { value: read.data[1], key: read.data[2] };
  throw new Problem(422, 'The cursor does not belong to this list.', [
    { parameter: 'cursor', detail: 'Take it as it is from "next" of the page before, with the same sort.' },
  ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
