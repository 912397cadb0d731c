import { WEEKDAYS, type Weekday } from '../../domain/time.ts';

/**
 * The days of a working week, as personnel files write them: `mon-fri`, `ma t/m vr`, `lun., mar. et jeu.`, `Mo–Do`,
 * `du lundi au vendredi`. All days of one cell are in one language, for `ma` is a Monday in Dutch and a Tuesday in French.
 * @returns in the week's order; `ambiguous`: it means other days in another language; null: it names no weekdays.
 */
export function parseWorkingDays(text: string): readonly Weekday[] | 'ambiguous' | null {
  const spans = spansIn(text);
  if (spans === null) return null;
  const readings = new Map<string, readonly Weekday[]>();
  for (const names of LANGUAGES) {
    const days = daysIn(spans, names);
    if (days !== null) readings.set(days.join(), days);
  }
  const [days = null, ...others] = readings.values();
  return others.length > 0 ? 'ambiguous' : days;
}

type Span = readonly [first: string, last: string];

/** What stands between days, not which days they are; null where a span has no two ends. */
function spansIn(text: string): readonly Span[] | null {
  const parts = text
    .trim()
    .toLowerCase()
    .replaceAll('.', '')
    .replace(/^(?:from|van|von|du)\s+/, '')
    .replaceAll(/\s+(?:to|through|tot en met|t\/m|tm|tot|bis|au|à)\s+/g, '-')
    .replaceAll(/\s*[-–—]\s*/g, '-')
    .replaceAll(/\s+(?:and|en|und|et)\s+/g, ' ')
    .split(/[\s,;/+&]+/)
    .filter((part) => part !== '');
  const spans = parts.map((part): Span | null => {
    const [first = '', last = first, ...more] = part.split('-');
    return more.length > 0 ? null : [first, last];
  });
  const whole = spans.filter((span) => span !== null);
  return whole.length === 0 || whole.length < spans.length ? null : whole;
}

function daysIn(spans: readonly Span[], names: readonly Names[]): readonly Weekday[] | null {
  const chosen = new Set<Weekday>();
  for (const [first, last] of spans) {
    const from = names.findIndex((day) => day.includes(first));
    const to = names.findIndex((day) => day.includes(last));
    if (from < 0 || to < 0) return null;
    for (let day = from; ; day = (day + 1) % 7) {
      chosen.add(WEEKDAYS[day] as Weekday);
      if (day === to) break;
    }
  }
  return WEEKDAYS.filter((day) => chosen.has(day));
}

/** One day in one language: its name and its usual abbreviations. */
type Names = readonly string[];

/** Of each language the seven days from Monday on. */
export const LANGUAGES: readonly (readonly Names[])[] = [
  [
    ['monday', 'mon', 'mo'],
    ['tuesday', 'tue', 'tues', 'tu'],
    ['wednesday', 'wed', 'weds', 'we'],
    ['thursday', 'thu', 'thur', 'thurs', 'th'],
    ['friday', 'fri', 'fr'],
    ['saturday', 'sat', 'sa'],
    ['sunday', 'sun', 'su'],
  ],
  [
    ['maandag', 'maa', 'ma'],
    ['dinsdag', 'din', 'di'],
    ['woensdag', 'woe', 'wo'],
    ['donderdag', 'don', 'do'],
    ['vrijdag', 'vrij', 'vri', 'vr'],
    ['zaterdag', 'zat', 'za'],
    ['zondag', 'zon', 'zo'],
  ],
  [
    ['lundi', 'lun', 'lu'],
    ['mardi', 'mar', 'ma'],
    ['mercredi', 'mer', 'me'],
    ['jeudi', 'jeu', 'je'],
    ['vendredi', 'ven', 've'],
    ['samedi', 'sam', 'sa'],
    ['dimanche', 'dim', 'di'],
  ],
  [
    ['montag', 'mon', 'mo'],
    ['dienstag', 'die', 'di'],
    ['mittwoch', 'mit', 'mi'],
    ['donnerstag', 'don', 'do'],
    ['freitag', 'fre', 'fr'],
    ['samstag', 'sonnabend', 'sam', 'sa'],
    ['sonntag', 'son', 'so'],
  ],
];
