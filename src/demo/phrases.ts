import { reasonText } from '../domain/reason-texts.ts';
import type { Reason } from '../domain/reasons.ts';

/** `not a working day (3), on leave (6)`; a single reason goes without its number. */
export function reasonsInWords(reasons: ReadonlyMap<Reason, number>, most = 3): string {
  const named = [...reasons].slice(0, most);
  if (named.length === 1) return named.map(([reason]) => reasonText(reason, 'en')).join('');
  return named.map(([reason, count]) => `${reasonText(reason, 'en')} (${count})`).join(', ');
}

/** `1 person`, `3 people` */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** `1 mail`, `3 mails` */
export function mails(count: number): string {
  return count === 1 ? '1 mail' : `${count.toLocaleString('en')} mails`;
}

/** `NL, BE and GB` */
export function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
