import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

/** What all of the API takes and gives. A parameter or field that is not named is an error (422), never ignored. */

export const text = z.string().max(32_000);

/** For parameters that ask for one thing: an empty one asks for nothing, and is a slip. */
export const asked = z.string().min(1).max(1_000).optional();

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('So many a page'),
  cursor: z
    .string()
    .max(2_000)
    .optional()
    .describe('"next" of the page before, as it is; leave it out for the first page'),
});

export const nextPage = z.string().nullable().describe('The cursor of the next page; null: this was the last one');

export const idParams = z.strictObject({ id: z.string().min(1).max(200) });
export const noQuery = z.strictObject({});

export const taken = z
  .object({
    read: z.number().describe('So many entries came'),
    new: z.number(),
    changed: z.number(),
    unchanged: z.number().describe('These were known already, with the same values'),
    refused: z.number().describe('These were left out, each with its reason in errors; the others are kept'),
    errors: z.array(
      z.object({
        entry: z.number().describe('Its place in the list, from 1'),
        column: z.string().nullable().describe('As it was written; null: the entry as a whole'),
        message: z.string(),
      }),
    ),
  })
  .meta({
    examples: [
      { read: 1, new: 1, changed: 0, unchanged: 0, refused: 0, errors: [] },
      {
        ...{ read: 2, new: 1, changed: 0, unchanged: 0, refused: 1 },
        errors: [{ entry: 2, column: 'email', message: '"noor" has no @. Write one address: ana@waterlijn.example.' }],
      },
    ],
  });

const problem = z
  .object({
    type: z.string().describe('Always about:blank: the status says what kind of problem it is'),
    title: z.string().describe('The name of the status'),
    status: z.number(),
    detail: z.string().describe('What is wrong and what to do, in a sentence'),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional().describe('Where in the body (JSON Pointer, RFC 6901)'),
          parameter: z.string().optional().describe('Which parameter of the address'),
          detail: z.string(),
        }),
      )
      .optional()
      .describe('Each thing that is wrong, where there are several or they have a place'),
  })
  .meta({ id: 'Problem', description: 'What is wrong (RFC 9457)' });

const MEANINGS = {
  400: 'The request cannot be read: broken JSON, no UTF-8, nested too deep, NUL in the address, an empty Idempotency-Key.',
  401: 'No key was shown, or one that is not known or was revoked.',
  403: 'The key has not the scope that this route needs.',
  404: 'Nothing has this id.',
  409: 'The first request with this Idempotency-Key is still under way: wait, and repeat it.',
  413: 'The body is larger than 1 MB: send fewer entries.',
  415: 'The body is not JSON in UTF-8, or is compressed.',
  422: 'The request was read and cannot be done: a wrong field or parameter, every entry refused, too many people taken out at once, another request under the same Idempotency-Key.',
  429: 'Too many requests from one address: wait as long as Retry-After says.',
  500: 'Something went wrong here. The same request may come again later.',
  503: 'Not ready yet, or not just now: nothing has been published, or the database does not answer. The same request may come again later.',
} as const;
type Status = keyof typeof MEANINGS;

const OF_ALL: readonly Status[] = [400, 401, 403, 422, 429, 500, 503];

/** What a route may answer besides what it is asked for: what all of them may, what those with a body may, and 404. */
export function problems(...more: readonly ('body' | 'id')[]) {
  const own: Status[] = [...OF_ALL, ...more.flatMap((kind): Status[] => (kind === 'id' ? [404] : [409, 413, 415]))];
  return Object.fromEntries(
    own
      .sort((a, b) => a - b)
      .map((status) => [
        status,
        { description: MEANINGS[status], content: { 'application/problem+json': { schema: problem } } },
      ]),
  );
}

/** Of every POST. Loose: the other headers are whoever's. */
export const postHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .optional()
    .describe(
      'Any text of up to 255 characters, new for each request: the same request with the same key, within 24 hours, has one effect and one answer',
    ),
});

/** An example of each problem, where the description is read. */
export function exampleOf(status: string): Record<string, unknown> | null {
  const meaning = MEANINGS[Number(status) as Status];
  return meaning === undefined
    ? null
    : { type: 'about:blank', title: STATUS_CODES[status], status: Number(status), detail: EXAMPLES[status] ?? meaning };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  401: 'Show a key: Authorization: Bearer KEY. A key is made on the server: druppel key make NAME --scopes ….',
  403: 'This key may not do that: it lacks the scope write:employees, it has read:employees. Make one that may: druppel key make NAME --scopes write:employees.',
  422: 'Every entry was refused; nothing was changed.',
  503: 'Nothing has been published yet, so this store does not know its workspace. Publish a campaign first: druppel publish CAMPAIGN.',
};
