import { UserError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../../store/database.ts';
import { wake } from '../../store/people/employee-wakes.ts';
import { changeEmployee, employeeByEmail, type StoredEmployee } from '../../store/people/employees.ts';
import { hasSuppressed, suppress, suppressedAmong, unsuppress } from '../../store/people/suppressions.ts';
import type { FlowContext } from '../context.ts';
import { keyedHashes, keyedHashesToKeep } from './keyed-hashes.ts';

/**
 * From now on nobody writes to this address, whoever has it: its keyed hash says so, which outlives the person. A mail
 * that is queued fails its gate.
 * @param why `bounced`, `complained`: a word for totals, never a sentence of a mail server.
 */
export async function suppressAddress(
  tx: Database,
  email: string,
  { since, why }: { readonly since: Instant; readonly why: string },
): Promise<void> {
  const hashes = await keyedHashesToKeep(tx);
  await suppress(tx, { addressHmac: hashes.ofEmail(email), since, why });
  const person = await employeeByEmail(tx, email.toLowerCase());
  if (person !== null && person.suppressedAt === null) await changeEmployee(tx, person.key, { suppressedAt: since });
}

/**
 * The address takes mail again: somebody mended the mailbox. What was put off meanwhile is decided anew.
 * @throws {UserError} when it was not suppressed.
 */
export async function unsuppressAddress(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  email: string,
): Promise<void> {
  const now = clock();
  const done = await store.write(async (tx) => {
    const person = await employeeByEmail(tx, email.toLowerCase());
    const hash = (await keyedHashes(tx))?.ofEmail(email) ?? null;
    const isHashed = hash !== null && (await suppressedAmong(tx, [hash])).size > 0;
    if (!isHashed && person?.suppressedAt == null && person?.notedAt == null) return false;
    if (hash !== null) await unsuppress(tx, hash);
    if (person !== null) {
      await changeEmployee(tx, person.key, { suppressedAt: null, notedAt: null });
      await wake(tx, [person.key], now);
    }
    return true;
  });
  if (done) return;
  throw new UserError(`"${email}" is not suppressed: mail to it goes out.`, {
    hint: 'Look at the spelling. druppel timeline EMAIL says why somebody gets no mail.',
  });
}

/** Which of these people may get no mail, by key: their own row says so, or the hash of the address does. */
export async function suppressedPeople(
  database: Database,
  people: readonly Pick<StoredEmployee, 'key' | 'email' | 'suppressedAt'>[],
): Promise<ReadonlySet<string>> {
  const found = new Set(people.filter(({ suppressedAt }) => suppressedAt !== null).map(({ key }) => key));
  const hashes = (await hasSuppressed(database)) ? await keyedHashes(database) : null;
  if (hashes === null) return found;
  const byHash = new Map(people.flatMap(({ key, email }) => (email === null ? [] : [[hashes.ofEmail(email), key]])));
  for (const hash of await suppressedAmong(database, [...byHash.keys()])) found.add(byHash.get(hash) ?? '');
  return found;
}
