import type { FastifyInstance } from 'fastify';
import { LIVE_SCRIPT } from './live-script.ts';
import { STYLESHEET } from './stylesheet.ts';

/** The few files that pages ask for. They stand in the code, so that the compiled program needs no folder beside it. */
const ASSETS: Readonly<Record<string, { readonly type: string; readonly content: string }>> = {
  'druppel.css': { type: 'text/css; charset=utf-8', content: STYLESHEET },
  'live.js': { type: 'text/javascript; charset=utf-8', content: LIVE_SCRIPT },
  'icon.svg': {
    type: 'image/svg+xml',
    content:
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#0b7a75" d="M12 2.5c3.6 4.4 6.4 7.9 6.4 11.6a6.4 6.4 0 1 1-12.8 0C5.6 10.400 8.400 6.900 12 2.5Z"/></svg>',
  },
};

export function assetRoutes(app: FastifyInstance): void {
  for (const [name, { type, content }] of Object.entries(ASSETS)) {
    app.get(`/assets/${name}`, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').type(type).send(content),
    );
  }
}
