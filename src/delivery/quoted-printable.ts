/**
 * Quoted-printable (RFC 2045 §6.7). By hand, because composing is what sending costs most: one pass over the bytes into
 * a buffer that is used again.
 *
 * Line breaks of every kind become CRLF; lines are at most 76 characters.
 *
 * @param end `open`: a text that does not end in a line break gets a soft one, so that another piece may follow and both
 *   decode to their texts, joined. `closed`: nothing follows.
 */
export function encodeQuotedPrintable(text: string, end: 'open' | 'closed'): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const out = roomFor(bytes.length);
  const length = bytes.length;
  let at = 0;
  let column = 0;
  for (let i = 0; i < length; i += 1) {
    const byte = bytes[i] as number;
    if (byte === CR || byte === LF) {
      if (byte === CR && bytes[i + 1] === LF) i += 1;
      out[at] = CR;
      out[at + 1] = LF;
      at += 2;
      column = 0;
      continue;
    }
    const isLiteral =
      LITERAL[byte] === 1 &&
      !(isBlank(byte) && isLineEnd(bytes[i + 1])) &&
      !(column === 0 && isRisky(byte, bytes[i + 1]));
    // One column is kept for the "=" of a soft break.
    if (column + (isLiteral ? 1 : 3) > MAX_COLUMN) {
      at = softBreak(out, at);
      column = 0;
    }
    if (isLiteral) {
      out[at] = byte;
      at += 1;
      column += 1;
    } else {
      out[at] = EQUALS;
      out[at + 1] = HEX[byte >> 4] as number;
      out[at + 2] = HEX[byte & 15] as number;
      at += 3;
      column += 3;
    }
  }
  return Buffer.from(out.subarray(0, column > 0 && end === 'open' ? softBreak(out, at) : at));
}

const CR = 13;
const LF = 10;
const TAB = 9;
const SPACE = 32;
const DOT = 46;
const CAPITAL_F = 70;
const SMALL_R = 114;
const EQUALS = 61;
const MAX_COLUMN = 75;
const HEX = Buffer.from('0123456789ABCDEF', 'latin1');
const LITERAL = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === TAB || (byte >= SPACE && byte <= 126 && byte !== EQUALS) ? 1 : 0,
);

let scratch: Buffer = Buffer.allocUnsafe(256 * 1024);

/** Every byte becomes three at most, and every 25 of those cost a soft break of three. */
function roomFor(inputBytes: number): Buffer {
  const needed = Math.ceil(inputBytes * 3.2) + 16;
  if (scratch.length < needed) scratch = Buffer.allocUnsafe(needed);
  return scratch;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

function isLineEnd(next: number | undefined): boolean {
  return next === undefined || next === CR || next === LF;
}

/** A dot or "From " at the start of a line: old relays and mailboxes change those. */
function isRisky(byte: number, next: number | undefined): boolean {
  return byte === DOT || (byte === CAPITAL_F && next === SMALL_R);
}

function softBreak(out: Buffer, at: number): number {
  out[at] = EQUALS;
  out[at + 1] = CR;
  out[at + 2] = LF;
  return at + 3;
}
