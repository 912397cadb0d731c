import type { FastifyInstance } from 'fastify';
import { localized } from '../../domain/text.ts';
import { privateSteps } from '../../flow/privacy/private-steps.ts';
import { campaignStats } from '../../stats/campaign-stats.ts';
import { discreetComparison } from '../../stats/comparison.ts';
import { discreetFigures } from '../../stats/discreet-figures.ts';
import { overview } from '../../stats/overview.ts';
import { campaignById, campaignDefinitions } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import { campaignParams } from '../contract.ts';
import { sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from '../pages/error-pages.ts';
import { learningDataAttention, waitsByCampaign } from './attention.ts';
import { campaignPage } from './campaign-page.ts';
import { historyOf } from './history-panel.ts';
import { visitorOf } from './login-guard.ts';
import { overviewPage } from './overview-page.ts';

/** `/` and `/campaigns/ID`: the first pages of the console, with the numbers. */
export function consoleRoutes(app: FastifyInstance, context: HttpContext): void {
  const { store, clock, config } = context;
  const simulated = config.inbox;

  app.get('/', async (request, reply) => {
    const workspace = await newestWorkspace(store.read);
    const zone = workspace?.definition.timezone ?? 'UTC';
    const defaultLocale = workspace?.definition.locales[0] ?? 'en';
    const visitor = visitorOf(request);
    const waits = {
      oldData: await learningDataAttention(store.read, workspace?.definition ?? null, clock(), zone),
      byCampaign: await waitsByCampaign(store.read, zone),
    };
    const setting = { simulated, zone, defaultLocale, visitor };
    return sendPage(reply, overviewPage(await overview(store.read), waits, setting));
  });

  app.get('/campaigns/:campaign', async (request, reply) => {
    const { campaign: id } = campaignParams.parse(request.params);
    const campaign = await campaignById(store.read, id);
    const workspace = await newestWorkspace(store.read);
    if (campaign === null || campaign.currentVersion === null || workspace === null) return notFound(request, reply);
    const { timezone: zone, locales, minimumGroup } = workspace.definition;
    const versions = await campaignDefinitions(store.read, [id]);
    const title = versions.find(({ number }) => number === campaign.currentVersion)?.definition.title ?? {};
    const exact = await campaignStats(store.read, id, clock());
    const comparison = await discreetComparison(store.read, id, exact.goal.comparison, minimumGroup);
    const stats = { ...exact, goal: { ...exact.goal, comparison } };
    const figures = await discreetFigures(store.read, id, minimumGroup);
    const hidden = await privateSteps(store.read, id);
    const setting = { simulated, zone, defaultLocale: locales[0], visitor: visitorOf(request) };
    return sendPage(
      reply,
      campaignPage(
        stats,
        { ...figures, hidden },
        await historyOf(store.read, campaign),
        await learningDataAttention(store.read, workspace.definition, clock(), zone),
        localized(title, 'en', locales[0]) ?? id,
        minimumGroup,
        setting,
      ),
    );
  });
}
