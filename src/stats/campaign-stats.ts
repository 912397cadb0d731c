import { type Campaign, PHASES, type Phase } from '../domain/campaign.ts';
import { invariant, UserError } from '../domain/errors.ts';
import { END_REASONS, type EndReason } from '../domain/reasons.ts';
import { didYouMean } from '../domain/text.ts';
import { formatInstant, type Instant } from '../domain/time.ts';
import { allCampaigns, campaignById, campaignDefinitions, type StoredCampaign } from '../store/campaigns/campaigns.ts';
import { participationsIn } from '../store/campaigns/participations.ts';
import { newestWorkspace } from '../store/campaigns/workspaces.ts';
import type { Database } from '../store/database.ts';
import { comparisonTotals } from '../store/figures/comparison-totals.ts';
import { mailsPerPerson, participationTotals } from '../store/figures/totals.ts';
import { learningDataAt } from '../store/meta.ts';
import { employeesByKey } from '../store/people/employees.ts';
import { type AroundStats, aroundStats } from './around-stats.ts';
import { type Comparison, comparisonOf } from './comparison.ts';
import { type StepStats, stepStats } from './step-stats.ts';

/** A campaign in figures: what `druppel stats CAMPAIGN --json` prints (interfaces.md). Rates are from 0 to 1. */
export interface CampaignStats {
  readonly campaign: string;
  /** Null: never published. */
  readonly version: number | null;
  readonly state: StoredCampaign['state'];
  /** ISO 8601 */
  readonly learningDataAt: string | null;
  readonly reach: Reach;
  readonly participants: number;
  readonly active: number;
  readonly ended: Readonly<Record<EndReason, number>>;
  readonly goal: {
    readonly reached: number;
    readonly rate: number;
    readonly target: number | null;
    /** Who had reached it before the launch; null: not measured. */
    readonly baseline: number | null;
    /** Of those who begin later, while they waited; null: nobody is compared, or too few to show it. */
    readonly startLaterRate: number | null;
    /** What the campaign added; null: nobody is compared. */
    readonly comparison: Comparison | null;
  };
  /** With `again`, each round by itself; the figures above count everybody by their newest. Empty before the second. */
  readonly rounds: readonly { readonly round: number; readonly participants: number; readonly reached: number }[];
  /** Who used what was learned; null: nobody was asked, or too few answered. */
  readonly used: number | null;
  readonly phases: Readonly<Record<Phase, { readonly began: number }>>;
  readonly steps: readonly StepStats[];
  /** Posts, and reminders to owners (practice.md T35). */
  readonly around: readonly AroundStats[];
  readonly mailsPerPerson: { readonly median: number; readonly max: number };
}

export interface Reach {
  /**
   * Who fits the audience; `reachable`: of these, who has a mailbox that takes mail. Null: too few people stand behind it,
   * where `for` asks what may not be told of persons; then `reachable` always is.
   */
  readonly inScope: number | null;
  readonly reachable: number | null;
  /** Who was drawn to begin later, also when they have begun since. */
  readonly startLater: number;
}

/**
 * Participants, mails and goal are exact; opens and clicks are null where too few people stand behind them.
 * @param reach who fits the audience now, where the caller has asked the engine; without it: who has taken part and did
 * not leave the audience or the company.
 * @throws {UserError} when there is no such campaign, or nothing of it has been published.
 */
export async function campaignStats(
  database: Database,
  campaignId: string,
  now: Instant,
  reach?: Omit<Reach, 'startLater'>,
): Promise<CampaignStats> {
  const campaign = (await campaignById(database, campaignId)) ?? (await noSuchCampaign(database, campaignId));
  const definition = await definitionOf(database, campaign);
  const workspace = await newestWorkspace(database);
  invariant(workspace !== null, 'what is published has a workspace');
  const totals = await participationTotals(database, campaignId);
  const dataAt = await learningDataAt(database);
  const compared = await comparisonTotals(database, campaignId, now);
  const { minimumGroup } = workspace.definition;
  const comparison =
    definition.goal === null ? null : comparisonOf(compared, definition.startLater?.days ?? null, minimumGroup, now);
  return {
    campaign: campaign.id,
    version: campaign.currentVersion,
    state: campaign.state,
    learningDataAt: dataAt === null || dataAt > now ? null : formatInstant(dataAt),
    reach: { ...(reach ?? (await reachByParticipation(database, campaignId))), startLater: compared.later.people },
    participants: totals.participations,
    active: totals.active,
    ended: { ...NOBODY_ENDED, ...totals.ended },
    goal: {
      reached: totals.goalReached,
      rate: totals.participations === 0 ? 0 : totals.goalReached / totals.participations,
      target: definition.brief?.target?.share ?? null,
      baseline: null,
      startLaterRate: comparison !== null && 'later' in comparison ? comparison.later.rate : null,
      comparison,
    },
    rounds: totals.rounds.map(({ round, participations, goalReached }) => ({
      round,
      participants: participations,
      reached: goalReached,
    })),
    used: null,
    phases: Object.fromEntries(
      PHASES.map((phase) => [phase, { began: totals.began[phase] }]),
    ) as CampaignStats['phases'],
    steps: await stepStats(database, definition, minimumGroup),
    around: await aroundStats(database, campaign.id),
    mailsPerPerson: spread(await mailsPerPerson(database, campaignId)),
  };
}

const NOBODY_ENDED = Object.fromEntries(END_REASONS.map((reason) => [reason, 0])) as Record<EndReason, number>;

async function noSuchCampaign(database: Database, id: string): Promise<never> {
  const ids = (await allCampaigns(database)).map((campaign) => campaign.id);
  const near = didYouMean(id, ids);
  const known = ids.length === 0 ? 'None has been published yet.' : `There are: ${ids.join(', ')}.`;
  throw new UserError(`There is no campaign "${id}".`, { hint: near === null ? known : `Did you mean "${near}"?` });
}

async function definitionOf(database: Database, { id, currentVersion }: StoredCampaign): Promise<Campaign> {
  const versions = await campaignDefinitions(database, [id]);
  const version = versions.find(({ number }) => number === currentVersion);
  if (version === undefined) {
    throw new UserError(`Campaign "${id}" is a draft: there is nothing to count yet.`, {
      hint: `Publish it first: druppel publish ${id}.`,
    });
  }
  return version.definition;
}

async function reachByParticipation(database: Database, campaign: string): Promise<Omit<Reach, 'startLater'>> {
  const people = new Set<string>();
  for (const { person, ended } of await participationsIn(database, campaign)) {
    if (ended?.because !== 'left-audience' && ended?.because !== 'left-company') people.add(person);
  }
  const found = await employeesByKey(database, [...people]);
  const reachable = found.filter(({ email, suppressedAt }) => email !== null && suppressedAt === null).length;
  return { inScope: people.size, reachable };
}

/** Over those who got a mail. */
function spread(groups: readonly { mails: number; people: number }[]): CampaignStats['mailsPerPerson'] {
  const each = groups
    .toSorted((a, b) => a.mails - b.mails)
    .flatMap(({ mails, people }) => Array<number>(people).fill(mails));
  const middle = Math.floor((each.length - 1) / 2);
  const median = each.length === 0 ? 0 : ((each[middle] ?? 0) + (each[each.length - 1 - middle] ?? 0)) / 2;
  return { median, max: Math.max(0, ...groups.map(({ mails }) => mails)) };
}
