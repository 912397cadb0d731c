import { UserError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../../store/database.ts';
import { wake, wakeAll } from '../../store/employee-wakes.ts';
import { employeesByKey, upsertEmployees } from '../../store/employees.ts';
import {
  lastImport,
  removeActivities,
  removeEmployees,
  removeImport,
  removeLearningOfImport,
} from '../../store/import-undo.ts';
import type { StoredImport } from '../../store/imports.ts';
import { messagesOf } from '../../store/messages.ts';
import { raiseWorkspaceRevision } from '../../store/meta.ts';
import { participationsOf } from '../../store/participations.ts';
import type { FlowContext } from '../context.ts';
import { RETENTION } from '../privacy/retention.ts';
import { type ActivitiesUndo, changeActivities } from './import-activities.ts';
import type { EmployeesUndo } from './import-employees.ts';

export interface UndoneImport {
  readonly kind: StoredImport['kind'];
  readonly fileName: string;
  readonly at: Instant;
  /** What was as before the import again. */
  readonly restored: number;
  readonly removed: number;
  /** New people who take part in something already: they stay, marked as missing. */
  readonly kept: number;
}

/**
 * Takes back the last import (rules.md R17): everything it said is as before, which lifts its suspensions; mails and
 * endings stay. Repeated, it takes back the one before.
 * @throws {UserError} when there is none.
 */
export async function undoImport({ store, clock }: Pick<FlowContext, 'store' | 'clock'>): Promise<UndoneImport> {
  const now = clock();
  return store.write(async (tx) => {
    const last = await lastImport(tx);
    if (last === null) {
      throw new UserError('There is no import to undo.', { hint: 'Every import that was made has been taken back.' });
    }
    if (last.kind !== 'learning' && last.undo === null) {
      throw new UserError(`The import of ${last.fileName} lies more than ${RETENTION.undoDays} days back.`, {
        hint: 'What an import changed is kept for so long. Import a file with the right values instead.',
      });
    }
    const undone = await takeBack(tx, last, now);
    await removeImport(tx, last.id);
    return { kind: last.kind, fileName: last.fileName, at: last.at, ...undone };
  });
}

async function takeBack(
  tx: Database,
  entry: StoredImport,
  now: Instant,
): Promise<Pick<UndoneImport, 'restored' | 'removed' | 'kept'>> {
  switch (entry.kind) {
    case 'employees':
      return takeBackPeople(tx, entry.undo as EmployeesUndo, now);
    case 'activities':
      return takeBackActivities(tx, entry.undo as ActivitiesUndo, now);
    case 'learning': {
      const { people, records } = await removeLearningOfImport(tx, entry.id);
      await wake(tx, people, now);
      return { restored: 0, removed: records, kept: 0 };
    }
  }
}

async function takeBackPeople(tx: Database, { people }: EmployeesUndo, now: Instant) {
  const before = people.flatMap((person) => person.before ?? []);
  const added = people.flatMap((person) => (person.before === null ? [person.key] : []));
  const participations = await participationsOf(tx, added);
  const messages = await messagesOf(tx, added, 0);
  const inUse = new Set([...participations.keys(), ...messages.keys()]);
  const unused = added.filter((key) => !inUse.has(key));
  // First these, so that the addresses they took are free again.
  await removeEmployees(tx, unused, now);
  await upsertEmployees(tx, before, now);
  const kept = (await employeesByKey(tx, [...inUse])).map((person) => ({ ...person, missingSince: now }));
  await upsertEmployees(tx, kept, now);
  return { restored: before.length, removed: unused.length, kept: kept.length };
}

async function takeBackActivities(tx: Database, { activities }: ActivitiesUndo, now: Instant) {
  const before = activities.flatMap((activity) => activity.before ?? []);
  const added = activities.flatMap((activity) => (activity.before === null ? [activity.id] : []));
  await removeActivities(tx, added);
  await changeActivities(tx, before, now);
  // Those that were new are gone, which changes answers for everybody, too.
  await raiseWorkspaceRevision(tx);
  await wakeAll(tx, now);
  return { restored: before.length, removed: added.length, kept: 0 };
}
