import { readSheet } from 'read-excel-file/node';
import { UserError } from '../../domain/errors.ts';
import { DAY_MS, formatInstant, SECOND_MS } from '../../domain/time.ts';
import { type CellRow, checkCells, type RefusedRow, refusedLine } from './delimited.ts';
import { inspectSheet } from './inspect-sheet.ts';
import { mergedRows } from './merged-cells.ts';
import { spreadsheetNumber } from './number-formats.ts';
import { unpackWorkbook } from './unpack-workbook.ts';
import { sheetToRead, type WorkbookSheet } from './workbook-sheet.ts';

/** A workbook is read whole; larger lists come as CSV, which streams. */
const MAX_WORKBOOK_BYTES = 50_000_000;
const AS_CSV = 'Save the sheet as CSV (UTF-8) and import that.';

/** Which sheet was read, once it was; null: it is no workbook. */
export interface SheetsRead {
  sheet: Pick<WorkbookSheet, 'name' | 'others'> | null;
}

/**
 * The rows of the first sheet that is not hidden (ISO/IEC 29500), cells as the texts a CSV of it would hold; dates as
 * YYYY-MM-DD. A row that shares a merged cell with others is refused: what it says stands in one of them only.
 * @param read says afterwards which sheet it was.
 */
export async function* readSpreadsheet(
  source: AsyncIterable<Uint8Array>,
  read: SheetsRead = { sheet: null },
): AsyncGenerator<readonly (CellRow | RefusedRow)[]> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MAX_WORKBOOK_BYTES)
      throw new UserError(`The workbook is larger than ${MAX_WORKBOOK_BYTES / 1e6} MB.`, { hint: AS_CSV });
    chunks.push(chunk);
  }
  const workbook = Buffer.concat(chunks);
  const sheet = sheetToRead(unpackWorkbook(workbook));
  read.sheet = sheet;
  const inspection = inspectSheet(sheet);
  const merged = mergedRows(sheet.xml);
  const found = await readSheet(workbook, sheet.place).catch((cause: unknown) => {
    throw new UserError('The workbook cannot be read.', { hint: AS_CSV, cause });
  });
  const rows: (CellRow | RefusedRow)[] = [];
  for (const [index, row] of found.entries()) {
    const line = index + 1;
    const cells = row.map((value, at) => inspection.shownAs(line, at + 1) ?? cellText(value, sheet.daysBehind));
    const troubles = inspection.troublesIn(line);
    if (troubles === undefined && cells.every((cell) => cell.trim() === '')) continue;
    const ref = merged(line);
    if (ref === null) rows.push(checkCells({ line, cells, troubles }));
    else rows.push(refusedLine(line, { code: 'cells-merged', cells: ref }, cells));
  }
  if (rows.length === 0) {
    throw new UserError(`The sheet "${sheet.name}" is empty.`, {
      hint: 'The first sheet that is not hidden is read: put the list there, its first line naming the columns.',
    });
  }
  yield rows;
}

/** Workbooks keep a date as a wall time without a zone; the library gives it as if it were UTC. */
function cellText(value: unknown, daysBehind: number): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return spreadsheetNumber(value);
  if (!(value instanceof Date)) return String(value);
  const shown = formatInstant(Math.round(value.getTime() / SECOND_MS) * SECOND_MS + daysBehind * DAY_MS);
  const [date = '', time = ''] = shown.slice(0, -'Z'.length).split('T');
  // Days are counted from the end of 1899: what lies before is a time alone.
  if (date < '1900') return time;
  return time === '00:00:00' ? date : `${date}T${time}`;
}
