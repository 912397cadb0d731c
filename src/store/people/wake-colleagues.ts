import { and, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Employee } from '../../domain/employee.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import { earlierWake } from './earlier-wake.ts';

/** What others hang on: the address they name, and whom this person names as manager. */
export type Ties = Pick<Employee, 'email' | 'managerEmail' | 'missingSince' | 'leftOn'>;

export interface TiesChanged {
  /** Null: was not there before. */
  readonly before: Ties | null;
  /** Null: is not there any more. */
  readonly after: Ties | null;
}

/**
 * Wakes whom a change of somebody else concerns: who names the address that came, went or moved as manager or buddy, and
 * who leads more or fewer people by it. Found by index; whoever came in by the same import has not been looked at yet.
 */
export async function wakeColleagues(database: Database, changes: readonly TiesChanged[], at: Instant): Promise<void> {
  const { db, tables, dialect } = database;
  const { email, managerEmail, buddyEmail, createdAt, revision, wakeAt } = tables.employees;
  const addresses = emailsThatMoved(changes);
  const leaders = leadersConcerned(changes);
  for (const [named, batches] of [
    [managerEmail, batchesOf(addresses, ADDRESSES_AT_ONCE)],
    [buddyEmail, batchesOf(addresses, ADDRESSES_AT_ONCE)],
    [email, batchesOf(leaders, ADDRESSES_AT_ONCE)],
  ] as const) {
    for (const batch of batches) {
      await db
        .update(tables.employees)
        .set({ wakeAt: earlierWake(tables.employees, at), revision: sql`${revision} + 1` })
        .where(and(dialect.isAnyOf(named, batch), or(lt(createdAt, at), isNull(wakeAt), gt(wakeAt, at))));
    }
  }
}

/** One parameter however many they are. */
const ADDRESSES_AT_ONCE = 5_000;

function emailsThatMoved(changes: readonly TiesChanged[]): string[] {
  const moved = changes.flatMap(({ before, after }) => {
    const [was, is] = [before?.email ?? null, after?.email ?? null];
    return was === is ? [] : [was, is];
  });
  return known(moved);
}

/** A manager leads those who name them and have no last day. */
function leadersConcerned(changes: readonly TiesChanged[]): string[] {
  const concerned = changes.flatMap(({ before, after }) => {
    const [was, is] = [leaderOf(before), leaderOf(after)];
    return was === is ? [] : [was, is];
  });
  return known(concerned);
}

function leaderOf(ties: Ties | null): string | null {
  return ties === null || ties.missingSince !== null || ties.leftOn !== null ? null : ties.managerEmail;
}

function known(emails: readonly (string | null)[]): string[] {
  return [...new Set(emails.filter((email) => email !== null))].sort();
}
