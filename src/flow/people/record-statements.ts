import { randomUUID } from 'node:crypto';
import { DAY_MS, type Instant, parseInstant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { learningOfStatement, learningOnWhole } from '../../intake/xapi/learning-of-statement.ts';
import { meaningOf } from '../../intake/xapi/meaning-of-statement.ts';
import { readStatement, type Statement, VOIDED } from '../../intake/xapi/statement-shape.ts';
import type { Database } from '../../store/database.ts';
import { allActivities } from '../../store/learning/activities.ts';
import type { NewLearningRecord } from '../../store/learning/learning-records.ts';
import {
  countUnmapped,
  forgetUnmapped,
  idsOfRecords,
  removeRecordOfStatement,
  type StoredStatement,
  saveStatements,
  statementsById,
} from '../../store/learning/statements.ts';
import { wake } from '../../store/people/employee-wakes.ts';
import type { FlowContext } from '../context.ts';
import { fingerprint } from '../publishing/fingerprint.ts';
import { activityOfIri } from './activity-of-iri.ts';
import { peopleOfStatements } from './people-of-statements.ts';
import { publishedWorkspace } from './provision-employees.ts';
import { learningTrickled, takeRecords } from './take-learning.ts';

/** What became of statements: all of them are kept, or none. */
export type StatementsRecorded =
  | { readonly kind: 'kept'; readonly ids: readonly string[]; readonly unmapped: number }
  /** A statement with this id came before, in other words. */
  | { readonly kind: 'conflict'; readonly id: string }
  | { readonly kind: 'refused'; readonly why: string };

type Context = Pick<FlowContext, 'store' | 'clock' | 'newId'>;

/**
 * xAPI statements become learning records (rules.md R2, R18). The same statement again has no effect, unless it could
 * not be mapped before and can now. A statement that voids another takes its record back, also when it comes first.
 * @param sent as it came, JSON read.
 * @throws {UserError} when no workspace was published yet.
 */
export async function recordStatements(context: Context, sent: readonly unknown[]): Promise<StatementsRecorded> {
  const { store, clock } = context;
  const { definition: workspace } = await publishedWorkspace(store.read);
  const now = clock();
  const statements: Arrived[] = [];
  for (const [index, value] of sent.entries()) {
    const read = readStatement(value);
    if ('why' in read)
      return { kind: 'refused', why: sent.length === 1 ? read.why : `Statement ${index + 1}: ${read.why}` };
    statements.push(arrived(read.statement, workspace, now));
  }
  const ids = statements.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return { kind: 'refused', why: `Two statements of the batch have the id ${twice}.` };
  const ahead = statements.find(({ at }) => at - now > DAY_MS);
  if (ahead !== undefined) return { kind: 'refused', why: `The timestamp of ${ahead.id} lies more than a day ahead.` };

  return store.write(async (tx) => {
    const known = await statementsById(tx, ids);
    const conflict = statements.find(
      ({ id, print }) => ![print, NOT_HERE_YET].includes(known.get(id)?.fingerprint ?? print),
    );
    if (conflict !== undefined) return { kind: 'conflict', id: conflict.id };
    const fresh = statements.filter(({ id }) => isFresh(known.get(id)));
    const unmapped = await keep(tx, context, fresh, known, now);
    await voidStatements(
      tx,
      fresh.flatMap(({ voids }) => voids ?? []),
      now,
    );
    await learningTrickled(tx, workspace, now);
    return { kind: 'kept', ids, unmapped };
  });
}

/** The fingerprint of a statement that was voided before it came. */
const NOT_HERE_YET = '';

interface Arrived {
  readonly id: string;
  readonly print: string;
  readonly statement: Statement;
  readonly at: Instant;
  /** The id of the statement that this one takes back. */
  readonly voids: string | null;
}

function arrived(statement: Statement, { timezone }: Workspace, now: Instant): Arrived {
  const { verb, object, timestamp } = statement;
  return {
    id: statement.id ?? randomUUID(),
    print: fingerprint(meaningOf(statement)),
    statement,
    at: timestamp === undefined ? now : (parseInstant(timestamp, timezone) ?? now),
    voids: verb.id === VOIDED && object.objectType === 'StatementRef' ? object.id : null,
  };
}

function isFresh(known: StoredStatement | undefined): boolean {
  return known === undefined || known.fingerprint === NOT_HERE_YET || known.outcome === 'unmapped';
}

/** @returns how many name a person or an activity that is not known here. */
async function keep(
  tx: Database,
  { newId }: Context,
  fresh: readonly Arrived[],
  known: ReadonlyMap<string, StoredStatement>,
  now: Instant,
): Promise<number> {
  const personOf = await peopleOfStatements(
    tx,
    fresh.map(({ statement }) => statement.actor),
  );
  const ourActivity = activityOfIri(await allActivities(tx));
  const firstKnown = (iris: readonly string[]) => iris.map(ourActivity).find((id) => id !== null) ?? null;
  const recorded: { readonly from: Arrived; readonly record: NewLearningRecord }[] = [];
  const rows: StoredStatement[] = [];
  const missing = new Map<string, number>();
  const mapped = new Set<string>();
  let unmapped = 0;
  for (const one of fresh) {
    const row = { id: one.id, fingerprint: one.print, recordId: null, storedAt: now };
    const stated = learningOfStatement(one.statement);
    const isVoided = known.get(one.id)?.outcome === 'voided';
    if (isVoided || stated === null) {
      rows.push({ ...row, outcome: isVoided ? 'voided' : 'no-record' });
      continue;
    }
    const person = personOf(one.statement.actor);
    const itself = ourActivity(stated.activity);
    const whole = itself === null ? firstKnown(stated.within) : null;
    const activity = itself ?? whole;
    const told = whole === null ? stated : learningOnWhole(stated);
    if (told === null) {
      rows.push({ ...row, outcome: 'no-record' });
      continue;
    }
    if (person !== null && activity !== null) {
      const { event, score, progress } = told;
      const said = { due: undefined, score: score ?? undefined, progress: progress ?? undefined };
      const holds = { at: one.at, holdsFrom: Math.max(one.at, now), ...said };
      const record = { id: newId('rec'), person: person.key, activity, event, ...holds, importId: null };
      recorded.push({ from: one, record });
      mapped.add(stated.activity);
      continue;
    }
    rows.push({ ...row, outcome: 'unmapped' });
    unmapped += 1;
    // The same statement again is not counted again.
    if (known.has(one.id)) continue;
    const about = activity === null ? stated.activity : '';
    missing.set(about, (missing.get(about) ?? 0) + 1);
  }
  const records = recorded.map(({ record }) => record);
  await takeRecords(tx, records, now);
  const kept = await idsOfRecords(tx, records);
  rows.push(
    ...recorded.map(({ from: { id, print } }, index) => {
      const recordId = kept[index] ?? null;
      return { id, fingerprint: print, outcome: 'recorded', recordId, storedAt: now } as const;
    }),
  );
  await saveStatements(tx, rows);
  await forgetUnmapped(tx, [...mapped]);
  for (const [about, count] of missing)
    await countUnmapped(tx, { kind: about === '' ? 'person' : 'activity', about, count }, now);
  return unmapped;
}

async function voidStatements(tx: Database, targets: readonly string[], now: Instant): Promise<void> {
  const known = await statementsById(tx, targets);
  const woken: string[] = [];
  for (const id of new Set(targets)) {
    const target = known.get(id);
    if (target !== undefined) woken.push(...(await removed(tx, target)));
    const row = { id, fingerprint: target?.fingerprint ?? NOT_HERE_YET, storedAt: target?.storedAt ?? now };
    await saveStatements(tx, [{ ...row, outcome: 'voided', recordId: null }]);
  }
  await wake(tx, woken, now);
}

async function removed(tx: Database, target: StoredStatement): Promise<string[]> {
  const person = await removeRecordOfStatement(tx, target);
  return person === null ? [] : [person];
}
