import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ReadableError } from '../pages/error-pages.ts';

/** @throws {ReadableError} 400 for a form that no page of ours sends. */
export function readForm<Schema extends z.ZodType>(schema: Schema, request: FastifyRequest): z.output<Schema> {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ReadableError(400, `The form is not complete: ${issue?.path.join('.') || 'nothing was chosen'}.`);
}

export function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
