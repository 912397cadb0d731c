import { reasonText, type SystemLocale } from '../domain/reason-texts.ts';
import type { ShownReason } from '../domain/reasons.ts';

/** `12 goal reached, 3 mail limit`: totals by reason in words, the most frequent first; empty when there are none. */
export function reasonCounts(counts: Partial<Record<ShownReason, number>>, locale: SystemLocale): string {
  return (Object.entries(counts) as [ShownReason, number][])
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${new Intl.NumberFormat(locale).format(count)} ${reasonText(reason, locale)}`)
    .join(', ');
}
