import type { FastifyInstance } from 'fastify';
import { allPausedSince } from '../store/meta.ts';
import type { HttpContext } from './http-context.ts';

/** `/healthz`: the process answers. `/readyz`: it can do its work, or says in sentences why not. */
export function healthRoutes(app: FastifyInstance, context: HttpContext): void {
  const unlimited = { config: { rateLimit: false as const } };
  app.get('/healthz', unlimited, async () => ({ alive: true }));
  app.get('/readyz', unlimited, async (_request, reply) => {
    const reasons = [...(await databaseTroubles(context)), ...((await context.troubles?.()) ?? [])];
    return reply.code(reasons.length === 0 ? 200 : 503).send({ ready: reasons.length === 0, reasons });
  });
}

async function databaseTroubles({ store, log }: HttpContext): Promise<string[]> {
  try {
    await allPausedSince(store.read);
    return [];
  } catch (error) {
    log.warn({ err: error }, 'the database does not answer');
    return ['The database does not answer.'];
  }
}
