import type { Employee } from '../../domain/employee.ts';
import { UserError } from '../../domain/errors.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import type { Database } from '../../store/database.ts';
import { takeBackCorrections } from '../../store/learning/learning-corrections.ts';
import { raiseWorkspaceRevision } from '../../store/meta.ts';
import { wake } from '../../store/people/employee-wakes.ts';
import { employeesByEmail, employeesByKey, upsertEmployees } from '../../store/people/employees.ts';
import {
  importChangesOf,
  laterImportChanges,
  removeImportChanges,
  rewriteImportChange,
  type StoredImportChange,
  someImportChanges,
} from '../../store/people/import-changes.ts';
import {
  lastImport,
  peopleInUse,
  removeActivities,
  removeEmployees,
  removeImport,
  removeLearningOfImport,
} from '../../store/people/import-undo.ts';
import type { StoredImport } from '../../store/people/imports.ts';
import { wakeAll } from '../../store/people/wake-all.ts';
import type { Store } from '../../store/store.ts';
import type { FlowContext } from '../context.ts';
import { RETENTION } from '../privacy/retention.ts';
import { type ActivitiesUndo, changeActivities } from './import-activities.ts';
import { asImported } from './imported-person.ts';
import { withoutImport } from './without-import.ts';

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

type Undone = Pick<UndoneImport, 'restored' | 'removed' | 'kept'>;

/** What one transaction takes back. */
const PART = 2_000;

/**
 * Takes back the last import (rules.md R17): everything it said is as before, which lifts its suspensions; mails and
 * endings stay. Repeated, it takes back the one before. Done part by part: after a kill, the same command goes on.
 * @throws {UserError} when there is none.
 */
export async function undoImport({ store, clock }: Pick<FlowContext, 'store' | 'clock'>): Promise<UndoneImport> {
  const now = clock();
  const last = await lastImport(store.read);
  if (last === null) {
    throw new UserError('There is no import to undo.', { hint: 'Every import that was made has been taken back.' });
  }
  const changesNothing = last.kind === 'learning' && (last.counts.changed ?? 0) === 0;
  if (!changesNothing && now - last.at > RETENTION.undoDays * DAY_MS) {
    throw new UserError(`The import of ${last.fileName} lies more than ${RETENTION.undoDays} days back.`, {
      hint: 'What an import changed is kept for so long. Import a file with the right values instead.',
    });
  }
  const undone = plus(await takeBack(store, last, now), await takeBackWhatCame(store, last, now));
  return { kind: last.kind, fileName: last.fileName, at: last.at, ...undone };
}

async function takeBack(store: Store, entry: StoredImport, now: Instant): Promise<Undone> {
  switch (entry.kind) {
    case 'employees': {
      // First these, so that the addresses they took are free again.
      const gone = await inParts(store, (tx) => takeBackBrought(tx, entry.id, now));
      const restored = await inParts(store, (tx) => takeBackChanged(tx, entry.id, now));
      return plus(gone, restored);
    }
    case 'activities':
      return store.write((tx) => takeBackActivities(tx, entry.undo as ActivitiesUndo, now));
    case 'learning':
      return plus(
        await inParts(store, (tx) => takeBackCorrected(tx, entry.id, now)),
        await inParts(store, (tx) => takeBackRecords(tx, entry.id, now)),
      );
  }
}

/** An import that still runs may have done more meanwhile; gone is it with the last of that, and then it stops itself. */
async function takeBackWhatCame(store: Store, { id, kind }: StoredImport, now: Instant): Promise<Undone> {
  return inParts(store, async (tx) => {
    const came =
      kind === 'employees'
        ? plus(await takeBackBrought(tx, id, now), await takeBackChanged(tx, id, now))
        : kind === 'learning'
          ? plus(await takeBackCorrected(tx, id, now), await takeBackRecords(tx, id, now))
          : NOTHING;
    if (isNothing(came)) await removeImport(tx, id);
    return came;
  });
}

const NOTHING: Undone = { restored: 0, removed: 0, kept: 0 };

/** Until a part comes to nothing. */
async function inParts(store: Store, takeBackSome: (tx: Database) => Promise<Undone>): Promise<Undone> {
  for (let sum = NOTHING; ; ) {
    const some = await store.write(takeBackSome);
    if (isNothing(some)) return sum;
    sum = plus(sum, some);
  }
}

function isNothing({ restored, removed, kept }: Undone): boolean {
  return restored + removed + kept === 0;
}

function plus(a: Undone, b: Undone): Undone {
  return { restored: a.restored + b.restored, removed: a.removed + b.removed, kept: a.kept + b.kept };
}

async function takeBackBrought(tx: Database, importId: string, now: Instant): Promise<Undone> {
  const changes = await someImportChanges(tx, importId, 'brought', PART);
  const without = await withoutThese(tx, importId, changes);
  const gone = changes.map(({ person }) => person).filter((key) => (without.get(key) ?? null) === null);
  const inUse = await peopleInUse(tx, gone);
  const unused = gone.filter((key) => !inUse.has(key));
  await removeEmployees(tx, unused, now);
  const kept = (await employeesByKey(tx, [...inUse])).map((person) => ({ ...person, missingSince: now }));
  await upsertEmployees(tx, kept, now);
  await removeImportChanges(
    tx,
    importId,
    changes.map(({ person }) => person),
  );
  return { restored: changes.length - gone.length, removed: unused.length, kept: inUse.size };
}

