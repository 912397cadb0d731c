import type { NewId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { isRefused, type RefusedRow } from '../../intake/delimited.ts';
import type { ImportProfile } from '../../intake/import-profile.ts';
import { type LearningRow, readLearningRecords } from '../../intake/learning-records.ts';
import type { Table } from '../../intake/read-table.ts';
import type { Database } from '../../store/database.ts';
import { findNamesByIdentities } from '../../store/employees.ts';
import { learningOf, type NewLearningRecord } from '../../store/learning-records.ts';
import { erasedIdentities, erasedRow } from '../privacy/stay-erased.ts';
import { FingerprintIndex } from './fingerprint-index.ts';
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
  const counts = { read: 0, new: 0, unchanged: 0 };
  /** A dry run writes nothing, so it remembers what the file said before. */
  const told = new FingerprintIndex();
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
          ? notYetKnown(database, records, told)
          : takeRecords(database, records, now).then(({ size }) => size);
      batches.start();
      const fresh = await taking;
      const part = { rowsDone, counts: { new: fresh, changed: 0, left: 0 }, people: [] } as const;
      await save?.(database, part);
      return { part, refused, records };
    });
    visit.saved(done.part);
    if (save === null) for (const record of done.records) told.set(nameOf(record), 0);
    for (const { at } of done.records) newestRecordAt = Math.max(newestRecordAt ?? at, at);
    await refusals.add([...batch.filter(isRefused), ...done.refused]);
    counts.read = rowsDone;
    counts.new += done.part.counts.new;
    counts.unchanged += done.records.length - done.part.counts.new;
    onProgress?.({ doing: visit.doing, rows: counts.read, bytes: bytes.bytesRead, ofBytes: checked.sizeBytes });
  }
  await refuseIfChanged(checked, save === null ? null : counts.read);
  return { table, counts: { ...counts, changed: 0, left: 0, refused: refusals.count }, refusals, newestRecordAt };
}

/** How many of these the store and the file so far do not have. */
async function notYetKnown(
  database: Database,
  records: readonly NewLearningRecord[],
  told: FingerprintIndex,
): Promise<number> {
  const kept = await learningOf(database, [...new Set(records.map(({ person }) => person))]);
  const names = new Set([...kept].flatMap(([person, list]) => list.map((record) => nameOf({ ...record, person }))));
  const fresh = records.map(nameOf).filter((name) => !names.has(name) && told.get(name) === undefined);
  return new Set(fresh).size;
}

function nameOf({
  person,
  activity,
  event,
  at,
}: Pick<NewLearningRecord, 'person' | 'activity' | 'event' | 'at'>): string {
  return JSON.stringify([person, activity, event, at]);
}
