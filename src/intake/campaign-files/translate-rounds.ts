import type { Campaign } from '../../domain/campaign.ts';
import { type Duration, parseDuration } from '../../domain/duration.ts';
import type { Problems } from '../finding.ts';
import { show } from '../wording.ts';

/** `after 12 months`: a new round, so long after the last one ended. */
export function readAgain(text: string | undefined, problems: Problems): Duration | null {
  if (text === undefined) return null;
  const span = parseDuration(/^after\s+(.+)$/i.exec(text.trim())?.[1] ?? '');
  if (span && span.amount > 0 && (span.unit === 'days' || span.unit === 'months')) return span;
  const message = `${show(text)} does not say after how long a new round begins.`;
  problems.error('again', ['again'], message, 'Write it like "after 12 months" or "after 90 days".');
  return null;
}

/** `30% by 4 weeks`: that share begins so many days later (rules.md R13). */
export function readStartLater(text: string | undefined, problems: Problems): Campaign['startLater'] {
  if (text === undefined) return null;
  const match = /^(\d{1,2}(?:\.\d+)?)\s*%\s+by\s+(.+)$/i.exec(text.trim());
  const percent = Number(match?.[1]);
  const span = parseDuration(match?.[2] ?? '');
  if (percent > 0 && span?.unit === 'days' && span.amount > 0) return { share: percent / 100, days: span.amount };
  const message = `${show(text)} does not say who begins later, and by how long.`;
  problems.error('start-later', ['start-later'], message, 'Write it like "30% by 4 weeks".');
  return null;
}
