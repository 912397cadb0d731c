import { and, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

/** A second person's word for one version of a campaign. */
export type Approval = Tables['approvals']['$inferSelect'];

export async function approvalOf(
  { db, tables: { approvals } }: Database,
  campaign: string,
  version: number,
): Promise<Approval | null> {
  const [row] = await db
    .select()
    .from(approvals)
    .where(and(eq(approvals.campaign, campaign), eq(approvals.version, version)));
  return row ?? null;
}

/** Approved already: the first word stays. */
export async function addApproval({ db, tables: { approvals } }: Database, approval: Approval): Promise<void> {
  await db.insert(approvals).values(approval).onConflictDoNothing();
}
