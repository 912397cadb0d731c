import { createServer } from 'node:net';
import { EnvironmentError } from '../domain/errors.ts';

const TRIES = 100;

/** The first port from `wanted` on that nobody listens on. Links in mails name it, so it is known before the first one. */
export async function freePort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port += 1) if (await isFree(host, port)) return port;
  throw new EnvironmentError(`Every port from ${wanted} to ${wanted + TRIES - 1} is taken.`, {
    hint: 'Name another with --port.',
  });
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}
