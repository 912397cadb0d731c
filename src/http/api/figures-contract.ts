import { z } from 'zod';
import { text } from './api-contract.ts';

/** What the API tells in figures: audiences and campaigns. */

const shown = z.number().nullable().describe('Null: too few people stand behind the figure');

export const learningTotals = z
  .object({
    learning_data_at: z.string().nullable().describe('ISO 8601: when learning data came last; null: never'),
    data: z.array(z.object({ activity: z.string(), event: z.string(), people: shown })),
  })
  .meta({
    examples: [
      {
        learning_data_at: '2027-04-26T05:30:00Z',
        data: [
          { activity: 'data-101', event: 'started', people: 240 },
          { activity: 'data-101', event: 'completed', people: 185 },
          { activity: 'data-102', event: 'completed', people: null },
        ],
      },
    ],
  });

export const audienceList = z
  .object({
    data: z.array(
      z.object({
        name: z.string(),
        rule: z.string(),
        ready: z.boolean().describe('Known without a definition; those about learning mean what a campaign promotes'),
      }),
    ),
  })
  .meta({
    examples: [
      {
        data: [
          { name: 'sales-north', rule: 'department is Sales and region is NL-GR', ready: false },
          { name: 'new-joiners', rule: 'hired_on: within 90 days', ready: true },
        ],
      },
    ],
  });

export const audienceBody = z
  .strictObject({
    rule: z
      .union([text, z.record(z.string(), z.unknown()), z.array(z.unknown())])
      .describe('A rule as in campaign files, as YAML text or as JSON; or the name of an audience'),
  })
  .meta({
    examples: [
      { rule: 'department: Sales' },
      { rule: { 'any of': [{ department: 'Sales' }, { hired: 'within 90 days' }] } },
      { rule: 'new-joiners' },
    ],
  });

export const audienceCount = z
  .object({
    count: shown,
    reachable: shown.describe('Of these, with an address; null: too few'),
    exact: z.boolean().describe('False: to the nearest five'),
  })
  .meta({ examples: [{ count: 412, reachable: 398, exact: true }] });

export const campaignList = z
  .object({
    data: z.array(
      z.object({
        id: z.string(),
        title: z.record(z.string(), z.string()),
        state: z.string(),
        version: z.number(),
        launched_at: z.string().nullable(),
      }),
    ),
  })
  .meta({
    examples: [
      {
        data: [
          {
            id: 'data-literacy',
            title: { en: 'Data literacy in six quarter-hours', nl: 'Datageletterd in zes kwartieren' },
            state: 'running',
            version: 3,
            launched_at: '2027-04-26T07:00:00Z',
          },
        ],
      },
    ],
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

export const campaignFigures = z
  .object({
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
  })
  .meta({
    examples: [
      {
        campaign: 'data-literacy',
        version: 3,
        state: 'running',
        learning_data_at: '2027-04-26T05:30:00Z',
        participants: 412,
        active: 230,
        goal: { reached: 180, rate: 0.44, target: 0.6, comparison: null },
        steps: [
          {
            ...{ id: 'kick-off', phase: 'inform', planned: 0, waiting: 0, sent: 410, simulated: 0, in_doubt: 0 },
            ...{ failed: 1, bounced: 1, opens: { human: 225, automatic: 90 }, clicks: { human: 140, automatic: 35 } },
          },
        ],
        around: [],
      },
    ],
  });
