import type { Localized } from '../domain/text.ts';
import type { Instant } from '../domain/time.ts';
import { allCampaigns, campaignDefinitions, type StoredCampaign } from '../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../store/campaigns/workspaces.ts';
import type { Database } from '../store/database.ts';
import { participationTotals, stepTotals } from '../store/figures/totals.ts';
import { nextSlotAt } from '../store/mails/claims.ts';
import { allPausedSince } from '../store/meta.ts';
import { countEmployees } from '../store/people/employees.ts';
import { discreetFigures } from './discreet-figures.ts';
import type { Shown } from './small-groups.ts';

/** All campaigns on one page. */
export interface Overview {
  readonly employees: number;
  readonly mails: number;
  readonly waiting: number;
  readonly inDoubt: number;
  /** When the next mail goes; null: none is planned. */
  readonly nextMailAt: Instant | null;
  readonly allPausedSince: Instant | null;
  readonly campaigns: readonly CampaignOverview[];
}

export interface CampaignOverview {
  readonly id: string;
  readonly title: Localized;
  readonly state: StoredCampaign['state'];
  readonly participants: number;
  readonly active: number;
  /** Of last night; null: too few, or all but too few. */
  readonly goalReached: Shown;
  /** From 0 to 1; null: no target is set. */
  readonly target: number | null;
  /** Gone, to the built-in inbox included. */
  readonly mails: number;
  readonly waiting: number;
  readonly inDoubt: number;
}

/** Published campaigns, the running ones first. */
export async function overview(database: Database): Promise<Overview> {
  const campaigns: CampaignOverview[] = [];
  const minimumGroup = (await newestWorkspace(database))?.definition.minimumGroup ?? 0;
  for (const campaign of await allCampaigns(database)) {
    const found = await campaignOverview(database, campaign, minimumGroup);
    if (found !== null) campaigns.push(found);
  }
  const sum = (figure: 'mails' | 'waiting' | 'inDoubt') => campaigns.reduce((total, each) => total + each[figure], 0);
  return {
    employees: await countEmployees(database),
    mails: sum('mails'),
    waiting: sum('waiting'),
    inDoubt: sum('inDoubt'),
    nextMailAt: await nextSlotAt(database),
    allPausedSince: await allPausedSince(database),
    campaigns: campaigns.toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state)),
  };
}

const STATES: readonly StoredCampaign['state'][] = ['running', 'paused', 'published', 'finished', 'draft'];

async function campaignOverview(
  database: Database,
  campaign: StoredCampaign,
  minimumGroup: number,
): Promise<CampaignOverview | null> {
  const { id, state, currentVersion } = campaign;
  const versions = await campaignDefinitions(database, [id]);
  const version = versions.find(({ number }) => number === currentVersion);
  if (version === undefined) return null;
  const totals = await participationTotals(database, id);
  const steps = await stepTotals(database, id);
  const { goal } = await discreetFigures(database, id, minimumGroup);
  const sum = (counts: (step: (typeof steps)[number]) => boolean) =>
    steps.reduce((total, step) => (counts(step) ? total + step.count : total), 0);
  return {
    id,
    title: version.definition.title,
    state,
    participants: totals.participations,
    active: totals.active,
    goalReached: goal,
    target: version.definition.brief?.target?.share ?? null,
    mails: sum((step) => step.state === 'sent'),
    waiting: sum((step) => (step.state === 'planned' || step.state === 'ready') && step.reason !== null),
    inDoubt: sum((step) => step.state === 'in-doubt'),
  };
}
