import type { DateTest } from '../../domain/condition.ts';
import { type Duration, isClockTime, parseDuration } from '../../domain/duration.ts';
import { parseLocalDate } from '../../domain/time.ts';

/** A part of a value that compares: `over 3`, `within 90 days`, `before 2027-06-01`, `has dam`. */
export type Comparison =
  | DateTest
  | { readonly is: 'over' | 'under'; readonly value: number }
  | { readonly is: 'has'; readonly text: string };

/** What is wrong with a comparison, and what to write. */
export interface Misread {
  readonly message: string;
  readonly hint: string;
}

/** Words that begin a comparison. A text that really begins so stands in a YAML list, where values are taken as written. */
const COMPARING = /^(over|under|within|in|before|after|since|has)\s+(.+)$/i;

/** Null when the text does not begin like a comparison; then it is a plain value. */
export function readComparison(text: string): Comparison | Misread | null {
  const match = COMPARING.exec(text.trim());
  if (!match) return null;
  const rest = (match[2] ?? '').trim();
  switch (match[1]?.toLowerCase()) {
    case 'within':
      return spanTest('within', rest);
    case 'in':
      return spanTest('in', rest);
    case 'over':
      return readOver(rest);
    case 'under':
      return numberTest('under', rest);
    case 'before':
      return readBefore(rest);
    case 'has':
      return { is: 'has', text: rest };
    default:
      return {
        message: `"${text}" is not a comparison.`,
        hint: 'Write "not NAME: before 2027-06-01", or "within 90 days".',
      };
  }
}

export function isMisread(test: object): test is Misread {
  return 'message' in test;
}

/** A number as people write it, with `%` or without; a decimal comma would read as "or", so it is not one. */
export function parseNumber(text: string): number | null {
  const match = /^(-?\d+(?:\.\d+)?)\s*%?$/.exec(text.trim());
  return match ? Number(match[1]) : null;
}

function readOver(rest: string): Comparison | Misread {
  const ago = /^(.+?)\s+ago$/i.exec(rest)?.[1];
  if (ago !== undefined) return spanTest('over-ago', ago);
  if (parseDuration(rest) !== null) {
    return { message: `"over ${rest}" does not say in which direction.`, hint: `Write "over ${rest} ago".` };
  }
  return numberTest('over', rest);
}

function numberTest(is: 'over' | 'under', rest: string): Comparison | Misread {
  const value = parseNumber(rest);
  if (value !== null) return { is, value };
  return { message: `"${rest}" is not a number.`, hint: `Write it like "${is} 3" or "${is} 3.5".` };
}

function spanTest(is: 'within' | 'in' | 'over-ago', rest: string): Comparison | Misread {
  const span = parseDuration(rest);
  const example = is === 'over-ago' ? 'over 1 year ago' : `${is} 90 days`;
  if (span === null) return { message: `"${rest}" is not a duration.`, hint: `Write it like "${example}".` };
  return calendarSpan(span) ?? { is, span };
}

/** Conditions compare local dates, so hours and minutes mean nothing there; and no calendar, so nor do working days. */
export function calendarSpan(span: Duration): Misread | null {
  if (isClockTime(span))
    return { message: 'A condition compares dates, not times of day.', hint: 'Write days, weeks, months or years.' };
  if (span.unit === 'working days')
    return {
      message: 'A condition counts calendar days, not working days.',
      hint: 'Write days, weeks, months or years.',
    };
  return null;
}

function readBefore(rest: string): Comparison | Misread {
  const date = parseLocalDate(rest);
  return date === null
    ? { message: `"${rest}" is not a date.`, hint: 'Write it like "before 2027-06-01".' }
    : { is: 'before', date };
}
