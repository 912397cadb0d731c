import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPublicHolidays, type PublicHolidays } from '../../src/calendar/public-holidays.ts';

const machineZone = process.env.TZ;

// The machine's zone must not matter: the same sentences hold far east and far west of every place asked about.
describe.each(['UTC', 'Pacific/Auckland', 'America/Los_Angeles'])('public holidays on a machine in %s', (zone) => {
  let holidays: PublicHolidays;

  beforeAll(async () => {
    process.env.TZ = zone;
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
    holidays = await loadPublicHolidays();
  });

  afterAll(() => {
    if (machineZone === undefined) delete process.env.TZ;
    else process.env.TZ = machineZone;
  });

  const dates = (country: string, region: string | null, year: number) => [
    ...holidays.datesOf(country, region, year).keys(),
  ];

  it('gives the Netherlands King’s Day and Belgium none', () => {
    expect(dates('NL', null, 2027)).toContain('2027-04-27');
    expect(dates('BE', null, 2027)).not.toContain('2027-04-27');
  });

  it('gives the whole year of the Netherlands, in order, each once, and nothing but public holidays', () => {
    expect(dates('NL', null, 2027)).toEqual([
      '2027-01-01',
      '2027-03-28',
      '2027-03-29',
      '2027-04-27',
      '2027-05-06',
      '2027-05-16',
      '2027-05-17',
      '2027-12-25',
      '2027-12-26',
    ]);
  });

  it('gives Belgium its national day', () => {
    expect(dates('BE', null, 2027)).toContain('2027-07-21');
  });

  it('gives Bavaria Epiphany and Germany as a whole not', () => {
    expect(dates('DE', 'BY', 2027)).toContain('2027-01-06');
    expect(dates('DE', null, 2027)).not.toContain('2027-01-06');
  });

  it('tells Berlin (DE, BE) from Belgium (BE)', () => {
    expect(dates('DE', 'BE', 2027)).toContain('2027-03-08');
    expect(dates('DE', 'BE', 2027)).not.toContain('2027-07-21');
  });

  it('gives Scotland 2 January and St Andrew’s Day, and not England’s Easter Monday', () => {
    expect(dates('GB', 'SCT', 2026)).toEqual(expect.arrayContaining(['2026-01-02', '2026-11-30']));
    expect(dates('GB', 'ENG', 2026)).toContain('2026-04-06');
    expect(dates('GB', 'SCT', 2026)).not.toContain('2026-04-06');
  });

  it('gives the substitute day of a holiday on a Sunday beside the holiday', () => {
    const names = holidays.datesOf('US', null, 2027, 'en');
    expect(names.get('2027-07-04')).toBe('Independence Day');
    expect(names.get('2027-07-05')).toBe('Independence Day (substitute day)');
  });

  it('covers each local date of a feast of several days that begins at sunset', () => {
    const feast = [...holidays.datesOf('TR', null, 2027, 'tr')].filter(([, name]) => name === 'Ramazan Bayramı');
    expect(feast.map(([date]) => date)).toEqual(['2027-03-09', '2027-03-10', '2027-03-11']);
  });

  it('covers the January days of a holiday that began in December', () => {
    expect(dates('SZ', null, 2027)).toEqual(expect.arrayContaining(['2027-01-01', '2027-12-31']));
    expect(dates('SZ', null, 2027).every((date) => date.startsWith('2027-'))).toBe(true);
  });

  it('knows no holidays for Nepal, and says so', () => {
    expect(dates('NP', null, 2027)).toEqual([]);
    expect(holidays.knows('NP', null)).toBe(false);
    expect(holidays.knows('NL', null)).toBe(true);
  });

  it('falls back on the country where a region has no entry of its own, and says so', () => {
    expect(holidays.datesOf('NL', 'UT', 2027)).toEqual(holidays.datesOf('NL', null, 2027));
    expect(holidays.knows('NL', 'UT')).toBe(false);
    expect(holidays.knows('DE', 'BY')).toBe(true);
  });

  it('does not take a word of the language for a region', () => {
    expect(holidays.knows('DE', 'constructor')).toBe(false);
    expect(holidays.knows('constructor', null)).toBe(false);
  });

  it('names a holiday in the asked language, and in the country’s own where it has no name in that one', () => {
    const nameIn = (locale?: string) => holidays.datesOf('BE', null, 2027, locale).get('2027-07-21');
    expect(nameIn('nl-BE')).toBe('Nationale feestdag');
    expect(nameIn('fr')).toBe('Fête nationale');
    expect(nameIn('fi')).toBe(nameIn());
  });

  it('joins the names of two holidays on one date', () => {
    expect(holidays.datesOf('DE', null, 2008, 'en').get('2008-05-01')).toMatch(/^.+, .+$/);
  });

  it('works a year out once', () => {
    expect(holidays.datesOf('NL', null, 2027)).toBe(holidays.datesOf('NL', null, 2027));
  });
});
