import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../../src/domain/time.ts';
import { LANGUAGES, parseWorkingDays } from '../../src/intake/people/working-days.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'];
const LOCALES = ['en', 'nl', 'fr', 'de'];

describe('the days of a working week', () => {
  it.each([
    ...['mon-fri', 'Monday to Friday', 'ma-vr', 'ma t/m vr', 'maandag t/m vrijdag', 'van maandag tot en met vrijdag'],
    ...['lun-ven', 'lun. – ven.', 'du lundi au vendredi', 'lu à ve', 'Mo-Fr', 'Mo.–Fr.', 'von Montag bis Freitag'],
    ...['ma, di, wo, do en vr', 'Mo/Di/Mi/Do/Fr', 'lun, mar, mer, jeu et ven', 'mon tue wed thu fri'],
  ])('"%s" is Monday to Friday', (text) => {
    expect(parseWorkingDays(text)).toEqual(WEEK);
  });

  it.each([
    ['do-ma', ['mon', 'thu', 'fri', 'sat', 'sun']],
    ['ma wo', ['mon', 'wed']],
    ['ma je', ['tue', 'thu']],
    ['Di, Do', ['tue', 'thu']],
    ['Sonnabend und Sonntag', ['sat', 'sun']],
    ['sa', ['sat']],
  ])('"%s" is read in the language of its days', (text, days) => {
    expect(parseWorkingDays(text)).toEqual(days);
  });

  it.each(['ma', 'di', 'ma di', 'ma-di'])('"%s" is other days in Dutch than in French, so it is none', (text) => {
    expect(parseWorkingDays(text)).toBe('ambiguous');
  });

  it.each(['', 'weekdays', 'ma-mi', 'mon-dim', 'mo-tu-we', 'm t w', '-', 'fr-', '5', 'maandag vendredi'])(
    '"%s" names no weekdays',
    (text) => {
      expect(parseWorkingDays(text)).toBeNull();
    },
  );

  it('no word is two days in one language, and only ma and di are in two', () => {
    const meanings = new Map<string, Set<number>>();
    for (const week of LANGUAGES) {
      expect(week).toHaveLength(7);
      const words = week.flat();
      expect(new Set(words).size).toBe(words.length);
      for (const [day, names] of week.entries())
        for (const name of names) meanings.set(name, new Set([...(meanings.get(name) ?? []), day]));
    }
    const twofold = [...meanings].flatMap(([name, days]) => (days.size > 1 ? name : []));
    expect(twofold.sort()).toEqual(['di', 'ma']);
    for (const [name, days] of meanings) {
      const [day = 0] = days;
      expect(parseWorkingDays(name)).toEqual(days.size > 1 ? 'ambiguous' : [WEEKDAYS[day]]);
    }
  });

  it('a week is read as the four languages write it', () => {
    for (const [index, locale] of LOCALES.entries())
      for (const weekday of ['long', 'short'] as const)
        for (const day of [0, 1, 2, 3, 4, 5, 6]) {
          // 4 January 2027 is a Monday.
          const written = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(
            Date.UTC(2027, 0, 4 + day),
          );
          expect(LANGUAGES[index]?.[day]).toContain(written.toLowerCase().replace('.', ''));
        }
  });
});
