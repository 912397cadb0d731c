import { UserError } from '../../domain/errors.ts';
import { readEmployeeRow } from '../../intake/people/employees.ts';
import { isRefused } from '../../intake/tables/delimited.ts';
import { newestWorkspace, type StoredWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { upsertEmployees } from '../../store/people/employees.ts';
import type { FlowContext } from '../context.ts';
import { decideEmployeeRows } from './decide-employee-rows.ts';
import { type EntriesTaken, type Entry, namedAsColumns, refusedEntry, rowOf } from './entries.ts';
import { importMemory } from './import-memory.ts';
import { brake, leaversIn, settingInForce, suspendedBy } from './who-would-fall-out.ts';

/**
 * People who come one by one or in small parts from another system, by the rules of an import (rules.md R17): all in
 * one transaction, those refused aside; whoever changed is looked at again.
 * @param yes the number of people that may be taken out, repeated; null: not said.
 * @throws {UserError} when too many would be taken out, or no workspace was published yet.
 */
export async function provisionEmployees(
  { store, clock, newId }: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  entries: readonly Entry[],
  yes: number | null,
): Promise<EntriesTaken> {
  const { definition: workspace } = await publishedWorkspace(store.read);
  const setting = await settingInForce(store.read);
  const now = clock();
  const named = entries.map((entry, index) => namedAsColumns(entry, index + 1));
  const rows = named.map(
    ({ entry, clash }, index) =>
      clash ?? readEmployeeRow(rowOf(entry, index + 1), Object.keys(entry), { attributes: workspace.attributes }),
  );
  const readable = rows.flatMap((row) => (isRefused(row) ? [] : [row]));
  return store.write(async (tx) => {
    const decisions = await decideEmployeeRows(tx, readable, importMemory(), newId);
    const left = leaversIn(decisions, workspace, now);
    const suspended = setting === null ? [] : await suspendedBy(tx, decisions, setting, now);
    const fallOut = { left: left.length, suspended: suspended.length, people: new Set([...left, ...suspended]).size };
    await brake(tx, fallOut, workspace, now, yes);
    const changed = decisions.filter(({ kind }) => kind === 'new' || kind === 'changed');
    await upsertEmployees(
      tx,
      changed.flatMap((decision) => (decision.kind === 'refused' ? [] : [decision.person])),
      now,
    );
    const refused = [
      ...rows.filter(isRefused),
      ...decisions.flatMap((decision) => (decision.kind === 'refused' ? [decision.error] : [])),
    ];
    const count = (kind: (typeof decisions)[number]['kind']) => decisions.filter((one) => one.kind === kind).length;
    return {
      read: entries.length,
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: refused.length,
      errors: refused.map((row) => refusedEntry(row, named[row.line - 1]?.writtenAs)).sort((a, b) => a.entry - b.entry),
    };
  });
}

/** Before the first `publish` nothing can be taken in: zone, attributes and minimum group are not known yet. */
export class NothingPublished extends UserError {
  constructor() {
    super('Nothing has been published yet, so this store does not know its workspace.', {
      hint: 'Publish a campaign first: druppel publish CAMPAIGN.',
    });
  }
}

/** @throws {NothingPublished} before the first `publish`. */
export async function publishedWorkspace(database: Database): Promise<StoredWorkspace> {
  const workspace = await newestWorkspace(database);
  if (workspace !== null) return workspace;
  throw new NothingPublished();
}
