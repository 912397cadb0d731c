import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/**
 * Text from bytes as programs write them: a byte order mark tells; without one UTF-16 shows by its zero bytes, UTF-8 by
 * being valid. The first byte that UTF-8 does not allow, after nothing but ASCII, means Windows-1252; after real UTF-8
 * it is damage, and becomes U+FFFD.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let held: Uint8Array = new Uint8Array();
  let onlyAscii = true;
  for await (const chunk of source) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    held = new Uint8Array();
    if (decoder === null) {
      if (bytes.length < 4) {
        held = bytes;
        continue;
      }
      decoder = new TextDecoder(markedEncoding(bytes) ?? 'utf-8');
    }
    if (decoder.encoding !== 'utf-8') {
      yield decoder.decode(bytes, { stream: true });
      continue;
    }
    const whole = bytes.subarray(0, bytes.length - unfinishedBytes(bytes));
    if (onlyAscii && !isUtf8(whole)) {
      decoder = new TextDecoder('windows-1252');
      yield decoder.decode(bytes, { stream: true });
      continue;
    }
    onlyAscii &&= isAscii(whole);
    held = bytes.subarray(whole.length);
    yield decoder.decode(whole, { stream: true });
  }
  if (decoder === null) decoder = new TextDecoder(markedEncoding(held) ?? (isUtf8(held) ? 'utf-8' : 'windows-1252'));
  else if (decoder.encoding === 'utf-8' && onlyAscii && held.length > 0) decoder = new TextDecoder('windows-1252');
  const last = decoder.decode(held);
  if (last !== '') yield last;
}

function markedEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0 && bytes[2] === 0 && bytes[1] !== 0) return 'utf-16be';
  return bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0 ? 'utf-16le' : null;
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
