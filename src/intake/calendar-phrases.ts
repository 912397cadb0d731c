import {
  type DateSpan,
  parseLocalDate,
  parseTimeOfDay,
  type TimeOfDay,
  WEEKDAYS,
  type Weekday,
} from '../domain/time.ts';

/** `mon-fri`, `mon tue thu fri`, `mon, wed`; full English names too. In the week's order; null when it is neither. */
export function parseWeekdays(text: string): readonly Weekday[] | null {
  const chosen = new Set<Weekday>();
  const parts = text
    .trim()
    .toLowerCase()
    .replaceAll(/\s*[-–]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
  for (const part of parts) {
    const [first = '', last = first, ...more] = part.split('-');
    const from = weekdayIndex(first);
    const to = weekdayIndex(last);
    if (from === null || to === null || more.length > 0) return null;
    for (let day = from; ; day = (day + 1) % 7) {
      chosen.add(WEEKDAYS[day] as Weekday);
      if (day === to) break;
    }
  }
  return chosen.size === 0 ? null : WEEKDAYS.filter((day) => chosen.has(day));
}

export function parseWeekday(text: string): Weekday | null {
  const index = weekdayIndex(text.trim().toLowerCase());
  return index === null ? null : (WEEKDAYS[index] as Weekday);
}

/** `2027-02-01..2027-02-12`, or one date; null when it is neither or ends before it begins. */
export function parseDateSpan(
  text: string,
  parseDate: (text: string) => string | null = parseLocalDate,
): DateSpan | null {
  const [first = '', last = first, ...more] = text.split('..');
  const from = parseDate(first.trim());
  const to = parseDate(last.trim());
  return from === null || to === null || more.length > 0 || to < from ? null : { from, to };
}

/** `09:00-16:30` → the window [from, to); null when it is not one. */
export function parseWindow(text: string): { from: TimeOfDay; to: TimeOfDay } | null {
  const match = /^\s*([\d:.]+)\s*[-–]\s*([\d:.]+)\s*$/.exec(text);
  const from = parseTimeOfDay(match?.[1] ?? '');
  const to = parseTimeOfDay(match?.[2] ?? '');
  return from === null || to === null || to <= from ? null : { from, to };
}

const FULL_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function weekdayIndex(name: string): number | null {
  const index = FULL_NAMES.findIndex((full) => name === full || name === full.slice(0, 3));
  return index < 0 ? null : index;
}
