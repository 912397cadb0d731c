import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { MINUTE_MS } from '../domain/time.ts';
import { createOpenMarks } from '../tracking/open-marks.ts';
import { createTokens } from '../tracking/tokens.ts';
import { apiRoutes } from './api/api-routes.ts';
import { consoleRoutes } from './console/console-routes.ts';
import { inboxRoutes } from './console/inbox-routes.ts';
import { askForLogin } from './console/login-guard.ts';
import { loginRoutes } from './console/login-routes.ts';
import { refuseAddress, refuseConnection } from './guards/broken-requests.ts';
import { logRequests, refuseNul, refuseOtherHosts, setHeaders } from './guards/request-guards.ts';
import { healthRoutes } from './health-routes.ts';
import type { HttpContext, HttpOptions } from './http-context.ts';
import { assetRoutes } from './pages/asset-routes.ts';
import { errorPages } from './pages/error-pages.ts';
import { imageRoutes } from './pages/image-routes.ts';
import { answerRoutes } from './reader/answer-routes.ts';
import { exportRoutes } from './reader/export-routes.ts';
import { preferenceRoutes } from './reader/preference-routes.ts';
import { privacyRoutes } from './reader/privacy-routes.ts';
import { stopRoutes } from './reader/stop-routes.ts';
import { trackingRoutes } from './reader/tracking-routes.ts';
import { scimRoutes } from './scim/scim-routes.ts';
import { xapiRoutes } from './xapi/xapi-routes.ts';

/** The web side: tracking, employees' pages, the console's first pages, the inbox. Not yet listening. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { secret } = options.config;
  const context: HttpContext = { ...options, tokens: createTokens(secret), openMarks: createOpenMarks(secret) };
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: SLOWEST_REQUEST_MS,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    routerOptions: { maxParamLength: MAX_PARAM },
    // A tracked link is asked for by HEAD too, and must then be told apart.
    exposeHeadRoutes: false,
  });
  logRequests(app, context);
  await setHeaders(app, context);
  refuseOtherHosts(app, context);
  refuseNul(app);
  await app.register(formbody, { bodyLimit: MAX_BODY_BYTES });
  await app.register(rateLimit, { global: true, max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });
  errorPages(app, context);

  healthRoutes(app, context);
  assetRoutes(app);
  imageRoutes(app, context);
  trackingRoutes(app, context);
  stopRoutes(app, context);
  answerRoutes(app, context);
  preferenceRoutes(app, context);
  privacyRoutes(app, context);
  exportRoutes(app, context);
  loginRoutes(app, context);
  await app.register((desk, _options, done) => {
    askForLogin(desk, context);
    consoleRoutes(desk, context);
    if (context.config.inbox) inboxRoutes(desk, context);
    done();
  });
  await apiRoutes(app, context);
  await xapiRoutes(app, context);
  await scimRoutes(app, context);
  return app;
}

const MAX_BODY_BYTES = 64 * 1024;
const MAX_PARAM = 200;
/** From the first byte of the headers to the last of the body: whoever sends byte by byte holds no connection for long. */
const SLOWEST_REQUEST_MS = MINUTE_MS;
/** From one address. A whole company may sit behind one, at nine in the morning, with a mail from us. */
const REQUESTS_PER_MINUTE = 6_000;
