/** A text by locale. Keys are BCP 47 tags as the workspace lists them. */
export type Localized = Readonly<Record<string, string>>;

/**
 * The one way texts are compared (rules.md R3): Unicode NFC, trimmed, case-folded; up before down makes "ß" and "SS" one.
 * A final sigma is a sigma like any other, so that "ΘΕΣ" is found in "ΘΕΣΣΑΛΟΝΙΚΗ".
 * Memory and both databases compare the *result* of this function, stored beside the original.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.trim().toLowerCase();
  return text.normalize('NFC').trim().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

/** Of these the long way makes the same, at ten times the cost. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const ASCII = /^[\x00-\x7f]*$/;

/** As file names spell it: `Customer Care` → `customer-care`; letters of every script stay, all else is one dash. */
export function slug(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}_]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** nl-BE → nl → the default: the locales to try, best first, without repetition. */
export function localeChain(locale: string | null | undefined, defaultLocale: string): string[] {
  const chain: string[] = [];
  for (let tag = locale ?? ''; tag !== ''; tag = tag.includes('-') ? tag.slice(0, tag.lastIndexOf('-')) : '')
    chain.push(tag);
  chain.push(defaultLocale);
  return [...new Set(chain)];
}

/** The text for a reader; null when no locale of the chain has one. */
export function localized(texts: Localized, locale: string | null | undefined, defaultLocale: string): string | null {
  for (const tag of localeChain(locale, defaultLocale)) {
    const text = texts[tag];
    if (text !== undefined) return text;
  }
  return null;
}

/**
 * The candidate nearest to `wrong` by edit distance, when it is near enough to be what was meant.
 * @param farthest how many letters may differ.
 */
export function didYouMean(
  wrong: string,
  candidates: Iterable<string>,
  farthest = Math.max(1, Math.floor(wrong.length / 3)),
): string | null {
  let best: string | null = null;
  let bestDistance = farthest + 1;
  for (const candidate of candidates) {
    const distance = editDistance(fold(wrong), fold(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein (1966), two rows. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
