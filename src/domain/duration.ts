/**
 * How long, as people write it: `4 hours`, `3 days`, `2 weeks`, `3 working days`, `12 months`.
 * Days, weeks, months and years are calendar spans on local dates, never a number of milliseconds.
 */
export type DurationUnit = 'minutes' | 'hours' | 'days' | 'working days' | 'months';

export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

const UNITS: Readonly<Record<string, { unit: DurationUnit; times: number }>> = {
  minute: { unit: 'minutes', times: 1 },
  hour: { unit: 'hours', times: 1 },
  day: { unit: 'days', times: 1 },
  'working day': { unit: 'working days', times: 1 },
  week: { unit: 'days', times: 7 },
  month: { unit: 'months', times: 1 },
  year: { unit: 'months', times: 12 },
};

/** Reads `3 days`, `1 week`, `2 working days` … ; null when it is not a duration. */
export function parseDuration(text: string): Duration | null {
  const match = /^(\d{1,5})\s+(minute|hour|day|working day|week|month|year)s?$/i.exec(text.trim().replace(/\s+/g, ' '));
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  return unit ? { amount: Number(match?.[1]) * unit.times, unit: unit.unit } : null;
}

export function describeDuration({ amount, unit }: Duration): string {
  const one = unit.slice(0, -1);
  return `${amount} ${amount === 1 ? one : unit}`;
}

/** Whether it counts on the clock (minutes, hours) and not on the calendar. */
export function isClockTime(duration: Duration): boolean {
  return duration.unit === 'minutes' || duration.unit === 'hours';
}
