import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import SCIMMY from 'scimmy';
import { z } from 'zod';
import { ReadableError, tellable } from '../error-pages.ts';
import type { HttpContext } from '../http-context.ts';
import { guardByKey } from '../key-guard.ts';
import { takeStrictJson } from '../strict-json.ts';
import { type Operation, plainOperations } from './patch-operations.ts';
import { type Errand, MAX_PAGE, Users } from './user-resource.ts';

const { Messages, Resources, Types } = SCIMMY;

/** `/scim/v2`: an identity provider keeps employees (RFC 7643, 7644), by a bearer key with the scope `scim`. */
export async function scimRoutes(app: FastifyInstance, context: HttpContext): Promise<void> {
  await app.register(
    (scim, _options, done) => {
      const base = `${context.config.publicUrl}/scim/v2`;
      for (const part of [Users, Resources.Schema, Resources.ResourceType, Resources.ServiceProviderConfig])
        part.basepath(base);
      tellErrors(scim, context);
      takeStrictJson(scim, ['application/scim+json', 'application/json']);
      guardByKey(scim, context.store, 'Bearer');
      descriptionRoutes(scim);
      userRoutes(scim, context);
      done();
    },
    { prefix: '/scim/v2' },
  );
}

const SCOPE = { config: { scope: 'scim' } } as const;

function descriptionRoutes(scim: FastifyInstance): void {
  scim.get('/ServiceProviderConfig', SCOPE, async (_request, reply) =>
    answer(reply, 200, await new Resources.ServiceProviderConfig().read()),
  );
  for (const [path, Part] of [
    ['/Schemas', Resources.Schema],
    ['/ResourceTypes', Resources.ResourceType],
  ] as const) {
    scim.get(path, SCOPE, async ({ query }, reply) => answer(reply, 200, await new Part(query as never).read()));
    scim.get(`${path}/:id`, SCOPE, async ({ params }, reply) =>
      answer(reply, 200, await new Part(idOf(params)).read()),
    );
  }
}

function userRoutes(scim: FastifyInstance, context: HttpContext): void {
  scim.get('/Users', SCOPE, (request, reply) =>
    on(reply, 200, (errand) => new Users(listQuery(request.query)).read(errand)),
  );
  scim.get('/Users/:id', SCOPE, (request, reply) =>
    on(reply, 200, (errand) => new Users(idOf(request.params), shownQuery(request.query)).read(errand)),
  );
  scim.post('/Users', SCOPE, (request, reply) =>
    on(reply, 201, (errand) => new Users().write(bodyOf(request), errand)),
  );
  scim.put('/Users/:id', SCOPE, (request, reply) =>
    on(reply, 200, (errand) => new Users(idOf(request.params)).write(bodyOf(request), errand)),
  );
  scim.patch('/Users/:id', SCOPE, (request, reply) =>
    on(reply, 200, async (errand) => {
      const user = new Users(idOf(request.params));
      const body = bodyOf(request);
      const { Operations: operations } = body;
      const known = JSON.parse(JSON.stringify(await user.read(errand)));
      const plain = Array.isArray(operations) ? plainOperations(operations as Operation[], known) : operations;
      if (Array.isArray(plain) && plain.length === 0 && (operations as unknown[]).length > 0) return known;
      return (await user.patch({ ...body, Operations: plain } as never, errand)) ?? (await user.read(errand));
    }),
  );
  scim.delete('/Users/:id', SCOPE, (request, reply) =>
    on(reply, 204, (errand) => new Users(idOf(request.params)).dispose(errand)),
  );

  /** Does it by scimmy; what went wrong on our side is told as such. */
  async function on(
    reply: FastifyReply,
    status: number,
    work: (errand: Errand) => Promise<unknown>,
  ): Promise<FastifyReply> {
    const errand: Errand = { context, failure: undefined };
    try {
      const result = await work(errand);
      const location = (result as { meta?: { location?: string } } | undefined)?.meta?.location;
      if (status === 201 && location !== undefined) reply.header('location', location);
      return answer(reply, status, result);
    } catch (error) {
      throw errand.failure ?? error;
    }
  }
}

const positive = z.coerce.number().int();
const shown = z.object({ attributes: z.string().optional(), excludedAttributes: z.string().optional() });
const list = shown.extend({
  filter: z.string().max(1_000).optional(),
  startIndex: positive.transform((value) => Math.max(value, 1)).default(1),
  count: positive.transform((value) => Math.min(Math.max(value, 0), MAX_PAGE)).default(MAX_PAGE),
});

function listQuery(query: unknown) {
  const parsed = list.safeParse(query);
  if (!parsed.success) throw new Types.Error(400, 'invalidValue', 'startIndex and count are whole numbers.');
  return parsed.data as never;
}

function shownQuery(query: unknown) {
  return shown.parse(query) as never;
}

function idOf(params: unknown): string {
  return z.object({ id: z.string() }).parse(params).id;
}

function bodyOf({ body }: FastifyRequest): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new Types.Error(400, 'invalidSyntax', 'The body is not a resource.');
}

function answer(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  if (status === 204) return reply.code(204).send();
  return reply.code(status).type('application/scim+json').send(JSON.stringify(body));
}

function tellErrors(scim: FastifyInstance, { log }: HttpContext): void {
  scim.setNotFoundHandler(async (_request, reply) => tell(reply, 404, 'There is nothing here but Users.'));
  scim.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error instanceof Types.Error) return tell(reply, Number(error.status), error.message, error.scimType);
    const { status, detail } = tellable(error);
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url ?? 'none' }, 'a request went wrong');
    const isSyntax = status === 400 && !(error instanceof ReadableError);
    return tell(
      reply,
      status,
      detail ?? 'Something went wrong here; it may work later.',
      isSyntax ? 'invalidSyntax' : null,
    );
  });
}

function tell(reply: FastifyReply, status: number, detail: string, scimType: string | null = null): FastifyReply {
  const schemas = [Messages.ErrorResponse.id];
  return answer(reply, status, { schemas, status: String(status), ...(scimType && { scimType }), detail });
}
