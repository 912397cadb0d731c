import { createHash } from 'node:crypto';
import { and, asc, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';
import type { StoredEmployee } from './employees.ts';

const PAGE = 2_000;

/**
 * People by the SHA-1 of `mailto:` and their address, as xAPI has it. The sums are made when they are first asked for,
 * so that nobody pays for them who needs none.
 * @param digests lower-case hex
 */
export async function employeesByEmailDigest(
  database: Database,
  digests: readonly string[],
): Promise<Map<string, StoredEmployee>> {
  const found = await find(database, digests);
  if (found.size < new Set(digests).size && (await digestNewEmails(database))) return find(database, digests);
  return found;
}

async function find({ db, tables: { employees } }: Database, digests: readonly string[]) {
  const found = new Map<string, StoredEmployee>();
  for (const batch of batchesOf(digests)) {
    for (const person of await db.select().from(employees).where(inArray(employees.emailDigest, batch)))
      found.set(person.emailDigest ?? '', person);
  }
  return found;
}

/** @returns whether there were any. */
async function digestNewEmails({ db, tables: { employees }, dialect }: Database): Promise<boolean> {
  const { key, email, emailDigest } = employees;
  let after: string | null = null;
  for (;;) {
    const page: { key: string; email: string | null }[] = await db
      .select({ key, email })
      .from(employees)
      .where(and(isNotNull(email), isNull(emailDigest), after === null ? undefined : gt(key, after)))
      .orderBy(asc(key))
      .limit(PAGE);
    if (page.length === 0) return after !== null;
    after = page.at(-1)?.key ?? null;
    const digests = page.map((person) => ({
      key: person.key,
      digest: createHash('sha1').update(`mailto:${person.email}`).digest('hex'),
    }));
    await db
      .update(employees)
      .set({ emailDigest: sql`v.digest` })
      .from(dialect.rows({ key: 'text', digest: 'text' }, digests))
      .where(sql`${key} = v.key`);
  }
}
