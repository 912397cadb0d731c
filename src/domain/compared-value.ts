import type { AttributeValue } from './employee.ts';
import { fold } from './text.ts';
import { type LocalDate, parseLocalDate } from './time.ts';

/** What a value is compared as by `over` and `under`: itself, or the number its text is; null: it is none. */
export function numberOf(value: AttributeValue): number | null {
  const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;

/** What a value is compared as by `within`, `in`, `over … ago` and `before`; null: it is no date, and none of them holds. */
export function dateOf(value: AttributeValue): LocalDate | null {
  return typeof value === 'string' ? parseLocalDate(value) : null;
}

/** What a word says where yes or no is kept; null: neither. */
export function truthOf(word: string): boolean | null {
  return TRUTHS.get(fold(word)) ?? null;
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
]);
