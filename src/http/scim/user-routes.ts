import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import SCIMMY from 'scimmy';
import type { HttpContext } from '../http-context.ts';
import { plainOperations, plainValue, readOperations } from './patch-operations.ts';
import { answerScim, wholeAnswer } from './scim-answer.ts';
import { listBody, listQuery, shownQuery } from './user-questions.ts';
import { type Errand, inAnotherVersion, Users } from './user-resource.ts';
import { conditionsOf, versionOf } from './versions.ts';

const { Types } = SCIMMY;
const SCOPE = { config: { scope: 'scim' } } as const;
/** So often a patch is made again on what somebody else has just written. */
const MAX_TRIES = 5;

type OneUser = FastifyRequest<{ Params: { id: string } }>;

/** `/Users` (RFC 7644, 3), each through scimmy, under the conditions the request names. */
export function userRoutes(scim: FastifyInstance, context: HttpContext): void {
  const read = { ...SCOPE, exposeHeadRoute: true };
  scim.get('/Users', read, (request, reply) =>
    on(request, reply, 200, (errand) => new Users(listQuery(request.query)).read(errand)),
  );
  for (const path of ['/Users/.search', '/.search'])
    scim.post(path, SCOPE, (request, reply) =>
      on(request, reply, 200, (errand) => new Users(listBody(request.body)).read(errand)),
    );
  scim.get('/Users/:id', read, (request: OneUser, reply) =>
    on(request, reply, 200, (errand) => new Users(request.params.id, shownQuery(request.query)).read(errand)),
  );
  scim.post('/Users', SCOPE, (request, reply) =>
    on(request, reply, 201, (errand) => newUser(request.query).write(userOf(request), errand)),
  );
  scim.put('/Users/:id', SCOPE, (request: OneUser, reply) =>
    on(request, reply, 200, (errand) =>
      new Users(request.params.id, shownQuery(request.query)).write(userOf(request), errand),
    ),
  );
  scim.patch('/Users/:id', SCOPE, (request: OneUser, reply) =>
    on(request, reply, 200, (errand) => patch(request, errand)),
  );
  scim.delete('/Users/:id', SCOPE, (request: OneUser, reply) =>
    on(request, reply, 204, (errand) => new Users(request.params.id).dispose(errand)),
  );

  /** Does it by scimmy; what went wrong on our side is told as such. */
  async function on(
    { method, headers }: FastifyRequest,
    reply: FastifyReply,
    status: number,
    work: (errand: Errand) => Promise<unknown>,
  ): Promise<FastifyReply> {
    const { mayChange, isKnown, namesVersion } = conditionsOf(headers);
    const errand: Errand = { context, mayChange, namesVersion, user: null, failure: undefined };
    try {
      const result = await work(errand);
      if (errand.user !== null && status !== 204) {
        const version = versionOf(errand.user);
        reply.header('etag', version);
        if (['GET', 'HEAD'].includes(method) && isKnown(version)) return answerScim(reply, 304, null);
        if (status === 201) reply.header('location', `${Users.basepath()}/${errand.user.id}`);
      }
      return answerScim(reply, status, wholeAnswer(result));
    } catch (error) {
      throw errand.failure ?? error;
    }
  }
}

/** scimmy takes what is to be shown only beside an id: a new user has none yet. */
function newUser(query: unknown): InstanceType<typeof Users> {
  const user = new Users();
  const { attributes } = new Users('new', shownQuery(query));
  if (attributes !== undefined) user.attributes = attributes;
  return user;
}

/**
 * Reads the user, changes that by scimmy, and writes it if nobody wrote in between; otherwise once more, so that of two
 * patches at the same time neither takes back the other's.
 */
async function patch({ params: { id }, body, query }: OneUser, errand: Errand): Promise<unknown> {
  const resource = bodyOf({ body });
  const operations = readOperations(resource.Operations);
  if (operations === null) throw new Types.Error(400, 'invalidSyntax', NO_OPERATIONS);
  for (let tries = 1; ; tries += 1) {
    const known = JSON.parse(JSON.stringify(await new Users(id).read(errand)));
    const version = errand.user === null ? '' : versionOf(errand.user);
    if (!errand.mayChange(version)) throw inAnotherVersion();
    const plain = plainOperations(operations, known);
    const shown = new Users(id, shownQuery(query));
    if (plain.length === 0 && operations.length > 0) return shown.read(errand);
    const own: Errand = { ...errand, mayChange: (now) => now === version };
    try {
      await new Users(id).patch({ ...resource, Operations: plain } as never, own);
      // Read again and not taken from the patch: scimmy would patch only the attributes that are to be shown.
      return await shown.read(errand);
    } catch (error) {
      errand.failure = own.failure;
      const isAgain = error instanceof Types.Error && Number(error.status) === 412 && !errand.namesVersion;
      if (!isAgain || tries === MAX_TRIES) throw error;
    }
  }
}

const NO_OPERATIONS =
  '"Operations" is not a list of operations, each with "op", "path" and "value" (RFC 7644, 3.5.2): [{"op": "replace", "path": "active", "value": false}].';

function userOf(request: Pick<FastifyRequest, 'body'>): Record<string, unknown> {
  return plainValue('', bodyOf(request)) as Record<string, unknown>;
}

function bodyOf({ body }: Pick<FastifyRequest, 'body'>): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new Types.Error(400, 'invalidSyntax', 'The body is not a resource.');
}
