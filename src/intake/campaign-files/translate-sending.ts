import { isClockTime, parseDuration } from '../../domain/duration.ts';
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts';
import type { MailLimit, Sending } from '../../domain/workspace.ts';
import { parseDateSpan } from '../calendar-phrases.ts';
import type { Problems } from '../finding.ts';
import { show } from '../wording.ts';
import { readLocalDate, readWeekdays, readWindow } from './translate-values.ts';
import type { SendingFile } from './workspace-shape.ts';

/** What the file does not say. Without a `mail-limit` there is none. */
const DEFAULTS = { days: 'mon-fri', between: '09:00-16:30', spread: '20 minutes' } as const;

/** When mail goes: the workspace's days, hours and calendar. */
export function readSending(written: SendingFile, problems: Problems): Sending {
  const window = readWindow(written.between ?? DEFAULTS.between, ['sending', 'between'], problems) ?? {
    from: 0,
    to: 0,
  };
  const spreadMs = readSpread(written.spread ?? DEFAULTS.spread, window.to - window.from, problems);
  return {
    days: readWeekdays(written.days ?? DEFAULTS.days, ['sending', 'days'], problems) ?? [],
    ...window,
    spreadMs,
    holidays: written.holidays ?? true,
    daysOff: (written['days-off'] ?? []).flatMap(
      (text, index) => readLocalDate(text, ['sending', 'days-off', index], problems) ?? [],
    ),
    blackout: (written.blackout ?? []).flatMap((text, index) => {
      const span = parseDateSpan(text);
      if (span === null) {
        const hint = 'Write a date, or a span like "2027-07-26..2027-08-06".';
        problems.error('date-span', ['sending', 'blackout', index], `${show(text)} is not a span of dates.`, hint);
      }
      return span ?? [];
    }),
    mailLimit: readMailLimit(written['mail-limit'] ?? 'none', problems),
  };
}

function readSpread(text: string, windowMs: number, problems: Problems): number {
  const span = parseDuration(text);
  const spreadMs = span && isClockTime(span) ? span.amount * (span.unit === 'hours' ? HOUR_MS : MINUTE_MS) : null;
  if (spreadMs === null) {
    problems.error(
      'duration',
      ['sending', 'spread'],
      `${show(text)} is not a number of minutes or hours.`,
      'Write it like "20 minutes"; "0 minutes" is all at once.',
    );
  } else if (windowMs > 0 && spreadMs >= windowMs) {
    problems.error(
      'duration',
      ['sending', 'spread'],
      `${show(text)} is longer than the window.`,
      'Make it shorter than "between".',
    );
  }
  return spreadMs ?? 0;
}

/** `2 per week`, `1 per day`, `3 per 10 days`, `none`. */
function readMailLimit(text: string, problems: Problems): MailLimit | null {
  if (text.trim().toLowerCase() === 'none') return null;
  const match = /^(\d{1,3}) per (?:(\d{1,3}) )?(day|week)s?$/i.exec(text.trim().replaceAll(/\s+/g, ' '));
  const mails = Number(match?.[1]);
  const days = Number(match?.[2] ?? 1) * (match?.[3]?.toLowerCase() === 'week' ? 7 : 1);
  if (mails > 0 && days > 0) return { mails, days };
  problems.error(
    'mail-limit',
    ['sending', 'mail-limit'],
    `${show(text)} is not a limit.`,
    'Write it like "2 per week", "3 per 10 days" or "none".',
  );
  return null;
}
