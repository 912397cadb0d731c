import SCIMMY from 'scimmy';
import { z } from 'zod';
import { unknownFilter } from './user-filter.ts';
import { MAX_PAGE } from './user-resource.ts';

const { Messages, Types } = SCIMMY;

const whole = z.coerce.number().int();
/** `attrName` begins with a letter (RFC 7643, 2.1); scimmy would look `__proto__` up in an object. */
const names = z
  .union([z.string(), z.array(z.string()).transform((list) => list.join(','))])
  .refine((list) => list.split(',').every((name) => /^\s*(?:[a-z](?!.*__proto__)[\w.:$-]*)?\s*$/i.test(name)));
const shown = z.object({ attributes: names.optional(), excludedAttributes: names.optional() });
const list = shown.extend({
  filter: z.string().max(1_000).optional(),
  startIndex: whole.transform((value) => Math.max(value, 1)).default(1),
  count: whole.transform((value) => Math.min(Math.max(value, 0), MAX_PAGE)).default(MAX_PAGE),
  sortBy: z.string().optional(),
  sortOrder: z.string().optional(),
});

/** A list as a query asks for it (RFC 7644, 3.4.2), in the words scimmy takes. */
export function listQuery(query: unknown) {
  const parsed = list.safeParse(query);
  if (!parsed.success)
    throw new Types.Error(
      400,
      'invalidValue',
      `"${whereIn(parsed.error)}" ${NOT_AS[whereIn(parsed.error)] ?? 'is not as RFC 7644, 3.4.2 has it'}.`,
    );
  const { sortBy, sortOrder, ...asked } = parsed.data;
  // scimmy would look it up in an object.
  if (/(?:^|[\s(.:[])__proto__/.test(asked.filter ?? '')) throw unknownFilter();
  const isOurOrder = sortBy === undefined || (sortBy.toLowerCase() === 'id' && !/^desc/i.test(sortOrder ?? ''));
  if (!isOurOrder) throw new Types.Error(501, null as unknown as string, NO_SORT);
  return asked as never;
}

/** The same as a body, for what should not stand in an address (RFC 7644, 3.4.3). */
export function listBody(body: unknown) {
  const { schemas } = z
    .object({ schemas: z.array(z.string()) })
    .catch({ schemas: [] })
    .parse(body);
  if (!schemas.includes(Messages.SearchRequest.id))
    throw new Types.Error(400, 'invalidSyntax', `A search names its schema: ${Messages.SearchRequest.id}.`);
  return listQuery(body);
}

/** Which attributes are to be shown (RFC 7644, 3.9). */
export function shownQuery(query: unknown) {
  const parsed = shown.safeParse(query);
  if (!parsed.success)
    throw new Types.Error(
      400,
      'invalidValue',
      `"${whereIn(parsed.error)}" is a list of names, with commas between them.`,
    );
  return parsed.data as never;
}

const NOT_AS: Readonly<Record<string, string>> = {
  startIndex: 'is a whole number; the first user is 1',
  count: `is a whole number, at most ${MAX_PAGE} are given`,
  filter: 'comes once, with at most 1,000 characters',
};
const NO_SORT =
  'Lists are not sorted, as /ServiceProviderConfig says: users come in the order in which they were made. Leave sortBy out.';

function whereIn({ issues }: z.ZodError): string {
  return String(issues[0]?.path[0] ?? 'The request');
}
