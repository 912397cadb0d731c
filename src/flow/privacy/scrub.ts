/**
 * Plain data without one person: entries of lists that carry the person's key are gone, and every text that is one of
 * the person's names for machines (an address, an id) is null.
 */
export function scrub(value: unknown, key: string, isTheirs: (text: string) => boolean): unknown {
  if (typeof value === 'string') return isTheirs(value) ? null : value;
  if (Array.isArray(value)) {
    return value
      .filter((one) => !(typeof one === 'object' && one !== null && 'key' in one && one.key === key))
      .map((one) => scrub(one, key, isTheirs));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, scrub(one, key, isTheirs)]));
}

/** SCIM knows no null: what is not there is not said (RFC 7643, 2.5). */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one === null ? [] : [[name, withoutNulls(one)]])),
  );
}
