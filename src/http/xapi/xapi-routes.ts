import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formatInstant } from '../../domain/time.ts';
import { recordStatements } from '../../flow/people/record-statements.ts';
import { guardByKey } from '../guards/key-guard.ts';
import { takeStrictJson } from '../guards/strict-json.ts';
import type { HttpContext } from '../http-context.ts';
import { ReadableError, SORRY, tellable } from '../pages/error-pages.ts';

/**
 * `/xapi/statements`: a learning platform tells what happened, in xAPI 1.0.3 or 2.0. This is no learning record store:
 * statements become learning records, and are not given out again. `/xapi/about` says so.
 */
export async function xapiRoutes(app: FastifyInstance, context: HttpContext): Promise<void> {
  await app.register(
    (xapi, _options, done) => {
      tellErrors(xapi, context);
      takeStrictJson(xapi, ['application/json'], 'whole');
      checkVersion(xapi);
      guardByKey(xapi, context.store, 'Basic');
      aboutRoute(xapi, context);
      statementRoutes(xapi, context);
      storeRoutes(xapi);
      done();
    },
    { prefix: '/xapi' },
  );
}

const NEWEST = '2.0.0';
const VERSIONS = ['1.0.3', NEWEST];
const WORDS =
  'Statements are taken by POST and PUT and become learning records. They are not given out: for GET, and for states, profiles and attachments, use a learning record store.';
const WHY_NOT_GIVEN_OUT =
  'Of a statement only its id and the learning record it became are kept, so that nobody can look up what a person did; there is nothing to give out.';

function aboutRoute(xapi: FastifyInstance, { config }: HttpContext): void {
  // What can be asked for by GET can be asked for by HEAD (part three, 1.2).
  xapi.route({
    method: ['GET', 'HEAD'],
    url: '/about',
    config: { scope: 'open' },
    handler: async () => ({
      version: VERSIONS,
      extensions: { [`${config.publicUrl}/xapi/about#statements`]: WORDS },
    }),
  });
}

function statementRoutes(xapi: FastifyInstance, context: HttpContext): void {
  const config = { scope: 'write:learning' } as const;
  // What is answered here is known for good when it is answered (part three, 2.1.4).
  const onRequest = async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header('x-experience-api-consistent-through', formatInstant(context.clock()));
  };

  xapi.post('/statements', { config, onRequest }, async (request, reply) => {
    if (Object.hasOwn(request.query as object, 'method')) throw new ReadableError(400, NO_FORMS);
    refuseParameters(request.query, []);
    const list: unknown[] = Array.isArray(request.body) ? request.body : [request.body];
    return reply.send(await record(context, list));
  });

  xapi.put('/statements', { config, onRequest }, async (request, reply) => {
    refuseParameters(request.query, ['statementId']);
    const { statementId: id } = request.query as { statementId?: unknown };
    if (typeof id !== 'string') throw new ReadableError(400, 'A PUT names the statement: ?statementId=UUID.');
    if (typeof request.body !== 'object' || request.body === null || Array.isArray(request.body))
      throw new ReadableError(400, 'A PUT takes one statement.');
    const own = (request.body as { id?: unknown }).id;
    if (own !== undefined && String(own).toLowerCase() !== id.toLowerCase())
      throw new ReadableError(400, 'The id of the statement is another than statementId.');
    await record(context, [{ ...request.body, id }]);
    return reply.code(204).send();
  });

  // What a browser asks before it sends a statement from a page of elsewhere: it shows no key, and gets no leave.
  xapi.options('/statements', { config: { scope: 'open' } }, async (_request, reply) => {
    reply.header('allow', 'POST, PUT');
    throw new ReadableError(405, FROM_A_SERVER);
  });

  xapi.route({
    method: ['GET', 'HEAD', 'DELETE', 'PATCH'],
    url: '/statements',
    config,
    onRequest,
    handler: async (_request, reply) => {
      reply.header('allow', 'POST, PUT');
      throw new ReadableError(405, `${WORDS} ${WHY_NOT_GIVEN_OUT}`);
    },
  });
}

/**
 * What a learning record store keeps besides statements (part three, 2.2 to 2.7). 501 and not 404: to a client "not found"
 * means that nothing was stored yet, and it would go on as if it could store it.
 */
function storeRoutes(xapi: FastifyInstance): void {
  for (const url of ['/activities/state', '/activities/profile', '/activities', '/agents/profile', '/agents'])
    xapi.route({
      method: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      url,
      config: { scope: 'write:learning' },
      handler: async () => {
        throw new ReadableError(501, `/xapi${url} is not kept here. ${WORDS}`);
      },
    });
}

/** @returns the ids, in the order of the statements. */
async function record(context: HttpContext, list: readonly unknown[]): Promise<readonly string[]> {
  const done = await recordStatements(context, list);
  switch (done.kind) {
    case 'kept':
      if (done.unmapped > 0)
        context.log.info({ unmapped: done.unmapped, of: list.length }, 'statements about nobody or nothing known');
      return done.ids;
    case 'conflict':
      throw new ReadableError(
        409,
        `A statement with the id ${done.id} came before, in other words. Void it, and send a new one.`,
      );
    case 'refused':
      throw new ReadableError(400, done.why);
  }
}

const FROM_A_SERVER =
  'Statements are taken from a server, not from a page in a browser, where everybody could read the key. Let the content report to the learning platform, and the platform hand its statements on.';
/** The old way around browsers that could not (part three, 1.3; gone from 2.0): keys do not belong into a page. */
const NO_FORMS = `A POST with ?method= is not taken. ${FROM_A_SERVER}`;

/** Every request but `about` names its version, every answer names ours (xAPI 1.0.3, part three, 3.3). */
function checkVersion(xapi: FastifyInstance): void {
  xapi.addHook('onRequest', async (request, reply) => {
    const asked = request.headers['x-experience-api-version'];
    const isFirst = typeof asked === 'string' && /^1\.0(?:\.\d+)?$/.test(asked);
    reply.header('x-experience-api-version', isFirst ? VERSIONS[0] : NEWEST);
    if (isFirst || request.routeOptions.config.scope === 'open') return;
    if (typeof asked === 'string' && /^2\.0(?:\.\d+)?$/.test(asked)) return;
    const found = asked === undefined ? 'is missing' : 'names a version that is not spoken here';
    throw new ReadableError(400, `The header X-Experience-API-Version ${found}; expected ${VERSIONS.join(' or ')}.`);
  });
}

function refuseParameters(query: unknown, known: readonly string[]): void {
  const unknown = Object.keys(query as object).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ReadableError(400, `There is no parameter "${unknown}" here.`);
}

function tellErrors(xapi: FastifyInstance, { log }: HttpContext): void {
  const say = (reply: FastifyReply, status: number, words: string) => reply.code(status).send({ error: words });
  xapi.setNotFoundHandler(async (_request, reply) => say(reply, 404, `There is nothing here. ${WORDS}`));
  xapi.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
      return say(reply, 400, Object.hasOwn(request.query as object, 'method') ? NO_FORMS : NOT_JSON);
    const { status, detail } = tellable(error);
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url ?? 'none' }, 'a request went wrong');
    return say(reply, status, detail ?? SORRY);
  });
}

const NOT_JSON =
  'Statements are taken as application/json. Attachments are not: this server keeps what people learned and no files. Send the statement without them.';
