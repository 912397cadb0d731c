import { inflateRawSync } from 'node:zlib';
import { UserError } from '../../domain/errors.ts';

/** What a workbook may hold unpacked: some 200,000 rows of twelve cells. A few kilobytes of ZIP can claim gigabytes. */
const MAX_UNPACKED_BYTES = 200_000_000;
const MAX_FILES = 2_000;

const AS_CSV = 'Save the sheet as CSV (UTF-8) and import that.';

/** Reads one file of a workbook; null: it has none of the name. */
export type WorkbookFiles = (path: string) => string | null;

/**
 * The files in a workbook's ZIP (APPNOTE.TXT 4.3.12), each unpacked once, so that it is known how large they are before
 * anything reads them: what a ZIP says of itself need not be true.
 * @throws {UserError} when it is no ZIP, or unpacks to more than a workbook may hold.
 */
export function unpackWorkbook(zip: Buffer): WorkbookFiles {
  const entries = directoryOf(zip);
  let unpackedBytes = 0;
  for (const entry of entries.values()) unpackedBytes += unpack(zip, entry, MAX_UNPACKED_BYTES - unpackedBytes).length;
  return (path) => {
    const entry = entries.get(path);
    return entry === undefined ? null : unpack(zip, entry, MAX_UNPACKED_BYTES).toString('utf8');
  };
}

interface Entry {
  readonly isDeflated: boolean;
  readonly offset: number;
  readonly packedBytes: number;
}

function directoryOf(zip: Buffer): Map<string, Entry> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > zip.length) throw unreadable();
  const count = zip.readUInt16LE(end + 10);
  if (count > MAX_FILES) throw tooLarge();
  const entries = new Map<string, Entry>();
  for (let at = zip.readUInt32LE(end + 16), index = 0; index < count; index += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw unreadable();
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    entries.set(zip.toString('utf8', at + 46, at + 46 + name), {
      isDeflated: zip.readUInt16LE(at + 10) !== 0,
      packedBytes: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

function unpack(zip: Buffer, { isDeflated, offset, packedBytes }: Entry, maxBytes: number): Buffer {
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== 0x04034b50) throw unreadable();
  const begin = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(begin, begin + packedBytes);
  if (!isDeflated && packed.length > maxBytes) throw tooLarge();
  if (!isDeflated) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxBytes) });
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unreadable();
  }
}

function unreadable(): UserError {
  return new UserError('The workbook cannot be read.', { hint: AS_CSV });
}

function tooLarge(): UserError {
  return new UserError(`The workbook holds more than ${MAX_UNPACKED_BYTES / 1e6} MB when it is unpacked.`, {
    hint: AS_CSV,
  });
}
