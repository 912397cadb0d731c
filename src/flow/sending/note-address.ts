import { type Instant, localDate } from '../../domain/time.ts';
import type { Database } from '../../store/database.ts';
import { changeEmployee, employeesByKey } from '../../store/employees.ts';
import { suppressAddress } from '../privacy/suppress-address.ts';

/**
 * A mail server said that there is no such mailbox. The first time that is noted; the second, on another day of the
 * person, nobody mails the address again (guarantees.md §1).
 */
export async function noteAddress(database: Database, key: string, at: Instant): Promise<void> {
  const [person] = await employeesByKey(database, [key]);
  if (person === undefined || person.suppressedAt !== null) return;
  const { notedAt } = person;
  const day = (instant: Instant) => localDate(instant, person.timezone ?? 'UTC');
  if (notedAt === null) await changeEmployee(database, key, { notedAt: at });
  else if (day(notedAt) !== day(at) && person.email !== null)
    await suppressAddress(database, person.email, { since: at, why: 'bounced' });
}
