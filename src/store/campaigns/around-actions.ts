import { and, asc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import { batchesOf, incoming } from '../batches.ts';
import type { Database } from '../database.ts';
import { PAUSED_SINCE } from '../meta.ts';
import type { Tables } from '../tables.ts';

export type AroundRow = Tables['aroundActions']['$inferSelect'];

/** What was decided about an action that nothing has been done about yet. */
export type AroundPlan = Pick<AroundRow, 'campaign' | 'action' | 'kind' | 'version' | 'dueAt' | 'reason'> &
  (
    | { readonly state: 'planned'; readonly settledAt: null }
    | { readonly state: 'passed'; readonly settledAt: Instant }
    | { readonly state: 'withdrawn'; readonly settledAt: null }
  );

/** Every action that was ever decided about, in order of campaign, time (unknown: last) and name. */
export async function aroundActions(
  { db, tables: { aroundActions: actions } }: Database,
  campaign: string | null = null,
): Promise<AroundRow[]> {
  const rows = await db
    .select()
    .from(actions)
    .where(campaign === null ? undefined : eq(actions.campaign, campaign))
    .orderBy(asc(actions.campaign), asc(actions.action));
  // Databases do not agree on where a null belongs.
  const dueAt = (row: AroundRow) => row.dueAt ?? Number.POSITIVE_INFINITY;
  return rows.sort((a, b) => (a.campaign === b.campaign && dueAt(a) !== dueAt(b) ? dueAt(a) - dueAt(b) : 0));
}

/**
 * Writes decisions. What was begun, done or failed stays as it is: an action happens once per campaign. A back-off under
 * way is kept as long as the action's own time stays.
 */
export async function saveAroundPlans(
  { db, tables: { aroundActions: actions } }: Database,
  plans: readonly AroundPlan[],
): Promise<void> {
  const next = incoming(actions, ['kind', 'version', 'state', 'dueAt', 'nextTryAt', 'reason', 'settledAt']);
  const isMoved = sql`${actions.dueAt} is distinct from excluded.due_at or ${actions.state} <> 'planned'`;
  for (const batch of batchesOf(plans)) {
    await db
      .insert(actions)
      .values(batch.map(toRow))
      .onConflictDoUpdate({
        target: [actions.campaign, actions.action],
        set: {
          ...next,
          nextTryAt: sql`case when ${isMoved} or excluded.state <> 'planned' then excluded.next_try_at else ${actions.nextTryAt} end`,
          attempts: sql`case when ${actions.version} <> excluded.version then 0 else ${actions.attempts} end`,
        },
        setWhere: sql`${actions.state} in ('planned', 'passed', 'withdrawn')`,
      });
  }
}

function toRow(plan: AroundPlan): Tables['aroundActions']['$inferInsert'] {
  return { ...plan, nextTryAt: plan.state === 'planned' ? plan.dueAt : null, attempts: 0, simulated: false };
}

/**
 * Takes what is due for one worker until `leaseUntil`; two claimers never get the same. Nothing of a campaign that was
 * paused, taken back or published anew since it was decided.
 */
export async function claimAroundActions(
  { db, tables, dialect }: Database,
  claim: { readonly now: Instant; readonly bootId: string; readonly leaseUntil: Instant },
): Promise<AroundRow[]> {
  const { aroundActions: actions, campaigns, meta } = tables;
  const stands = sql`exists (select 1 from ${campaigns} where ${campaigns.id} = ${actions.campaign} and ${campaigns.state} = 'running' and ${campaigns.currentVersion} = ${actions.version})`;
  const paused = sql`exists (select 1 from ${meta} where ${meta.key} = ${PAUSED_SINCE})`;
  const due = await dialect.skipLocked(
    db
      .select({ campaign: actions.campaign, action: actions.action })
      .from(actions)
      .where(and(eq(actions.state, 'planned'), lte(actions.nextTryAt, claim.now), stands, sql`not ${paused}`))
      .orderBy(asc(actions.nextTryAt), asc(actions.campaign), asc(actions.action)),
  );
  const claimed: AroundRow[] = [];
  for (const { campaign, action } of due) {
    const rows = await db
      .update(actions)
      .set({ state: 'claimed', nextTryAt: null, claimedBy: claim.bootId, leaseUntilAt: claim.leaseUntil })
      .where(and(isAction(actions, campaign, action), eq(actions.state, 'planned')))
      .returning();
    claimed.push(...rows);
  }
  return claimed;
}

/** What became of a claimed action. `words` say what the other side said, or what went wrong. */
export type AroundOutcome =
  | { readonly state: 'done'; readonly at: Instant; readonly simulated: boolean }
  | { readonly state: 'failed' | 'in-doubt'; readonly at: Instant; readonly words: string }
  /** To be tried again. */
  | { readonly state: 'planned'; readonly nextTryAt: Instant; readonly countsAttempt: boolean; readonly words: string };

/**
 * Settles what a worker holds, or held until it was taken for lost: a late answer is better than doubt.
 * @returns whether it was settled.
 */
export async function settleAroundAction(
  { db, tables: { aroundActions: actions } }: Database,
  held: Pick<AroundRow, 'campaign' | 'action' | 'claimedBy'>,
  outcome: AroundOutcome,
): Promise<boolean> {
  const again = outcome.state === 'planned';
  const rows = await db
    .update(actions)
    .set({
      state: outcome.state,
      settledAt: again ? null : outcome.at,
      nextTryAt: again ? outcome.nextTryAt : null,
      attempts: again && outcome.countsAttempt ? sql`${actions.attempts} + 1` : actions.attempts,
      leaseUntilAt: null,
      words: outcome.state === 'done' ? null : outcome.words,
      simulated: outcome.state === 'done' && outcome.simulated,
    })
    .where(
      and(
        isAction(actions, held.campaign, held.action),
        inArray(actions.state, ['claimed', 'in-doubt']),
        eq(actions.claimedBy, held.claimedBy ?? ''),
      ),
    )
    .returning({ action: actions.action });
  return rows.length > 0;
}

/** What somebody began and did not bring to an end in time: nobody knows whether it left, so it does not leave again. */
export async function doubtExpiredActions(
  { db, tables: { aroundActions: actions } }: Database,
  now: Instant,
): Promise<number> {
  const rows = await db
    .update(actions)
    .set({ state: 'in-doubt', settledAt: now, leaseUntilAt: null, words: 'the process ended before the answer came' })
    .where(and(eq(actions.state, 'claimed'), lte(actions.leaseUntilAt, now)))
    .returning({ action: actions.action });
  return rows.length;
}

/** When the next action is due, or its lease runs out; null: none is ahead. */
export async function nextAroundAt({ db, tables: { aroundActions: actions } }: Database): Promise<Instant | null> {
  const [row] = await db
    .select({ at: sql<number | null>`min(coalesce(${actions.nextTryAt}, ${actions.leaseUntilAt}))`.mapWith(Number) })
    .from(actions)
    .where(inArray(actions.state, ['planned', 'claimed']));
  return row?.at || null;
}

function isAction({ campaign, action }: Tables['aroundActions'], ofCampaign: string, id: string): SQL | undefined {
  return and(eq(campaign, ofCampaign), eq(action, id));
}
