import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** As TextDecoder (https://encoding.spec.whatwg.org) names them. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15', 'macintosh'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * Text from bytes as programs write them: a byte order mark tells; without one UTF-16 shows by its zero bytes, UTF-8 by
 * being valid. The first byte that UTF-8 does not allow, after nothing but ASCII, means Windows-1252; after real UTF-8
 * it is damage, and becomes U+FFFD.
 * @param format what is stated holds; where nothing is, it says afterwards what was found.
 */
export async function* decodeText(
  source: AsyncIterable<Uint8Array>,
  format: { encoding: Encoding | null } = { encoding: null },
): AsyncGenerator<string> {
  let decoder = format.encoding === null ? null : new TextDecoder(format.encoding);
  let held: Uint8Array = new Uint8Array();
  let onlyAscii = true;
  const isStated = format.encoding !== null;
  for await (const chunk of source) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    held = new Uint8Array();
    if (decoder === null) {
      if (bytes.length < 4) {
        held = bytes;
        continue;
      }
      decoder = decoderFor(markedEncoding(bytes) ?? 'utf-8');
    }
    if (decoder.encoding !== 'utf-8' || isStated) {
      yield decoder.decode(bytes, { stream: true });
      continue;
    }
    const whole = bytes.subarray(0, bytes.length - unfinishedBytes(bytes));
    if (onlyAscii && !isUtf8(whole) && !beginsAsUtf8(whole)) {
      decoder = decoderFor('windows-1252');
      yield decoder.decode(bytes, { stream: true });
      continue;
    }
    onlyAscii &&= isAscii(whole);
    held = bytes.subarray(whole.length);
    yield decoder.decode(whole, { stream: true });
  }
  if (decoder === null) decoder = decoderFor(markedEncoding(held) ?? (isUtf8(held) ? 'utf-8' : 'windows-1252'));
  else if (decoder.encoding === 'utf-8' && onlyAscii && held.length > 0) decoder = decoderFor('windows-1252');
  const last = decoder.decode(held);
  if (last !== '') yield last;

  function decoderFor(encoding: Encoding): TextDecoder {
    format.encoding = encoding;
    return new TextDecoder(encoding);
  }
}

function markedEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0 && bytes[2] === 0 && bytes[1] !== 0) return 'utf-16be';
  return bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0 ? 'utf-16le' : null;
}

/** Whether the first character beyond ASCII is one of UTF-8: then what follows is damage to it. */
function beginsAsUtf8(bytes: Uint8Array): boolean {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  const lead = bytes[at] ?? 0;
  return isUtf8(bytes.subarray(at, at + (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2)));
}

/** How many bytes at the end begin a character that the next chunk completes (RFC 3629). */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
