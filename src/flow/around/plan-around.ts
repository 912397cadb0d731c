import type { Reason } from '../../domain/reasons.ts';
import type { Instant } from '../../domain/time.ts';
import type { LiveCampaign, Setting } from '../../engine/facts/situation.ts';
import { type AroundMoment, momentOfAction } from '../../engine/plan/around.ts';
import {
  type AroundPlan,
  type AroundRow,
  aroundActions,
  saveAroundPlans,
} from '../../store/campaigns/around-actions.ts';
import type { Database } from '../../store/database.ts';

/**
 * Writes down when everything around the mails falls, as far as it is not done: of the version in force, on the calendar
 * as it is now. A new version can move an action, drop it, or bring it back; what was done is never done again.
 */
export async function planAround(database: Database, setting: Setting, now: Instant): Promise<void> {
  const known = await aroundActions(database);
  const wanted = [...setting.campaigns.values()].flatMap((live) => plansOf(live, setting, known, now));
  const dropped = known
    .filter((row) => isOpen(row) && !wanted.some((plan) => isSame(plan, row)))
    .map((row) => ({ ...identity(row), state: 'withdrawn', dueAt: row.dueAt, reason: null, settledAt: null }) as const);
  await saveAroundPlans(
    database,
    [...wanted, ...dropped].filter((plan) => isNews(plan, known)),
  );
}

function plansOf(live: LiveCampaign, setting: Setting, known: readonly AroundRow[], now: Instant): AroundPlan[] {
  const campaign = live.versions.get(live.current)?.campaign;
  return (campaign?.around ?? []).map((action): AroundPlan => {
    const named = { campaign: live.id, action: action.id, kind: action.kind, version: live.current };
    const row = known.find((one) => isSame(named, one));
    const moment = momentOfAction(action, live, campaign as NonNullable<typeof campaign>, setting, now);
    return { ...named, ...planOf(moment, row, now) };
  });
}

type Planned = { state: 'planned'; dueAt: Instant | null; reason: Reason | null; settledAt: null };
type Passed = { state: 'passed'; dueAt: Instant; reason: Reason; settledAt: Instant };
type Withdrawn = { state: 'withdrawn'; dueAt: Instant; reason: Reason; settledAt: null };

function planOf(moment: AroundMoment, row: AroundRow | undefined, now: Instant): Planned | Passed | Withdrawn {
  if (moment.is === 'waits') return { state: 'planned', dueAt: null, reason: moment.reason, settledAt: null };
  if (moment.is === 'at') {
    // What is due stays due at the instant it became so, however often it is looked at.
    const wasDue = row?.state === 'planned' && row.dueAt !== null && row.dueAt <= now && moment.at <= now;
    return { state: 'planned', dueAt: wasDue ? row.dueAt : moment.at, reason: moment.reason, settledAt: null };
  }
  if (moment.reason === 'campaign-over')
    return { state: 'withdrawn', dueAt: moment.dueAt, reason: moment.reason, settledAt: null };
  const settledAt = row?.state === 'passed' && row.settledAt !== null ? row.settledAt : now;
  return { state: 'passed', dueAt: moment.dueAt, reason: moment.reason, settledAt };
}

function isNews(plan: AroundPlan, known: readonly AroundRow[]): boolean {
  const row = known.find((one) => isSame(plan, one));
  if (row === undefined) return true;
  return (
    isOpen(row) &&
    (row.state !== plan.state ||
      row.kind !== plan.kind ||
      row.version !== plan.version ||
      row.dueAt !== plan.dueAt ||
      row.reason !== plan.reason)
  );
}

/** Nothing has been done about it; a withdrawn one can come back. */
function isOpen({ state }: AroundRow): boolean {
  return state === 'planned' || state === 'passed' || state === 'withdrawn';
}

function isSame(
  a: { readonly campaign: string; readonly action: string },
  b: { readonly campaign: string; readonly action: string },
): boolean {
  return a.campaign === b.campaign && a.action === b.action;
}

function identity({ campaign, action, kind, version }: AroundRow) {
  return { campaign, action, kind, version };
}
