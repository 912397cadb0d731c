import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DraftFile, MOST_DRAFT_BYTES, MOST_DRAFT_FILES, MOST_FILE_BYTES, pathFault } from '../../domain/draft.ts';
import { UserError } from '../../domain/errors.ts';

export interface DraftFolder {
  /** By path. */
  readonly files: readonly DraftFile[];
  /** What lies there and is no file of a draft, with why. Hidden files are not named. */
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
}

/**
 * The files of a workspace that a draft is made of, byte for byte: what lies in `campaigns/` and directly in
 * `templates/`. A folder that is not there has no files.
 * @throws {UserError} for a symbolic link, which could lead out of the folder, and for what is too much.
 */
export async function readDraftFolder(folder: string): Promise<DraftFolder> {
  const files: DraftFile[] = [];
  const leftOut: { path: string; why: string }[] = [];
  let sizeBytes = 0;
  for (const path of [...(await pathsIn(folder, 'campaigns', true)), ...(await pathsIn(folder, 'templates', false))]) {
    const why = pathFault(path);
    if (why !== null) {
      leftOut.push({ path, why });
      continue;
    }
    const bytes = await readBounded(folder, path);
    sizeBytes += bytes.length;
    files.push({ path, bytes });
    if (files.length > MOST_DRAFT_FILES || sizeBytes > MOST_DRAFT_BYTES) {
      throw new UserError(
        `A draft holds at most ${MOST_DRAFT_FILES} files and ${MOST_DRAFT_BYTES / 1e6} MB; ${folder} has more.`,
        { hint: 'Take out of campaigns/ what no campaign shows, or push another folder.' },
      );
    }
  }
  return { files, leftOut };
}

/** The bytes of a file now; null: it is not there. @throws {UserError} when it is a symbolic link. */
export async function draftBytesNow(folder: string, path: string): Promise<Buffer | null> {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const about = await lstat(join(folder, ...parts.slice(0, depth))).catch(() => null);
    if (about === null) return null;
    if (about.isSymbolicLink()) throw linked(parts.slice(0, depth).join('/'));
  }
  return readBounded(folder, path);
}

/** Sorted; with folders below where `deep`. */
async function pathsIn(folder: string, below: string, deep: boolean): Promise<string[]> {
  const about = await lstat(join(folder, below)).catch(() => null);
  if (about?.isSymbolicLink()) throw linked(below);
  if (!about?.isDirectory()) return [];
  const paths: string[] = [];
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${below}/${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (entry.isSymbolicLink()) throw linked(path);
    if (entry.isDirectory()) paths.push(...(deep ? await pathsIn(folder, path, deep) : []));
    else if (entry.isFile()) paths.push(path);
  }
  return paths;
}

async function readBounded(folder: string, path: string): Promise<Buffer> {
  const { size } = await lstat(join(folder, path));
  if (size > MOST_FILE_BYTES) {
    throw new UserError(`The file has ${Math.ceil(size / 1e6)} MB; a draft takes ${MOST_FILE_BYTES / 1e6}.`, {
      place: { file: path },
      hint: 'Save an image smaller: 1200 pixels across are enough for every screen.',
    });
  }
  return readFile(join(folder, path));
}

function linked(path: string): UserError {
  return new UserError('This is a symbolic link, which could lead out of the workspace.', {
    place: { file: path },
    hint: 'Put the file or the folder itself in its place.',
  });
}
