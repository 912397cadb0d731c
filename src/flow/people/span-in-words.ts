import type { SystemLocale } from '../../domain/reason-texts.ts';
import { DAY_MS, HOUR_MS } from '../../domain/time.ts';

/** `3 days`, `5 hours`, `less than an hour`: how old something is, as far as it matters. */
export function daysAndHours(spanMs: number, locale: SystemLocale): string {
  const { day, days, hour, hours, less } = WORDS[locale];
  const wholeDays = Math.floor(spanMs / DAY_MS);
  if (wholeDays > 0) return `${wholeDays} ${wholeDays === 1 ? day : days}`;
  const wholeHours = Math.floor(spanMs / HOUR_MS);
  return wholeHours > 0 ? `${wholeHours} ${wholeHours === 1 ? hour : hours}` : less;
}

const WORDS: Readonly<Record<SystemLocale, Record<'day' | 'days' | 'hour' | 'hours' | 'less', string>>> = {
  nl: { day: 'dag', days: 'dagen', hour: 'uur', hours: 'uur', less: 'minder dan een uur' },
  en: { day: 'day', days: 'days', hour: 'hour', hours: 'hours', less: 'less than an hour' },
  fr: { day: 'jour', days: 'jours', hour: 'heure', hours: 'heures', less: 'moins d’une heure' },
};
