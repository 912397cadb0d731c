import { fold } from '../../domain/text.ts';

/** ISO 3166-1 alpha-2. */
export const COUNTRY_CODES: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
    'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
    'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
    'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
    'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
    'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

/** `nl` → `NL`; null when it is not a country of ISO 3166-1. */
export function parseCountry(text: string): string | null {
  const code = text.trim().toUpperCase();
  return COUNTRY_CODES.has(code) ? code : null;
}

/** `Netherlands`, `Nederland`, `Pays-Bas`, `Niederlande` → `NL`; null for what is not a country's name in these languages. */
export function countryNamed(name: string): string | null {
  names ??= new Map(NAMES_LANGUAGES.flatMap(namesIn));
  return names.get(asWritten(name)) ?? null;
}

export const NAMES_LANGUAGES: readonly string[] = ['en', 'nl', 'fr', 'de'];
/** Made when it is first asked: some thousand names. */
let names: ReadonlyMap<string, string> | null = null;

function namesIn(language: string): [name: string, code: string][] {
  const told = new Intl.DisplayNames(language, { type: 'region' });
  return [...COUNTRY_CODES].map((code) => [asWritten(told.of(code) ?? code), code]);
}

/** Keyboards have no apostrophe for print, as in « Côte d’Ivoire ». */
function asWritten(name: string): string {
  return fold(name).replaceAll('’', "'");
}

/** The part of ISO 3166-2 after the country: `BE` for Berlin, also written `DE-BE`; null when it is neither. */
export function parseRegion(text: string, country: string | null): string | null {
  const code = text.trim().toUpperCase();
  const own = country !== null && code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code;
  return /^[A-Z0-9]{1,3}$/.test(own) ? own : null;
}

/** A BCP 47 tag in its canonical spelling, `nl_be` included: `nl-BE`; null when it is not one. */
export function parseLocale(text: string): string | null {
  try {
    const tag = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0];
    return tag && /^[a-z]{2,3}(-|$)/.test(tag) ? tag : null;
  } catch {
    return null;
  }
}
