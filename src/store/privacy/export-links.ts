import { and, eq, gt } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables.ts';

export type ExportLink = Tables['exportLinks']['$inferSelect'];

/** One for each person: an earlier one opens nothing any more. */
export async function saveExportLink({ db, tables: { exportLinks } }: Database, link: ExportLink): Promise<void> {
  const { tokenHash, expiresAt } = link;
  await db
    .insert(exportLinks)
    .values(link)
    .onConflictDoUpdate({ target: exportLinks.person, set: { tokenHash, expiresAt } });
}

/** Whose data a link opens; null for a wrong, used or expired one. */
export async function exportLinkOf(
  { db, tables: { exportLinks } }: Database,
  tokenHash: string,
  now: Instant,
): Promise<ExportLink | null> {
  const [link] = await db
    .select()
    .from(exportLinks)
    .where(and(eq(exportLinks.tokenHash, tokenHash), gt(exportLinks.expiresAt, now)));
  return link ?? null;
}

/** Uses a link up. @returns false when somebody was faster. */
export async function spendExportLink({ db, tables: { exportLinks } }: Database, tokenHash: string): Promise<boolean> {
  const gone = await db
    .delete(exportLinks)
    .where(eq(exportLinks.tokenHash, tokenHash))
    .returning({ person: exportLinks.person });
  return gone.length > 0;
}
