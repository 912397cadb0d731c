import type { FastifyInstance, FastifySchema } from 'fastify';
import type { HttpContext } from '../http-context.ts';

/** `/api/v1/` and `/api/v1/openapi.json`: what there is, for whoever only knows the address. Made after all other routes. */
export function frontRoutes(api: FastifyInstance, { config }: HttpContext): void {
  const open = {
    exposeHeadRoute: true,
    schema: { hide: true } as FastifySchema,
    config: { scope: 'open' },
  } as const;
  api.get('/openapi.json', open, async () => api.swagger());
  // With the prefix: both with the slash at the end and without it.
  api.get('/', open, async () => ({
    title: 'The API of Druppel',
    openapi: `${config.publicUrl}/api/v1/openapi.json`,
    authorization: 'Authorization: Bearer KEY. A key is made on the server: druppel key make NAME --scopes SCOPE,SCOPE',
    routes: listed(api.swagger() as Described),
    beside: {
      scim: `${config.publicUrl}/scim/v2/Users: identity providers keep employees; a key with the scope scim, as bearer token`,
      xapi: `${config.publicUrl}/xapi/statements: learning platforms tell what happened; a key with the scope write:learning, as user name and password`,
    },
  }));
}

interface Described {
  readonly paths?: Readonly<
    Record<string, Readonly<Record<string, { readonly summary?: string; readonly security?: readonly Needed[] }>>>
  >;
}
type Needed = { readonly key?: readonly string[] };

function listed({ paths = {} }: Described) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, security }]) => ({
      route: `${method.toUpperCase()} ${path}`,
      scope: security?.[0]?.key?.[0] ?? null,
      summary: summary ?? null,
    })),
  );
}
