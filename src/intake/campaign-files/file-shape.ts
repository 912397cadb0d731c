import { z } from 'zod';

/** Pieces that both files share. Texts are read further by the language readers, which say precisely what is wrong. */
export const text = z.string().min(1);

/** One text for everybody, or texts by locale. */
export const localizedText = z
  .union([text, z.record(z.string(), text)])
  .meta({ description: 'One text, or texts by locale: { en: Hello, nl: Hallo }.' });

export const duration = text.meta({
  description: 'How long: 4 hours, 3 days, 2 weeks, 3 working days, 12 months.',
  examples: ['3 days', '3 working days', '4 hours'],
});

export const localDate = text.meta({ description: 'A date: 2027-04-26.', examples: ['2027-04-26'] });

export const condition = z.union([text, z.array(z.unknown()), z.record(z.string(), z.unknown())]).meta({
  id: 'condition',
  description: 'A list or a map is "and", "any of" is "or", "not …" excludes; a comma in a value is "or".',
  examples: [['department: Sales, Finance'], 'not started', { finished: 'safety' }],
});

/** Names that go into file names, links and mail headers. */
export const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]*$/i)
  .meta({ description: 'Letters, digits, - and _; begins with a letter or a digit.' });

/** `mon-fri`; a single number or list is not one. */
export const weekdays = text.meta({
  description: 'mon-fri, or mon tue thu fri.',
  examples: ['mon-fri', 'mon tue thu fri'],
});
export const dayWindow = text.meta({
  description: 'Local time of the employee: 09:00-16:30.',
  examples: ['09:00-16:30'],
});
