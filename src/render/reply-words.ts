/** Whether a text asks its reader to answer; null: these words are not known in its language. */
export function asksForReply(text: string, locale: string): boolean | null {
  return WORDS[locale.split('-')[0] ?? '']?.test(text) ?? null;
}

const WORDS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:reply|answer this|write (?:back|to us)|let us know|tell us|drop us a line)\b/i,
  nl: /\b(?:antwoord|beantwoord|reageer|schrijf ons|mail ons|vertel ons|laat (?:het )?ons weten|laat het (?:even )?weten)\b/i,
  fr: /(?:^|\P{L})(?:répond(?:ez|s)|écri(?:vez|s)[- ]nous|dites[- ]nous|dis[- ]nous|faites[- ]nous savoir|donnez[- ]nous)(?!\p{L})/iu,
};
