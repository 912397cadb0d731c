import readXlsxFile from 'read-excel-file/node';
import { UserError } from '../domain/errors.ts';
import type { CellRow } from './delimited.ts';

/** A workbook is read whole; larger lists come as CSV, which streams. */
const MAX_WORKBOOK_BYTES = 50_000_000;
const AS_CSV = 'Save the sheet as CSV (UTF-8) and import that.';

/** The rows of the first sheet (ISO/IEC 29500), cells as the texts a CSV of it would hold; dates as YYYY-MM-DD. */
export async function* readSpreadsheet(source: AsyncIterable<Uint8Array>): AsyncGenerator<CellRow> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MAX_WORKBOOK_BYTES)
      throw new UserError(`The workbook is larger than ${MAX_WORKBOOK_BYTES / 1e6} MB.`, { hint: AS_CSV });
    chunks.push(chunk);
  }
  const sheets = await readXlsxFile(Buffer.concat(chunks)).catch((cause: unknown) => {
    throw new UserError('The workbook cannot be read.', { hint: AS_CSV, cause });
  });
  for (const [index, row] of (sheets[0]?.data ?? []).entries()) {
    const cells = row.map(cellText);
    if (cells.some((cell) => cell.trim() !== '')) yield { line: index + 1, cells };
  }
}

/** Workbooks keep a date as a wall time without a zone; the library gives it as if it were UTC. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  const [date = '', time = ''] = value.toISOString().split('T');
  return time.startsWith('00:00:00') ? date : `${date}T${time.slice(0, 8)}`;
}
