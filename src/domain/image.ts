import { createHash } from 'node:crypto';

/**
 * An image that mails show. Its name is its content: SHA-256 in hex with the ending of its type (`9f86….png`), so that
 * the same bytes have the same address for ever, and other bytes another one.
 */
export interface Image {
  readonly name: string;
  readonly type: ImageType;
  readonly bytes: Buffer;
}

/** What mail programs show. Not SVG: most show nothing, and it can carry scripts. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** Told by what the file begins with, whatever its name says; null: none of these types. */
export function imageOf(bytes: Buffer): Image | null {
  const head = bytes.toString('latin1', 0, 12);
  const found = BEGINNINGS.find(({ begins }) => begins(head));
  if (found === undefined) return null;
  return { name: imageName(createHash('sha256').update(bytes).digest('hex'), found.type), type: found.type, bytes };
}

export function imageName(hash: string, type: ImageType): string {
  return `${hash}.${ENDINGS[type]}`;
}

/** The hash in a name; null: no image has such a name. */
export function imageHash(name: string): string | null {
  return /^([0-9a-f]{64})\.(?:png|jpg|gif|webp)$/.exec(name)?.[1] ?? null;
}

const ENDINGS: Readonly<Record<ImageType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

export const IMAGE_TYPES = Object.keys(ENDINGS) as readonly ImageType[];

/** How files begin, a character a byte (PNG 3rd edition 5.2, ITU-T T.81 B.1.1.3, GIF89a, RFC 9649). */
const BEGINNINGS: readonly { readonly type: ImageType; readonly begins: (head: string) => boolean }[] = [
  { type: 'image/png', begins: (head) => head.startsWith('\x89PNG\r\n\x1a\n') },
  { type: 'image/jpeg', begins: (head) => head.startsWith('\xff\xd8\xff') },
  { type: 'image/gif', begins: (head) => head.startsWith('GIF87a') || head.startsWith('GIF89a') },
  { type: 'image/webp', begins: (head) => head.startsWith('RIFF') && head.startsWith('WEBP', 8) },
];
