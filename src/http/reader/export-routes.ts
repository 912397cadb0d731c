import type { FastifyInstance } from 'fastify';
import { fetchExport, holderOfExportLink } from '../../flow/privacy/export-link.ts';
import { tokenParams } from '../contract.ts';
import { sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from '../pages/error-pages.ts';
import { html } from '../pages/html.ts';
import { DROP, page } from '../pages/page.ts';
import { pageTexts } from '../pages/texts.ts';
import { exportDocument } from './export-document.ts';

/** `/me/export/TOKEN`: GET asks, POST gives everything that is kept about the person, once, as a file. */
export function exportRoutes(app: FastifyInstance, context: HttpContext): void {
  const limited = { config: { rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' } } };

  app.get('/me/export/:token', limited, async (request, reply) => {
    const { token } = tokenParams.parse(request.params);
    const holder = await holderOfExportLink(context, token);
    if (holder === null) return notFound(request, reply);
    const { locale, workspace } = holder;
    const texts = pageTexts(locale);
    const main = html`<div class="card"><h1>${texts.exportTitle}</h1>
<p class="lead">${texts.exportLead}</p>
<form method="post" action="/me/export/${token}"><button class="primary">${texts.exportButton}</button></form>
<p class="more"><a href="/privacy?in=${locale}">${texts.privacy}</a></p></div>`;
    const header = html`<header class="masthead"><span class="brand">${DROP}${workspace.academy.name}</span></header>`;
    return sendPage(reply, page({ locale, title: texts.exportTitle, kind: 'reader', skip: texts.skip, header, main }));
  });

  app.post('/me/export/:token', limited, async (request, reply) => {
    const { token } = tokenParams.parse(request.params);
    const holder = await holderOfExportLink(context, token);
    const data = holder === null ? null : await fetchExport(context, token);
    if (holder === null || data === null) return notFound(request, reply);
    const { locale, workspace } = holder;
    reply.header('content-disposition', 'attachment; filename="my-data.html"');
    return sendPage(
      reply,
      exportDocument(data, { locale, organisation: workspace.academy.name, zone: workspace.timezone }),
    );
  });
}

/** From one address; a token has 256 random bits, so this is only about noise. */
const TRIES_PER_MINUTE = 30;
