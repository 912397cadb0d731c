import type { FastifyInstance } from 'fastify';
import { preferencesForm, preferencesQuery, tokenParams } from '../contract.ts';
import { readForm, sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from '../pages/error-pages.ts';
import { changesIn } from './preference-changes.ts';
import { preferencesPage } from './preferences-page.ts';
import { chooseFor, readerOf } from './reader.ts';
import { whyPage } from './why-page.ts';

/** `/me/TOKEN` and `/me/TOKEN/why`. */
export function preferenceRoutes(app: FastifyInstance, context: HttpContext): void {
  const { store, tokens, clock } = context;

  app.get('/me/:token', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'person', tokenParams.parse(request.params).token);
    if (reader === null) return notFound(request, reply);
    const { saved } = preferencesQuery.parse(request.query);
    return sendPage(reply, preferencesPage(reader, clock(), saved === undefined ? null : { saved }));
  });

  app.get('/me/:token/why', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'person', tokenParams.parse(request.params).token);
    return reader === null ? notFound(request, reply) : sendPage(reply, whyPage(reader));
  });

  app.post('/me/:token', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'person', tokenParams.parse(request.params).token);
    if (reader === null) return notFound(request, reply);
    const form = readForm(preferencesForm, request);
    const { choices, changed, wrong } = changesIn(form, reader);
    if (wrong.length > 0) return sendPage(reply.code(422), preferencesPage(reader, clock(), { wrong, form }));
    await chooseFor(context, reader, ...choices);
    // Of a test mail nothing is kept, so nothing is said to be.
    const saved = reader.mailKind === 'test' ? '' : `?saved=${changed.join('.') || 'nothing'}`;
    return reply.redirect(`/me/${reader.personToken}${saved}`, 303);
  });
}
