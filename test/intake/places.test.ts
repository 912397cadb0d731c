import { describe, expect, it } from 'vitest';
import { COUNTRY_CODES, countryNamed, NAMES_LANGUAGES, parseCountry } from '../../src/intake/people/places.ts';

describe('a country in a personnel file', () => {
  it.each([
    ['Deutschland', 'DE'],
    ['Pays-Bas', 'NL'],
    ['nederland ', 'NL'],
    ['BELGIË', 'BE'],
    ["Côte d'Ivoire", 'CI'],
    ['Czechia', 'CZ'],
  ])('may be named in words: %s', (name, code) => {
    expect(countryNamed(name)).toBe(code);
  });

  it.each(['Holland', 'Hollandia', 'Congo', 'UK', 'EU', ''])('is never guessed: "%s"', (name) => {
    expect(parseCountry(name) ?? countryNamed(name)).toBeNull();
  });

  it('no name means two countries, and none looks like a code', () => {
    const countries = new Map<string, Set<string>>();
    for (const language of NAMES_LANGUAGES) {
      const told = new Intl.DisplayNames(language, { type: 'region' });
      for (const code of COUNTRY_CODES) {
        const name = (told.of(code) ?? '').toLowerCase();
        countries.set(name, new Set([...(countries.get(name) ?? []), code]));
        expect(countryNamed(name)).toBe(code);
        expect(parseCountry(name)).toBeNull();
      }
    }
    expect([...countries].filter(([, codes]) => codes.size > 1)).toEqual([]);
  });
});
