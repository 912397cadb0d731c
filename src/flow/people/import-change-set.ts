import { basename } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../../store/database.ts';
import { overlapped } from '../../store/overlapped.ts';
import { addImportChanges, type ImportChange } from '../../store/people/import-changes.ts';
import { lastImport } from '../../store/people/import-undo.ts';
import { addImport, changeImport, type StoredImport, turnOfImport } from '../../store/people/imports.ts';
import type { Continued, ImportResult } from './import-result.ts';

/**
 * The change set of one import (rules.md R17), written part by part in the transactions that make the changes. So an
 * import that is killed half-way can be taken back, and the same command goes on with it: the file is read from its
 * beginning, what is in counts as unchanged, and both halves stay one change set.
 */
export interface ChangeSet {
  readonly id: string;
  readonly continued: Continued | null;
  /** In the transaction that changes these people. Nothing is kept of an import that changed nothing. */
  record(tx: Database, part: Part): Promise<void>;
  /** The transaction of the last part was committed. */
  took(part: Part): void;
  /** The file came to its end. */
  finish(tx: Database, counts: Counts): Promise<void>;
}

type Counts = Pick<ImportResult, 'read' | 'new' | 'changed' | 'unchanged' | 'left' | 'refused'>;

interface Part {
  /** How many rows of the file were read when this part ended. */
  readonly rowsDone: number;
  /** New, changed and left ones; learning records count as new. */
  readonly counts: Pick<Counts, 'new' | 'changed' | 'left'>;
  readonly people: readonly ImportChange[];
}

/** Goes on with the last import when that was interrupted and had the same file and options; else begins one. */
export async function openChangeSet(
  database: Database,
  newId: NewId,
  what: {
    readonly kind: StoredImport['kind'];
    readonly path: string;
    readonly fileHash: string;
    readonly now: Instant;
  },
): Promise<ChangeSet> {
  const { kind, fileHash, now } = what;
  const last = await lastImport(database);
  const interrupted = last?.kind === kind && last.rowsDone !== null && last.fileHash === fileHash ? last : null;
  const id = interrupted?.id ?? newId('imp');
  const before = countsOf(interrupted);
  let done = before;
  let isKept = interrupted !== null;

  return {
    id,
    continued:
      interrupted === null
        ? null
        : {
            at: interrupted.at,
            rows: interrupted.rowsDone ?? 0,
            new: before.new,
            changed: before.changed + before.left,
          },
    async record(tx, { rowsDone, counts, people }) {
      if (counts.new + counts.changed + counts.left === 0) return;
      const sum = { ...plus(done, counts), read: rowsDone };
      const fileName = basename(what.path);
      const turn = await turnOfImport(tx, id);
      await overlapped(
        () => addImportChanges(tx, { importId: id, turn }, people),
        async () => {
          if (!isKept)
            await addImport(tx, { id, kind, fileName, at: now, counts: sum, undo: null, fileHash, rowsDone, turn });
          else if (!(await changeImport(tx, id, { at: now, counts: sum, rowsDone, turn }))) throw takenBack(fileName);
        },
      );
    },
    took({ counts }) {
      done = plus(done, counts);
      isKept ||= counts.new + counts.changed + counts.left > 0;
    },
    async finish(tx, counts) {
      if (!isKept) return;
      const changed = { at: now, counts: { ...counts, ...done }, rowsDone: null };
      if (!(await changeImport(tx, id, changed))) throw takenBack(basename(what.path));
    },
  };
}

/** What it did from now on would be in no change set, and stay for good. */
function takenBack(fileName: string): UserError {
  return new UserError(`The import of ${fileName} was taken back by another command while it ran, and stops here.`, {
    hint: 'Import the file again, or leave it as it is: nothing of it is in.',
  });
}

function countsOf(entry: StoredImport | null): Part['counts'] {
  const { new: added = 0, changed = 0, left = 0 } = entry?.counts ?? {};
  return { new: added, changed, left };
}

function plus(a: Part['counts'], b: Part['counts']): Part['counts'] {
  return { new: a.new + b.new, changed: a.changed + b.changed, left: a.left + b.left };
}
