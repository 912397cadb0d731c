import { caseTwins, hashOfBytes, MOST_FILE_BYTES, pathFault } from '../../../domain/draft.ts';
import { UserError } from '../../../domain/errors.ts';
import type { Instant } from '../../../domain/time.ts';
import { draftAt, draftHeads, saveDraftRow } from '../../../store/campaigns/drafts.ts';
import type { Database } from '../../../store/database.ts';
import type { FlowContext } from '../../context.ts';
import type { Actor } from '../note-action.ts';

/** Who changed a draft last, and into what. */
export interface Draft {
  readonly path: string;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly changedAt: Instant;
  readonly by: Actor;
}

export type SavedDraft =
  /** `hash` null: it was removed. */
  | { readonly saved: { readonly hash: string | null } }
  /** Somebody was quicker: what is there now, by whom and since when. Nothing was changed. */
  | { readonly conflict: { readonly hash: string | null; readonly changedAt: Instant | null; readonly by: Actor } };

/** The files that are being worked on, by path. */
export async function listDrafts(database: Database): Promise<Draft[]> {
  return (await draftHeads(database)).flatMap(({ hash, ...head }) => (hash === null ? [] : [{ ...head, hash }]));
}

/** One of them; null: there is none of that path. */
export async function readDraft(database: Database, path: string): Promise<(Draft & { bytes: Buffer }) | null> {
  const row = await draftAt(database, path);
  return row === null || row.bytes === null || row.hash === null ? null : { ...row, bytes: row.bytes, hash: row.hash };
}

/**
 * Saves one file as somebody left it who had seen `expected`; `bytes` null removes it. Saving what is there already
 * changes nothing, not even whose it is.
 * @param expected the hash of what they began with; null: there was no such file
 * @throws {UserError} when no draft can have this path or this size.
 */
export async function saveDraft(
  context: Pick<FlowContext, 'store' | 'clock'>,
  {
    path,
    bytes,
    expected,
    by,
  }: {
    readonly path: string;
    readonly bytes: Buffer | null;
    readonly expected: string | null;
    readonly by: Actor;
  },
): Promise<SavedDraft> {
  refuseOdd(path, bytes);
  const hash = bytes === null ? null : hashOfBytes(bytes);
  return context.store.write(async (tx) => {
    const now = await draftAt(tx, path);
    const is = now?.hash ?? null;
    if (is === hash) return { saved: { hash } };
    if (is !== expected) return { conflict: { hash: is, changedAt: now?.changedAt ?? null, by: now?.by ?? null } };
    if (bytes !== null)
      refuseTwins([...(await listDrafts(tx)).map((draft) => draft.path).filter((one) => one !== path), path]);
    await saveDraftRow(tx, { path, bytes, hash, changedAt: context.clock(), by });
    return { saved: { hash } };
  });
}

/** @throws {UserError} when two of the paths would be one file on many a machine. */
export function refuseTwins(paths: Iterable<string>): void {
  const twins = caseTwins(paths);
  if (twins === null) return;
  throw new UserError(`It differs from ${twins[0]} in upper and lower case alone.`, {
    place: { file: twins[1] },
    hint: 'On many a machine the two are one file. Give one of them another name.',
  });
}

/** @throws {UserError} when no draft can have this path. */
export function refuseOddPath(path: string): void {
  const why = pathFault(path);
  if (why === null) return;
  throw new UserError(`${JSON.stringify(path)} cannot be a draft: ${why}.`, {
    hint: 'Write it like campaigns/data-literacy/kick-off.en.md.',
  });
}

function refuseOdd(path: string, bytes: Buffer | null): void {
  refuseOddPath(path);
  if (bytes !== null && bytes.length > MOST_FILE_BYTES)
    throw new UserError(`A draft takes at most ${MOST_FILE_BYTES / 1e6} MB.`, {
      place: { file: path },
      hint: 'Save an image smaller: 1200 pixels across are enough for every screen.',
    });
}
