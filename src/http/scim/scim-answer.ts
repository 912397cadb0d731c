import type { FastifyReply } from 'fastify';
import SCIMMY from 'scimmy';

/** An answer in SCIM's media type. */
export function answerScim(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  if (status === 204 || status === 304) return reply.code(status).send();
  return reply.code(status).type('application/scim+json').send(JSON.stringify(body));
}

/**
 * What scimmy makes of users, with two things put right: `schemas` is there however few attributes are shown (RFC 7643, 3),
 * and `itemsPerPage` counts the users of this page, the last one included (RFC 7644, 3.4.2).
 */
export function wholeAnswer(made: unknown): unknown {
  if (typeof made !== 'object' || made === null) return made;
  const answer = JSON.parse(JSON.stringify(made));
  if (!Array.isArray(answer.Resources)) return withSchemas(answer);
  return { ...answer, itemsPerPage: answer.Resources.length, Resources: answer.Resources.map(withSchemas) };
}

function withSchemas(user: Record<string, unknown>): Record<string, unknown> {
  const { User, EnterpriseUser } = SCIMMY.Schemas;
  const schemas = [User.definition.id, EnterpriseUser.definition.id].filter((id, at) => at === 0 || id in user);
  return { schemas, ...user };
}

/** An error as RFC 7644, 3.12 has it. */
export function refuseScim(
  reply: FastifyReply,
  status: number,
  detail: string,
  scimType: string | null = null,
): FastifyReply {
  const schemas = [SCIMMY.Messages.ErrorResponse.id];
  return answerScim(reply, status, { schemas, status: String(status), ...(scimType && { scimType }), detail });
}
