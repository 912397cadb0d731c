/** Whether two pieces of plain data (no functions, classes or cycles) say the same. The order of keys says nothing. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(b, key)) return false;
    if (!isSameData(a[key as keyof typeof a], b[key as keyof typeof b])) return false;
  }
  return true;
}
