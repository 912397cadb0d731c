import type { NewId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { type LearningRow, readLearningRecords } from '../../intake/people/learning-records.ts';
import { isRefused, type RefusedRow } from '../../intake/tables/delimited.ts';
import type { ImportProfile } from '../../intake/tables/import-profile.ts';
import type { Table } from '../../intake/tables/read-table.ts';
import type { Database } from '../../store/database.ts';
import type { LearningCorrection } from '../../store/learning/learning-corrections.ts';
import { learningOf, type NewLearningRecord } from '../../store/learning/learning-records.ts';
import { findNamesByIdentities } from '../../store/people/employees.ts';
import { erasedIdentities, erasedRow } from '../privacy/stay-erased.ts';
import { type CheckedFile, type ImportProgress, inFile, openFile, refuseIfChanged } from './import-file.ts';
import {
  collectRefusals,
  type ImportResult,
  inBatches,
  type RefusalListener,
  type Refusals,
  readAhead,
} from './import-result.ts';
import { recordOf, takeRecords } from './take-learning.ts';
import { nameOf, type ToldSoFar, toldSoFar } from './told-learning.ts';

export interface LearningImport {
  readonly path: string;
  readonly workspace: Workspace;
  /** Ids that activities.csv knows beyond the store. */
  readonly knownActivities: readonly string[];
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly dates: string | null;
  /** How the files of one source are read; null: by what they are. */
  readonly profile?: ImportProfile | null | undefined;
  readonly refusals?: RefusalListener | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

export interface Visit {
  readonly doing: 'checking' | 'importing';
  readonly now: Instant;
  readonly newId: NewId;
  readonly known: ReadonlySet<string>;
  readonly importId: string | null;
  /** Runs the work again when another process disturbed it. */
  readonly inTransaction: <T>(work: (database: Database) => Promise<T>) => Promise<T>;
  /** After the records of a part were written; null: nothing is written. */
  readonly save: ((database: Database, part: Part) => Promise<void>) | null;
  readonly saved: (part: Part) => void;
}

interface Part {
  readonly rowsDone: number;
  readonly counts: Pick<ImportResult, 'new' | 'changed' | 'left'>;
  readonly people: readonly [];
  readonly corrections: readonly LearningCorrection[];
}

/** What becomes of the records of a part. */
interface Outcome {
  readonly new: number;
  readonly changed: number;
  readonly corrections: readonly LearningCorrection[];
}

export interface WalkedRecords {
  readonly table: Table;
  readonly counts: Pick<ImportResult, 'read' | 'new' | 'changed' | 'unchanged' | 'left' | 'refused'>;
  readonly refusals: Refusals;
  readonly newestRecordAt: Instant | null;
}

/** Reads the file part by part, finds whom each record is about, and has what is new written. */
export async function walkLearning(
  options: LearningImport,
  checked: CheckedFile,
  visit: Visit,
): Promise<WalkedRecords> {
  const { path, workspace, dates, profile, onProgress } = options;
  const { now, newId, known, importId, inTransaction, save } = visit;
  const bytes = openFile(path);
  const { table, rows } = await inFile(
    path,
    readLearningRecords(bytes, { zone: workspace.timezone, now, dates, profile }),
  );
  const refusals = await collectRefusals(options.refusals);
  const counts = { read: 0, new: 0, changed: 0, unchanged: 0 };
  const told = toldSoFar();
  let newestRecordAt: Instant | null = null;
  const batches = readAhead(inBatches(rows));
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    const batch = next.value;
    const readable = batch.filter((row): row is LearningRow => !isRefused(row));
    const rowsDone = counts.read + batch.length;
    const done = await inTransaction(async (database) => {
      const found = await findNamesByIdentities(database, readable);
      const isErased = await erasedIdentities(database, readable);
      const records: NewLearningRecord[] = [];
      const refused: RefusedRow[] = [];
      for (const row of readable) {
        const record = isErased(row) ? erasedRow(row) : recordOf(row, found, known, workspace, now);
        if (isRefused(record)) refused.push(record);
        else records.push({ ...record, id: newId('rec'), importId });
      }
      const taking =
        save === null
          ? foretell(database, records, told)
          : takeRecords(database, records, now).then((taken) => ({ ...taken, changed: taken.corrections.length }));
      batches.start();
      const { new: added, changed, corrections } = await taking;
      const part = { rowsDone, counts: { new: added, changed, left: 0 }, people: [], corrections } as const;
      await save?.(database, part);
      return { part, refused, records };
    });
    visit.saved(done.part);
    for (const { at } of done.records) newestRecordAt = Math.max(newestRecordAt ?? at, at);
    await refusals.add([...batch.filter(isRefused), ...done.refused]);
    counts.read = rowsDone;
    counts.new += done.part.counts.new;
    counts.changed += done.part.counts.changed;
    counts.unchanged += done.records.length - done.part.counts.new - done.part.counts.changed;
    onProgress?.({ doing: visit.doing, rows: counts.read, bytes: bytes.bytesRead, ofBytes: checked.sizeBytes });
  }
  await refuseIfChanged(checked, save === null ? null : counts.read);
  return { table, counts: { ...counts, left: 0, refused: refusals.count }, refusals, newestRecordAt };
}

/** What taking these would come to. */
async function foretell(database: Database, records: readonly NewLearningRecord[], told: ToldSoFar): Promise<Outcome> {
  const kept = await learningOf(database, [...new Set(records.map(({ person }) => person))]);
  const known = [...kept].flatMap(([person, list]) =>
    list.map((record) => [nameOf({ ...record, person }), record] as const),
  );
  return { ...told.foretell(records, new Map(known)), corrections: [] };
}
