import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { RefusedEntry } from '../../flow/people/entries.ts';
import type { Log } from '../../log.ts';
import { noteRoutes } from '../allowed-methods.ts';
import { tellable } from '../error-pages.ts';

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
    if (status === 405) return sendProblem(reply, 405, `${request.method} is not for this address; see Allow.`);
    return sendProblem(reply, 404, null);
  });
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error instanceof Problem) return sendProblem(reply, error.statusCode, error.message, error.errors);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const errors = error.validation.map(({ instancePath, message }) =>
        placed(error.validationContext, instancePath, message ?? 'is not as expected'),
      );
      return sendProblem(reply, 422, 'The request is not as the description of the API has it.', errors);
    }
    const { status, detail } = tellable(error);
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url ?? 'none' }, 'a request went wrong');
    return sendProblem(reply, status, detail);
  });
}

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
  detail: string | null,
  errors: readonly ProblemDetail[] = [],
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: 'about:blank',
      title: STATUS_CODES[status] ?? 'Error',
      status,
      ...(detail !== null && { detail }),
      ...(errors.length > 0 && { errors }),
    });
}

function placed(context: string | undefined, path: string, detail: string): ProblemDetail {
  return context === 'body' || context === undefined
    ? { pointer: path, detail }
    : { parameter: path.split('/')[1] ?? '', detail };
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
