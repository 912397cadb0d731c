import { UserError } from '../../domain/errors.ts';
import type { RowReason } from '../../domain/row-reasons.ts';
import { numberFormats, SPREADSHEET_DIGITS } from './number-formats.ts';
import { attributesOf, type WorkbookSheet } from './workbook-sheet.ts';

/** What the library that reads a sheet does not tell of its cells. Lines and columns begin at 1. */
export interface SheetInspection {
  /** Why cells cannot be taken, by their place in the row from 0: they would read as empty, or as another number. */
  troublesIn(line: number): ReadonlyMap<number, RowReason> | undefined;
  /** A number as its format shows it, where that is more than the number: `00042`, `85%`. Null: as it is. */
  shownAs(line: number, column: number): string | null;
}

/** What the format knows (ISO/IEC 29500). */
const MAX_LINE = 1_048_576;
const MAX_COLUMN = 1_000;
/** So many places are filled up with empty cells without harm. */
const MAX_PLACES = 20_000_000;

/**
 * @throws {UserError} for a sheet that reaches too far: a lone cell at its end would have everything before it filled up.
 */
export function inspectSheet({ name, xml, styles }: WorkbookSheet): SheetInspection {
  const formats = numberFormats(styles);
  const troubles = new Map<number, Map<number, RowReason>>();
  const shown = new Map<string, string>();
  let line = 0;
  let lastLine = 0;
  let lastColumn = 0;
  let cell: Cell | null = null;
  for (const { 1: end, 2: tag, 3: text = '', index, 0: whole } of xml.matchAll(TAGS)) {
    const isOpened = end === '' && !text.endsWith('/');
    if (tag === 'row' && end === '') {
      line = Number(attributesOf(text).get('r') ?? line + 1);
      if (!(line <= MAX_LINE)) throw tooFar(name, `line ${line}`);
    } else if (tag === 'c' && isOpened) cell = cellOf(attributesOf(text));
    else if (tag === 'f' && cell !== null) cell.isFormula = true;
    else if (tag === 'v' && isOpened && cell !== null) cell.value = textAfter(xml, index + whole.length);
    else if (tag === 'c' && cell !== null) {
      take(cell);
      cell = null;
    }
  }
  return {
    troublesIn: (asked) => troubles.get(asked),
    shownAs: (asked, column) => shown.get(`${asked} ${column}`) ?? null,
  };

  function take(cell: Cell): void {
    const { place, column, type, style, value } = cell;
    if (column > MAX_COLUMN) throw tooFar(name, place);
    [lastLine, lastColumn] = [Math.max(lastLine, line), Math.max(lastColumn, column)];
    if (lastLine * lastColumn > MAX_PLACES) throw tooFar(name, place);
    const trouble = troubleOf(cell);
    if (trouble !== null) troubles.set(line, (troubles.get(line) ?? new Map()).set(column - 1, trouble));
    else if (type === 'n' && value) {
      const text = formats(style)(value);
      if (text !== null) shown.set(`${line} ${column}`, text);
    }
  }
}

function troubleOf({ place, type, isFormula, value }: Cell): RowReason | null {
  if (type === 'e') return { code: 'formula-broken', place, value: value ?? '' };
  // A formula may come to an empty text.
  if (isFormula && (value === null || (value === '' && type !== 'str')))
    return { code: 'formula-without-result', place };
  if (type === 'n' && value && Math.abs(Number(value)) >= 10 ** SPREADSHEET_DIGITS)
    return { code: 'digits-lost', place, limit: SPREADSHEET_DIGITS };
  return null;
}

/** No part of it can be read twice, so that no file makes it slow. */
const TAGS = /<(\/?)(?:[\w.-]+:)?(row|c|f|v)\b([^<>]*)>/g;

interface Cell {
  /** `B3` */
  readonly place: string;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  isFormula: boolean;
  /** Null: there is none. */
  value: string | null;
}

function cellOf(attributes: ReadonlyMap<string, string>): Cell {
  const place = attributes.get('r') ?? '';
  const letters = /^[A-Z]*/.exec(place)?.[0] ?? '';
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const style = Number(attributes.get('s') ?? 0);
  return { place, column, type: attributes.get('t') ?? 'n', style, isFormula: false, value: null };
}

function textAfter(xml: string, at: number): string {
  const end = xml.indexOf('<', at);
  return end < 0 ? '' : xml.slice(at, end).trim();
}

function tooFar(sheet: string, place: string): UserError {
  return new UserError(`The sheet "${sheet}" reaches as far as ${place}, which is more than a list of people has.`, {
    hint: `At most ${MAX_COLUMN} columns are read. Delete what stands beyond the list, or save it as CSV (UTF-8) and import that.`,
  });
}
