import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invariant } from '../../domain/errors.ts';
import { userOfSession } from '../../flow/access/console-sessions.ts';
import { hasConsoleUsers } from '../../store/access/console-users.ts';
import type { ConsoleRole } from '../../store/tables/console-tables.ts';
import { isLocalVisit } from '../guards/request-guards.ts';
import { sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { loginCookie } from './login-cookie.ts';
import { loggedOutPage } from './login-pages.ts';

/** Who looks at a page of the console. */
export interface Visitor {
  /** Null: somebody at this machine, before the first user was added. */
  readonly email: string | null;
  readonly role: ConsoleRole;
}

/**
 * Opens the routes of `desk` to whoever is logged in, whatever the role. As long as nobody was ever asked to log in,
 * because there is no user, they are open on this machine: a first start and the demo need no login.
 */
export function askForLogin(desk: FastifyInstance, context: HttpContext): void {
  const cookie = loginCookie(context);
  desk.decorateRequest(VISITOR, null);
  desk.addHook('onRequest', async (request, reply) => {
    const visitor = await whoVisits(request, context, cookie.read(request));
    // The form for logging out must be able to say where it comes from.
    reply.header('referrer-policy', 'same-origin');
    if (visitor !== null) {
      request.setDecorator<Visitor | null>(VISITOR, visitor);
      return;
    }
    // RFC 9110, 15.5.2 asks for a challenge; there is none by header for a link that comes from a colleague.
    return sendPage(reply.code(401).header('www-authenticate', 'Link realm="Druppel"'), loggedOutPage());
  });
}

/** Of a request to a route behind {@link askForLogin}. */
export function visitorOf(request: FastifyRequest): Visitor {
  const visitor = request.getDecorator<Visitor | null>(VISITOR);
  invariant(visitor !== null, 'a page of the console that was not behind the login');
  return visitor;
}

const VISITOR = 'visitor';

async function whoVisits(
  request: FastifyRequest,
  context: HttpContext,
  sessionId: string | null,
): Promise<Visitor | null> {
  const user = sessionId === null ? null : await userOfSession(context, sessionId);
  if (user !== null) return { email: user.email, role: user.role };
  if (!isLocalVisit(request) || (await hasConsoleUsers(context.store.read))) return null;
  return { email: null, role: 'admin' };
}
