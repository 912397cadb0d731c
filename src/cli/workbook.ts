import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { Sheet } from '../flow/publishing/communication-plan.ts';

/** Sheets as one XLSX file. Texts stay texts: a cell that begins with `=` is no formula. */
export function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
      data: [columns.map(({ heading }) => ({ value: heading, fontWeight: 'bold' as const })), ...rows.map(cellsOf)],
    })),
  ).toBuffer();
}

function cellsOf(row: Sheet['rows'][number]): SheetData[number] {
  return row.map((value) =>
    typeof value === 'string' ? { value, type: String, wrap: true, alignVertical: 'top' as const } : value,
  );
}
