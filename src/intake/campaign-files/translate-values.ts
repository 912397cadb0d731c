import { parseDuration } from '../../domain/duration.ts';
import { parseMailbox } from '../../domain/mail-address.ts';
import type { Localized } from '../../domain/text.ts';
import { type LocalDate, parseLocalDate, type Weekday } from '../../domain/time.ts';
import { parseWeekdays, parseWindow } from '../calendar-phrases.ts';
import type { Path, Problems } from '../finding.ts';
import { isMap, show } from '../wording.ts';

/** Values that stand in both files. Each says what is wrong and gives null. */

/** One text stands for the default locale; texts by locale must hold it. */
export function readLocalized(value: unknown, defaultLocale: string, path: Path, problems: Problems): Localized | null {
  if (typeof value === 'string') return { [defaultLocale]: value };
  if (!isMap(value)) return null;
  if (!Object.hasOwn(value, defaultLocale)) {
    const message = `There is no text in ${defaultLocale}, the workspace's first locale.`;
    problems.error('default-locale-missing', path, message, `Add "${defaultLocale}: …".`);
    return null;
  }
  return value as Localized;
}

/** A sender people can answer to: `Noor, Learning & Development <learning@waterlijn.example>`. */
export function readSender(text: string, path: Path, problems: Problems): string | null {
  const mailbox = parseMailbox(text);
  if ('why' in mailbox) {
    problems.error(
      'address',
      path,
      `${show(text)} ${mailbox.why}.`,
      'Write it like "Noor, Learning <learning@waterlijn.example>".',
    );
    return null;
  }
  if (NO_REPLY.test(mailbox.address)) {
    problems.error(
      'no-reply',
      path,
      `${show(mailbox.address)} tells people not to answer.`,
      'Use an address that somebody reads.',
    );
    return null;
  }
  return text.trim();
}

const NO_REPLY =
  /^(?:[^@]*[._+-])?(?:no[._-]?reply|do[._-]?not[._-]?reply|noreponse|ne[._-]?pas[._-]?repondre|niet[._-]?(?:antwoorden|beantwoorden)|keine?[._-]?antwort)/i;

export function readLocalDate(text: string, path: Path, problems: Problems): LocalDate | null {
  const date = parseLocalDate(text);
  if (date === null) problems.error('date', path, `${show(text)} is not a date.`, 'Write it like "2027-04-26".');
  return date;
}

export function readWeekdays(text: string, path: Path, problems: Problems): readonly Weekday[] | null {
  const days = parseWeekdays(text);
  if (days === null)
    problems.error(
      'weekdays',
      path,
      `${show(text)} does not name weekdays.`,
      'Write it like "mon-fri" or "mon tue thu fri".',
    );
  return days;
}

export function readWindow(text: string, path: Path, problems: Problems): ReturnType<typeof parseWindow> {
  const window = parseWindow(text);
  if (window === null)
    problems.error('window', path, `${show(text)} is not a time of day from – to.`, 'Write it like "09:00-16:30".');
  return window;
}

/** A span in whole calendar days: `60 days`, `8 weeks`. */
export function readDays(text: string, path: Path, problems: Problems): number | null {
  const span = parseDuration(text);
  if (span?.unit === 'days' && span.amount > 0) return span.amount;
  const message = span === null ? `${show(text)} is not a duration.` : `${show(text)} is not a number of days.`;
  problems.error('duration', path, message, 'Write it like "60 days" or "8 weeks".');
  return null;
}
