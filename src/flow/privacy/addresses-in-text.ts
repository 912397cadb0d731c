/** Addresses that stand in a text, alone or within it, lower-cased. */
export function addressesIn(text: string): string[] {
  if (!text.includes('@')) return [];
  const whole = text.match(ADDRESS) ?? [];
  // O'Brien's own, and one that stands in quotes.
  const quoted = whole.filter((address) => address.includes("'")).map((address) => address.replace(/^.*'/s, ''));
  return [...new Set([...whole, ...quoted].map((address) => address.toLowerCase()))];
}

/** Whether one of the addresses stands in a text: `jan@…` does not mention `an@…`. @param emails lower-cased. */
export function mentions(text: string, emails: readonly string[]): boolean {
  const folded = text.toLowerCase();
  return emails.some((email) => {
    for (let at = folded.indexOf(email); at >= 0; at = folded.indexOf(email, at + 1)) {
      if (!/[\w.+-]/.test(folded[at - 1] ?? '') && !/[\w-]/.test(folded[at + email.length] ?? '')) return true;
    }
    return false;
  });
}

/** What nobody writes into an address ends it; a dot at the end is the sentence's. */
const ADDRESS = /[^\s<>"(),:;[\]@]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
