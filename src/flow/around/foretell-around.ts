import type { AroundAction } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import type { Reason } from '../../domain/reasons.ts';
import { formatInstant, type Instant } from '../../domain/time.ts';
import type { LiveCampaign, Setting } from '../../engine/facts/situation.ts';
import { momentOfAction } from '../../engine/plan/around.ts';
import { aroundActions } from '../../store/campaigns/around-actions.ts';
import type { Database } from '../../store/database.ts';

/** Something around the mails as a plan shows it. */
export interface ForetoldAction {
  readonly id: string;
  readonly kind: AroundAction['kind'];
  /** `canteens Utrecht and Ghent`; of a post, the name of its message. */
  readonly what: string;
  /** The owner's address; of a post, the channel. */
  readonly to: string;
  /** Null: nobody knows when, or not at all; `reason` says why. */
  readonly at: string | null;
  /** What moved it, or why it does not happen. */
  readonly reason: Reason | null;
  /** It happens once, and has. */
  readonly done: boolean;
}

/** When everything around the mails of a campaign falls, by time; what was done already, at the time it was. */
export async function foretellAround(
  database: Database,
  live: LiveCampaign,
  setting: Setting,
  now: Instant,
): Promise<ForetoldAction[]> {
  const campaign = live.versions.get(live.current)?.campaign;
  invariant(campaign, `campaign ${live.id} has a version ${live.current}`);
  const known = await aroundActions(database, live.id);
  const foretold = campaign.around.map((action) => {
    const row = known.find((one) => one.action === action.id);
    const done = row?.state === 'done' || row?.state === 'in-doubt';
    const moment = momentOfAction(action, live, campaign, setting, now);
    const at = done ? row.settledAt : moment.is === 'at' ? moment.at : null;
    return { action, at, reason: done ? null : moment.reason, done };
  });
  const order = (at: Instant | null) => at ?? Number.POSITIVE_INFINITY;
  return foretold
    .sort((a, b) => (a.at === b.at ? 0 : order(a.at) - order(b.at)))
    .map(({ action, at, reason, done }) => ({
      id: action.id,
      kind: action.kind,
      what: action.kind === 'post' ? action.message : action.what,
      to: action.kind === 'post' ? action.channel : action.owner,
      at: at === null ? null : formatInstant(at),
      reason,
      done,
    }));
}
