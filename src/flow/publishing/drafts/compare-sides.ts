import type { Hashes } from '../../../domain/draft.ts';

/** What both sides were when they were last in step, and what they are now. */
export interface Sides {
  readonly base: Hashes;
  readonly mine: Hashes;
  readonly theirs: Hashes;
}

/** Whose text a file that changed on both sides keeps: the folder's, or the database's. */
export type Side = 'mine' | 'theirs';

export type Change = 'added' | 'changed' | 'removed';

export interface FileChange {
  readonly path: string;
  readonly change: Change;
}

export interface Comparison {
  /** What the giving side carries over. Empty while there are conflicts. */
  readonly carried: readonly FileChange[];
  /** Changed at the receiving side alone: the other command carries them. */
  readonly waiting: readonly FileChange[];
  /** Changed at both, differently, and nobody said which is to stay. */
  readonly conflicts: readonly string[];
  readonly alike: number;
  /** What both sides have in common once `carried` is done. */
  readonly base: Hashes;
}

/**
 * Compares file by file, three ways. A deletion is a change like any other. One rule keeps every text: a text is
 * written over only by a side that has had it before, or on somebody's word.
 *
 * | giving side | receiving side | then |
 * |---|---|---|
 * | as the other | as the other | nothing to do |
 * | changed | as it was | carried |
 * | as it was | changed | waits for the other command |
 * | changed | changed differently | a conflict, and nothing at all is carried |
 *
 * A conflict that is to keep the receiving side's text counts as seen by it: the other command then carries it back.
 */
export function compareSides(sides: Sides, giving: Side, taken: (path: string) => Side | null): Comparison {
  const [given, received] = giving === 'mine' ? [sides.mine, sides.theirs] : [sides.theirs, sides.mine];
  const carried: FileChange[] = [];
  const waiting: FileChange[] = [];
  const conflicts: string[] = [];
  const base = new Map<string, string>();
  let alike = 0;
  for (const path of pathsOf(sides)) {
    const [was, give, receive] = [sides.base.get(path), given.get(path), received.get(path)];
    const choice = give === receive || give === was || receive === was ? null : taken(path);
    let common = give;
    if (give === receive) alike += give === undefined ? 0 : 1;
    else if (receive === was || choice === giving) carried.push({ path, change: changeFrom(receive, give) });
    else if (give === was) {
      waiting.push({ path, change: changeFrom(was, receive) });
      common = was;
    } else if (choice === null) conflicts.push(path);
    if (common !== undefined) base.set(path, common);
  }
  return conflicts.length > 0
    ? { carried: [], waiting, conflicts, alike, base: sides.base }
    : { carried, waiting, conflicts, alike, base };
}

/** How a file went from one text to another. */
export function changeFrom(before: string | undefined, after: string | undefined): Change {
  if (after === undefined) return 'removed';
  return before === undefined ? 'added' : 'changed';
}

function pathsOf({ base, mine, theirs }: Sides): string[] {
  return [...new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])].sort();
}
