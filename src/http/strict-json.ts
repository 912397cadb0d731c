import type { FastifyInstance } from 'fastify';

/** What other systems may send (guarantees.md §5). */
const MAX_JSON_BYTES = 1_000_000;
const MAX_DEPTH = 20;

/**
 * Takes JSON under these media types and nothing else (415). Larger than 1 MB: 413. Deeper than 20, or with a
 * `__proto__` or `constructor.prototype` in it: 400.
 */
export function takeStrictJson(app: FastifyInstance, mediaTypes: readonly string[]): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [...mediaTypes],
    { parseAs: 'string', bodyLimit: MAX_JSON_BYTES },
    (request, body: string, done) => {
      void parse(request, body, (error, value) => {
        if (error !== null) return done(error);
        if (isTooDeep(value)) return done(Object.assign(new Error(TOO_DEEP), { statusCode: 400 }));
        return done(null, value);
      });
    },
  );
}

const TOO_DEEP = `The body is nested deeper than ${MAX_DEPTH} levels.`;

/** Level by level, so that no depth exhausts the stack. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
