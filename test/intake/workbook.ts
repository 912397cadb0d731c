import { crc32, deflateRawSync } from 'node:zlib';

/** A workbook (ISO/IEC 29500) with one sheet of the given cell elements, merged cells, and whatever files beside. */
export function workbookOf(
  rows: readonly string[],
  others: Readonly<Record<string, string | Buffer>> = {},
  merged: readonly string[] = [],
  sheets: readonly SheetBeside[] = [{ name: 'People' }],
  properties = '',
): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const sheet = rows.map((cells, index) => `<row r="${index + 1}">${cells}</row>`).join('');
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${properties}<sheets>${sheets.map(sheetTag).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs>${[0, 14, 164, 9, 22].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData>${mergeCells(merged)}</worksheet>`,
    ...others,
  });
}

/** One of the sheets that a workbook says it has; the first is made of the given cells. */
export interface SheetBeside {
  readonly name: string;
  readonly state?: 'hidden';
}

function sheetTag({ name, state }: SheetBeside, index: number): string {
  return `<sheet name="${name}" sheetId="${index + 1}" ${state === undefined ? '' : `state="${state}" `}r:id="rId${index + 1}"/>`;
}

function mergeCells(merged: readonly string[]): string {
  const cells = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${cells}</mergeCells>`;
}

export function textCell(place: string, text: string): string {
  return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** Days since 1899-12-30; style 1 of the workbook shows a number as a date. */
export function dateCell(place: string, serial: number): string {
  return `<c r="${place}" s="1"><v>${serial}</v></c>`;
}

/** Styles of the workbook: 0 as it is, 1 a date, 2 five digits, 3 percent, 4 a date with a time. */
export function numberCell(place: string, value: string | number, style = 0): string {
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

/** A formula, with the result that the file keeps; null: it keeps none. */
export function formulaCell(place: string, result: string | null, type = 'n'): string {
  return `<c r="${place}" t="${type}"><f>VLOOKUP(A1,B1,2)</f>${result === null ? '' : `<v>${result}</v>`}</c>`;
}

export function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const plain = Buffer.from(text as string);
    const content = deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, content]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, entry, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
