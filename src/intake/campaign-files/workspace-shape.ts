import { z } from 'zod';
import { CHANNEL_FORMATS } from '../../domain/workspace.ts';
import { condition, dayWindow, duration, localDate, localizedText, name, text, weekdays } from './file-shape.ts';

const attributeType = z.enum(['text', 'number', 'date', 'yes-no']);

const sending = z.strictObject({
  days: weekdays.optional(),
  between: dayWindow.optional(),
  spread: duration.optional(),
  holidays: z.boolean().optional(),
  'days-off': z.array(localDate).optional(),
  blackout: z.array(text).optional().meta({ description: 'Dates or spans: 2027-07-26..2027-08-06.' }),
  'mail-limit': text.optional().meta({ examples: ['2 per week', '3 per 10 days', 'none'] }),
});

const channel = z.strictObject({
  url: text.meta({
    description: 'A web address, or env:NAME: the address is a secret and stands in the settings.',
    examples: ['env:TEAMS_URL'],
  }),
  format: z.enum(CHANNEL_FORMATS).optional(),
});

/** What workspace.yaml may hold, as written. The one definition: it checks the file and gives editors their schema. */
export const workspaceShape = z
  .strictObject({
    name: text,
    academy: z.strictObject({ name: text, url: text.optional() }),
    from: text,
    'reply-to': text.optional(),
    locales: z.array(text).min(1),
    timezone: text,
    country: text.optional(),
    region: text.optional(),
    brand: z.strictObject({ logo: text.optional(), colour: text.optional(), address: text.optional() }).optional(),
    sending: sending.optional(),
    'learning-data': text.optional().meta({ examples: ['any', 'at most 3 days old'] }),
    topics: z.record(name, localizedText),
    tracking: z.enum(['off', 'journey']).optional(),
    'minimum-group': z.number().int().min(5).optional(),
    approval: z
      .enum(['none', 'second person'])
      .optional()
      .meta({ description: 'second person: who publishes cannot launch until somebody else has approved.' }),
    attributes: z
      .record(
        z.string(),
        z.union([attributeType, z.strictObject({ type: attributeType, sensitive: z.boolean().optional() })]),
      )
      .optional(),
    audiences: z.record(name, condition).optional(),
    posts: z.record(name, channel).optional(),
  })
  .meta({ title: 'A Druppel workspace' });

export type WorkspaceFile = z.infer<typeof workspaceShape>;
export type SendingFile = z.infer<typeof sending>;
