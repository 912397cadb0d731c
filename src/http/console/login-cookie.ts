import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_MS } from '../../flow/access/console-sessions.ts';
import type { HttpContext } from '../http-context.ts';

/** The session's id in a cookie that no script can read and no other site's form brings along (RFC 6265bis). */
export interface LoginCookie {
  /** Null without one, or with what we never gave out. */
  read(request: FastifyRequest): string | null;
  give(reply: FastifyReply, sessionId: string): void;
  takeBack(reply: FastifyReply): void;
}

export function loginCookie({ config }: HttpContext): LoginCookie {
  const isSecure = config.publicUrl.startsWith('https:');
  // `__Host-`: browsers take it over TLS from this host alone, so that no neighbour under the same domain can plant one.
  const name = isSecure ? '__Host-druppel' : 'druppel';
  const set = (reply: FastifyReply, value: string, maxAge: number) =>
    reply.header(
      'set-cookie',
      `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
    );
  return {
    read: ({ headers }) => cookieIn(headers.cookie ?? '', name),
    give: (reply, sessionId) => set(reply, sessionId, SESSION_MS / 1_000),
    takeBack: (reply) => set(reply, '', 0),
  };
}

function cookieIn(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value !== undefined && SESSION_ID.test(value)) return value;
  }
  return null;
}

/** 256 bits in base64url. */
const SESSION_ID = /^[\w-]{43}$/;
