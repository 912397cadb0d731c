import { z } from 'zod';
import { Problem } from './problem.ts';

const place = z.tuple([z.string(), z.union([z.string(), z.number()]), z.string()]);

/** Where a page ended. It names the order it belongs to, so that it does not lead into another. */
export interface Cursor {
  readonly value: string | number;
  readonly key: string;
}

export function writeCursor(order: string, { value, key }: Cursor): string {
  return Buffer.from(JSON.stringify([order, value, key])).toString('base64url');
}

/** @throws {Problem} 422 for one that is not ours, or of another order. */
export function readCursor(order: string, text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const read = place.safeParse(parsed(Buffer.from(text, 'base64url').toString('utf8')));
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
