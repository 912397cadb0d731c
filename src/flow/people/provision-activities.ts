import type { LearningActivity } from '../../domain/learning.ts';
import { completeActivity, readActivityRow } from '../../intake/people/activities.ts';
import { isRefused, type RefusedRow, refusedCell } from '../../intake/tables/delimited.ts';
import { allActivities } from '../../store/learning/activities.ts';
import type { FlowContext } from '../context.ts';
import { type EntriesTaken, type Entry, refusedEntry, rowOf } from './entries.ts';
import { changeActivities, changedActivities } from './import-activities.ts';

/** Learning activities from another system, by the rules of an import: what an entry does not name stays as it is. */
export async function provisionActivities(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  entries: readonly Entry[],
): Promise<EntriesTaken> {
  const now = clock();
  return store.write(async (tx) => {
    const known = await allActivities(tx);
    const byId = new Map(known.map((activity) => [activity.id, activity]));
    const said = new Map<string, LearningActivity>();
    const entryOf = new Map<string, number>();
    const refused: RefusedRow[] = [];
    for (const [index, entry] of entries.entries()) {
      const row = readActivityRow(rowOf(entry, index + 1));
      const earlier = isRefused(row) ? undefined : entryOf.get(row.id);
      if (isRefused(row)) refused.push(row);
      else if (earlier !== undefined)
        refused.push(refusedCell(row.line, 'id', { code: 'activity-twice', earlier, value: row.id }));
      else {
        entryOf.set(row.id, row.line);
        said.set(row.id, completeActivity(row, byId.get(row.id) ?? null));
      }
    }
    const changes = changedActivities([...said.values()], known);
    await changeActivities(
      tx,
      changes.map(({ activity }) => activity),
      now,
    );
    const added = changes.filter(({ before }) => before === null).length;
    return {
      read: entries.length,
      new: added,
      changed: changes.length - added,
      unchanged: said.size - changes.length,
      refused: refused.length,
      errors: refused.map((row) => refusedEntry(row)),
    };
  });
}
