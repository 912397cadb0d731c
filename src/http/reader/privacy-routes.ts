import type { FastifyInstance } from 'fastify';
import { systemLocale } from '../../domain/reason-texts.ts';
import { privacyStatement } from '../../flow/privacy/privacy-statement.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import { privacyQuery } from '../contract.ts';
import { sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from '../pages/error-pages.ts';
import { privacyPage } from './privacy-page.ts';

/** `/privacy`, without a login: whoever gets mail may read what is kept, by whom it is seen, and for how long. */
export function privacyRoutes(app: FastifyInstance, { store }: HttpContext): void {
  app.get('/privacy', async (request, reply) => {
    const workspace = await newestWorkspace(store.read);
    if (workspace === null) return notFound(request, reply);
    const { definition } = workspace;
    const { in: wanted } = privacyQuery.parse(request.query);
    const locale = systemLocale(wanted ?? definition.locales[0]);
    return sendPage(reply, privacyPage(privacyStatement(definition, locale), definition.academy.name));
  });
}
