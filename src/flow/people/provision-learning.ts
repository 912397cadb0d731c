import { readLearningRow } from '../../intake/people/learning-records.ts';
import { isRefused, type RefusedRow } from '../../intake/tables/delimited.ts';
import { allActivities } from '../../store/learning/activities.ts';
import type { NewLearningRecord } from '../../store/learning/learning-records.ts';
import { findByIdentities } from '../../store/people/employees.ts';
import type { FlowContext } from '../context.ts';
import { erasedIdentities, erasedRow } from '../privacy/stay-erased.ts';
import { type EntriesTaken, type Entry, refusedEntry, rowOf } from './entries.ts';
import { publishedWorkspace } from './provision-employees.ts';
import { learningTrickled, recordOf, takeRecords } from './take-learning.ts';

/**
 * Learning records from another system, by the rules of an import (rules.md R2, R16, R18). An empty list is news too:
 * nothing happened.
 * @throws {UserError} when no workspace was published yet.
 */
export async function provisionLearning(
  { store, clock, newId }: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  entries: readonly Entry[],
): Promise<EntriesTaken> {
  const { definition: workspace } = await publishedWorkspace(store.read);
  const now = clock();
  const rows = entries.map((entry, index) =>
    readLearningRow(rowOf(entry, index + 1), { zone: workspace.timezone, now }),
  );
  const readable = rows.flatMap((row) => (isRefused(row) ? [] : [row]));
  return store.write(async (tx) => {
    const known = new Set((await allActivities(tx)).map(({ id }) => id));
    const found = await findByIdentities(tx, readable);
    const isErased = await erasedIdentities(tx, readable);
    const refused: RefusedRow[] = rows.filter(isRefused);
    const records: NewLearningRecord[] = [];
    for (const row of readable) {
      const record = isErased(row) ? erasedRow(row) : recordOf(row, found, known, workspace, now);
      if (isRefused(record)) refused.push(record);
      else records.push({ ...record, id: newId('rec'), importId: null });
    }
    const taken = await takeRecords(tx, records, now);
    if (records.length > 0 || entries.length === 0) await learningTrickled(tx, workspace, now);
    return {
      read: entries.length,
      new: taken.new,
      changed: taken.corrections.length,
      unchanged: records.length - taken.new - taken.corrections.length,
      refused: refused.length,
      errors: refused.map((row) => refusedEntry(row)).sort((a, b) => a.entry - b.entry),
    };
  });
}
