import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { invariant } from '../../domain/errors.ts';
import { type ApiKey, apiKeyBy, apiKeyOf, type Scope } from '../../flow/access/api-keys.ts';
import type { Store } from '../../store/store.ts';
import { ReadableError } from '../pages/error-pages.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a key must be allowed for this route; `open`: nobody is asked for one. */
    scope?: Scope | 'open';
  }
  interface FastifyRequest {
    /** Whose request it is; null on open routes. */
    apiKey: ApiKey | null;
  }
}

/** How a key is shown: `Bearer TOKEN` (RFC 6750), or `Basic ID:SECRET` (RFC 7617). */
export type KeyScheme = 'Bearer' | 'Basic';

/**
 * Lets in who shows a key with the scope of the route, before the body is read. A route without a scope is a bug. It stands
 * behind the limit of requests, so that keys cannot be tried out without end.
 */
export function guardByKey(app: FastifyInstance, store: Store, scheme: KeyScheme): void {
  app.decorateRequest('apiKey', null);
  app.addHook('onRoute', (route) => {
    const { config, url, onRequest = [] } = route;
    invariant(config?.scope !== undefined, `${url} says nothing about who may use it`);
    // A hook of the route runs after those that were put there before: the limit is one of them.
    route.onRequest = [...[onRequest].flat(), guard];
  });
  // A body can take its time; a key that was revoked meanwhile changes nothing any more.
  app.addHook('preHandler', async (request, reply) => {
    if (request.apiKey === null || request.body === undefined) return;
    if ((await keyOf(store, request, scheme)) === null) throw refusal(request, reply, scheme);
  });

  async function guard(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { scope } = request.routeOptions.config;
    if (scope === undefined || scope === 'open') return;
    const key = await keyOf(store, request, scheme);
    if (key === null) throw refusal(request, reply, scheme);
    if (!key.scopes.includes(scope)) throw new ReadableError(403, outOfScope(scope, key));
    request.apiKey = key;
  }
}

/** No key, one shown in another way, or one that opens nothing: each has another next act. */
function refusal({ headers }: FastifyRequest, reply: FastifyReply, scheme: KeyScheme): ReadableError {
  reply.header('www-authenticate', `${scheme} realm="druppel"`);
  const [, named] = /^(\w+) /.exec(headers.authorization ?? '') ?? [];
  if (headers.authorization === undefined || headers.authorization === '')
    return new ReadableError(401, `Show a key: ${HOW[scheme]} A key is made on the server: ${MAKE}.`);
  if (named?.toLowerCase() !== scheme.toLowerCase())
    return new ReadableError(401, `The key is not shown as it is here. Write it so: ${HOW[scheme]}`);
  return new ReadableError(
    401,
    `This key is not known, or was revoked. druppel key list shows those in use; a new one is made by: ${MAKE}.`,
  );
}

const HOW: Readonly<Record<KeyScheme, string>> = {
  Bearer: 'Authorization: Bearer KEY.',
  Basic: 'Authorization: Basic, the id of the key (key_…) as user name and its secret as password.',
};
const MAKE = 'druppel key make NAME --scopes …';

function outOfScope(scope: Scope, { scopes }: ApiKey): string {
  return `This key may not do that: it lacks the scope ${scope}, it has ${scopes.join(', ')}. Make one that may: druppel key make NAME --scopes ${scope}.`;
}

async function keyOf({ read }: Store, request: FastifyRequest, scheme: KeyScheme): Promise<ApiKey | null> {
  const [, named, credentials] = /^(\w+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (credentials === undefined || named?.toLowerCase() !== scheme.toLowerCase()) return null;
  if (scheme === 'Bearer') return apiKeyOf(read, credentials);
  const [id = '', ...secret] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return apiKeyBy(read, id, secret.join(':'));
}
