import type { Condition } from '../../domain/condition.ts';
import { stableShare } from '../../domain/hash.ts';
import { allActivities } from '../../store/activities.ts';
import { campaignVersion, type StoredCampaign } from '../../store/campaigns.ts';
import { peopleIn } from '../../store/participations.ts';
import type { Pilot } from '../../store/tables/campaign-tables.ts';
import { newestWorkspace } from '../../store/workspaces.ts';
import { describeCondition } from '../audiences/describe-condition.ts';
import { findAudience } from '../audiences/find-audience.ts';
import type { FlowContext } from '../context.ts';

/** The part of the audience that is asked for: a share, or who matches a rule. */
export type PilotWish = { readonly share: number } | { readonly rule: Condition };

/** `10 % of the audience`, `department: Sales`, `everybody in the audience`. */
export function pilotWords(pilot: Pilot | null): string {
  if (pilot === null) return 'everybody in the audience';
  const words = [
    ...('share' in pilot ? [`${Number((pilot.share * 100).toFixed(2))} % of the audience`] : []),
    ...('rule' in pilot ? [describeCondition(pilot.rule)] : []),
  ];
  return words.join(', and ');
}

/** Both parts together: whoever was let in by one of them stays in. Null: everybody. */
export function joinedPilot(known: Pilot, wish: PilotWish | null): Pilot | null {
  if (wish === null || ('share' in wish && wish.share >= 1)) return null;
  const share = Math.max('share' in known ? known.share : 0, 'share' in wish ? wish.share : 0);
  const rules = [...('rule' in known ? [known.rule] : []), ...('rule' in wish ? [wish.rule] : [])];
  const [rule] = rules;
  const either: Condition | undefined = rules.length > 1 ? { kind: 'any', of: rules } : rule;
  if (either === undefined) return { share };
  return share > 0 ? { share, rule: either } : { rule: either };
}

/** How many people in the audience a pilot lets in who have not begun yet; who has reached the goal does not begin. */
export async function countLetIn(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  campaign: StoredCampaign,
  pilot: Pilot | null,
): Promise<number> {
  const { read } = store;
  const version = await campaignVersion(read, campaign.id, campaign.currentVersion ?? 1);
  const workspace = await newestWorkspace(read);
  if (version === null || workspace === null) return 0;
  const { definition } = version;
  const { audience, goal } = definition;
  const wanted: Condition[] = goal === null ? [audience] : [audience, { kind: 'not', of: goal }];
  const question = {
    workspace: workspace.definition,
    activities: await allActivities(read),
    campaign: definition,
    now: clock(),
  };
  const known = new Set(await peopleIn(read, campaign.id));
  const come = async (rule: readonly Condition[], share: number) => {
    const keys: string[] = [];
    for await (const { key, id } of findAudience(read, { ...question, rule: { kind: 'all', of: [...rule] } })) {
      if (!known.has(key) && (share >= 1 || stableShare('pilot', campaign.id, id) < share)) keys.push(key);
    }
    return keys;
  };
  if (pilot === null) return (await come(wanted, 1)).length;
  const byShare = 'share' in pilot ? await come(wanted, pilot.share) : [];
  const byRule = 'rule' in pilot ? await come([...wanted, pilot.rule], 1) : [];
  return new Set([...byShare, ...byRule]).size;
}
