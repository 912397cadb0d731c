import { stableShare } from '../../domain/hash.ts';
import { DAY_MS } from '../../domain/time.ts';
import { findCollisions, type MissedStep, missedSteps } from '../../engine/plan/collisions.ts';
import { simulate } from '../../engine/plan/simulate.ts';
import { campaignById } from '../../store/campaigns/campaigns.ts';
import { countEmployees } from '../../store/people/employees.ts';
import type { FlowContext } from '../context.ts';
import { loadEverybody, planSetting } from './plan-world.ts';

/** More people than these tell nothing more; a launch should not take minutes. */
const MOST_PEOPLE = 5_000;
/** As far as `plan` looks when nobody says how far. */
const DAYS = 100;

/** What a launch now would run into. */
export interface LaunchForesight {
  /** How many people were played: all, or a sample by a stable hash. */
  readonly people: number;
  readonly isSample: boolean;
  /** Mails that some people will not get in time with what already runs, the worst first. */
  readonly missed: readonly MissedStep[];
}

/**
 * Plays the launch of a published campaign beside what already runs. Null where nothing else runs, or no mail limit
 * holds: then nobody waits for anybody; and where the campaign cannot be launched, which the launch itself will say.
 */
export async function foreseeLaunch(context: FlowContext, id: string): Promise<LaunchForesight | null> {
  if ((await campaignById(context.store.read, id))?.state !== 'published') return null;
  const from = context.clock();
  const { setting } = await planSetting(context, { campaign: id, draft: null, from, ofOnePerson: false });
  const live = setting.campaigns.get(id);
  const campaign = live?.versions.get(live.current)?.campaign;
  if (campaign === undefined || setting.campaigns.size < 2 || setting.workspace.sending.mailLimit === null) return null;
  const share = MOST_PEOPLE / Math.max(MOST_PEOPLE, await countEmployees(context.store.read));
  const people = await loadEverybody(
    context.store.read,
    setting,
    from,
    (employee) => share === 1 || stableShare('foresee', id, employee.id) < share,
  );
  const until = from + DAYS * DAY_MS;
  const { steps } = findCollisions(people, simulate(people, setting, from, until), setting, campaign, from, until);
  return { people: people.length, isSample: share < 1, missed: missedSteps(steps) };
}
