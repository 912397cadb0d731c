import { z } from 'zod';

/**
 * What requests may hold. Fields that are not named here are dropped, so that nobody can set what no form offers;
 * a field of a wrong shape is an error that the page tells (400).
 */

/** `/t/c/TOKEN`, `/t/o/MARK.gif`, `/u/TOKEN`, `/a/TOKEN`, `/me/TOKEN` */
export const tokenParams = z.object({ token: z.string() });

/** `/i/NAME` */
export const imageParams = z.object({ name: z.string() });

/** RFC 8058: the body of a one-click POST. Or the stop page's own button. */
export const stopForm = z.union([
  z.object({ 'List-Unsubscribe': z.literal('One-Click') }),
  z.object({ stop: z.enum(['topic', 'all', 'neither']) }),
]);

export const answerQuery = z.object({
  choice: z.enum(['later', 'done', 'known', 'stop']).optional().catch(undefined),
  said: z.enum(['later', 'done', 'stop', 'back']).optional().catch(undefined),
});

const span = z.enum(['week', 'two-weeks', 'month']);
const reason = z.enum(['no-time', 'other-priority', 'does-not-fit', 'does-not-work', 'away']);

export const answerForm = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal('later'), span, reason: z.union([reason, z.literal('')]).optional() }),
  z.object({ choice: z.enum(['done', 'stop', 'back']) }),
]);

/** A checkbox that comes once, several times, or not at all. */
const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

/** The groups of the preference page. */
export const PREFERENCES = ['need', 'topics', 'pause', 'language', 'stop-all'] as const;

/** `?saved=need.language`: what was changed; `nothing`: a form in which nothing was. */
export const preferencesQuery = z.object({
  saved: z
    .string()
    .transform((text) => (text === 'nothing' ? [] : text.split('.')))
    .pipe(z.array(z.enum(PREFERENCES)).max(PREFERENCES.length))
    .optional()
    .catch(undefined),
});

const word = z.string().max(100).optional();

/** What is chosen, and under `had…` and `listed` how the page was shown. What a form does not name is not changed. */
export const preferencesForm = z.object({
  save: z.enum(['choices', 'stop-all']),
  need: word,
  hadNeed: word,
  topic: many,
  hadTopic: many,
  listed: many,
  span: z.union([span, z.enum(['same', 'none'])]).default('same'),
  locale: word,
  hadLocale: word,
});

/** `/privacy?in=nl` */
export const privacyQuery = z.object({ in: z.enum(['nl', 'en', 'fr']).optional().catch(undefined) });

export const inboxQuery = z.object({
  search: z.string().max(200).catch(''),
  /** Where the page before ended: an instant and an id. */
  before: z
    .string()
    .regex(/^\d{1,15}\.[\w-]{1,60}$/)
    .optional()
    .catch(undefined),
});

export const inboxMailQuery = z.object({
  view: z.enum(['html', 'text', 'source']).catch('html'),
  width: z.enum(['desktop', 'phone']).catch('desktop'),
  scheme: z.enum(['light', 'dark']).catch('light'),
});

export const campaignParams = z.object({ campaign: z.string() });
export const inboxParams = z.object({ id: z.string() });
