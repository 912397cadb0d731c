import { UserError } from '../../domain/errors.ts';
import { addressFault, headerTextFault } from '../../domain/mail-address.ts';
import type { DateKind, RowReason } from '../../domain/row-reasons.ts';
import { type LocalDate, parseLocalDate } from '../../domain/time.ts';
import { parseYesNo } from './columns.ts';
import { type CellReading, refused } from './read-row.ts';

/** One plain address, lower-cased. */
export function readAddress(text: string): CellReading<string> {
  const fault = addressFault(text);
  return fault === null ? { value: text.toLowerCase() } : refused({ code: 'not-an-address', value: text, fault });
}

/** Text that may stand in a mail: no control characters but line breaks, which a name has not either. Formulas stay text. */
export function readText(text: string, mayBreak = true): CellReading<string> {
  if (text.includes('\ufffd')) return refused({ code: 'letter-lost', value: text });
  const fault = headerTextFault(mayBreak ? text.replaceAll(/[\r\n\t]+/g, ' ') : text);
  return fault === null ? { value: text } : refused({ code: 'text-not-allowed', value: text, fault });
}

/** `1.234` and `1,234` */
const PARTED = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

/** `3`, `3.5`, `3,5`, `80%`; a comma or a point before three digits could part thousands, and is refused. */
export function readNumber(text: string): CellReading<number> {
  const percent = /^([^%]+?)\s*%$/.exec(text)?.[1];
  if (percent !== undefined) {
    const reading = readNumber(percent);
    return 'value' in reading ? { value: Number((reading.value / 100).toPrecision(15)) } : reading;
  }
  if (PARTED.test(text))
    return refused({ code: 'thousands-or-decimals', value: text, whole: text.replace(/[.,]/, '') });
  const plain = /^-?\d+,\d{1,2}$/.test(text) ? text.replace(',', '.') : text;
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? { value: Number(plain) } : refused({ code: 'not-a-number', value: text });
}

/** A number that came as one, as {@link readNumber} reads it: four decimals where three could part thousands. */
export function numberText(value: number): string {
  const text = String(value);
  return PARTED.test(text) ? `${text}0` : text;
}

export function readYesNo(text: string): CellReading<string> {
  const value = parseYesNo(text);
  return value === null ? refused({ code: 'not-yes-or-no', value: text }) : { value };
}

/** Reads dates of one stated form, and ISO 8601. */
export interface DateParser {
  (text: string): LocalDate | null;
  /** As it was stated; null: ISO 8601 alone. */
  readonly form: string | null;
  /** Whether it is written in that form, even where there is no such day. */
  isWrittenSo(text: string): boolean;
}

/**
 * @param form `dd-mm-yyyy`, `m/d/yyyy`, …: how dates are written besides YYYY-MM-DD; null: only so (rules.md R18).
 * @throws {UserError} when it is not such a form.
 */
export function dateParser(form: string | null): DateParser {
  if (form === null) return Object.assign((text: string) => parseLocalDate(text), { form: null, isWrittenSo: isIso });
  const match = /^(d{1,2}|m{1,2}|yyyy)([-/. ])(d{1,2}|m{1,2}|yyyy)\2(d{1,2}|m{1,2}|yyyy)$/i.exec(form.trim());
  const order = [match?.[1], match?.[3], match?.[4]].map((part) => part?.[0]?.toLowerCase() ?? '');
  if (!match || [...order].sort().join('') !== 'dmy') {
    throw new UserError(`"${form}" is not a form of dates.`, { hint: 'Write it like dd-mm-yyyy or m/d/yyyy.' });
  }
  const separator = match[2] === '.' ? '\\.' : match[2];
  const pattern = new RegExp(`^${order.map((part) => (part === 'y' ? '(\\d{4})' : '(\\d{1,2})')).join(separator)}$`);
  const parse = (text: string) => {
    const parts = pattern.exec(text.trim());
    if (!parts) return order[0] === 'y' ? null : parseLocalDate(text);
    const part = (letter: string) => (parts[order.indexOf(letter) + 1] ?? '').padStart(2, '0');
    return parseLocalDate(`${part('y')}-${part('m')}-${part('d')}`);
  };
  return Object.assign(parse, { form, isWrittenSo: (text: string) => isIso(text) || pattern.test(text.trim()) });
}

function isIso(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
}

/** Programs write a day as its midnight, too; any other time of day is more than a date. */
export function readDate(text: string, parse: DateParser): CellReading<LocalDate> {
  const [, day = '', time] = /^(\S+)[ T](\d{1,2}:\d.*)$/.exec(text) ?? [];
  if (time !== undefined && parse(day) !== null && !MIDNIGHT.test(time))
    return refused({ code: 'date-with-time', value: text });
  const value = parse(time === undefined ? text : day);
  return value === null ? refused(noDate('date', text, parse)) : { value };
}

const MIDNIGHT = /^0?0:00(?::00(?:[.,]0+)?)?$/;

/**
 * Why a date cannot be read, from what it looks like.
 * @param day the part of the text that is the date.
 */
export function noDate(what: DateKind, text: string, parse: DateParser, day = text): RowReason {
  const said = { value: text, what };
  if (parse.isWrittenSo(day)) return { code: 'date-does-not-exist', ...said };
  if (/^[2-7]\d{4}$/.test(day)) return { code: 'date-is-day-number', ...said };
  if (/^\d{1,2}([-/. ])\d{1,2}\1\d{2}$/.test(day)) return { code: 'date-with-short-year', ...said };
  const looksLike = formOf(day);
  const { form } = parse;
  if (form === null) return { code: 'date-in-no-stated-form', ...said, looksLike: looksLike ?? 'dd-mm-yyyy' };
  return looksLike === null
    ? { code: 'date-not-in-form', ...said, form }
    : { code: 'date-in-another-form', ...said, form, looksLike };
}

/** The form that a date seems to have; where the month could be either, the day is taken to come first. */
function formOf(text: string): string | null {
  const [, first = '', separator, second, last = ''] =
    /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})\b/.exec(text.trim()) ?? [];
  if (separator === undefined) return null;
  const order =
    first.length === 4 ? ['yyyy', 'mm', 'dd'] : Number(second) > 12 ? ['mm', 'dd', 'yyyy'] : ['dd', 'mm', 'yyyy'];
  return first.length === 4 || last.length === 4 ? order.join(separator) : null;
}
