import { z } from 'zod';
import { misfitsOf } from '../../domain/misfits.ts';
import { parseInstant } from '../../domain/time.ts';

/**
 * The shape of an xAPI statement, 1.0.3 and 2.0 (IEEE 9274.1.1). Strict as the standard is: a property it does not name
 * is an error, and so is null outside extensions.
 */

const iri = z.string().regex(/^[a-z][a-z\d+.-]*:\S+$/i, 'is not an IRI');
const uuid = z
  .string()
  .regex(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i, 'is not a UUID')
  .toLowerCase();
const languageTag = z.string().regex(/^[a-z]{1,8}(?:-[a-z\d]{1,8})*$/i, 'is not a language tag (RFC 5646)');
const languageMap = z.record(languageTag, z.string());
const extensions = z.record(iri, z.unknown());
/** ISO 8601. An offset of minus zero says nothing (RFC 3339, 4.3), which the standard refuses. */
const timestamp = z
  .string()
  .refine((text) => parseInstant(text, 'UTC') !== null && !/-00(?::?00)?$/.test(text.slice(10)), {
    message: 'is not an ISO 8601 timestamp',
  });
const duration = z
  .string()
  .regex(
    /^P(?:\d+(?:\.\d+)?W|(?=.)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)$/,
    'is not an ISO 8601 duration',
  );

const identifiers = {
  name: z.string().optional(),
  mbox: z
    .string()
    .regex(/^mailto:[^\s@]+@[^\s@]+$/i, 'is not a mailto: IRI')
    .optional(),
  mbox_sha1sum: z
    .string()
    .regex(/^[\da-f]{40}$/i, 'is not a SHA-1 sum')
    .optional(),
  openid: iri.optional(),
  account: z.strictObject({ homePage: iri, name: z.string().min(1) }).optional(),
};

const agent = z
  .strictObject({ objectType: z.literal('Agent').optional(), ...identifiers })
  .refine((one) => identifiersOf(one) === 1, 'needs exactly one of mbox, mbox_sha1sum, openid, account');
const group = z
  .strictObject({ objectType: z.literal('Group'), ...identifiers, member: z.array(agent).optional() })
  .refine(
    (one) => identifiersOf(one) === 1 || (identifiersOf(one) === 0 && (one.member?.length ?? 0) > 0),
    'needs members, or one of mbox, mbox_sha1sum, openid, account',
  );
const actor = z.union([agent, group]);

const verb = z.strictObject({ id: iri, display: languageMap.optional() });

const component = z.array(z.strictObject({ id: z.string().min(1), description: languageMap.optional() }));
const activity = z.strictObject({
  objectType: z.literal('Activity').optional(),
  id: iri,
  definition: z
    .strictObject({
      name: languageMap.optional(),
      description: languageMap.optional(),
      type: iri.optional(),
      moreInfo: iri.optional(),
      interactionType: z
        .enum([
          'true-false',
          'choice',
          'fill-in',
          'long-fill-in',
          'matching',
          'performance',
          'sequencing',
          'likert',
          'numeric',
          'other',
        ])
        .optional(),
      correctResponsesPattern: z.array(z.string()).optional(),
      choices: component.optional(),
      scale: component.optional(),
      source: component.optional(),
      target: component.optional(),
      steps: component.optional(),
      extensions: extensions.optional(),
    })
    .optional(),
});
const statementRef = z.strictObject({ objectType: z.literal('StatementRef'), id: uuid });

const score = z
  .strictObject({
    scaled: z.number().min(-1).max(1).optional(),
    raw: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine(
    ({ raw, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }) =>
      min <= max && (raw === undefined || (raw >= min && raw <= max)),
    'is not between its min and max',
  );
const result = z.strictObject({
  score: score.optional(),
  success: z.boolean().optional(),
  completion: z.boolean().optional(),
  response: z.string().optional(),
  duration: duration.optional(),
  extensions: extensions.optional(),
});

const oneOrMore = z.union([activity, z.array(activity)]).optional();
const context = z.strictObject({
  registration: uuid.optional(),
  instructor: actor.optional(),
  team: group.optional(),
  contextActivities: z
    .strictObject({ parent: oneOrMore, grouping: oneOrMore, category: oneOrMore, other: oneOrMore })
    .optional(),
  contextAgents: z
    .array(
      z.strictObject({
        objectType: z.literal('contextAgent'),
        agent,
        relevantTypes: z.array(iri).min(1).optional(),
      }),
    )
    .optional(),
  contextGroups: z
    .array(
      z.strictObject({
        objectType: z.literal('contextGroup'),
        group,
        relevantTypes: z.array(iri).min(1).optional(),
      }),
    )
    .optional(),
  revision: z.string().optional(),
  platform: z.string().optional(),
  language: languageTag.optional(),
  statement: statementRef.optional(),
  extensions: extensions.optional(),
});

const attachments = z
  .array(z.unknown())
  .refine((list) => list.length === 0, {
    message: 'are not taken here: this server keeps what people learned and no files. Send the statement without them.',
  })
  .optional();
const saying = {
  actor,
  verb,
  result: result.optional(),
  context: context.optional(),
  timestamp: timestamp.optional(),
  attachments,
};
const agentOrGroupObject = z.union([
  agent.refine(({ objectType }) => objectType !== undefined, 'needs the objectType Agent'),
  group,
]);
const subStatement = z.strictObject({
  objectType: z.literal('SubStatement'),
  ...saying,
  object: z.union([activity, statementRef, agentOrGroupObject]),
});

const statementObject = z.union([activity, statementRef, agentOrGroupObject, subStatement]);
type StatementObject = z.output<typeof statementObject>;

export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

const statementShape = z
  .strictObject({
    id: uuid.optional(),
    ...saying,
    object: statementObject,
    stored: timestamp.optional(),
    authority: actor.optional(),
    version: z
      .string()
      .regex(/^(?:1\.0(?:\.\d+)?|2\.0(?:\.\d+)?)$/, 'is not 1.0.x or 2.0.x')
      .optional(),
  })
  .refine(({ verb: { id }, object }) => id !== VOIDED || object.objectType === 'StatementRef', {
    path: ['object'],
    message: 'of a voiding statement is a StatementRef',
  })
  .refine(({ object, context: told }) => isActivity(object) || (told?.revision ?? told?.platform) === undefined, {
    path: ['context'],
    message: 'has revision or platform, which belong to activities only',
  });

export type Statement = z.output<typeof statementShape>;
export type Actor = z.output<typeof actor>;

/** @returns the statement, or what is wrong with it, as a sentence. */
export function readStatement(value: unknown): { readonly statement: Statement } | { readonly why: string } {
  const parsed = statementShape.safeParse(value, { reportInput: true });
  if (parsed.success) return { statement: parsed.data };
  const [misfit] = misfitsOf(statementShape, parsed.error);
  if (misfit === undefined) return { why: 'This is no statement.' };
  const { path, words } = misfit;
  const place = path.length === 0 ? 'The statement' : `"${path.join('.')}"`;
  return { why: `${place} ${words}${/[.?]$/.test(words) ? '' : '.'}` };
}

export function isActivity(object: StatementObject): object is z.output<typeof activity> {
  return object.objectType === undefined || object.objectType === 'Activity';
}

function identifiersOf(one: Readonly<Record<string, unknown>>): number {
  return ['mbox', 'mbox_sha1sum', 'openid', 'account'].filter((name) => one[name] !== undefined).length;
}
