import { didYouMean } from '../domain/text.ts';

/** A value as it is shown in a message: quoted, on one line, not too long. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** `Did you mean "Sales"?`, else the known names, else `otherwise`. */
export function suggest(wrong: string, candidates: Iterable<string>, otherwise: string): string {
  const known = [...new Set(candidates)];
  const meant = didYouMean(wrong, known);
  if (meant !== null) return `Did you mean "${meant}"?`;
  return known.length > 0 && known.length <= 12 ? `Known are: ${known.join(', ')}.` : otherwise;
}

/** A YAML map: an object that is not a list. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts between commas, trimmed; empty ones are left out. */
export function splitCommas(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
