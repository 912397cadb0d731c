import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpContext } from '../http-context.ts';
import { ReadableError } from '../pages/error-pages.ts';

/**
 * Answers only under the name it is known by, or a name of this machine: a page of another name that was pointed at this
 * address (DNS rebinding) reads nothing. Probes of a load balancer come by number.
 */
export function refuseOtherHosts(app: FastifyInstance, { config }: HttpContext): void {
  const known = new URL(config.publicUrl).host;
  app.addHook('onRequest', async (request) => {
    if (request.host === known || isLoopback(request.hostname) || PROBES.has(request.url)) return;
    throw new ReadableError(421, 'This server does not answer under that name.');
  });
}

/** NUL is in no id, and no database takes it: whoever sends it tries something out. */
export function refuseNul(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ url }) => {
    if (url.includes('%00')) throw new ReadableError(400, 'An address cannot have the character NUL (%00) in it.');
  });
}

/**
 * A visitor of this machine or its network, by a name of this machine and never through a proxy: what employees reach
 * under PUBLIC_URL does not count.
 */
export function isLocalVisit(request: FastifyRequest): boolean {
  const { headers, socket, hostname } = request;
  const isForwarded = FORWARDING_HEADERS.some((name) => headers[name] !== undefined);
  return !isForwarded && isLoopback(hostname) && PRIVATE_ADDRESS.test(socket.remoteAddress ?? '');
}

/**
 * A form counts when it stood on a page of ours. A browser says so itself, or at least where the form comes from; saying
 * nothing is not enough.
 * @throws {ReadableError} 403 for every other form.
 */
export function refuseForeignForm({ headers, host, hostname }: FastifyRequest, { config }: HttpContext): void {
  const { 'sec-fetch-site': site, origin } = headers;
  const isOurOrigin =
    origin === new URL(config.publicUrl).origin || (isLoopback(hostname) && origin === `http://${host}`);
  if (site === undefined ? isOurOrigin : site === 'same-origin') return;
  throw new ReadableError(403, 'This form does not come from a page of ours. Open that page and try again.');
}

/** Strict for every page: nothing from elsewhere, no script but our own file, in nobody's frame, no address passed on. */
export async function setHeaders(app: FastifyInstance, { config }: HttpContext): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: config.publicUrl.startsWith('https:'),
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
}

/** One line for a request: the route it took and never its address, which may hold a token. */
export function logRequests(app: FastifyInstance, { log }: HttpContext): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const fields = { method, route: routeOptions.url ?? 'none', status: reply.statusCode, ms: reply.elapsedTime };
    if (reply.statusCode >= 500) log.error(fields, 'request failed');
    else log.debug(fields, 'request');
  });
}

const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const PRIVATE_ADDRESS = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd][0-9a-f]{2}:/i;

const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
