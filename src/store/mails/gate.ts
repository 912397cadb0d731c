import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, number } from '../batches.ts';
import type { Database } from '../database.ts';
import { PAUSED_SINCE, WORKSPACE_REVISION } from '../meta.ts';
import type { Claim } from './claims.ts';

/**
 * The gate (guarantees.md §1): `claimed → data`, committed after the server's 354 and before the first body byte.
 * One compare-and-set: the worker still holds the row under its lease, nothing that the last look was based on has
 * changed, the campaign sends, nobody paused all mail, and the window is still open. A test hangs on no revision.
 * A required mail in doubt passes a second time, once (rules.md R9).
 * @returns the ids that passed. Only their owner may send the body; from here on only a numeric reply settles them.
 */
export async function passGates(database: Database, claims: readonly Claim[], now: Instant): Promise<Set<string>> {
  const { db, tables } = database;
  const { messages } = tables;
  const passed = new Set<string>();
  for (const batch of batchesOf(claims)) {
    const through = await db
      .update(messages)
      .set({
        state: sql`case when ${messages.state} = 'claimed' then 'data' else ${messages.state} end`,
        // What goes once more stays in doubt and in the slot of the first, so that it counts as one mail all along.
        settledAt: sql`case when ${messages.state} = 'claimed' then coalesce(${messages.slotAt}, ${number(now)}) else ${messages.settledAt} end`,
        resentAt: sql`case when ${messages.state} = 'claimed' then ${messages.resentAt} else ${number(now)} end`,
      })
      .from(database.dialect.rows({ id: 'text', claim: 'bigint' }, batch))
      .where(
        and(
          sql`${messages.id} = v.id`,
          sql`${messages.claim} = v.claim`,
          or(
            eq(messages.state, 'claimed'),
            and(eq(messages.state, 'in-doubt'), isNull(messages.resentAt), isNotNull(messages.nextTryAt)),
          ),
          gt(messages.leaseUntilAt, now),
          or(isNull(messages.validUntilAt), gt(messages.validUntilAt, now)),
          sql`not exists (select 1 from ${tables.meta} where ${tables.meta.key} = ${PAUSED_SINCE})`,
          or(eq(messages.kind, 'test'), isUnchanged(database)),
        ),
      )
      .returning({ id: messages.id });
    for (const { id } of through) passed.add(id);
  }
  return passed;
}

function isUnchanged({ tables: { messages, employees, campaigns, meta } }: Database) {
  return and(
    // The owner of something around the mails need not be an employee.
    or(
      eq(messages.kind, 'around'),
      sql`${messages.personRevision} = (select ${employees.revision} from ${employees} where ${employees.key} = ${messages.recipient})`,
    ),
    // A finished campaign brings those to the end who are on the way.
    sql`${messages.campaignRevision} = (select ${campaigns.revision} from ${campaigns} where ${campaigns.id} = ${messages.campaign} and ${campaigns.state} in ('running', 'finished'))`,
    sql`${messages.workspaceRevision} = coalesce((select cast(${meta.value} as integer) from ${meta} where ${meta.key} = ${WORKSPACE_REVISION}), 0)`,
  );
}
