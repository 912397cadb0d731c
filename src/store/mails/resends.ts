import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import type { Claim } from './claims.ts';
import type { StoredMessage } from './messages.ts';

/**
 * Takes mails in doubt whose day without evidence is over (rules.md R9). They stay in doubt meanwhile, so that they
 * count as sent without a gap; who dies with them leaves them to be looked at when the lease is over.
 * @param lane null: all lanes.
 */
export async function claimDoubtful(
  { db, tables: { messages }, dialect }: Database,
  claim: { lane: string | null; now: Instant; limit: number; bootId: string; leaseUntil: Instant },
): Promise<StoredMessage[]> {
  const due = await dialect.skipLocked(
    db
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.state, 'in-doubt'),
          claim.lane === null ? undefined : eq(messages.lane, claim.lane),
          lte(messages.nextTryAt, claim.now),
        ),
      )
      .orderBy(asc(messages.nextTryAt), asc(messages.id))
      .limit(claim.limit),
  );
  if (due.length === 0) return [];
  const ids = due.map(({ id }) => id);
  return await db
    .update(messages)
    .set({
      claim: sql`${messages.claim} + 1`,
      claimedBy: claim.bootId,
      leaseUntilAt: claim.leaseUntil,
      nextTryAt: claim.leaseUntil,
    })
    .where(inArray(messages.id, ids))
    .returning();
}

/** What the last look before a second sending fixed: the address of today, the window, and what it was based on. */
export interface ResendLook extends Claim {
  readonly email: string;
  readonly validUntil: Instant;
  readonly personRevision: number | null;
  readonly campaignRevision: number | null;
  readonly workspaceRevision: number | null;
}

/** @returns the ids of those that the worker still holds, and of which no evidence came. */
export async function stampResends(
  { db, tables: { messages } }: Database,
  looks: readonly ResendLook[],
): Promise<Set<string>> {
  const stamped = new Set<string>();
  for (const { id, claim, email, validUntil: validUntilAt, ...revisions } of looks) {
    const rows = await db
      .update(messages)
      .set({ email, validUntilAt, ...revisions })
      .where(and(eq(messages.id, id), eq(messages.claim, claim), eq(messages.state, 'in-doubt')))
      .returning({ id: messages.id });
    if (rows.length > 0) stamped.add(id);
  }
  return stamped;
}
