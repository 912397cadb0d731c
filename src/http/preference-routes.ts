import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { EmployeeChoice } from '../flow/answers/record-choice.ts';
import { preferencesForm, preferencesQuery, tokenParams } from './contract.ts';
import { notFound, ReadableError } from './error-pages.ts';
import type { HttpContext } from './http-context.ts';
import { preferencesPage } from './preferences-page.ts';
import { chooseFor, isStopped, type Reader, readerOf } from './reader.ts';
import { readForm, sendPage } from './request-parts.ts';
import { whyPage } from './why-page.ts';

/** `/me/TOKEN` and `/me/TOKEN/why`. */
export function preferenceRoutes(app: FastifyInstance, context: HttpContext): void {
  const { store, tokens, clock } = context;

  app.get('/me/:token', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'person', tokenParams.parse(request.params).token);
    if (reader === null) return notFound(request, reply);
    const { saved } = preferencesQuery.parse(request.query);
    return sendPage(reply, preferencesPage(reader, clock(), saved));
  });

  app.get('/me/:token/why', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'person', tokenParams.parse(request.params).token);
    return reader === null ? notFound(request, reply) : sendPage(reply, whyPage(reader));
  });

  app.post('/me/:token', async (request, reply) => {
    const reader = await readerOf(store.read, tokens, 'person', tokenParams.parse(request.params).token);
    if (reader === null) return notFound(request, reply);
    const form = readForm(preferencesForm, request);
    for (const choice of choicesIn(form, reader)) await chooseFor(context, reader, choice);
    return reply.redirect(`/me/${reader.personToken}?saved=${form.save}`, 303);
  });
}

function choicesIn(form: z.output<typeof preferencesForm>, reader: Reader): EmployeeChoice[] {
  switch (form.save) {
    case 'language':
      if (!reader.workspace.locales.includes(form.locale))
        throw new ReadableError(400, 'We do not write that language.');
      return [{ kind: 'language', locale: form.locale }];
    case 'topics':
      return topicChoices(form.topic, reader);
    case 'later':
      return [
        form.span === 'none'
          ? { kind: 'now-again', campaign: null }
          : { kind: 'not-now', campaign: null, span: form.span, reason: null },
      ];
    case 'stop-all':
      return [{ kind: 'stop', topic: null }];
  }
}

/** Only what differs from now. First what comes back: it turns "stop all" into a stop of each other topic. */
function topicChoices(wanted: readonly string[], reader: Reader): EmployeeChoice[] {
  const topics = Object.keys(reader.workspace.topics);
  const isOn = (topic: string) => !isStopped(reader, topic);
  return [
    ...topics
      .filter((topic) => wanted.includes(topic) && !isOn(topic))
      .map((topic): EmployeeChoice => ({ kind: 'resume', topic })),
    ...topics
      .filter((topic) => !wanted.includes(topic) && isOn(topic))
      .map((topic): EmployeeChoice => ({ kind: 'stop', topic })),
  ];
}
