import readXlsxFile from 'read-excel-file/node';
import { UserError } from '../domain/errors.ts';
import type { CellRow, RefusedRow } from './delimited.ts';
import { mergedRows } from './merged-cells.ts';
import { unpackWorkbook } from './unpack-workbook.ts';

/** A workbook is read whole; larger lists come as CSV, which streams. */
const MAX_WORKBOOK_BYTES = 50_000_000;
const AS_CSV = 'Save the sheet as CSV (UTF-8) and import that.';

/**
 * The rows of the first sheet (ISO/IEC 29500), cells as the texts a CSV of it would hold; dates as YYYY-MM-DD. A row that
 * shares a merged cell with others is refused: what it says stands in one of them only.
 */
export async function* readSpreadsheet(
  source: AsyncIterable<Uint8Array>,
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
  const merged = mergedRows(unpackWorkbook(workbook));
  const sheets = await readXlsxFile(workbook).catch((cause: unknown) => {
    throw new UserError('The workbook cannot be read.', { hint: AS_CSV, cause });
  });
  const rows: (CellRow | RefusedRow)[] = [];
  for (const [index, row] of (sheets[0]?.data ?? []).entries()) {
    const cells = row.map(cellText);
    if (cells.every((cell) => cell.trim() === '')) continue;
    const line = index + 1;
    const ref = merged(line);
    if (ref === null) rows.push({ line, cells });
    else
      rows.push({
        line,
        column: null,
        message: `The cells ${ref} are merged. Take them apart, and fill each.`,
        names: cells,
      });
  }
  yield rows;
}

/** Workbooks keep a date as a wall time without a zone; the library gives it as if it were UTC. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  const [date = '', time = ''] = value.toISOString().split('T');
  return time.startsWith('00:00:00') ? date : `${date}T${time.slice(0, 8)}`;
}
