import { numberText } from './cell-values.ts';
import { attributesOf } from './workbook-sheet.ts';

/** How a number is shown, where that says more than the number; null: as it is. */
type Shown = (value: string) => string | null;

/**
 * The number formats of a workbook (ISO/IEC 29500, 18.8.30) that change what a number means to whoever looks at it:
 * zeros in front, as personnel numbers have them, and percent.
 * @returns by the number of a cell's style
 */
export function numberFormats(styles: string | null): (style: number) => Shown {
  const codes = new Map<string, string>(BUILT_IN);
  for (const [, text = ''] of (styles ?? '').matchAll(/<(?:[\w.-]+:)?numFmt\b([^<>]*)/g)) {
    const format = attributesOf(text);
    codes.set(format.get('numFmtId') ?? '', format.get('formatCode') ?? '');
  }
  const cells = /<(?:[\w.-]+:)?cellXfs\b[\s\S]*?(?=<\/(?:[\w.-]+:)?cellXfs>|$)/.exec(styles ?? '')?.[0] ?? '';
  const shown = [...cells.matchAll(/<(?:[\w.-]+:)?xf\b([^<>]*)/g)].map(([, text = '']) =>
    shownBy(codes.get(attributesOf(text).get('numFmtId') ?? '') ?? ''),
  );
  return (style) => shown[style] ?? asItIs;
}

const BUILT_IN = [
  ['9', '0%'],
  ['10', '0.00%'],
] as const;

const asItIs: Shown = () => null;

/** @param code `00000`, `0.0%;[Red]-0.0%`, with texts in quotes. */
function shownBy(code: string): Shown {
  const plain = (code.split(';')[0] ?? '').replaceAll(/&quot;.*?&quot;|"[^"]*"|\\./g, '');
  if (plain.includes('%')) return (value) => `${spreadsheetNumber(Number(value) * 100)}%`;
  const digits = /^0{2,}$/.test(plain) ? plain.length : 0;
  return digits === 0
    ? asItIs
    : (value) => (/^\d+$/.test(value) && value.length < digits ? value.padStart(digits, '0') : null);
}

export const SPREADSHEET_DIGITS = 15;

/** What a computer adds behind those digits is no part of the number. */
export function spreadsheetNumber(value: number): string {
  return numberText(Number(value.toPrecision(SPREADSHEET_DIGITS)));
}
