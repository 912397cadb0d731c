import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { answerForm, answerQuery, tokenParams } from '../contract.ts';
import { readForm, sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from '../pages/error-pages.ts';
import { answerPage, type Said, saidPage } from './answer-page.ts';
import { chooseFor, type Reader, readerOf } from './reader.ts';

/** `/a/TOKEN`: "not now", "already done", "not for me". GET shows, POST acts, then leads to a page that says so. */
export function answerRoutes(app: FastifyInstance, context: HttpContext): void {
  const { store, tokens, clock } = context;

  app.get('/a/:token', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'answer', tokenParams.parse(request.params).token);
    if (reader === null) return notFound(request, reply);
    const { said, choice } = answerQuery.parse(request.query);
    const told = said === undefined ? null : saidPage(reader, said, clock());
    return sendPage(reply, told ?? answerPage(reader, choice ?? 'later'));
  });

  app.post('/a/:token', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'answer', tokenParams.parse(request.params).token);
    if (reader === null) return notFound(request, reply);
    const said = await act(context, reader, readForm(answerForm, request));
    return reply.redirect(`/a/${reader.answerToken}?said=${said}`, 303);
  });
}

async function act(context: HttpContext, reader: Reader, form: z.output<typeof answerForm>): Promise<Said> {
  const { campaign, stoppable } = reader;
  switch (form.choice) {
    case 'later':
      await chooseFor(context, reader, {
        kind: 'not-now',
        campaign: campaign.id,
        span: form.span,
        reason: form.reason || null,
      });
      break;
    case 'done':
      await chooseFor(context, reader, { kind: 'said-done', campaign: campaign.id });
      break;
    case 'stop':
      if (stoppable) await chooseFor(context, reader, { kind: 'stop', topic: campaign.topic });
      break;
    case 'back':
      await chooseFor(context, reader, { kind: 'now-again', campaign: campaign.id });
      await chooseFor(context, reader, { kind: 'resume', topic: campaign.topic });
      break;
  }
  return form.choice;
}
