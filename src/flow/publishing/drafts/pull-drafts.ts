import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DraftFile, hashOfBytes } from '../../../domain/draft.ts';
import { EnvironmentError, invariant, UserError } from '../../../domain/errors.ts';
import { draftBytesNow, readDraftFolder } from '../../../intake/campaign-files/draft-folder.ts';
import { draftFiles, draftHeads } from '../../../store/campaigns/drafts.ts';
import { knownDraftsName } from '../../../store/meta.ts';
import type { FlowContext } from '../../context.ts';
import { readCommonGround, writeCommonGround } from './common-ground.ts';
import { compareSides, type FileChange } from './compare-sides.ts';
import { choiceFrom, refuseUnknownChoices, type Taken } from './conflict.ts';
import { refuseOddPath } from './console-drafts.ts';
import { type Carried, hashesOf, hashesOfHeads, tellConflicts } from './push-drafts.ts';

/**
 * Drafts → files. Each file appears whole or not at all, and what was in step is remembered last: a pull that dies
 * half-way has carried some files, and the next carries the rest.
 * @throws {UserError} when nothing was ever pushed, or a file changes while it is pulled.
 * @throws {EnvironmentError} when the folder cannot be written.
 */
export async function pullDrafts(
  { store }: Pick<FlowContext, 'store'>,
  folder: string,
  { taken, dryRun }: { readonly taken: Taken; readonly dryRun: boolean },
): Promise<Carried> {
  const name = await knownDraftsName(store.read);
  if (name === null) {
    throw new UserError('There are no drafts in the database yet.', {
      hint: 'Bring the files of a workspace there first: druppel push FOLDER.',
    });
  }
  const { files, leftOut } = await readDraftFolder(folder);
  const heads = await draftHeads(store.read);
  const base = await readCommonGround(folder, name);
  const sides = { base, mine: hashesOf(files), theirs: hashesOfHeads(heads) };
  refuseUnknownChoices(taken, [...sides.mine.keys(), ...sides.theirs.keys()]);
  const compared = compareSides(sides, 'theirs', choiceFrom(taken));
  const { carried, waiting, alike } = compared;
  const conflicts = await tellConflicts(store.read, compared, { sides, heads, files });
  if (!dryRun && conflicts.length === 0) {
    const wanted = carried.filter(({ change }) => change !== 'removed').map(({ path }) => path);
    const drafts = await draftFiles(store.read, wanted);
    await layDown(folder, carried, { drafts, mine: sides.mine, theirs: sides.theirs });
    await writeCommonGround(folder, name, compared.base);
  }
  return { carried, waiting, alike, conflicts, leftOut };
}

async function layDown(
  folder: string,
  carried: readonly FileChange[],
  known: {
    readonly drafts: readonly DraftFile[];
    readonly mine: ReadonlyMap<string, string>;
    readonly theirs: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const bytesOf = new Map(known.drafts.map(({ path, bytes }) => [path, bytes]));
  // Before the first file is touched: everything has a path in here, its bytes, and no link on its way.
  for (const { path, change } of carried) {
    refuseOddPath(path);
    await refuseChanged(folder, path, known.mine.get(path));
    const bytes = bytesOf.get(path);
    if (change !== 'removed' && (bytes === undefined || hashOfBytes(bytes) !== known.theirs.get(path)))
      throw changedMeanwhile(path, 'in the database');
  }
  // What goes first makes room: a name that only changed its case is one file on many a machine.
  for (const { path } of carried.filter(({ change }) => change === 'removed')) {
    await refuseChanged(folder, path, known.mine.get(path));
    await onDisk(path, async () => {
      await rm(join(folder, path), { force: true });
      await removeEmptied(folder, dirname(path));
    });
  }
  for (const { path, change } of carried) {
    if (change === 'removed') continue;
    const bytes = bytesOf.get(path);
    invariant(bytes !== undefined, `what is laid down was looked at: ${path}`);
    await onDisk(path, () => writePart(join(folder, path), bytes));
    // An editor may have saved since: the last look is as near to the rename as can be.
    await refuseChanged(folder, path, known.mine.get(path)).catch(async (error: unknown) => {
      await rm(partOf(join(folder, path)), { force: true });
      throw error;
    });
    await onDisk(path, () => rename(partOf(join(folder, path)), join(folder, path)));
  }
}

async function writePart(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // A part that an earlier pull left behind, were it a link, would lead elsewhere.
  await rm(partOf(file), { force: true });
  await writeFile(partOf(file), bytes, { flag: 'wx' });
}

/** Hidden, so that no push takes it for a draft; in the same folder, so that the rename is atomic. */
function partOf(file: string): string {
  return join(dirname(file), '.druppel-pull.part');
}

/** @throws {UserError} when the file is not as it was looked at. */
async function refuseChanged(folder: string, path: string, expected: string | undefined): Promise<void> {
  const bytes = await draftBytesNow(folder, path);
  const is = bytes === null ? undefined : hashOfBytes(bytes);
  if (is !== expected) throw changedMeanwhile(path, 'here');
}

function changedMeanwhile(path: string, where: string): UserError {
  return new UserError(`It changed ${where} while it was being pulled.`, {
    place: { file: path },
    hint: 'Nothing was written over. Run it again.',
  });
}

/** The folders that a removed file leaves empty, up to those of the workspace. */
async function removeEmptied(folder: string, below: string): Promise<void> {
  for (let at = below; at.includes('/'); at = dirname(at)) {
    const isEmptied = await rmdir(join(folder, at)).then(
      () => true,
      () => false,
    );
    if (!isEmptied) return;
  }
}

async function onDisk(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EnvironmentError(`${path} cannot be written (${code ?? String(error)}).`, {
      hint: 'Make room or the folder writable, and run it again: what was pulled is whole, the rest follows.',
      cause: error,
    });
  }
}
