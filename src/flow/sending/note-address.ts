import { type Instant, localDate } from '../../domain/time.ts';
import type { Database } from '../../store/database.ts';
import { messagesById, type StoredMessage } from '../../store/mails/messages.ts';
import { changeEmployee, employeesByKey } from '../../store/people/employees.ts';
import { suppressAddress } from '../privacy/suppress-address.ts';

/**
 * A mail server said that there is no such mailbox. The first time that is noted; the second, on another day of the
 * person, nobody mails the address again (guarantees.md §1). Nothing is noted of an address that changed meanwhile.
 */
export async function noteAddress(
  database: Database,
  { id, recipient }: Pick<StoredMessage, 'id' | 'recipient'>,
  at: Instant,
): Promise<void> {
  const [person] = await employeesByKey(database, [recipient]);
  const [refused] = await messagesById(database, [id]);
  if (person === undefined || person.suppressedAt !== null || refused?.email !== person.email) return;
  const { notedAt } = person;
  const day = (instant: Instant) => localDate(instant, person.timezone ?? 'UTC');
  if (notedAt === null) await changeEmployee(database, recipient, { notedAt: at });
  else if (day(notedAt) !== day(at) && person.email !== null)
    await suppressAddress(database, person.email, { since: at, why: 'bounced' });
}
