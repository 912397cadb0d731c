import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { HttpContext } from '../http-context.ts';
import { guardByKey } from '../key-guard.ts';
import { takeStrictJson } from '../strict-json.ts';
import { activityRoutes } from './activity-routes.ts';
import type { Api } from './api.ts';
import { postHeaders } from './api-contract.ts';
import { audienceRoutes } from './audience-routes.ts';
import { campaignRoutes } from './campaign-routes.ts';
import { employeeRoutes } from './employee-routes.ts';
import { honourIdempotencyKeys } from './idempotency.ts';
import { learningRoutes } from './learning-routes.ts';
import { tellProblems } from './problem.ts';

/** `/api/v1/…`: for other systems, by bearer keys with scopes; it describes itself at `/api/v1/openapi.json`. */
export async function apiRoutes(app: FastifyInstance, context: HttpContext): Promise<void> {
  await app.register(
    // biome-ignore lint/nursery/noMisusedPromises: Fastify waits for plugins that are async.
    async (plain) => {
      tellProblems(plain, context.log);
      takeStrictJson(plain, ['application/json']);
      plain.setValidatorCompiler(validatorCompiler);
      plain.setSerializerCompiler(serializerCompiler);
      nameScopes(plain);
      namePostHeaders(plain);
      const openapi = { ...DESCRIPTION, servers: [{ url: context.config.publicUrl }] };
      await plain.register(swagger, { openapi, transform: jsonSchemaTransform });
      guardByKey(plain, context.store, 'Bearer');
      honourIdempotencyKeys(plain, context);

      const api: Api = plain.withTypeProvider<ZodTypeProvider>();
      employeeRoutes(api, context);
      activityRoutes(api, context);
      learningRoutes(api, context);
      audienceRoutes(api, context);
      campaignRoutes(api, context);
      plain.get('/openapi.json', { schema: { hide: true } as FastifySchema, config: { scope: 'open' } }, async () =>
        plain.swagger(),
      );
    },
    { prefix: '/api/v1' },
  );
}

/** Says in the description which scope each route needs (OpenAPI 3.1, 4.8.30: roles of a scheme that is no OAuth). */
function nameScopes(api: FastifyInstance): void {
  api.addHook('onRoute', (route) => {
    const scope = route.config?.scope;
    if (scope !== undefined && scope !== 'open') route.schema = { ...route.schema, security: [{ key: [scope] }] };
  });
}

function namePostHeaders(api: FastifyInstance): void {
  api.addHook('onRoute', (route) => {
    if (route.method === 'POST') route.schema = { ...route.schema, headers: postHeaders };
  });
}

const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Druppel',
    version: '1',
    description:
      'People, learning activities and learning records in; figures out. Keys are made by `druppel key make NAME --scopes …`. A POST takes an `Idempotency-Key`, which is kept for 24 hours. Errors are RFC 9457. What a person learned, clicked or answered is never told.',
  },
  components: { securitySchemes: { key: { type: 'http' as const, scheme: 'bearer' } } },
};
