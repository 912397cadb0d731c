import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EnvironmentError, UserError } from '../../domain/errors.ts';
import { NothingPublished } from '../../flow/people/provision-employees.ts';
import type { HttpContext } from '../http-context.ts';
import { html } from './html.ts';
import { DROP, page } from './page.ts';
import { PAGE_LOCALES, type PageLocale, pageTexts } from './texts.ts';

/** An answer other than the page asked for, in words that may be shown. */
export class ReadableError extends Error {
  override readonly name = 'ReadableError';
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** Not found, not allowed, not well: for people as a page, under `/api` as RFC 9457. What went wrong inside is logged. */
export function errorPages(app: FastifyInstance, { log }: HttpContext): void {
  app.setNotFoundHandler(async (request, reply) => notFound(request, reply));
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { status, detail } = tellable(error);
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url ?? 'none' }, 'a request went wrong');
    return answer(request, reply, status, detail);
  });
}

/** One answer for whatever is not there, so that a wrong token and a gone mail look the same. */
export function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answer(request, reply, 404, null);
}

/** What may be told of an error: its status, and its words where they are meant for whoever asked. */
export function tellable(error: FastifyError): { status: number; detail: string | null } {
  if (error instanceof ReadableError) return { status: error.statusCode, detail: error.message };
  if (error instanceof UserError) {
    // No mistake of whoever asks: a platform that is told "later" keeps what it could not deliver.
    const status = error instanceof NothingPublished ? 503 : 422;
    return { status, detail: [error.message, error.hint].filter(Boolean).join(' ') };
  }
  if (error instanceof EnvironmentError) return { status: 503, detail: null };
  const { statusCode = 500, code } = error;
  if (statusCode === 429) return { status: 429, detail: TOO_MANY };
  if (Object.hasOwn(BODY_TROUBLES, code ?? '')) return { status: statusCode, detail: BODY_TROUBLES[code] ?? null };
  return { status: statusCode, detail: statusCode < 500 ? error.message : null };
}

const TOO_MANY = 'Too many requests came from this address. Wait as long as Retry-After says, in seconds.';
const BODY_TROUBLES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty, and Content-Type says JSON. Send JSON, or leave the header out.',
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The body is not valid JSON, or has __proto__ or constructor.prototype in it. See that quotes, commas and brackets are right.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large: at most 1 MB of JSON, or 64 KB of a form. Send it in parts.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is longer or shorter than Content-Length says. Send it again, whole.',
};

/** For people as a page; below the doors of other systems in the words of each. */
export function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  detail: string | null,
): FastifyReply {
  reply.code(status);
  const [, door] = /^\/(api|scim|xapi)(?:[/?]|$)/.exec(request.url) ?? [];
  const words = detail ?? (status === 404 ? NOWHERE : SORRY);
  if (door === 'api') return reply.type('application/problem+json').send(problemOf(status, words));
  if (door === 'xapi') return reply.send({ error: words });
  if (door === 'scim')
    return reply
      .type('application/scim+json')
      .send(JSON.stringify({ schemas: [SCIM_ERROR], status: String(status), detail: words }));
  return reply.type('text/html; charset=utf-8').send(errorPage(status, detail, languageOf(request)));
}

/** An answer in the words of RFC 9457. */
export function problemOf(status: number, detail: string) {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
}

/** What is said where nothing else may be told. */
export const SORRY = 'Something went wrong here, and it is written in the log. Try again later.';
const NOWHERE =
  'There is nothing at this address. Other systems come in at /api/v1/, /scim/v2/Users and /xapi/statements.';
const SCIM_ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

function errorPage(status: number, detail: string | null, locale: PageLocale): string {
  const texts = pageTexts(locale);
  const [title, lead] =
    status === 404
      ? [texts.goneTitle, texts.goneLead]
      : status === 429
        ? [texts.busyTitle, texts.busyLead]
        : status < 500
          ? [texts.wrongTitle, detail ?? texts.wrongLead]
          : [texts.errorTitle, texts.errorLead];
  return page({
    locale,
    title,
    kind: 'reader',
    skip: texts.skip,
    header: html`<header class="masthead"><span class="brand">${DROP}</span></header>`,
    main: html`<div class="card"><h1>${title}</h1><p class="lead">${lead}</p></div>`,
  });
}

/** Nobody is known on an error page: the browser's first language that we speak (RFC 9110, 12.5.4, without weights). */
function languageOf({ headers }: FastifyRequest): PageLocale {
  const wanted = (headers['accept-language'] ?? '').split(',').map((tag) => tag.trim().slice(0, 2).toLowerCase());
  return wanted.map((tag) => PAGE_LOCALES.find((known) => known === tag)).find((known) => known !== undefined) ?? 'en';
}
