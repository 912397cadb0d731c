import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { employeesByEmail, type StoredEmployee } from './employees.ts';

/** Every address a person is known by, lower-cased: the current one and those of before. */
export async function addressesOf(
  { db, tables: { formerEmails } }: Database,
  { key, email }: Pick<StoredEmployee, 'key' | 'email'>,
): Promise<string[]> {
  const former = await db.select({ email: formerEmails.email }).from(formerEmails).where(eq(formerEmails.person, key));
  return [...new Set([...(email === null ? [] : [email]), ...former.map((row) => row.email)])];
}

/** Those of them that nobody else has by now: an address may have been handed over. */
export async function ownAddressesOf(
  database: Database,
  person: Pick<StoredEmployee, 'key' | 'email'>,
): Promise<string[]> {
  const emails = await addressesOf(database, person);
  const holders = new Map((await employeesByEmail(database, emails)).map(({ email, key }) => [email, key]));
  return emails.filter((email) => (holders.get(email) ?? person.key) === person.key);
}

/** Addresses of somebody who is erased are nobody's former ones any more. */
export async function removeEmails(
  { db, tables: { formerEmails } }: Database,
  emails: readonly string[],
): Promise<void> {
  await db.delete(formerEmails).where(inArray(formerEmails.email, [...emails]));
}
