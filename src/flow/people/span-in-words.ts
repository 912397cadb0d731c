import { DAY_MS, HOUR_MS } from '../../domain/time.ts';

/** `3 days`, `5 hours`, `less than an hour`: how old something is, as far as it matters. */
export function daysAndHours(spanMs: number): string {
  const days = Math.floor(spanMs / DAY_MS);
  if (days > 0) return days === 1 ? '1 day' : `${days} days`;
  const hours = Math.floor(spanMs / HOUR_MS);
  if (hours > 0) return hours === 1 ? '1 hour' : `${hours} hours`;
  return 'less than an hour';
}
