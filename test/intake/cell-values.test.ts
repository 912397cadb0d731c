import { expect, it } from 'vitest';
import { dateParser, numberText, readDate, readNumber } from '../../src/intake/tables/cell-values.ts';

/** What a cell says; undefined: it is refused. */
function said<T>(reading: { readonly value: T } | { readonly why: unknown }): T | undefined {
  return 'value' in reading ? reading.value : undefined;
}

it.each([
  ['1234', 1234],
  ['12,5', 12.5],
  ['0.125', 0.125],
  ['1234.567', 1234.567],
  ['1.2340', 1.234],
  ['80%', 0.8],
  ['12,5 %', 0.125],
])('the number %s is %d', (text, number) => {
  expect(said(readNumber(text))).toBe(number);
});

it.each([
  '1.234',
  '1,234',
  '-12.500',
  '1.234,5',
  '1,234.50',
  '12 500',
  '1e3',
  '0x10',
  'Infinity',
  '%',
  '5%%',
  '1.234%',
])('%s could be another number than it seems, or is none, and is refused', (text) => {
  expect(said(readNumber(text))).toBeUndefined();
});

it.each([1.234, -12.345, 0.125, 1234.567, 3, 64.1])('the number %d that came as one is read as itself', (number) => {
  expect(said(readNumber(numberText(number)))).toBe(number);
});

it.each([
  ['2026-05-01', null],
  ['2026-05-01 00:00:00.000', null],
  ['2026-05-01T00:00', null],
  ['01-05-2026 0:00', 'dd-mm-yyyy'],
  ['2026-5-1', 'yyyy-mm-dd'],
  ['2026-05-01', 'dd-mm-yyyy'],
])('%s is the first of May 2026 where dates are written as %s', (text, form) => {
  expect(said(readDate(text, dateParser(form)))).toBe('2026-05-01');
});

it.each([
  ['2026-05-01 09:00', null],
  // Somewhere else it is the day before.
  ['2026-05-01T00:00:00Z', null],
  ['2026-5-1', null],
  ['01-05-2026', null],
  ['01-05-26', 'dd-mm-yyyy'],
  ['31-02-2026', 'dd-mm-yyyy'],
  ['1 mei 2026', 'dd-mm-yyyy'],
  ['46143', null],
])('%s is no date where dates are written as %s', (text, form) => {
  expect(said(readDate(text, dateParser(form)))).toBeUndefined();
});
