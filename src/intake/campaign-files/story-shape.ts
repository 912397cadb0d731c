import { z } from 'zod';
import { localDate, text } from './file-shape.ts';

/** What a file in campaigns/stories may hold, as written. */
export const storyShape = z
  .strictObject({
    author: text.meta({ description: 'The id or address of the employee whose story it is; they never get it.' }),
    name: text.optional().meta({ description: 'The first name, as readers see it.' }),
    department: text.optional(),
    about: z
      .union([text, z.array(text).min(1)])
      .optional()
      .meta({
        description: 'Activities or topics; without it, it suits every campaign.',
        examples: ['data-literacy-101', ['digital-skills']],
      }),
    consent: localDate.meta({ description: 'When the author said yes: no story is told before or without it.' }),
    show: z.enum(['name', 'anonymous']).optional().meta({ description: 'How the author agreed to be shown.' }),
    expires: localDate.optional().meta({ description: 'The last day; a year after the consent where it is not said.' }),
    withdrawn: localDate.optional().meta({ description: 'From this day on it is told no more, to nobody.' }),
    texts: z.record(
      z.string(),
      z.strictObject({
        title: text,
        quote: text.optional(),
        role: text.optional().meta({ description: 'What the author does, in a few words.' }),
        text: text.meta({ description: 'Plain text; an empty line parts paragraphs.' }),
      }),
    ),
  })
  .meta({ title: 'A story of a colleague' });

export type StoryFile = z.infer<typeof storyShape>;
