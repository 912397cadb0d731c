import { formatInstant } from '../../domain/time.ts';
import { publishedWorkspace } from '../../flow/people/provision-employees.ts';
import { privateSteps } from '../../flow/privacy/private-steps.ts';
import { type CampaignStats, campaignStats } from '../../stats/campaign-stats.ts';
import { type Comparison, discreetComparison } from '../../stats/comparison.ts';
import { type DiscreetFigures, discreetFigures } from '../../stats/discreet-figures.ts';
import { allCampaigns, campaignById, campaignDefinitions } from '../../store/campaigns/campaigns.ts';
import type { HttpContext } from '../http-context.ts';
import type { Api } from './api.ts';
import { idParams, noQuery, problems } from './api-contract.ts';
import { campaignFigures, campaignList } from './figures-contract.ts';
import { Problem } from './problem.ts';

/** `/campaigns`: what is published, and its figures. */
export function campaignRoutes(api: Api, { store, clock }: HttpContext): void {
  api.get(
    '/campaigns',
    {
      exposeHeadRoute: true,
      config: { scope: 'read:campaigns' },
      schema: {
        operationId: 'listCampaigns',
        tags: ['Campaigns'],
        summary: 'Published campaigns',
        description: 'Each with the state and version it is in now.',
        querystring: noQuery,
        response: { 200: campaignList, ...problems() },
      },
    },
    async () => {
      const campaigns = await allCampaigns(store.read);
      const versions = await campaignDefinitions(
        store.read,
        campaigns.map(({ id }) => id),
      );
      return {
        data: campaigns.flatMap(({ id, state, currentVersion, launchedAt }) => {
          const current = versions.find(({ campaign, number }) => campaign === id && number === currentVersion);
          if (current === undefined) return [];
          const { title } = current.definition;
          const launched_at = launchedAt === null ? null : formatInstant(launchedAt);
          return [{ id, title, state, version: current.number, launched_at }];
        }),
      };
    },
  );

  api.get(
    '/campaigns/:id/stats',
    {
      exposeHeadRoute: true,
      config: { scope: 'read:campaigns' },
      schema: {
        operationId: 'readCampaignFigures',
        tags: ['Campaigns'],
        summary: 'A campaign in figures',
        description:
          'What people learned and did is that of last night, and null where too few, or all but too few, did it.',
        params: idParams,
        querystring: noQuery,
        response: { 200: campaignFigures, ...problems('id') },
      },
    },
    async ({ params: { id } }) => {
      const campaign = await campaignById(store.read, id);
      if (campaign === null || campaign.currentVersion === null)
        throw new Problem(
          404,
          `No published campaign has the id ${JSON.stringify(id)}. GET /api/v1/campaigns lists them.`,
        );
      const { definition } = await publishedWorkspace(store.read);
      const { minimumGroup } = definition;
      const exact = await campaignStats(store.read, id, clock());
      const comparison = await discreetComparison(store.read, id, exact.goal.comparison, minimumGroup);
      const figures = { ...(await discreetFigures(store.read, id, minimumGroup)), comparison };
      return told(exact, figures, await privateSteps(store.read, id));
    },
  );
}

/** Mails are exact; whoever is gone from a campaign may have reached its goal, so that is hidden with it. */
function told(
  stats: CampaignStats,
  figures: DiscreetFigures & { readonly comparison: Comparison | null },
  hidden: ReadonlySet<string>,
) {
  const { participants, goal } = stats;
  return {
    campaign: stats.campaign,
    version: stats.version,
    state: stats.state,
    learning_data_at: stats.learningDataAt,
    participants,
    active: figures.active,
    goal: {
      reached: figures.goal,
      rate: figures.goalRate,
      target: goal.target,
      comparison: figures.comparison && compared(figures.comparison),
    },
    steps: stats.steps.map((step) => ({
      id: step.id,
      phase: step.phase,
      planned: hidden.has(step.id) ? null : step.planned,
      waiting: hidden.has(step.id) ? null : step.waiting,
      sent: hidden.has(step.id) ? null : step.sent,
      simulated: hidden.has(step.id) ? null : step.simulated,
      in_doubt: hidden.has(step.id) ? null : step.inDoubt,
      failed: hidden.has(step.id) ? null : step.failed,
      bounced: hidden.has(step.id) ? null : step.bounced,
      opens: step.opens,
      clicks: step.clicks,
    })),
    around: stats.around.map((one) => ({ ...one })),
  };
}

/** One shape for every verdict, so that programs need not tell shapes apart. */
function compared(comparison: Comparison) {
  const { verdict } = comparison;
  if (!('added' in comparison)) {
    const unknown = { now: null, later: null, added: null, added_people: null, days: null, is_over: null };
    return { verdict, minimum_group: comparison.minimumGroup, ...unknown };
  }
  const { now, later, added, addedPeople, days, isOver } = comparison;
  return { verdict, minimum_group: null, now, later, added, added_people: addedPeople, days, is_over: isOver };
}
