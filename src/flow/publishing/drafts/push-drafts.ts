import { type DraftFile, hashOfBytes } from '../../../domain/draft.ts';
import { invariant, UserError } from '../../../domain/errors.ts';
import { readDraftFolder } from '../../../intake/campaign-files/draft-folder.ts';
import { type DraftHead, draftFiles, draftHeads, saveDraftRow } from '../../../store/campaigns/drafts.ts';
import type { Database } from '../../../store/database.ts';
import { keptDraftsName, knownDraftsName } from '../../../store/meta.ts';
import type { FlowContext } from '../../context.ts';
import type { Actor } from '../note-action.ts';
import { readCommonGround, writeCommonGround } from './common-ground.ts';
import { type Comparison, changeFrom, compareSides, type FileChange, type Sides } from './compare-sides.ts';
import { choiceFrom, conflictAbout, type DraftConflict, refuseUnknownChoices, type Taken } from './conflict.ts';
import { refuseTwins } from './console-drafts.ts';

/** What a push or a pull did, or would do. */
export interface Carried extends Omit<Comparison, 'conflicts' | 'base'> {
  /** With one of them nothing at all was written. */
  readonly conflicts: readonly DraftConflict[];
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
}

/**
 * Files → drafts. All of it in one transaction: of two pushes at once the second sees what the first wrote. Files with
 * errors may be pushed; it is `publish` that refuses them.
 * @throws {UserError} when the folder is no workspace, or holds what no draft can.
 */
export async function pushDrafts(
  context: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  folder: string,
  { taken, dryRun, by }: { readonly taken: Taken; readonly dryRun: boolean; readonly by: Actor },
): Promise<Carried> {
  const { files, leftOut } = await readDraftFolder(folder);
  if (!files.some(({ path }) => path === 'campaigns/workspace.yaml')) {
    throw new UserError(`There is no workspace in ${folder}.`, {
      place: { file: 'campaigns/workspace.yaml' },
      hint: 'Name the folder that has campaigns/workspace.yaml: druppel push FOLDER.',
    });
  }
  const decide = async (database: Database) => {
    const heads = await draftHeads(database);
    const base = await readCommonGround(folder, await knownDraftsName(database));
    const sides = { base, mine: hashesOf(files), theirs: hashesOfHeads(heads) };
    refuseUnknownChoices(taken, [...sides.mine.keys(), ...sides.theirs.keys()]);
    const compared = compareSides(sides, 'mine', choiceFrom(taken));
    refuseTwins(afterwards(sides.theirs.keys(), compared.carried));
    return { compared, sides, heads };
  };
  const { compared, sides, heads, name } = dryRun
    ? { ...(await decide(context.store.read)), name: null }
    : await context.store.write(async (tx) => {
        const decided = await decide(tx);
        const name = await keptDraftsName(tx, context.newId('drf'));
        await keep(tx, files, decided.compared.carried, { changedAt: context.clock(), by });
        return { ...decided, name };
      });
  const conflicts = await tellConflicts(context.store.read, compared, { sides, heads, files });
  if (name !== null && conflicts.length === 0) await writeCommonGround(folder, name, compared.base);
  const { carried, waiting, alike } = compared;
  return { carried, waiting, alike, conflicts, leftOut };
}

export function hashesOf(files: readonly DraftFile[]): Map<string, string> {
  return new Map(files.map(({ path, bytes }) => [path, hashOfBytes(bytes)]));
}

export function hashesOfHeads(heads: readonly DraftHead[]): Map<string, string> {
  return new Map(heads.flatMap(({ path, hash }) => (hash === null ? [] : [[path, hash] as const])));
}

/** Each conflict with who changed the other side, and where the two part. */
export async function tellConflicts(
  database: Database,
  { conflicts }: Comparison,
  known: { readonly sides: Sides; readonly heads: readonly DraftHead[]; readonly files: readonly DraftFile[] },
): Promise<DraftConflict[]> {
  if (conflicts.length === 0) return [];
  const { base, mine, theirs } = known.sides;
  const drafts = await draftFiles(database, conflicts);
  const bytesIn = (files: readonly DraftFile[], path: string) => files.find((file) => file.path === path)?.bytes;
  return conflicts.map((path) =>
    conflictAbout(
      path,
      { mine: changeFrom(base.get(path), mine.get(path)), theirs: changeFrom(base.get(path), theirs.get(path)) },
      known.heads.find((head) => head.path === path),
      { mine: bytesIn(known.files, path), theirs: bytesIn(drafts, path) },
    ),
  );
}

async function keep(
  tx: Database,
  files: readonly DraftFile[],
  carried: readonly FileChange[],
  who: { readonly changedAt: number; readonly by: Actor },
): Promise<void> {
  const bytesOf = new Map(files.map(({ path, bytes }) => [path, bytes]));
  for (const { path, change } of carried) {
    const bytes = change === 'removed' ? null : bytesOf.get(path);
    invariant(bytes !== undefined, `what is carried was read: ${path}`);
    await saveDraftRow(tx, { path, bytes, hash: bytes === null ? null : hashOfBytes(bytes), ...who });
  }
}

function afterwards(theirs: Iterable<string>, carried: readonly FileChange[]): Set<string> {
  const paths = new Set(theirs);
  for (const { path, change } of carried) {
    if (change === 'removed') paths.delete(path);
    else paths.add(path);
  }
  return paths;
}
