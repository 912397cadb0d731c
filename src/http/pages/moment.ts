import type { Instant, Zone } from '../../domain/time.ts';

/** `Tue 12 Jan, 09:04`, in the workspace's zone. */
export function momentInWords(instant: Instant, zone: Zone): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(instant);
}
