import type { FastifyInstance, FastifyRequest } from 'fastify';
import { linkDestination, recordClick } from '../../flow/answers/record-click.ts';
import { recordOpen } from '../../flow/answers/record-open.ts';
import type { Hit } from '../../tracking/classify-hit.ts';
import { tokenParams } from '../contract.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from '../pages/error-pages.ts';

/** `/t/o/MARK.gif` and `/t/c/TOKEN`. A wrong mark or token is found out without the database. */
export function trackingRoutes(app: FastifyInstance, context: HttpContext): void {
  const { openMarks, tokens, log } = context;
  const spent = new Set<string>();

  app.route({
    method: ['GET', 'HEAD'],
    url: '/t/o/:token',
    // A company opens its mail behind one address, and a mark costs the database one question in all.
    config: { rateLimit: false },
    handler: async (request, reply) => {
      const { token } = tokenParams.parse(request.params);
      const mark = token.endsWith('.gif') ? token.slice(0, -'.gif'.length) : '';
      if (!openMarks.isOurs(mark)) return notFound(request, reply);
      if (!spent.has(mark)) {
        remember(spent, mark);
        // The image does not wait for the count, nor fail with it.
        recordOpen(context, mark, hitOf(request)).catch((error: unknown) => {
          spent.delete(mark);
          log.warn({ err: error }, 'an open could not be counted');
        });
      }
      // Webmail shows it on a page of its own origin.
      return reply.header('cross-origin-resource-policy', 'cross-origin').type('image/gif').send(PIXEL);
    },
  });

  app.route({
    method: ['GET', 'HEAD'],
    url: '/t/c/:token',
    // By link and not by visitor: nobody follows one sixty times a minute, and whoever does must not keep us from sending.
    config: { rateLimit: { max: 60, timeWindow: '1 minute', keyGenerator: tokenOf } },
    handler: async (request, reply) => {
      const { token } = tokenParams.parse(request.params);
      const click = tokens.read('click', token);
      if (click === null) return notFound(request, reply);
      const destination = await linkDestination(context, click);
      // Where a link leads matters to the reader; that it was counted only to us.
      await recordClick(context, click, hitOf(request)).catch((error: unknown) =>
        log.warn({ err: error }, 'a click could not be counted'),
      );
      return destination === null ? notFound(request, reply) : reply.redirect(destination, 302);
    },
  });
}

function tokenOf(request: FastifyRequest): string {
  return tokenParams.parse(request.params).token;
}

/** A transparent GIF of one pixel (GIF89a). */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** A mark counts once; who asks for it ten thousand times a second must not keep the database from sending. */
const REMEMBERED = 50_000;

function remember(spent: Set<string>, mark: string): void {
  if (spent.size >= REMEMBERED) spent.clear();
  spent.add(mark);
}

function hitOf({ method, headers }: FastifyRequest): Hit {
  const purposes = PURPOSE_HEADERS.flatMap((name) => headers[name] ?? []);
  return {
    method,
    userAgent: headers['user-agent'] ?? null,
    purpose: purposes.length === 0 ? null : purposes.join(' '),
  };
}

const PURPOSE_HEADERS = ['purpose', 'sec-purpose', 'x-moz', 'x-purpose'];
