import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What other systems may send (guarantees.md §5). */
const MAX_JSON_BYTES = 1_000_000;
const MAX_DEPTH = 20;

/**
 * Takes JSON under these media types and nothing else (415), in UTF-8 (RFC 8259, 8.1): another charset or a compressed body
 * is 415, bytes that are no UTF-8 are 400, and no name comes in with a character lost. Larger than 1 MB: 413. Deeper than
 * 20, or with a `__proto__` or `constructor.prototype` in it: 400.
 * @param texts `whole`: a text with NUL or half a character in it, which no database keeps, is 400, too; `read by row`:
 * the flow refuses them, each with its entry.
 */
export function takeStrictJson(
  app: FastifyInstance,
  mediaTypes: readonly string[],
  texts: 'whole' | 'read by row',
): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [...mediaTypes],
    { parseAs: 'buffer', bodyLimit: MAX_JSON_BYTES },
    (request, bytes: Buffer, done) => {
      const refuse = (status: number, words: string) => done(Object.assign(new Error(words), { statusCode: status }));
      if (!isUtf8(request) || isCompressed(request)) return refuse(415, PLAIN_UTF8);
      const body = decoded(bytes);
      if (body === null) return refuse(400, NO_UTF8);
      void parse(request, body, (error, value) => {
        if (error !== null) return done(error);
        if (isTooDeep(value)) return refuse(400, TOO_DEEP);
        if (texts === 'whole' && ESCAPED.test(body) && isBroken(value)) return refuse(400, BROKEN);
        return done(null, value);
      });
    },
  );
}

/** What can make NUL, or half of a character. */
const ESCAPED = /\\u(?:0000|d[89a-f])/i;
const BROKEN =
  'A text has NUL (\\u0000) or half a character (a lone surrogate, \\ud800 to \\udfff) in it. Send it without.';
const PLAIN_UTF8 = 'A body is JSON in UTF-8, not compressed. Leave out Content-Encoding and any other charset.';
const NO_UTF8 = 'The body is not UTF-8. JSON is always sent in UTF-8 (RFC 8259).';
const TOO_DEEP = `The body is nested deeper than ${MAX_DEPTH} levels.`;

function isUtf8({ headers }: FastifyRequest): boolean {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '') ?? [];
  return ['utf-8', 'utf8', 'us-ascii'].includes(charset.toLowerCase());
}

function isCompressed({ headers }: FastifyRequest): boolean {
  return !['', 'identity'].includes((headers['content-encoding'] ?? '').trim().toLowerCase());
}

/** Null: no UTF-8. A byte order mark is left out. */
function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Level by level, so that no depth exhausts the stack. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

/** Whether a text or a name in it has NUL or a lone surrogate. To be asked of what is not deep. */
function isBroken(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || /\p{Cs}/u.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, item]) => isBroken(name) || isBroken(item));
}
