import { asc, desc, gte, lt } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Rows on either side; a slip of the pen rarely leads further away than that. */
const EACH_WAY = 200;

/** Addresses that stand near one in the order of the alphabet, for whoever wonders what was meant. */
export async function similarEmails({ db, tables: { employees } }: Database, email: string): Promise<string[]> {
  const column = { email: employees.email };
  const after = await db
    .select(column)
    .from(employees)
    .where(gte(employees.email, email))
    .orderBy(asc(employees.email))
    .limit(EACH_WAY);
  const before = await db
    .select(column)
    .from(employees)
    .where(lt(employees.email, email))
    .orderBy(desc(employees.email))
    .limit(EACH_WAY);
  return [...before, ...after].flatMap((row) => row.email ?? []);
}
