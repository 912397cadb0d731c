import { parseLocale } from '../places.ts';

/** A message's file: `message[.variant][.try].locale.md`, its text unread. */
export interface MessageFile {
  readonly message: string;
  readonly variant: string | null;
  readonly try: string | null;
  readonly locale: string;
  /** From the workspace folder: `campaigns/data/kick-off.en.md`. */
  readonly path: string;
  readonly text: string;
}

/** Takes a file name apart; null when it does not end in a locale, or has too many parts. */
export function parseMessageFileName(fileName: string): Omit<MessageFile, 'path' | 'text'> | null {
  const parts = fileName.replace(/\.md$/, '').split('.');
  const locale = parseLocale(parts.at(-1) ?? '');
  const [message = '', variant = null, attempt = null] = parts.slice(0, -1);
  const isNamed = /^[a-z0-9][a-z0-9_-]*$/i.test(message);
  return locale === null || !isNamed || parts.length > 4 ? null : { message, variant, try: attempt, locale };
}
