import { type Condition, type LearningCondition, partsOf } from '../../domain/condition.ts';
import { activitiesAbout } from '../../domain/learning-target.ts';
import { GONE_STATES } from '../../domain/message.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { isTelling } from './redaction.ts';

/** Audiences within audiences; the check refuses circles. */
const MAX_DEPTH = 20;

/**
 * Whether people may be named by a rule: not where it asks what they did, answered or need, or for a sensitive column,
 * and about learning only where `isRequired` says that the training is required (guarantees.md §3).
 */
export function mayBeTold(
  rule: Condition,
  workspace: Workspace,
  isRequired: (part: LearningCondition) => boolean = () => false,
  depth = 0,
): boolean {
  if (isTelling(rule, workspace)) return false;
  return [...partsOf(rule)].every((part) => {
    if (part.kind === 'learning') return isRequired(part);
    if (part.kind !== 'membership') return true;
    // Who takes part no longer may have reached the goal: it tells as much as the learning does.
    if (part.fact !== 'in-audience' || depth > MAX_DEPTH) return part.fact === 'leads-people';
    return part.names.every((name) => {
      const named = workspace.audiences[name];
      return named === undefined || mayBeTold(named, workspace, isRequired, depth + 1);
    });
  });
}

/** The required campaigns that a rule's learning is about; null: it asks about learning that is not required. */
export function requiredTrainingIn(rule: Condition, setting: Setting): readonly string[] | null {
  const campaigns = new Set<string>();
  const { workspace, activities } = setting;
  const isRequired = (part: LearningCondition) => {
    const ids = activitiesAbout(part.about, { promotes: [], activities });
    const found = ids.map((id) => requiredCampaignsOf(id, setting));
    for (const campaign of found.flat()) campaigns.add(campaign);
    return ids.length > 0 && found.every((list) => list.length > 0);
  };
  return mayBeTold(rule, workspace, isRequired) ? [...campaigns] : null;
}

function requiredCampaignsOf(activity: string, { campaigns }: Setting): string[] {
  return [...campaigns.values()].flatMap(({ id, versions, current }) => {
    const campaign = versions.get(current)?.campaign;
    return campaign?.required && campaign.promotes.includes(activity) ? [id] : [];
  });
}

/** Names and learning go together only after an earlier mail of each of these campaigns told the person (§3). */
export function wasToldBy(campaigns: readonly string[], { messages }: Situation): boolean {
  return campaigns.every((campaign) =>
    messages.some((mail) => mail.kind === 'step' && mail.campaign === campaign && GONE_STATES.includes(mail.state)),
  );
}
