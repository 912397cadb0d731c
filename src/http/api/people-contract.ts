import { z } from 'zod';
import { ACTIVITY_KINDS } from '../../domain/learning.ts';
import { asked, nextPage, pageQuery, text } from './api-contract.ts';

/** What the API takes and gives of people and their learning. */

const MAX_ENTRIES = 500;
const MAX_COLUMNS = 1_000;

/** Larger ones have lost digits when they arrive: an id of 17 digits would become another one. */
const number = z
  .number()
  .refine(
    (value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER,
    'is too large for a number of JSON. Send it as a text, in quotes',
  );
const value = z.union([text, number, z.boolean(), z.null(), z.array(z.union([text, number])).max(1_000)]);

export const employeesQuery = pageQuery.extend({
  sort: z
    .enum(['id', '-id', 'created_at', '-created_at'])
    .default('id')
    .describe('created_at: in the order in which people were made known; with - the other way round'),
  id: asked,
  email: asked.describe('Today’s address, in any case'),
  country: asked.describe('ISO 3166-1: NL'),
  locale: asked.describe('nl-BE'),
  manager_email: asked.describe('Whose direct reports'),
});

export const employeesWriteQuery = z.strictObject({
  yes: z.coerce.number().int().min(1).optional().describe('Repeats how many people may be taken out, where asked to'),
});

const NOOR = {
  ...{ id: '1042', email: 'noor@waterlijn.example', locale: 'nl', timezone: 'Europe/Amsterdam', country: 'NL' },
  ...{ region: null, working_days: ['mon', 'tue', 'thu'], hired_on: '2027-02-01', left_on: null },
  ...{ manager_email: 'mees@waterlijn.example', buddy_email: null, missing_since: null },
  attributes: { first_name: 'Noor', department: 'Sales' },
};

export const employee = z
  .object({
    id: z.string(),
    email: z.string().nullable().describe('Null: known, and not reachable by mail'),
    locale: z.string().nullable(),
    timezone: z.string().nullable(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    working_days: z.array(z.string()).nullable(),
    hired_on: z.string().nullable(),
    left_on: z.string().nullable().describe('The last day'),
    manager_email: z.string().nullable(),
    buddy_email: z.string().nullable(),
    missing_since: z.string().nullable().describe('ISO 8601; since then the source does not name the person any more'),
    attributes: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .describe('Every other column, sensitive ones and needs left out'),
  })
  .meta({ examples: [NOOR] });

export const employeeList = z
  .object({ data: z.array(employee), next: nextPage })
  .meta({ examples: [{ data: [NOOR], next: 'WyJpZCIsIjEwNDIiLCJlbXBfMSJd' }] });

/** What has a name of its own: no yes or no. Some houses count departments, so that a number is a text. */
const cell = z.union([text, number, z.null()]);
const list = z.union([text, z.null(), z.array(text).max(1_000)]);
const entry = z
  .object({
    id: cell.optional().describe('The personnel number: who it is. Without it the email is; one of the two is needed'),
    email: cell.optional().describe('Null or empty: not reachable by mail'),
    first_name: cell.optional(),
    last_name: cell.optional(),
    locale: cell.optional().describe('nl, nl-BE'),
    timezone: cell.optional().describe('Europe/Amsterdam'),
    country: cell.optional().describe('ISO 3166-1: NL'),
    region: cell.optional().describe('ISO 3166-2, the part after the country: BE for Berlin'),
    location: cell.optional(),
    department: cell.optional(),
    team: cell.optional(),
    role: cell.optional(),
    level: cell.optional(),
    manager_email: cell.optional(),
    buddy_email: cell.optional(),
    hired_on: cell.optional().describe('2027-02-01'),
    left_on: cell.optional().describe('The last day: 2027-04-30'),
    working_days: list.optional().describe('mon-fri, or a list: mon, tue, thu'),
    leave: list.optional().describe('Days and spans: 2027-02-01..2027-02-12'),
    learning_budget: cell.optional(),
    learning_budget_used: cell.optional(),
  })
  .catchall(value)
  .superRefine((columns, { addIssue }) => {
    const names = Object.keys(columns);
    const refuse = (message: string, path: string[]) => addIssue({ code: 'custom', message, path });
    if (names.length > MAX_COLUMNS) refuse('has more than 1,000 columns', []);
    for (const name of names.slice(0, MAX_COLUMNS)) {
      if (!/^[\p{L}\p{N}_][\p{L}\p{N}_ .'-]*$/u.test(name) || name.length > 100)
        refuse('is not the name of a column: letters, digits, spaces and . _ - up to 100, first a letter, digit or _', [
          name,
        ]);
      else if (['__proto__', 'constructor', 'prototype'].includes(name.trim().toLowerCase()))
        refuse('cannot be the name of a column', [name]);
    }
  })
  .describe('Columns as in an employees file, in any case; a further one becomes an attribute. Null clears a column');

export const employeesBody = z.strictObject({ employees: z.array(entry).min(1).max(MAX_ENTRIES) }).meta({
  examples: [
    {
      employees: [
        {
          ...{ id: '1042', email: 'noor@waterlijn.example', first_name: 'Noor', department: 'Sales', locale: 'nl' },
          ...{ country: 'NL', manager_email: 'mees@waterlijn.example', hired_on: '2027-02-01', cost_centre: 'C-17' },
        },
      ],
    },
    { employees: [{ id: '1017', left_on: '2027-04-30' }] },
  ],
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

const DATA_101 = {
  ...{ id: 'data-101', title: 'Data in a quarter of an hour', kind: 'micro', duration_minutes: 15 },
  ...{ url: 'https://learn.waterlijn.example/data-101', competencies: ['data'], cost: 0, valid_months: null },
};

export const activityList = z
  .object({ data: z.array(activity), next: nextPage })
  .meta({ examples: [{ data: [DATA_101], next: null }] });

export const activitiesBody = z
  .strictObject({
    activities: z
      .array(
        z.strictObject({
          id: text.describe('As the learning platform has it'),
          title: text.optional().describe('Needed for a new one, else its id stands in'),
          kind: text.nullable().optional().describe(ACTIVITY_KINDS.join(', ')),
          duration_minutes: number.nullable().optional().describe('Whole minutes'),
          url: text
            .nullable()
            .optional()
            .describe('Where it is taken; xAPI statements about this address mean this activity'),
          competencies: z.array(text).max(100).nullable().optional(),
          cost: number.nullable().optional(),
          valid_months: number.nullable().optional().describe('After so many months it is to be done again'),
        }),
      )
      .min(1)
      .max(MAX_ENTRIES),
  })
  .meta({ examples: [{ activities: [DATA_101] }] });

export const learningBody = z
  .strictObject({
    records: z
      .array(
        z.strictObject({
          id: text.optional().describe("The employee's; or email"),
          email: text.optional().describe("The employee's, today's or a former one; or id"),
          activity: text.describe('The id of a known activity'),
          event: text.describe('assigned, started, progressed, completed, passed or failed'),
          at: text.describe('ISO 8601, not more than a day ahead; a bare date is the whole day'),
          due: text.nullable().optional().describe('Of assigned: until when, as a date'),
          score: number.nullable().optional().describe('0 to 100'),
          progress: number.nullable().optional().describe('0 to 100'),
        }),
      )
      .max(MAX_ENTRIES)
      .describe('An empty list says that nothing happened, and that learning data is of now'),
  })
  .meta({
    examples: [
      {
        records: [
          {
            email: 'noor@waterlijn.example',
            activity: 'data-101',
            event: 'completed',
            at: '2027-04-26T09:30:00+02:00',
          },
          { id: '1042', activity: 'data-102', event: 'assigned', at: '2027-04-26', due: '2027-05-31' },
        ],
      },
    ],
  });
