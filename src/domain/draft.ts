import { hash } from 'node:crypto';
import { fold } from './text.ts';

/** A file of a workspace on its way to being published: what `push` and `pull` carry. */
export interface DraftFile {
  /** From the workspace, with `/`: `campaigns/data-literacy/kick-off.en.md`. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** SHA-256 in hex by path; what is not there has no entry. */
export type Hashes = ReadonlyMap<string, string>;

/** More than any text, and five times what a mail shows of an image. */
export const MOST_FILE_BYTES = 5_000_000;
export const MOST_DRAFT_BYTES = 50_000_000;
export const MOST_DRAFT_FILES = 5_000;

export function hashOfBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/**
 * Why a path cannot be that of a draft; null: it can. A database may hold what another machine wrote, so a path is
 * judged on its way in and on its way out: none may leave the folder, or mean another file on another system.
 */
export function pathFault(path: string): string | null {
  const parts = path.split('/');
  if (path.length > MOST_PATH_LETTERS) return `it has more than ${MOST_PATH_LETTERS} letters`;
  if (path.includes('\\') || parts.includes('..') || parts.includes('') || parts.includes('.'))
    return 'it is not a plain path inside the workspace';
  if (parts.some((part) => part.startsWith('.'))) return 'it is hidden';
  if (/[<>:"|?*\p{Cc}]/u.test(path) || parts.some((part) => /[. ]$/.test(part)))
    return 'its name has characters that not every system allows';
  if (parts.length < 2 || !isOfDraft(path))
    return 'a draft holds the files of campaigns/ that are read (.yaml, .md, .mjml, .json, images and activities.csv) and templates/*.mjml';
  return null;
}

/** Two paths that differ in upper and lower case alone: one file on many a machine. Null: there are none. */
export function caseTwins(paths: Iterable<string>): readonly [string, string] | null {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const twin = seen.get(fold(path));
    if (twin !== undefined) return [twin, path];
    seen.set(fold(path), path);
  }
  return null;
}

/** Whether the bytes are meant to be read by people, by the name of the file. */
export function isText(path: string): boolean {
  return !/\.(?:png|jpe?g|gif|webp)$/i.test(path);
}

const MOST_PATH_LETTERS = 240;

/** Lists of people lie about beside campaigns, too; they are kept by the import, with an end, and nowhere else. */
function isOfDraft(path: string): boolean {
  if (path === 'campaigns/activities.csv') return true;
  return (
    /^campaigns\/.+\.(?:ya?ml|md|mjml|json|txt|png|jpe?g|gif|webp|svg)$/i.test(path) ||
    /^templates\/[^/]+\.mjml$/.test(path)
  );
}
