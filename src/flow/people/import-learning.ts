import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { isRefused, type RefusedRow } from '../../intake/delimited.ts';
import { type LearningRow, readLearningRecords } from '../../intake/learning-records.ts';
import { allActivities } from '../../store/activities.ts';
import type { Database } from '../../store/database.ts';
import { findByIdentities } from '../../store/employees.ts';
import { addImport } from '../../store/imports.ts';
import { learningOf, type NewLearningRecord } from '../../store/learning-records.ts';
import type { FlowContext } from '../context.ts';
import { erasedIdentities, erasedRow } from '../privacy/stay-erased.ts';
import { checkFile, type ImportResult, inBatches, inFile, refuseUnlessSound } from './import-result.ts';
import { learningArrived, recordOf, takeRecords } from './take-learning.ts';

export interface LearningImport {
  readonly path: string;
  readonly workspace: Workspace;
  /** Ids that activities.csv knows beyond the store. */
  readonly knownActivities: readonly string[];
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly dates: string | null;
  readonly onProgress?: (rows: number) => void;
}

type Context = Pick<FlowContext, 'store' | 'clock' | 'newId'>;

/**
 * What people learned, from a learning platform's export (rules.md R2, R16, R18). A record holds from its own time, a
 * late one from now; the same record again changes nothing; whoever it is about is looked at again.
 * @throws {UserError} when the file is no table, or is not sound with `strict`.
 */
export async function importLearning(context: Context, options: LearningImport): Promise<ImportResult> {
  await checkFile(options.path);
  const { store, newId } = context;
  const now = context.clock();
  const importId = newId('imp');
  const known = new Set([...(await allActivities(store.read)).map(({ id }) => id), ...options.knownActivities]);
  const walked = { known, now, importId };
  if (options.dryRun || options.strict) {
    const foretold = await walk(context, options, <T>(work: (database: Database) => Promise<T>) => work(store.read), {
      ...walked,
      write: false,
    });
    if (options.strict) refuseUnlessSound(foretold.errors);
    if (options.dryRun) return foretold;
  }
  const result = await walk(context, options, <T>(work: (database: Database) => Promise<T>) => store.write(work), {
    ...walked,
    write: true,
  });
  const { read, errors: _, remarks: __, ...counts } = result;
  await store.write(async (tx) => {
    const kept = { id: importId, kind: 'learning', fileName: basename(options.path), at: now } as const;
    if (counts.new > 0) await addImport(tx, { ...kept, counts: { read, ...counts }, undo: null });
    // A file of which nothing could be used tells nothing, but an empty one says that nothing happened.
    if (result.refused === 0 || result.refused < result.read) await learningArrived(tx, options.workspace, now);
  });
  return result;
}

interface Walk {
  readonly known: ReadonlySet<string>;
  readonly now: Instant;
  readonly importId: string;
  readonly write: boolean;
}

async function walk(
  { newId }: Context,
  { path, workspace, dates, onProgress }: LearningImport,
  inTransaction: <T>(work: (database: Database) => Promise<T>) => Promise<T>,
  { known, now, importId, write }: Walk,
): Promise<ImportResult> {
  const { table, rows } = await inFile(
    path,
    readLearningRecords(createReadStream(path), { zone: workspace.timezone, now, dates }),
  );
  const errors: RefusedRow[] = [];
  const counts = { read: 0, new: 0, unchanged: 0 };
  /** A dry run writes nothing, so it remembers what the file said before. */
  const told = new Set<string>();
  for await (const batch of inBatches<LearningRow | RefusedRow>(rows)) {
    const readable = batch.flatMap((row) => (isRefused(row) ? [] : [row]));
    const done = await inTransaction(async (database) => {
      const found = await findByIdentities(database, readable);
      const isErased = await erasedIdentities(database, readable);
      const records: NewLearningRecord[] = [];
      const refused: RefusedRow[] = [];
      for (const row of readable) {
        const record = isErased(row) ? erasedRow(row) : recordOf(row, found, known, workspace, now);
        if (isRefused(record)) refused.push(record);
        else records.push({ ...record, id: newId('rec'), importId });
      }
      const fresh = write
        ? (await takeRecords(database, records, now)).size
        : await notYetKnown(database, records, told);
      return { fresh, refused, records };
    });
    for (const record of done.records) told.add(nameOf(record));
    errors.push(...batch.filter(isRefused), ...done.refused);
    counts.read += batch.length;
    counts.new += done.fresh;
    counts.unchanged += done.records.length - done.fresh;
    onProgress?.(counts.read);
  }
  errors.sort((a, b) => a.line - b.line);
  const remarks = table.understood.map(({ header, column }) => `The column "${header}" was read as ${column}.`);
  return { ...counts, changed: 0, left: 0, refused: errors.length, errors, remarks };
}

/** How many of these the store and the file so far do not have. */
async function notYetKnown(
  database: Database,
  records: readonly NewLearningRecord[],
  told: ReadonlySet<string>,
): Promise<number> {
  const kept = await learningOf(database, [...new Set(records.map(({ person }) => person))]);
  const names = new Set([...kept].flatMap(([person, list]) => list.map((record) => nameOf({ ...record, person }))));
  const fresh = new Set(records.map(nameOf).filter((name) => !names.has(name) && !told.has(name)));
  return fresh.size;
}

function nameOf({
  person,
  activity,
  event,
  at,
}: Pick<NewLearningRecord, 'person' | 'activity' | 'event' | 'at'>): string {
  return JSON.stringify([person, activity, event, at]);
}