async function takeBackChanged(tx: Database, importId: string, now: Instant): Promise<Undone> {
  const first = await someImportChanges(tx, importId, 'changed', PART);
  const changes = await withThoseInTheWay(tx, importId, first);
  const without = await withoutThese(tx, importId, changes);
  const people = [...without.values()].filter((person) => person !== null);
  await upsertEmployees(tx, await withFreeEmails(tx, people), now);
  await removeImportChanges(
    tx,
    importId,
    changes.map(({ person }) => person),
  );
  return { restored: changes.length, removed: 0, kept: 0 };
}

/**
 * What these people are without an import, by key; null: nobody brought them. Who was erased since stays erased, and is
 * not in it. What imports that ran at the same time said of them later is brought in order here.
 */
async function withoutThese(
  tx: Database,
  importId: string,
  changes: readonly StoredImportChange[],
): Promise<Map<string, Employee | null>> {
  if (changes.length === 0) return new Map();
  const keys = changes.map(({ person }) => person);
  const people = new Map((await employeesByKey(tx, keys)).map((row) => [row.key, asImported(row)]));
  const turn = Math.min(...changes.map((change) => change.turn));
  const others = new Map<string, StoredImportChange[]>();
  for (const other of await laterImportChanges(tx, { importId, turn }, keys))
    others.set(other.person, [...(others.get(other.person) ?? []), other]);
  const without = new Map<string, Employee | null>();
  for (const change of changes) {
    const now = people.get(change.person);
    if (now === undefined) continue;
    const later = (others.get(change.person) ?? []).filter((other) => other.turn > change.turn);
    const result = withoutImport({ before: change.before, later: later.map(({ before }) => before), now });
    without.set(change.person, result.now);
    for (const [index, other] of later.entries()) await rewriteLater(tx, other, result.later[index]);
  }
  return without;
}

async function rewriteLater(
  tx: Database,
  { importId, person }: StoredImportChange,
  before: Employee | null | 'none' | undefined,
): Promise<void> {
  if (before === 'none') await removeImportChanges(tx, importId, [person]);
  else if (before !== undefined) await rewriteImportChange(tx, { importId, person, before });
}

async function takeBackCorrected(tx: Database, importId: string, now: Instant): Promise<Undone> {
  const people = await takeBackCorrections(tx, importId, PART);
  await wake(tx, [...new Set(people)], now);
  return { ...NOTHING, restored: people.length };
}

async function takeBackRecords(tx: Database, importId: string, now: Instant): Promise<Undone> {
  const { people, records } = await removeLearningOfImport(tx, importId, PART);
  await wake(tx, people, now);
  return { ...NOTHING, removed: records };
}

/** People may have swapped addresses: whoever has one that goes back to somebody is taken back together with them. */
async function withThoseInTheWay(
  tx: Database,
  importId: string,
  first: readonly StoredImportChange[],
): Promise<readonly StoredImportChange[]> {
  const together = new Map(first.map((change) => [change.person, change]));
  for (let added = first; added.length > 0; ) {
    const emails = added.flatMap(({ before }) => before?.email ?? []);
    const holders = (await employeesByEmail(tx, emails)).filter(({ key }) => !together.has(key));
    added = await importChangesOf(
      tx,
      importId,
      holders.map(({ key }) => key),
    );
    for (const change of added) together.set(change.person, change);
  }
  return [...together.values()];
}

/** An address that somebody took since, by another way than an import, stays theirs. */
async function withFreeEmails<Person extends { readonly key: string; readonly email: string | null }>(
  tx: Database,
  people: readonly Person[],
): Promise<Person[]> {
  const together = new Set(people.map(({ key }) => key));
  const emails = people.flatMap(({ email }) => email ?? []);
  const taken = new Set(
    (await employeesByEmail(tx, emails)).flatMap(({ key, email }) => (together.has(key) ? [] : email)),
  );
  if (taken.size === 0) return [...people];
  const isTaken = (person: Person) => person.email !== null && taken.has(person.email);
  const now = await employeesByKey(
    tx,
    people.filter(isTaken).map(({ key }) => key),
  );
  const current = new Map(now.map(({ key, email }) => [key, email]));
  return people.map((person) => (isTaken(person) ? { ...person, email: current.get(person.key) ?? null } : person));
}

async function takeBackActivities(tx: Database, { activities }: ActivitiesUndo, now: Instant): Promise<Undone> {
  const before = activities.flatMap((activity) => activity.before ?? []);
  const added = activities.flatMap((activity) => (activity.before === null ? [activity.id] : []));
  await removeActivities(tx, added);
  await changeActivities(tx, before, now);
  // Those that were new are gone, which changes answers for everybody, too.
  await raiseWorkspaceRevision(tx);
  await wakeAll(tx, now);
  return { restored: before.length, removed: added.length, kept: 0 };
}
