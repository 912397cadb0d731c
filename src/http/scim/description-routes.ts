import type { FastifyInstance } from 'fastify';
import SCIMMY from 'scimmy';
import { answerScim, refuseScim } from './scim-answer.ts';

const { Resources } = SCIMMY;
const SCOPE = { config: { scope: 'scim' } } as const;

/** What the service says of itself (RFC 7644, 4), and what it says it does not do. */
export function descriptionRoutes(scim: FastifyInstance): void {
  const read = { ...SCOPE, exposeHeadRoute: true };
  scim.get('/ServiceProviderConfig', read, async (_request, reply) =>
    answerScim(reply, 200, await new Resources.ServiceProviderConfig().read()),
  );
  for (const [path, Part] of [
    ['/Schemas', Resources.Schema],
    ['/ResourceTypes', Resources.ResourceType],
  ] as const) {
    scim.get(path, read, async ({ query }, reply) => {
      // RFC 7644, 4: whoever filters what describes the service is told that it is not done, and gets no part of it.
      if (Object.hasOwn(query as object, 'filter')) return refuseScim(reply, 403, NO_FILTER);
      return answerScim(reply, 200, await new Part().read());
    });
    scim.get<{ Params: { id: string } }>(`${path}/:id`, read, async ({ params }, reply) =>
      answerScim(reply, 200, await new Part(params.id).read()),
    );
  }
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)
    scim.route({ method, url: '/Me', ...SCOPE, handler: async (_request, reply) => refuseScim(reply, 501, NO_ME) });
  scim.post('/Bulk', SCOPE, async (_request, reply) => refuseScim(reply, 501, NO_BULK));
}

const NO_FILTER = 'What describes this service is not filtered. Ask for all of it, or for one by its id.';
const NO_ME = 'A key of this service stands for a system and not for a person: there is no /Me. Use /Users.';
const NO_BULK = 'Bulk is not supported, as /ServiceProviderConfig says. Send one request for each user to /Users.';
