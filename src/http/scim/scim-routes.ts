import type { FastifyError, FastifyInstance } from 'fastify';
import SCIMMY from 'scimmy';
import { noteRoutes } from '../guards/allowed-methods.ts';
import { guardByKey } from '../guards/key-guard.ts';
import { takeStrictJson } from '../guards/strict-json.ts';
import type { HttpContext } from '../http-context.ts';
import { ReadableError, SORRY, tellable } from '../pages/error-pages.ts';
import { descriptionRoutes } from './description-routes.ts';
import { refuseScim } from './scim-answer.ts';
import { Users } from './user-resource.ts';
import { userRoutes } from './user-routes.ts';

const { Resources, Types } = SCIMMY;

/** `/scim/v2`: an identity provider keeps employees (RFC 7643, 7644), by a bearer key with the scope `scim`. */
export async function scimRoutes(app: FastifyInstance, context: HttpContext): Promise<void> {
  await app.register(
    (scim, _options, done) => {
      const base = `${context.config.publicUrl}/scim/v2`;
      for (const part of [Users, Resources.Schema, Resources.ResourceType, Resources.ServiceProviderConfig])
        part.basepath(base);
      tellErrors(scim, context);
      takeStrictJson(scim, ['application/scim+json', 'application/json'], 'whole');
      guardByKey(scim, context.store, 'Bearer');
      descriptionRoutes(scim);
      userRoutes(scim, context);
      done();
    },
    { prefix: '/scim/v2' },
  );
}

function tellErrors(scim: FastifyInstance, { log }: HttpContext): void {
  const methodsHere = noteRoutes(scim);
  scim.setNotFoundHandler(async (request, reply) => {
    const status = methodsHere(request, reply);
    if (status === 204) return reply.code(204).send();
    if (status === 405) return refuseScim(reply, 405, `${request.method} is not for this address; see Allow.`);
    return refuseScim(
      reply,
      404,
      'There is nothing here but /Users. Groups are not kept, as /ResourceTypes says: turn the provisioning or import of groups off.',
    );
  });
  scim.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error instanceof Types.Error)
      return refuseScim(reply, Number(error.status), withNextAct(error.message, error.scimType), error.scimType);
    const { status, detail } = tellable(error);
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url ?? 'none' }, 'a request went wrong');
    const isSyntax = status === 400 && !(error instanceof ReadableError);
    return refuseScim(reply, status, detail ?? SORRY, isSyntax ? 'invalidSyntax' : null);
  });
}

/** What scimmy says is right and says what is wrong; an administrator wants to know where to go with it. */
function withNextAct(message: string, scimType: string): string {
  if (/[.?]$/.test(message)) return message;
  return [`${message}.`, ACTS[scimType]].filter(Boolean).join(' ');
}

const ACTS: Readonly<Record<string, string>> = {
  invalidPath: 'Take the attribute out of the mapping of your identity provider: /Schemas lists those that are kept.',
  invalidValue: '/Schemas says what each attribute may be.',
  invalidSyntax: 'RFC 7644, 3.5.2 shows how it is written.',
  mutability: 'Leave it out.',
};
