/** How one language's reading ease is computed from words per sentence and syllables per word. */
interface Formula {
  readonly base: number;
  readonly perSentenceWord: number;
  readonly perSyllable: number;
  readonly vowels: RegExp;
}

/**
 * Flesch (1948) for English; Douma (1960) for Dutch; Kandel & Moles (1958) for French; Amstad (1978) for German.
 * All run from about 0 (hard) to 100 (easy); 60 and more is everyday language, roughly B1.
 */
const FORMULAS: Readonly<Record<string, Formula>> = {
  en: { base: 206.835, perSentenceWord: 1.015, perSyllable: 84.6, vowels: /[aeiouy]+/g },
  nl: { base: 206.84, perSentenceWord: 0.93, perSyllable: 77, vowels: /[aeiouyàáâäèéêëìíîïòóôöùúûü]+/g },
  fr: { base: 207, perSentenceWord: 1.015, perSyllable: 73.6, vowels: /[aeiouyàâæèéêëîïôœùûü]+/g },
  de: { base: 180, perSentenceWord: 1, perSyllable: 58.5, vowels: /[aeiouyäöü]+/g },
};

/** Fewer words than this say nothing about a style. */
const MIN_WORDS = 30;

/** @returns the reading ease; null for a language without a formula, or a text too short to judge */
export function readingEase(text: string, locale: string): number | null {
  const language = locale.split('-')[0] ?? '';
  const formula = FORMULAS[language];
  const words = wordsOf(text);
  if (formula === undefined || words.length < MIN_WORDS) return null;
  const sentences = Math.max(1, (text.match(/[.!?…:]+(?=\s|$)|\n+/g) ?? []).length);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, language, formula), 0);
  return (
    formula.base -
    formula.perSentenceWord * (words.length / sentences) -
    formula.perSyllable * (syllables / words.length)
  );
}

/** Runs of letters and digits, with the apostrophes and hyphens within. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

function syllablesOf(word: string, language: string, formula: Formula): number {
  const lower = word.toLowerCase();
  const groups = (lower.match(formula.vowels) ?? []).length;
  // A final e is mute in English and French: "time", "semaine".
  const mute =
    (language === 'en' && /[^aeiouyl]e$/.test(lower)) || (language === 'fr' && /[^aeiouyàâéèêëîïôùû]es?$/.test(lower));
  return Math.max(1, groups - (mute ? 1 : 0));
}
