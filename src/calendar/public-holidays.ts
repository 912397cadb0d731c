import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import { addDays, DAY_MS, HOUR_MS, type LocalDate, parseTimeOfDay, yearOf } from '../domain/time.ts';

/** The public holidays of the world, by country and region. Dates are local dates of the place itself. */
export interface PublicHolidays {
  /**
   * Each public holiday of a year with its name; substitute days are dates of their own. A region that keeps no
   * holidays of its own, known or not, has those of its country; a country without known holidays has none.
   *
   * @param country ISO 3166-1, two capitals: `NL`
   * @param region the part of ISO 3166-2 after the country: `BY` in `DE`, `SCT` in `GB`; null for the country as such
   * @param locale the language of the names (`nl`, `fr-BE`); where a holiday has none in it, the country's first
   */
  datesOf(country: string, region: string | null, year: number, locale?: string): ReadonlyMap<LocalDate, string>;
  /** Whether holidays are known for a country and, when a region is given, whether that region has its own entry. */
  knows(country: string, region: string | null): boolean;
}

/**
 * Some 200 countries. The rules are heavy (0.15 s and 25 MB, measured), so they are loaded when the first caller asks;
 * each (country, region, year, language) is worked out once.
 */
export async function loadPublicHolidays(): Promise<PublicHolidays> {
  const { default: Library } = await import('date-holidays');
  const places = new Map<string, Holidays>();
  const answers = new Map<string, ReadonlyMap<LocalDate, string>>();
  const index = new Library();
  const regionsOf = (country: string): Record<string, string> => index.getStates(country) ?? {};

  function rulesOf(country: string, region: string | null): Holidays {
    const own = region !== null && Object.hasOwn(regionsOf(country), region) ? region : null;
    return remembered(places, `${country}/${own}`, () =>
      own === null ? new Library(country, { types: ['public'] }) : new Library(country, own, { types: ['public'] }),
    );
  }

  return {
    datesOf(country, region, year, locale) {
      // The library knows languages (`nl`), not locales (`nl-BE`).
      const language = locale?.split('-')[0]?.toLowerCase();
      return remembered(answers, [country, region, year, language].join('/'), () =>
        namesByDate(rulesOf(country, region), year, language),
      );
    },
    knows(country, region) {
      const listed = Object.hasOwn(index.getCountries(), country);
      return listed && (region === null || Object.hasOwn(regionsOf(country), region));
    },
  };
}

function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/** The year before is asked too: a feast of several days can begin in December and end in January. */
function namesByDate(rules: Holidays, year: number, language: string | undefined): Map<LocalDate, string> {
  const names = new Map<LocalDate, string>();
  const holidays = [year - 1, year].flatMap((asked) => rules.getHolidays(asked, language));
  for (const holiday of holidays.filter(({ type }) => type === 'public')) {
    for (const date of coveredDates(holiday).filter((covered) => yearOf(covered) === year)) {
      const known = names.get(date)?.split(', ') ?? [];
      names.set(date, known.includes(holiday.name) ? known.join(', ') : [...known, holiday.name].join(', '));
    }
  }
  return new Map([...names].sort(([a], [b]) => a.localeCompare(b)));
}

/**
 * The date the library names, and each later one of which the holiday takes more than half. Its `start` and `end` are
 * instants, so only their distance is used: its date text is the wall clock of the place (`2027-03-09 00:00:00 -0600`
 * begins six hours before that midnight, as feasts of the moon calendars do at sunset), whatever zone this machine is in.
 */
function coveredDates({ date, start, end }: HolidaysTypes.Holiday): LocalDate[] {
  const [first = '', time = '', lead = ''] = date.split(' ');
  const beginsMs = (parseTimeOfDay(time.slice(0, 5)) ?? 0) + (Number(lead) / 100) * HOUR_MS;
  const endsMs = beginsMs + end.getTime() - start.getTime();
  const dates = [first];
  while (endsMs - dates.length * DAY_MS > DAY_MS / 2) dates.push(addDays(first, dates.length));
  return dates;
}
