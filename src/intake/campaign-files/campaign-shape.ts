import { z } from 'zod';
import { STORY_CHOICES } from '../../domain/story.ts';
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

const personalised = {
  'variant-per': text.optional().meta({
    description: 'A version of the message per need, or per value of an attribute; needs a fallback.',
    examples: ['need', 'department'],
  }),
  try: z.array(name).length(2).optional().meta({ description: 'Two versions tried against each other: [a, b].' }),
};

const mailStep = z.strictObject({
  mail: name.meta({ description: 'The message: the first part of its file name.' }),
  ...timing,
  ...personalised,
  at: moment.optional(),
  to: z.enum(['managers', 'buddy']).optional(),
  story: z.enum(STORY_CHOICES).optional().meta({
    description:
      'It tells a story of campaigns/stories: of a colleague of the reader’s own department, of another, or any.',
  }),
});

const askStep = z.strictObject({
  ask: name.meta({ description: 'A survey, answered without login.' }),
  ...timing,
  ...personalised,
  at: moment.optional(),
});

const askStoryStep = z.strictObject({
  'ask-story': name.meta({ description: 'A message that asks a finisher for a story.' }),
  ...timing,
  ...personalised,
  at: moment.optional(),
});

const pickAMomentStep = z.strictObject({
  'pick-a-moment': name.meta({ description: 'A message whose reader picks a moment to learn.' }),
  ...timing,
  ...personalised,
  at: moment.optional(),
  choices: z
    .array(text)
    .min(1)
    .meta({ description: 'Moments of a week.', examples: [['tue 10:00', 'wed 13:30']] }),
  for: duration.optional().meta({ description: 'How long; 15 minutes where nothing is said.' }),
  weekly: text
    .optional()
    .meta({ description: 'How often, a week apart; once where nothing is said.', examples: ['6 times'] }),
});

const eventStep = z.strictObject({
  event: name.meta({ description: 'A message that invites to a fixed date and place.' }),
  ...timing,
  ...personalised,
  at: moment.optional(),
  on: localDate.meta({ description: 'The date of the event itself; `at` says when its mail goes.' }),
  between: dayWindow,
  place: text.optional(),
});

const remindStep = z.strictObject({
  remind: z
    .union([name, z.array(name).min(1)])
    .meta({ description: 'Messages, one after another, until the condition holds.' }),
  ...timing,
  ...personalised,
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
  ask: askStep,
  'ask-story': askStoryStep,
  'pick-a-moment': pickAMomentStep,
  event: eventStep,
  if: ifStep,
  end: endStep,
  'sooner-if': soonerIf,
} as const;

export const stepShape = z
  .union([mailStep, remindStep, askStep, askStoryStep, pickAMomentStep, eventStep, ifStep, endStep, soonerIf])
  .meta({ id: 'step' });
const steps: z.ZodArray<typeof stepShape> = z.array(stepShape);

const owner = text.meta({ description: 'Who is reminded: an email address.' });
const actionMoment = text.meta({
  description: 'Relative to the start, or a date.',
  examples: ['start', '5 working days before start', '2027-02-03'],
});
const onCalendar = { id: name.optional(), at: actionMoment };

/** By the key that tells what a line of `around` is, in the order of the union. */
export const AROUND_SHAPES = {
  post: z.strictObject({ post: name, text: name.meta({ description: 'The message to post.' }), ...onCalendar }),
  poster: z.strictObject({ poster: text, owner, ...onCalendar }),
  meeting: z.strictObject({ meeting: text, owner, ...onCalendar }),
  intranet: z.strictObject({ intranet: text, owner, ...onCalendar }),
  event: z.strictObject({ event: text, owner, ...onCalendar }),
  other: z.strictObject({ other: text, owner, ...onCalendar }),
} as const;

const aroundAction = z
  .union([
    AROUND_SHAPES.post,
    AROUND_SHAPES.poster,
    AROUND_SHAPES.meeting,
    AROUND_SHAPES.intranet,
    AROUND_SHAPES.event,
    AROUND_SHAPES.other,
  ])
  .meta({ description: 'Not mail, but on the same calendar; once per campaign.' });

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
    again: text.optional().meta({
      description: 'A new round for the same person, so long after the last one ended.',
      examples: ['after 12 months'],
    }),
    counts: z.enum(['only new']).optional().meta({ description: 'What was finished before does not count.' }),
    'start-later': text.optional().meta({
      description: 'A comparison group: so many begin so much later, and are compared until then.',
      examples: ['30% by 4 weeks'],
    }),
    brief: brief.optional(),
    around: z.array(aroundAction).optional(),
    'team-update': z
      .strictObject({ mail: name, weekly: text.meta({ examples: ['mon'] }) })
      .optional()
      .meta({ description: 'One mail per manager and week.' }),
    inform: steps.optional(),
    activate: steps.optional(),
    retain: steps.optional(),
  })
  .meta({ title: 'A Druppel campaign' });

export type CampaignFile = z.infer<typeof campaignShape>;
export type StepFile = z.infer<typeof stepShape>;
export type MailStepFile = z.infer<typeof mailStep>;
export type RemindStepFile = z.infer<typeof remindStep>;

export type AskStepFile = z.infer<typeof askStep>;
export type AskStoryStepFile = z.infer<typeof askStoryStep>;
export type PickAMomentStepFile = z.infer<typeof pickAMomentStep>;
export type EventStepFile = z.infer<typeof eventStep>;
/** A step that sends mail. */
export type SendingStepFile =
  | MailStepFile
  | RemindStepFile
  | AskStepFile
  | AskStoryStepFile
  | PickAMomentStepFile
  | EventStepFile;
export type AroundFile = NonNullable<CampaignFile['around']>[number];
