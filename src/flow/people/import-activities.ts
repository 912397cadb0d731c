import { basename } from 'node:path';
import type { LearningActivity } from '../../domain/learning.ts';
import type { SystemLocale } from '../../domain/reason-texts.ts';
import { type ActivityRow, completeActivity, readActivities } from '../../intake/people/activities.ts';
import { profileOf } from '../../intake/people/recognised-profile.ts';
import { isRefused, type RefusedRow, refusedCell } from '../../intake/tables/delimited.ts';
import type { ImportProfile } from '../../intake/tables/import-profile.ts';
import type { Database } from '../../store/database.ts';
import { allActivities, saveActivities } from '../../store/learning/activities.ts';
import { raiseWorkspaceRevision } from '../../store/meta.ts';
import { addImport, turnOfImport } from '../../store/people/imports.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import type { FlowContext } from '../context.ts';
import { checkFile, inFile, openFile, refuseIfChanged } from './import-file.ts';
import { headerRemarks } from './import-remarks.ts';
import { collectRefusals, type ImportResult, type RefusalListener, refuseUnlessSound } from './import-result.ts';

export interface ActivityImport {
  readonly path: string;
  /** In which the remarks are; English where none is said. */
  readonly locale?: SystemLocale | undefined;
  readonly dryRun: boolean;
  readonly strict: boolean;
  /** How the files of one source are read; null: by what they are. */
  readonly profile?: ImportProfile | null | undefined;
  readonly refusals?: RefusalListener | undefined;
}

/** How the activities of an import were before; null: new. */
export interface ActivitiesUndo {
  readonly activities: { readonly id: string; readonly before: LearningActivity | null }[];
}

/**
 * Learning activities from a CSV or XLSX file. Some thousand at most, so they go in at once.
 * @throws {UserError} when the file is no table, or is not sound with `strict`.
 */
export async function importActivities(
  { store, clock, newId }: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  options: ActivityImport,
): Promise<ImportResult> {
  const { path, dryRun, strict } = options;
  const checked = await checkFile(path);
  const now = clock();
  const decided = await decide(options, await allActivities(store.read));
  await refuseIfChanged(checked, null);
  if (strict) refuseUnlessSound(decided.result);
  if (dryRun || decided.changes.length === 0) return decided.result;
  const { read, new: added, changed, unchanged, left, refused } = decided.result;
  const counts = { read, new: added, changed, unchanged, left, refused };
  await store.write(async (tx) => {
    await changeActivities(
      tx,
      decided.changes.map(({ activity }) => activity),
      now,
    );
    const undo: ActivitiesUndo = {
      activities: decided.changes.map(({ activity: { id }, before }) => ({ id, before })),
    };
    const id = newId('imp');
    await addImport(tx, {
      id,
      kind: 'activities',
      fileName: basename(path),
      at: now,
      counts,
      undo,
      fileHash: null,
      rowsDone: null,
      turn: await turnOfImport(tx, id),
    });
  });
  return decided.result;
}

/** What an activity is can change what is finished, due and said about it, for everybody. */
export async function changeActivities(tx: Database, list: readonly LearningActivity[], now: number): Promise<void> {
  if (list.length === 0) return;
  await saveActivities(tx, list);
  await raiseWorkspaceRevision(tx);
  await wakeAll(tx, now);
}

/** Of these, the ones that are new or say something else than is known. */
export function changedActivities(
  list: readonly LearningActivity[],
  known: readonly LearningActivity[],
): { activity: LearningActivity; before: LearningActivity | null }[] {
  const byId = new Map(known.map((activity) => [activity.id, activity]));
  return list.flatMap((activity) => {
    const before = byId.get(activity.id) ?? null;
    return before !== null && isSame(activity, before) ? [] : [{ activity, before }];
  });
}

async function decide(
  { path, locale = 'en', profile = null, refusals }: ActivityImport,
  known: readonly LearningActivity[],
) {
  const { table, rows } = await inFile(path, readActivities(openFile(path), profile));
  const byId = new Map(known.map((activity) => [activity.id, activity]));
  const lineOf = new Map<string, number>();
  const errors: RefusedRow[] = [];
  const activities: LearningActivity[] = [];
  for await (const part of rows) for (const row of part) take(row);
  const collected = await collectRefusals(refusals);
  await collected.add(errors);
  const changes = changedActivities(activities, known);
  const added = changes.filter(({ before }) => before === null).length;
  const result: ImportResult = {
    read: activities.length + errors.length,
    new: added,
    changed: changes.length - added,
    unchanged: activities.length - changes.length,
    left: 0,
    refused: errors.length,
    errors: collected.listed,
    remarks: headerRemarks(table, locale),
    continued: null,
    recognised: profileOf('activities', table, null, profile),
  };
  return { result, changes };

  function take(row: ActivityRow | RefusedRow): void {
    const earlier = isRefused(row) ? undefined : lineOf.get(row.id);
    if (isRefused(row)) errors.push(row);
    else if (earlier !== undefined)
      errors.push(refusedCell(row.line, 'id', { code: 'activity-twice', earlier, value: row.id }));
    else {
      lineOf.set(row.id, row.line);
      activities.push(completeActivity(row, byId.get(row.id) ?? null));
    }
  }
}

function isSame(a: LearningActivity, b: LearningActivity): boolean {
  const told = ({ id, title, kind, durationMinutes, url, competencies, cost, validMonths }: LearningActivity) =>
    JSON.stringify([id, title, kind, durationMinutes, url, competencies, cost, validMonths]);
  return told(a) === told(b);
}
