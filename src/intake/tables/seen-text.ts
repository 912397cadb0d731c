/**
 * A cell as whoever looks at it sees it: Unicode NFC, so that an id is the same from every computer, and without spaces
 * and what takes no room at its ends.
 */
export function seenText(text: string): string {
  if (LATIN.test(text)) return text.trim();
  const same = text.normalize('NFC');
  let [from, to] = [0, same.length];
  while (from < to && UNSEEN.test(same.charAt(from))) from += 1;
  while (to > from && UNSEEN.test(same.charAt(to - 1))) to -= 1;
  return same.slice(from, to);
}

/** A soft hyphen, joiners and spaces of no width, a byte order mark: texts that were copied have them. */
export const NO_WIDTH = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const UNSEEN = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/;
/** Of these nothing is unseen but spaces, and all is NFC. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of Latin-1 is meant.
const LATIN = /^[\x00-\xac\xae-\xff]*$/;
