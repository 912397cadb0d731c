import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { FastifySchemaCompiler } from 'fastify/types/schema.d.ts';
import type { z } from 'zod';
import { misfitsOf } from '../../domain/misfits.ts';
import type { RefusedEntry } from '../../flow/people/entries.ts';
import type { Log } from '../../log.ts';
import { noteRoutes } from '../guards/allowed-methods.ts';
import { problemOf, SORRY, tellable } from '../pages/error-pages.ts';

/** One thing that is wrong, and where: a JSON Pointer into the body (RFC 6901), or the name of a parameter. */
export interface ProblemDetail {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
}

/** An answer in the words of RFC 9457. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly statusCode: number;
  readonly errors: readonly ProblemDetail[];

  constructor(statusCode: number, detail: string, errors: readonly ProblemDetail[] = []) {
    super(detail);
    this.statusCode = statusCode;
    this.errors = errors;
  }
}

/** Whatever goes wrong below is told as `application/problem+json`. What went wrong inside is logged. */
export function tellProblems(app: FastifyInstance, log: Log): void {
  const methodsHere = noteRoutes(app);
  app.setNotFoundHandler(async (request, reply) => {
    const status = methodsHere(request, reply);
    if (status === 204) return reply.code(204).send();
    if (status === 405) {
      const allowed = String(reply.getHeader('allow'));
      return sendProblem(reply, 405, `${request.method} is not for this address; it takes ${allowed}.`);
    }
    return sendProblem(reply, 404, NOT_HERE);
  });
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error instanceof Problem) return sendProblem(reply, error.statusCode, error.message, error.errors);
    const { status, detail } = tellable(error);
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url ?? 'none' }, 'a request went wrong');
    return sendProblem(reply, status, error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? NOT_JSON : (detail ?? SORRY));
  });
}

const NOT_HERE =
  'There is nothing at this address. /api/v1/ lists what is there; names are in small letters, without a slash at the end.';
const NOT_JSON = 'A body is sent as JSON. Say so: Content-Type: application/json.';

/** Compares a part of a request with its schema; what does not fit is a problem (422) that names each place. */
export const compareWithSchema: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (value: unknown) => {
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) return { value: parsed.data };
    const misfits = misfitsOf(schema, parsed.error);
    const errors = misfits.map(({ path, words }) =>
      httpPart === 'body'
        ? { pointer: pointerTo(path), detail: sentence(path.at(-1) ?? null, words) }
        : { parameter: String(path[0] ?? ''), detail: sentence(path[0] ?? null, words) },
    );
    return { error: new Problem(422, NOT_AS_DESCRIBED, errors) };
  };

const NOT_AS_DESCRIBED =
  'The request is not as /api/v1/openapi.json describes it, and nothing was changed: see "errors" for what is wrong, and where.';

/** For a list of which nothing could be taken. */
export function allRefused(list: string, errors: readonly RefusedEntry[]): Problem {
  return new Problem(
    422,
    'Every entry was refused; nothing was changed.',
    errors.map(({ entry, column, message }) => ({
      pointer: `/${list}/${entry - 1}${column === null ? '' : `/${escaped(column)}`}`,
      detail: message,
    })),
  );
}

function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  errors: readonly ProblemDetail[] = [],
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ ...problemOf(status, detail), ...(errors.length > 0 && { errors }) });
}

/** @param name of the field, or its place in a list; null: the whole body. */
function sentence(name: PropertyKey | null, words: string): string {
  const subject = name === null ? 'The body' : typeof name === 'number' ? `Entry ${name + 1}` : `"${String(name)}"`;
  return `${subject} ${words}${/[.?]$/.test(words) ? '' : '.'}`;
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${escaped(String(part))}`).join('');
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
