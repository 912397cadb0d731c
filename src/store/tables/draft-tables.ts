import { sql } from 'drizzle-orm';
import type { Vocabulary } from '../sqlite/vocabulary.ts';

/** Files of the workspace that are being worked on, before anything of them is published (rules.md R14). */
export function draftTables({ table, text, instant, bytes, check }: Vocabulary) {
  return {
    drafts: table(
      'drafts',
      {
        /** From the workspace: `campaigns/data-literacy/campaign.yaml`. */
        path: text('path').primaryKey(),
        /** As the file has them, byte for byte; null: it was removed, and who did is still known. */
        bytes: bytes('bytes'),
        /** SHA-256 in hex of the bytes. */
        hash: text('hash'),
        changedAt: instant('changed_at').notNull(),
        /** As they call themselves; null: nobody said. */
        by: text('changed_by'),
      },
      (t) => [check('drafts_whole', sql`(${t.bytes} is null) = (${t.hash} is null)`)],
    ),
  };
}
