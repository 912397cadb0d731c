import type { FastifyInstance } from 'fastify';
import { logIn, logOut } from '../../flow/access/console-sessions.ts';
import { tokenParams } from '../contract.ts';
import { refuseForeignForm } from '../guards/request-guards.ts';
import { sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { loginCookie } from './login-cookie.ts';
import { askPage, refusedPage } from './login-pages.ts';

/** `/login/TOKEN` and `/logout`. Where a login leads is not in the address: always to the console's first page. */
export function loginRoutes(app: FastifyInstance, context: HttpContext): void {
  const cookie = loginCookie(context);
  const limited = { config: { rateLimit: { max: LOGINS_PER_MINUTE, timeWindow: '1 minute' } } };

  app.get('/login/:token', async (_request, reply) =>
    // With `no-referrer` a browser hides where the form comes from, also from us.
    sendPage(reply.header('referrer-policy', 'same-origin'), askPage()),
  );

  app.post('/login/:token', limited, async (request, reply) => {
    refuseForeignForm(request, context);
    const { token } = tokenParams.parse(request.params);
    const sessionId = await logIn(context, token, cookie.read(request));
    if (sessionId === null) return sendPage(reply.code(403), refusedPage());
    cookie.give(reply, sessionId);
    return reply.redirect('/', 303);
  });

  app.post('/logout', limited, async (request, reply) => {
    refuseForeignForm(request, context);
    const sessionId = cookie.read(request);
    if (sessionId !== null) await logOut(context, sessionId);
    cookie.takeBack(reply);
    return reply.redirect('/', 303);
  });
}

/** From one address: a whole department may sit behind one, on the morning that it gets its links. */
const LOGINS_PER_MINUTE = 30;
