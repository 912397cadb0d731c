import type { Condition, EngagementCondition, MembershipCondition } from '../../domain/condition.ts';
import type { Participation } from '../../domain/participation.ts';
import type { Setting, Situation } from '../facts/situation.ts';

/**
 * Whether a participation that began, ended or reached its goal in this look is what another campaign asks about
 * (`takes part in`, `finished campaign`): then the person must be looked at again at the same instant (rules.md R2).
 */
export function isAnswerForOthers(
  after: readonly Participation[],
  { participations: before }: Situation,
  setting: Setting,
): boolean {
  const asked = campaignsAskedAbout(setting);
  if (asked.size === 0) return false;
  return after.some((one) => {
    const known = before.find(({ id }) => id === one.id);
    return (
      asked.has(one.campaign) &&
      (known?.beganAt !== one.beganAt ||
        known.goalReachedAt !== one.goalReachedAt ||
        (known.ended === null) !== (one.ended === null))
    );
  });
}

/**
 * Whether some `for`, goal or audience asks what a person has received. Such a rule looks back as far as mails are kept,
 * further than any mail limit does.
 */
export function asksWhatWasReceived(setting: Setting): boolean {
  for (const part of joiningRules(setting)) if (isReceived(part)) return true;
  return false;
}

function campaignsAskedAbout(setting: Setting): ReadonlySet<string> {
  let asked = askedAbout.get(setting);
  if (asked === undefined) {
    const found = new Set<string>();
    for (const live of setting.campaigns.values())
      for (const part of partsIn([live.pilot, ...live.versions.values()]))
        if (isAboutCampaigns(part)) for (const name of part.names) found.add(name);
    asked = found;
    askedAbout.set(setting, asked);
  }
  return asked;
}

const askedAbout = new WeakMap<Setting, ReadonlySet<string>>();

/** What decides who takes part; a step's own condition is about its participation, whose mails are always at hand. */
function* joiningRules({ campaigns, workspace }: Setting): Generator<Plain> {
  yield* partsIn([workspace.audiences]);
  for (const { pilot, versions } of campaigns.values())
    for (const { campaign, audiences } of versions.values())
      yield* partsIn([campaign.audience, campaign.goal, audiences, pilot]);
}

type Plain = Readonly<Record<string, unknown>>;

/** Every object in plain data. A campaign is such data, so that no kind of step with a condition can be forgotten. */
function* partsIn(values: readonly unknown[]): Generator<Plain> {
  for (const value of values) {
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) yield value as Plain;
    yield* partsIn(Object.values(value));
  }
}

function isAboutCampaigns(part: Plain): part is Plain & MembershipCondition {
  const { kind, fact } = part as Partial<Extract<Condition, { kind: 'membership' }>>;
  return kind === 'membership' && (fact === 'takes-part-in' || fact === 'finished-campaign');
}

function isReceived(part: Plain): boolean {
  const { kind, fact } = part as Partial<EngagementCondition>;
  return kind === 'engagement' && fact === 'received';
}
