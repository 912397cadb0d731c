import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { guardByKey } from '../guards/key-guard.ts';
import { takeStrictJson } from '../guards/strict-json.ts';
import type { HttpContext } from '../http-context.ts';
import { activityRoutes } from './activity-routes.ts';
import type { Api } from './api.ts';
import { postHeaders } from './api-contract.ts';
import { audienceRoutes } from './audience-routes.ts';
import { campaignRoutes } from './campaign-routes.ts';
import { descriptionAt, withExamples } from './description.ts';
import { employeeRoutes } from './employee-routes.ts';
import { frontRoutes } from './front-routes.ts';
import { honourIdempotencyKeys } from './idempotency.ts';
import { learningRoutes } from './learning-routes.ts';
import { compareWithSchema, tellProblems } from './problem.ts';

/** `/api/v1/…`: for other systems, by bearer keys with scopes; it describes itself at `/api/v1/openapi.json`. */
export async function apiRoutes(app: FastifyInstance, context: HttpContext): Promise<void> {
  await app.register(
    // biome-ignore lint/nursery/noMisusedPromises: Fastify waits for plugins that are async.
    async (plain) => {
      tellProblems(plain, context.log);
      takeStrictJson(plain, ['application/json'], 'read by row');
      plain.setValidatorCompiler(compareWithSchema);
      plain.setSerializerCompiler(serializerCompiler);
      nameScopes(plain);
      namePostHeaders(plain);
      const openapi = descriptionAt(context.config.publicUrl);
      await plain.register(swagger, { openapi, transform: jsonSchemaTransform, transformObject: withExamples });
      guardByKey(plain, context.store, 'Bearer');
      honourIdempotencyKeys(plain, context);

      const api: Api = plain.withTypeProvider<ZodTypeProvider>();
      employeeRoutes(api, context);
      activityRoutes(api, context);
      learningRoutes(api, context);
      audienceRoutes(api, context);
      campaignRoutes(api, context);
      frontRoutes(plain, context);
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
