import type { SwaggerTransformObject } from '@fastify/swagger';
import { jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { exampleOf } from './api-contract.ts';

/** What `/api/v1/openapi.json` says before it comes to the routes. */
export function descriptionAt(publicUrl: string) {
  return {
    openapi: '3.1.0',
    info: { title: 'Druppel', version: '1', description: ABOUT },
    servers: [{ url: publicUrl }],
    components: {
      securitySchemes: {
        key: { type: 'http' as const, scheme: 'bearer', description: 'key_….SECRET, as druppel key make prints it' },
      },
    },
  };
}

const ABOUT = `People, learning activities and learning records in; figures out. Three steps:

1. On the server, make a key: \`druppel key make "HR" --scopes write:employees,read:employees\`. It is shown once; each route says which scope it needs.
2. Send people: \`POST /api/v1/employees\`. Send the same again whenever you like: it changes nothing.
3. Send activities, then learning records: \`POST /api/v1/activities\`, \`POST /api/v1/learning-records\`.

**Lists** come by pages: pass \`next\` on as \`cursor\` until it is null. A parameter or field that is not named here is an error, never ignored.

**Writing**: up to 500 entries and 1 MB a request. An entry that cannot be taken is left out and told in \`errors\`, the others are kept: look at \`refused\`, also when the status is 200. Where every entry is refused the status is 422. Employees and learning records are taken once something has been published; before that the status is 503.

**Repeating**: a POST with an \`Idempotency-Key\` may be sent again after a broken connection; with the same key and body it has one effect and one answer, for 24 hours.

**Errors** are RFC 9457 (\`application/problem+json\`): \`detail\` says what to do, \`errors\` points at each place.

**Privacy**: what one person learned, clicked or answered is never told. Figures about behaviour are rounded to five, and null where too few people stand behind them.

Beside it: identity providers use SCIM 2.0 at \`/scim/v2\`, learning platforms xAPI at \`/xapi/statements\`.`;

/** Names the shapes that come again and again, and gives each problem an example. */
export const withExamples: SwaggerTransformObject = (document) => {
  const described = jsonSchemaTransformObject(document) as Described;
  for (const methods of Object.values(described.paths ?? {}))
    for (const { responses = {} } of Object.values(methods))
      for (const [status, { content = {} }] of Object.entries(responses)) {
        const problem = content['application/problem+json'];
        const example = exampleOf(status);
        if (problem !== undefined && example !== null) problem.example = example;
      }
  return described as ReturnType<SwaggerTransformObject>;
};

interface Described {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly responses?: Readonly<Record<string, { readonly content?: Record<string, { example?: unknown }> }>>;
}
