import { UserError } from '../domain/errors.ts';

/** Where the queue lives: in this process, or on a server that several machines share. */
export type QueueTarget =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly url: string };

/**
 * Reads the setting QUEUE_URL. Empty is the embedded queue.
 *
 * @throws {UserError} when it is no URL of a kind we know; the message never shows the password.
 */
export function parseQueueUrl(text: string): QueueTarget {
  const written = text.trim();
  if (written === '') return { kind: 'embedded' };
  if (!URL.canParse(written)) {
    throw new UserError(`QUEUE_URL: ${JSON.stringify(withoutPassword(written))} is not a URL.`, { hint: FORMS });
  }
  const url = new URL(written);
  const kind = KINDS[url.protocol];
  if (kind === undefined) {
    throw new UserError(`QUEUE_URL: ${JSON.stringify(url.protocol)} is not a queue we know.`, { hint: FORMS });
  }
  if (url.hostname === '' && kind === 'redis') {
    throw new UserError(`QUEUE_URL: ${JSON.stringify(withoutPassword(written))} names no host.`, { hint: FORMS });
  }
  if (kind === 'redis' && !/^\/?\d*$/.test(url.pathname)) {
    throw new UserError(`QUEUE_URL: ${JSON.stringify(url.pathname.slice(1))} is not the number of a Redis database.`, {
      hint: 'Write it like redis://localhost:6379/0.',
    });
  }
  return { kind, url: written };
}

const FORMS =
  'Write it like redis://localhost:6379, rediss://user:password@host:6380/0 or postgres://user:password@host/database, or leave it empty for the queue inside this process.';

const KINDS: Readonly<Record<string, 'redis' | 'postgres' | undefined>> = {
  'redis:': 'redis',
  'rediss:': 'redis',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};

function withoutPassword(text: string): string {
  return text.replace(/:[^:/@]*@/, ':…@');
}
