import type { FastifyInstance } from 'fastify';
import { stopForm, tokenParams } from '../contract.ts';
import { readForm, sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from '../pages/error-pages.ts';
import { chooseFor, isStopped, readerOf } from './reader.ts';
import { stopPage } from './stop-page.ts';

/** `/u/TOKEN`. GET shows, POST stops: by the page's button, or in one click from a mail program (RFC 8058). */
export function stopRoutes(app: FastifyInstance, context: HttpContext): void {
  const { store, tokens } = context;

  app.get('/u/:token', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'person', tokenParams.parse(request.params).token);
    return reader === null ? notFound(request, reply) : sendPage(reply, stopPage(reader));
  });

  app.post('/u/:token', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'person', tokenParams.parse(request.params).token);
    if (reader === null) return notFound(request, reply);
    const form = readForm(stopForm, request);
    const { topic } = reader.campaign;
    if (!('stop' in form)) {
      if (reader.stoppable) await chooseFor(context, reader, { kind: 'stop', topic });
      return reader.stoppable ? reply.code(200).send() : sendPage(reply.code(409), stopPage(reader));
    }
    const undone = isStopped(reader, null) ? null : topic;
    if (form.stop === 'neither') await chooseFor(context, reader, { kind: 'resume', topic: undone });
    else if (form.stop === 'all') await chooseFor(context, reader, { kind: 'stop', topic: null });
    else if (reader.stoppable) await chooseFor(context, reader, { kind: 'stop', topic });
    return reply.redirect(`/u/${reader.personToken}`, 303);
  });
}
