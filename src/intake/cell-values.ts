import { UserError } from '../domain/errors.ts';
import { addressProblem, headerTextProblem } from '../domain/mail-address.ts';
import { type LocalDate, parseLocalDate } from '../domain/time.ts';
import { parseYesNo } from './columns.ts';
import { type CellReading, refused } from './read-row.ts';

/** One plain address, lower-cased. */
export function readAddress(text: string): CellReading<string> {
  const problem = addressProblem(text);
  return problem === null
    ? { value: text.toLowerCase() }
    : refused(text, `${problem}. Write one address: ana@waterlijn.example.`);
}

/** Text that may stand in a mail: no control characters but line breaks, which a name has not either. Formulas stay text. */
export function readText(text: string, mayBreak = true): CellReading<string> {
  const problem = headerTextProblem(mayBreak ? text.replaceAll(/[\r\n\t]+/g, ' ') : text);
  return problem === null ? { value: text } : refused(text, `${problem}.`);
}

/** `3`, `3.5`, `3,5`; a comma before three digits could be either, and is refused. */
export function readNumber(text: string): CellReading<number> {
  const plain = /^-?\d+,\d{1,2}$/.test(text) ? text.replace(',', '.') : text;
  return /^-?\d+(?:\.\d+)?$/.test(plain)
    ? { value: Number(plain) }
    : refused(text, 'is not a number. Write it like 3 or 3.5.');
}

export function readYesNo(text: string): CellReading<string> {
  const value = parseYesNo(text);
  return value === null ? refused(text, 'is neither yes nor no.') : { value };
}

/** Reads dates of one stated form, and ISO 8601. */
export type DateParser = (text: string) => LocalDate | null;

/**
 * @param form `dd-mm-yyyy`, `m/d/yyyy`, …: how dates are written besides YYYY-MM-DD; null: only so (rules.md R18).
 * @throws {UserError} when it is not such a form.
 */
export function dateParser(form: string | null): DateParser {
  if (form === null || form.toLowerCase() === 'yyyy-mm-dd') return parseLocalDate;
  const match = /^(d{1,2}|m{1,2}|yyyy)([-/. ])(d{1,2}|m{1,2}|yyyy)\2(d{1,2}|m{1,2}|yyyy)$/i.exec(form.trim());
  const order = [match?.[1], match?.[3], match?.[4]].map((part) => part?.[0]?.toLowerCase() ?? '');
  if (!match || [...order].sort().join('') !== 'dmy') {
    throw new UserError(`"${form}" is not a form of dates.`, { hint: 'Write it like dd-mm-yyyy or m/d/yyyy.' });
  }
  const separator = match[2] === '.' ? '\\.' : match[2];
  const pattern = new RegExp(`^${order.map((part) => (part === 'y' ? '(\\d{4})' : '(\\d{1,2})')).join(separator)}$`);
  return (text) => {
    const parts = pattern.exec(text.trim());
    if (!parts) return order[0] === 'y' ? null : parseLocalDate(text);
    const part = (letter: string) => (parts[order.indexOf(letter) + 1] ?? '').padStart(2, '0');
    return parseLocalDate(`${part('y')}-${part('m')}-${part('d')}`);
  };
}

export function readDate(text: string, parse: DateParser): CellReading<LocalDate> {
  const value = parse(text);
  return value === null
    ? refused(
        text,
        `${NO_DATE} ${/^[2-7]\d{4}$/.test(text) ? DAY_NUMBER : 'Write it like 2027-04-26, or say how dates are written with --dates dd-mm-yyyy.'}`,
      )
    : { value };
}

const NO_DATE = 'is not a date.';
const DAY_NUMBER =
  'It may be the number by which a spreadsheet counts days: give the column the format of a date there.';
