import { and, asc, eq, exists, isNull, sql } from 'drizzle-orm';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import { type StoredEmployee, storedColumns } from './employees.ts';

/**
 * Which of these emails somebody who has not left names as manager. Asked address by address, so that one report answers:
 * a director's whole department is never read.
 */
export async function leadersAmong(
  { db, tables: { employees }, dialect }: Database,
  emails: readonly string[],
): Promise<Set<string>> {
  const { managerEmail, missingSince, leftOn } = employees;
  const leads = and(sql`${managerEmail} = v.email`, isNull(missingSince), isNull(leftOn));
  const leaders = new Set<string>();
  for (const batch of batchesOf(emails, EMAILS_AT_ONCE)) {
    const rows = await db
      .select({ email: sql<string>`v.email` })
      .from(
        dialect.rows(
          { email: 'text' },
          batch.map((email) => ({ email })),
        ),
      )
      .where(exists(db.select({ one: sql`1` }).from(employees).where(leads)));
    for (const { email } of rows) leaders.add(email);
  }
  return leaders;
}

/** Who of these has which manager; without an answer nobody has the address. */
export async function managersOf(
  { db, tables: { employees }, dialect }: Database,
  emails: readonly string[],
): Promise<{ email: string; managerEmail: string | null }[]> {
  const { email, managerEmail } = employees;
  const rows = await db.select({ email, managerEmail }).from(employees).where(dialect.isAnyOf(email, emails));
  return rows.flatMap((row) => (row.email === null ? [] : [{ email: row.email, managerEmail: row.managerEmail }]));
}

/** Direct reports, in order of key. */
export async function teamOf({ db, tables: { employees } }: Database, managerEmail: string): Promise<StoredEmployee[]> {
  return await db
    .select(storedColumns(employees))
    .from(employees)
    .where(eq(employees.managerEmail, managerEmail))
    .orderBy(asc(employees.key));
}

/** One parameter however many they are. */
const EMAILS_AT_ONCE = 5_000;
