import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Notes the routes that are made below, to tell "not here" from "not like this". Call it before they are made.
 * @returns what a not-found handler asks first: for a path that is there, `Allow` is set (RFC 9110, 10.2.1) and the
 * status is 204 for OPTIONS, else 405; null when nothing is there.
 */
export function noteRoutes(app: FastifyInstance): (request: FastifyRequest, reply: FastifyReply) => 204 | 405 | null {
  const methodsByPath = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByPath.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    methodsByPath.set(url, methods);
  });
  return ({ method, url }, reply) => {
    const [path = ''] = url.split('?');
    const methods = [...methodsByPath].flatMap(([pattern, known]) => (fits(path, pattern) ? [...known] : []));
    if (methods.length === 0) return null;
    reply.header('allow', [...new Set([...methods, 'OPTIONS'])].sort().join(', '));
    return method === 'OPTIONS' ? 204 : 405;
  };
}

function fits(path: string, pattern: string): boolean {
  const parts = path.split('/');
  const wanted = pattern.split('/');
  return (
    parts.length === wanted.length &&
    wanted.every((part, at) => (part.startsWith(':') ? parts[at] !== '' : part === parts[at]))
  );
}
