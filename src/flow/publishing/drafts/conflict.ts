import { isText } from '../../../domain/draft.ts';
import { UserError } from '../../../domain/errors.ts';
import { didYouMean } from '../../../domain/text.ts';
import type { Instant } from '../../../domain/time.ts';
import type { DraftHead } from '../../../store/campaigns/drafts.ts';
import type { Actor } from '../note-action.ts';
import type { Change, Side } from './compare-sides.ts';

/** A file that changed in the folder and in the database, differently. */
export interface DraftConflict {
  readonly path: string;
  readonly mine: Change;
  readonly theirs: { readonly change: Change; readonly at: Instant | null; readonly by: Actor };
  /** The first line in which the two differ; null: an image, or one of them is gone. */
  readonly differs: { readonly line: number; readonly mine: string; readonly theirs: string } | null;
}

/** Whose text is to stay where both changed: for all of them, or by path. */
export interface Taken {
  readonly all: Side | null;
  /** A path ends in `/` for everything below it. */
  readonly by: ReadonlyMap<string, Side>;
}

export const NOTHING_TAKEN: Taken = { all: null, by: new Map() };

export function choiceFrom({ all, by }: Taken): (path: string) => Side | null {
  return (path) => by.get(path) ?? [...by].find(([one]) => one.endsWith('/') && path.startsWith(one))?.[1] ?? all;
}

/** @throws {UserError} when somebody chose for a file that neither side has. */
export function refuseUnknownChoices({ by }: Taken, paths: Iterable<string>): void {
  const known = [...paths];
  for (const path of by.keys()) {
    if (known.some((one) => one === path || (path.endsWith('/') && one.startsWith(path)))) continue;
    const near = didYouMean(path, known);
    throw new UserError(`--take names ${path}, and neither side has such a file.`, {
      hint: near === null ? 'Write its path as the conflict shows it.' : `Did you mean ${near}?`,
    });
  }
}

export function conflictAbout(
  path: string,
  changes: { readonly mine: Change; readonly theirs: Change },
  head: DraftHead | undefined,
  texts: { readonly mine: Buffer | undefined; readonly theirs: Buffer | undefined },
): DraftConflict {
  const { mine, theirs } = texts;
  return {
    path,
    mine: changes.mine,
    theirs: { change: changes.theirs, at: head?.changedAt ?? null, by: head?.by ?? null },
    differs:
      mine === undefined || theirs === undefined || !isText(path)
        ? null
        : firstDifference(mine.toString('utf8'), theirs.toString('utf8')),
  };
}

function firstDifference(mine: string, theirs: string): DraftConflict['differs'] {
  const [ours, others] = [mine.split('\n'), theirs.split('\n')];
  const at = ours.findIndex((line, index) => line !== others[index]);
  const line = at === -1 ? ours.length : at;
  return { line: line + 1, mine: ours[line] ?? '', theirs: others[line] ?? '' };
}
