import { addDays, HOUR_MS, type LocalDate, MINUTE_MS, type TimeOfDay } from '../domain/time.ts';

/**
 * The weeks of the story, chosen for what happens in them: Good Friday in the United Kingdom, Easter Monday everywhere,
 * the clock going forward on 28 March, King's Day in the Netherlands on 27 April.
 */
export const STARTS_ON: LocalDate = '2027-03-22';
export const DAYS = 42;

/** What people outside the product do, in the workspace's own time. */
export type Happening = { readonly on: LocalDate; readonly at: TimeOfDay } & (
  | { readonly kind: 'launch'; readonly campaign: string }
  /** The weekly export of the learning platform. */
  | { readonly kind: 'learning' }
  /** The Friday file of the personnel system, by week. */
  | { readonly kind: 'personnel'; readonly week: number }
);

/** Monday of the fourth week: the export fails, and comes on the Friday. */
const LATE_WEEK = 3;
const WEEKS = DAYS / 7;

/** Everything after the first morning, in order. */
export function happenings(): Happening[] {
  const weeks = Array.from({ length: WEEKS }, (_, week) => week);
  return [
    { kind: 'launch' as const, campaign: 'safe-at-work', on: addDays(STARTS_ON, 8), at: 8 * HOUR_MS },
    ...weeks
      .slice(1)
      .map((week) =>
        week === LATE_WEEK
          ? { kind: 'learning' as const, on: monday(week, 4), at: 10 * HOUR_MS + 40 * MINUTE_MS }
          : { kind: 'learning' as const, on: monday(week), at: 7 * HOUR_MS },
      ),
    ...weeks.map((week) => ({ kind: 'personnel' as const, week, on: monday(week, 4), at: 13 * HOUR_MS })),
  ].toSorted((a, b) => (a.on === b.on ? a.at - b.at : a.on < b.on ? -1 : 1));
}

function monday(week: number, daysLater = 0): LocalDate {
  return addDays(STARTS_ON, 7 * week + daysLater);
}
