import { z } from 'zod';
import { ACTIVITY_KINDS } from '../../domain/learning.ts';

/** What the API takes and gives. A parameter or field that is not named here is an error (422), never ignored. */

const MAX_ENTRIES = 500;

/** Columns are named as in files; a further column of an employee becomes an attribute. */
const columnName = z
  .string()
  .min(1)
  .max(100)
  // In words and not as a pattern: not every client of the description can read `\p{L}`.
  .refine((name) => /^[\p{L}\p{N}_][\p{L}\p{N}_ .'-]*$/u.test(name), 'is not the name of a column')
  .refine((name) => !['__proto__', 'constructor', 'prototype'].includes(name), 'cannot be the name of a column')
  .describe('Letters, digits, spaces and . _ - first a letter, digit or _');
const text = z.string().max(32_000);
const value = z.union([text, z.number(), z.boolean(), z.null(), z.array(z.union([text, z.number()])).max(1_000)]);

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2_000).optional().describe('"next" of the page before'),
});

export const employeesQuery = pageQuery.extend({
  sort: z.enum(['id', '-id', 'created_at', '-created_at']).default('id'),
  id: text.optional(),
  email: text.optional(),
  country: text.optional(),
  locale: text.optional(),
  manager_email: text.optional(),
});

export const employeesWriteQuery = z.strictObject({
  yes: z.coerce.number().int().min(1).optional().describe('Repeats how many people may be taken out, where asked to'),
});

export const idParams = z.strictObject({ id: z.string().min(1).max(200) });
export const noQuery = z.strictObject({});

export const employee = z.object({
  id: z.string(),
  email: z.string().nullable(),
  locale: z.string().nullable(),
  timezone: z.string().nullable(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  working_days: z.array(z.string()).nullable(),
  hired_on: z.string().nullable(),
  left_on: z.string().nullable(),
  manager_email: z.string().nullable(),
  buddy_email: z.string().nullable(),
  missing_since: z.string().nullable().describe('ISO 8601; since then the source does not name the person any more'),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const employeeList = z.object({ data: z.array(employee), next: z.string().nullable() });

export const employeesBody = z.strictObject({
  employees: z
    .array(
      z.record(columnName, value).refine((entry) => Object.keys(entry).length <= 1_000, 'has more than 1,000 columns'),
    )
    .min(1)
    .max(MAX_ENTRIES),
});

const activity = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(ACTIVITY_KINDS as [string, ...string[]]),
  duration_minutes: z.number().nullable(),
  url: z.string().nullable(),
  competencies: z.array(z.string()),
  cost: z.number().nullable(),
  valid_months: z.number().nullable(),
});

export const activityList = z.object({ data: z.array(activity), next: z.string().nullable() });

export const activitiesBody = z.strictObject({
  activities: z
    .array(
      z.strictObject({
        id: text,
        title: text.optional(),
        kind: text.nullable().optional(),
        duration_minutes: z.number().nullable().optional(),
        url: text.nullable().optional(),
        competencies: z.array(text).max(100).nullable().optional(),
        cost: z.number().nullable().optional(),
        valid_months: z.number().nullable().optional(),
      }),
    )
    .min(1)
    .max(MAX_ENTRIES),
});

export const learningBody = z.strictObject({
  records: z
    .array(
      z.strictObject({
        id: text.optional().describe("The employee's; or email"),
        email: text.optional(),
        activity: text,
        event: text.describe('assigned, started, progressed, completed, passed or failed'),
        at: text.describe('ISO 8601; a bare date is the whole day'),
        due: text.nullable().optional(),
        score: z.number().nullable().optional(),
        progress: z.number().nullable().optional(),
      }),
    )
    .max(MAX_ENTRIES)
    .describe('An empty list says that nothing happened'),
});

const shown = z.number().nullable().describe('Null: too few people stand behind the figure');

export const learningTotals = z.object({
  learning_data_at: z.string().nullable(),
  data: z.array(z.object({ activity: z.string(), event: z.string(), people: shown })),
});

export const taken = z.object({
  read: z.number(),
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  errors: z.array(
    z.object({ entry: z.number().describe('From 1'), column: z.string().nullable(), message: z.string() }),
  ),
});

export const audienceList = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      rule: z.string(),
      ready: z.boolean().describe('Known without a definition; those about learning mean what a campaign promotes'),
    }),
  ),
});

export const audienceBody = z.strictObject({
  rule: z
    .union([text, z.record(z.string(), z.unknown()), z.array(z.unknown())])
    .describe('A rule as in campaign files, as YAML text or as JSON; or the name of an audience'),
});

export const audienceCount = z.object({ count: shown, reachable: shown, exact: z.boolean() });

export const campaignList = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      title: z.record(z.string(), z.string()),
      state: z.string(),
      version: z.number(),
      launched_at: z.string().nullable(),
    }),
  ),
});

const comparedGroup = z.object({ people: z.number(), reached: z.number(), rate: z.number() });
const difference = z.number().describe('Of the shares, from -1 to 1');

const comparison = z
  .object({
    verdict: z
      .enum(['more', 'less', 'cannot-tell', 'too-few', 'hidden'])
      .describe('too-few: a group is smaller than the minimum. hidden: too few, or all but too few, reached the goal'),
    minimum_group: z.number().nullable().describe('Where the verdict is too-few or hidden'),
    now: comparedGroup.nullable(),
    later: comparedGroup.nullable(),
    added: z
      .object({ difference, low: difference, high: difference })
      .nullable()
      .describe('With the interval in which it probably lies'),
    added_people: z.number().nullable(),
    days: z.number().nullable(),
    is_over: z.boolean().nullable(),
  })
  .nullable()
  .describe('What the campaign added, against those who begin later. Null: nobody is compared');

const around = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  at: z.string().nullable(),
  reason: z.string().nullable(),
  words: z.string().nullable().describe('What the other side said when it was not done'),
  simulated: z.boolean(),
});

const mails = z.number().nullable().describe('Exact; null where how many got it tells what people did');

export const campaignFigures = z.object({
  campaign: z.string(),
  version: z.number().nullable(),
  state: z.string(),
  learning_data_at: z.string().nullable(),
  participants: z.number(),
  active: shown,
  goal: z.object({ reached: shown, rate: z.number().nullable(), target: z.number().nullable(), comparison }),
  steps: z.array(
    z.object({
      id: z.string(),
      phase: z.string(),
      planned: mails,
      waiting: mails,
      sent: mails,
      simulated: mails,
      in_doubt: mails,
      failed: mails,
      bounced: mails,
      opens: z.object({ human: shown, automatic: shown }),
      clicks: z.object({ human: shown, automatic: shown }),
    }),
  ),
  around: z.array(around).describe('Posts, and reminders to owners'),
});

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  errors: z
    .array(z.object({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string() }))
    .optional(),
});

/** What every route may answer besides what it is asked for. */
export const PROBLEMS = {
  '4xx': { description: 'What is wrong (RFC 9457)', content: { 'application/problem+json': { schema: problem } } },
} as const;

/** Of every POST. Loose: the other headers are whoever's. */
export const postHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .optional()
    .describe('The same request with the same key, within 24 hours, has one effect and one answer'),
});
