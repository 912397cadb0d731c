import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Image, imageOf } from '../../domain/image.ts';
import type { Finding } from '../finding.ts';

/** A mail waits for its images on a train; the copy of one that is never shown costs nothing but its bytes. */
const MOST_BYTES = 1_000_000;
const MANY_BYTES = 200_000;

/**
 * The images of a campaign by path from its folder: `images/chart.png`. What mails cannot show is left out with advice;
 * a message that shows it nevertheless is an error, found when it is compiled.
 */
export async function readImages(
  own: string,
  prefix: string,
): Promise<{ images: Record<string, Image>; findings: Finding[] }> {
  const entries = await readdir(join(own, 'images'), { recursive: true }).catch(() => []);
  const names = entries.map((name) => name.replaceAll('\\', '/')).filter((name) => !/(?:^|\/)\./.test(name));
  const images: Record<string, Image> = {};
  const findings: Finding[] = [];
  for (const name of names.sort()) {
    const path = `images/${name}`;
    const about = await stat(join(own, path)).catch(() => null);
    if (!about?.isFile()) continue;
    const { image, fault } = judgeImage(about.size, about.size > MOST_BYTES ? null : await readFile(join(own, path)));
    if (image !== null) Object.defineProperty(images, path, { value: image, enumerable: true });
    if (fault !== null)
      findings.push({ ...fault, severity: 'advice', place: { file: `${prefix}/${path}` }, crumbs: [] });
  }
  return { images, findings };
}

/** Whether mails can show it, and what speaks against it. `bytes` may be null for a file that is too big to be read. */
export function judgeImage(sizeBytes: number, bytes: Buffer | null): JudgedImage {
  if (bytes === null || sizeBytes > MOST_BYTES) {
    return {
      image: null,
      fault: {
        code: 'image-too-big',
        message: `The image has ${kilobytes(sizeBytes)} kB; a mail shows at most ${kilobytes(MOST_BYTES)}.`,
        hint: SMALLER,
      },
    };
  }
  const image = imageOf(bytes);
  if (image === null) {
    const isSvg = /<svg[\s>]/i.test(bytes.subarray(0, 2_000).toString('utf8'));
    return {
      image: null,
      fault: {
        code: 'image-type',
        message: isSvg
          ? 'The image is an SVG; mail programs do not show it.'
          : 'The file is no PNG, JPEG, GIF or WebP, whatever its name says.',
        hint: 'Save it as a PNG or JPEG.',
      },
    };
  }
  if (sizeBytes <= MANY_BYTES) return { image, fault: null };
  return {
    image,
    fault: {
      code: 'heavy-image',
      message: `The image has ${kilobytes(sizeBytes)} kB; on a phone, ${kilobytes(MANY_BYTES)} are enough to wait for.`,
      hint: SMALLER,
    },
  };
}

export interface JudgedImage {
  /** Null: mails cannot show it, and the fault says why. */
  readonly image: Image | null;
  readonly fault: Pick<Finding, 'code' | 'message' | 'hint'> | null;
}

const SMALLER = 'Save it smaller: 1200 pixels across are enough for every screen.';

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1_000);
}
