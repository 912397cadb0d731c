import { z } from 'zod';
import { condition, dayWindow, duration, localDate, localizedText, name, text, weekdays } from './file-shape.ts';

/** What campaign.yaml may hold, as written. The one definition: it checks files and gives editors their schema. */
const timing = {
  id: name.optional().meta({ description: 'Where the name of the message is not unique in the campaign.' }),
  after: text.optional().meta({
    description: 'So long after the step before was sent or passed: 3 working days; or 10 days without progress.',
    examples: ['3 working days', '10 days without progress'],
  }),
  'wait-until': condition.optional(),
  'no-longer-than': duration.optional(),
  when: condition.optional(),
  'skip-if-late': text
    .optional()
    .meta({ description: 'A duration, or never. Default: 7 days.', examples: ['5 days', 'never'] }),
};

const moment = text.meta({
  description: 'start, 5 working days before start, on due, day 30 after hired, 2027-02-03, tue 10:00.',
  examples: ['start', '3 days before due', 'on due', 'day 30 after hired', '2027-02-03', 'tue 10:00'],
});

const mailStep = z.strictObject({
  mail: name.meta({ description: 'The message: the first part of its file name.' }),
  ...timing,
  at: moment.optional(),
  to: z.enum(['managers', 'buddy']).optional(),
});

const remindStep = z.strictObject({
  remind: z
    .union([name, z.array(name).min(1)])
    .meta({ description: 'Messages, one after another, until the condition holds.' }),
  ...timing,
  at: z.union([moment, z.array(moment).min(1)]).optional(),
  every: duration.optional(),
  until: condition.optional(),
});

const ifStep = z.strictObject({
  if: condition,
  get then() {
    return steps;
  },
  get else() {
    return steps.optional();
  },
});

const endStep = z.strictObject({ end: text.meta({ description: 'Why the campaign ends for this person.' }) });
const soonerIf = z
  .strictObject({ 'sooner-if': condition })
  .meta({ description: 'First line of a phase: it begins when this holds, if that is earlier.' });

/** By the key that tells what a line of a phase is, in the order of the union. */
export const STEP_SHAPES = {
  mail: mailStep,
  remind: remindStep,
  if: ifStep,
  end: endStep,
  'sooner-if': soonerIf,
} as const;
export type StepKind = keyof typeof STEP_SHAPES;

export const stepShape = z.union([mailStep, remindStep, ifStep, endStep, soonerIf]).meta({ id: 'step' });
const steps: z.ZodArray<typeof stepShape> = z.array(stepShape);

const brief = z.strictObject({
  who: text.optional(),
  what: text.optional(),
  where: text.optional(),
  when: text.optional(),
  why: z.strictObject({ organisation: text.optional(), team: text.optional(), me: text.optional() }).optional(),
  reason: text.optional(),
  target: text.optional().meta({ description: 'With number and date.', examples: ['60% finished by 2027-04-30'] }),
  sponsor: text.optional(),
  costs: z.record(z.string(), z.number()).optional(),
});

export const campaignShape = z
  .strictObject({
    title: localizedText,
    topic: name.meta({ description: 'A topic of the workspace: what "stop" and the preference page are about.' }),
    for: condition,
    from: text.optional(),
    'reply-to': text.optional(),
    promotes: z.union([text, z.array(text)]).optional(),
    goal: condition.optional(),
    newcomers: z.enum(['join', 'not']).optional(),
    starts: text.optional().meta({ description: 'A date, or on launch.', examples: ['2027-01-12', 'on launch'] }),
    ends: localDate.optional(),
    'per-person': duration.optional(),
    due: text.optional().meta({ examples: ['30 days after joining', '2027-06-30', 'from learning data'] }),
    'required-by': z.enum(['law', 'policy']).optional(),
    because: localizedText.optional(),
    sending: z.strictObject({ days: weekdays.optional(), between: dayWindow.optional() }).optional(),
    priority: z.enum(['low', 'normal', 'high']).optional(),
    brief: brief.optional(),
    inform: steps.optional(),
    activate: steps.optional(),
    retain: steps.optional(),
  })
  .meta({ title: 'A Druppel campaign' });

export type CampaignFile = z.infer<typeof campaignShape>;
export type StepFile = z.infer<typeof stepShape>;
export type MailStepFile = z.infer<typeof mailStep>;
export type RemindStepFile = z.infer<typeof remindStep>;

/** Words of the language that this version does not know yet: refused by name, never ignored. */
export const LATER_CAMPAIGN_KEYS: readonly string[] = ['again', 'counts', 'start-later', 'around', 'team-update'];
export const LATER_STEP_KEYS: readonly string[] = [
  'ask',
  'ask-story',
  'pick-a-moment',
  'event',
  'story',
  'try',
  'variant-per',
  'choices',
  'for',
  'weekly',
];
