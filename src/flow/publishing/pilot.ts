import type { Condition } from '../../domain/condition.ts';
import { stableShare } from '../../domain/hash.ts';
import type { SystemLocale } from '../../domain/reason-texts.ts';
import { mayBeTold } from '../../engine/answers/what-may-be-told.ts';
import { campaignVersion, type StoredCampaign } from '../../store/campaigns/campaigns.ts';
import { peopleIn } from '../../store/campaigns/participations.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import { allActivities } from '../../store/learning/activities.ts';
import type { Pilot } from '../../store/tables/campaign-tables.ts';
import { countDiscreetly, toFive } from '../audiences/count-discreetly.ts';
import { describeCondition } from '../audiences/describe-condition.ts';
import { findAudience } from '../audiences/find-audience.ts';
import type { FlowContext } from '../context.ts';

/** The part of the audience that is asked for: a share, or who matches a rule. */
export type PilotWish = { readonly share: number } | { readonly rule: Condition };

/** `10 % of the audience`, `department: Sales`, `everybody in the audience`. */
export function pilotWords(pilot: Pilot | null, locale: SystemLocale = 'en'): string {
  const say = WORDS[locale];
  if (pilot === null) return say.everybody;
  const words = [
    ...('share' in pilot ? [`${Number((pilot.share * 100).toFixed(2))} % ${say.ofAudience}`] : []),
    // A rule is told as it is written, in the language of campaign files.
    ...('rule' in pilot ? [describeCondition(pilot.rule)] : []),
  ];
  return words.join(say.and);
}

const WORDS: Readonly<Record<SystemLocale, { everybody: string; ofAudience: string; and: string }>> = {
  nl: { everybody: 'iedereen in de doelgroep', ofAudience: 'van de doelgroep', and: ', en ' },
  en: { everybody: 'everybody in the audience', ofAudience: 'of the audience', and: ', and ' },
  fr: { everybody: 'tout le public', ofAudience: 'du public', and: ', et ' },
};

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

/**
 * How many people in the audience a wider pilot lets in beyond the one there is; who has reached the goal does not begin.
 * @param foretold nobody is let in yet, and nothing is kept of who asks. So those who have reached the goal are counted
 * with the others; null: audience or pilot ask what may not be told of persons, and too few stand behind a number.
 */
export async function countLetIn(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  campaign: StoredCampaign,
  wider: Pilot | null,
  foretold = false,
): Promise<number | null> {
  const { read } = store;
  const version = await campaignVersion(read, campaign.id, campaign.currentVersion ?? 1);
  const workspace = await newestWorkspace(read);
  if (version === null || workspace === null) return 0;
  const { definition } = version;
  const { audience, goal } = definition;
  const wanted: Condition[] = goal === null || foretold ? [audience] : [audience, { kind: 'not', of: goal }];
  const question = {
    workspace: workspace.definition,
    activities: await allActivities(read),
    campaign: definition,
    now: clock(),
  };
  const asked = [audience, ...(wider !== null && 'rule' in wider ? [wider.rule] : [])];
  const isDiscreet =
    foretold && asked.some((rule) => !mayBeTold(rule, { ...question.workspace, audiences: version.audiences }));
  if (isDiscreet && (await countDiscreetly(read, { ...question, rule: { kind: 'all', of: asked } })).count === null)
    return null;
  const known = new Set(await peopleIn(read, campaign.id));
  for (const key of await letIn(campaign.pilot)) known.add(key);
  const comeIn = (await letIn(wider)).filter((key) => !known.has(key)).length;
  return isDiscreet ? toFive(comeIn) : comeIn;

  async function letIn(pilot: Pilot | null): Promise<string[]> {
    if (pilot === null) return fitting(wanted, 1);
    const byShare = 'share' in pilot ? await fitting(wanted, pilot.share) : [];
    const byRule = 'rule' in pilot ? await fitting([...wanted, pilot.rule], 1) : [];
    return [...new Set([...byShare, ...byRule])];
  }

  async function fitting(rule: readonly Condition[], share: number): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key, id } of findAudience(read, { ...question, rule: { kind: 'all', of: [...rule] } }))
      if (share >= 1 || stableShare('pilot', campaign.id, id) < share) keys.push(key);
    return keys;
  }
}
