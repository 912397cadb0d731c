import { eq } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf } from '../batches.ts';
import type { Database } from '../database.ts';

/** Nobody mails this address again; only its keyed hash is kept, so that it outlives the person's data. */
export async function suppress(
  { db, tables: { suppressions } }: Database,
  suppression: { addressHmac: string; since: Instant; why: string },
): Promise<void> {
  await db.insert(suppressions).values(suppression).onConflictDoNothing();
}

export async function unsuppress({ db, tables: { suppressions } }: Database, addressHmac: string): Promise<void> {
  await db.delete(suppressions).where(eq(suppressions.addressHmac, addressHmac));
}

/** Whether any address is: nobody pays for hashing who has nothing to find. */
export async function hasSuppressed({ db, tables: { suppressions } }: Database): Promise<boolean> {
  return (await db.select({ since: suppressions.since }).from(suppressions).limit(1)).length > 0;
}

/** Those of the hashes that are suppressed. */
export async function suppressedAmong(
  { db, tables: { suppressions }, dialect }: Database,
  hmacs: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const batch of batchesOf(hmacs)) {
    const rows = await db
      .select({ hmac: suppressions.addressHmac })
      .from(suppressions)
      .where(dialect.isAnyOf(suppressions.addressHmac, batch));
    for (const { hmac } of rows) found.add(hmac);
  }
  return found;
}
