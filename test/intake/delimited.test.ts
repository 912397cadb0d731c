import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused, readDelimited } from '../../src/intake/tables/delimited.ts';
import { readTable } from '../../src/intake/tables/read-table.ts';
import { bytesOf, listOf } from './bytes.ts';
import { reasonOf } from './reason-of.ts';

async function rowsOf(content: string | Uint8Array, size?: number) {
  return (await listOf(readDelimited(bytesOf(content, size)))).map((row) =>
    isRefused(row) ? `${row.line}: ${reasonOf(row)}` : [row.line, ...row.cells],
  );
}

describe('a delimited file', () => {
  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['a line that announces the separator', 'sep=;\na;b\n1;2\n'],
    ['CR LF', 'a,b\r\n1,2\r\n'],
    ['CR alone', 'a,b\r1,2\r'],
    ['no line end at the end', 'a,b\n1,2'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n'],
  ])('with %s', async (_, text) => {
    const cells = (await rowsOf(text, 1)).map((row) => row.slice(1));
    expect(cells).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  const zoe = 'name\nZoë Čapek €\n';
  it.each([
    ['UTF-8', Buffer.from(zoe)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${zoe}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(zoe, 'utf16le')],
    ['big-endian UTF-16', Buffer.from(`\uFEFF${zoe}`, 'utf16le').swap16()],
  ])('in %s', async (_, bytes) => {
    for (const size of [1, 3, 1_000])
      expect(await rowsOf(bytes, size)).toEqual([
        [1, 'name'],
        [2, 'Zoë Čapek €'],
      ]);
  });

  it('in Windows-1252', async () => {
    const bytes = Buffer.concat([Buffer.from('name\nZo'), Buffer.from([0xeb, 0x20, 0x80])]);
    for (const size of [1, 3, 1_000])
      expect(await rowsOf(bytes, size)).toEqual([
        [1, 'name'],
        [2, 'Zoë €'],
      ]);
  });

  it('keeps commas, doubled quotes and line breaks in quoted cells, and counts lines of the file', async () => {
    const text = 'a,b\n"x, ""y""","one\ntwo"\n\n3,4\n';
    expect(await rowsOf(text)).toEqual([
      [1, 'a', 'b'],
      [2, 'x, "y"', 'one\ntwo'],
      [5, '3', '4'],
    ]);
  });

  it('loses one line to a quote that never closes, however long the file', async () => {
    const lines = ['a,b', '1,2', '"3,4', ...Array.from({ length: 500 }, (_, i) => `${i},"x, y"`)];
    const rows = await rowsOf(lines.join('\n'), 4_096);
    expect(rows).toHaveLength(503);
    expect(rows[2]).toMatch(/^3: Text follows a closing quotation mark/);
    expect(rows[3]).toEqual([4, '0', 'x, y']);
    expect((await rowsOf(`a,b\n"3,4\n${'5,6\n'.repeat(200)}`, 4_096)).slice(1, 3)).toEqual([
      '2: A quotation mark opens here and does not close. Close it, or double it if it belongs to the text.',
      [3, '5', '6'],
    ]);
  });

  it('refuses a cell and a line that are too long, and reads on', async () => {
    expect((await rowsOf(`a,b\n${'x'.repeat(40_000)},2\n3,4\n`, 65_536)).slice(1)).toEqual([
      '2: Cell 1 has more than 32000 characters.',
      [3, '3', '4'],
    ]);
    expect((await rowsOf(`a,b\n${'x'.repeat(3_000_000)}\n3,4\n`, 65_536)).slice(1)).toEqual([
      expect.stringMatching(/^2: The line has more than a million characters.*close it/),
      [3, '3', '4'],
    ]);
  });

  it('reads whatever is written by the rules as csv-parse does', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', ';', '"', '\n', 'é') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const text = [
            'h1,h2',
            ...rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')),
          ].join('\n');
          expect((await rowsOf(text, size)).map((row) => row.slice(1))).toEqual(parse(text));
        },
      ),
    );
  });
});

describe('a header', () => {
  it('is read in any case, and tells which other words were understood', async () => {
    const table = await readTable(bytesOf('E-Mail,Voornaam,First Day\n'), { e_mail: 'email', voornaam: 'first_name' });
    expect(table.columns.map(({ name }) => name)).toEqual(['email', 'first_name', 'first_day']);
    expect(table.understood).toEqual([
      { header: 'E-Mail', column: 'email' },
      { header: 'Voornaam', column: 'first_name' },
    ]);
  });

  it.each([
    ['nothing', '', /The file is empty/],
    ['a name that programs trip over', 'email,__proto__\n', /Line 1: "__proto__" cannot be the name of a column/],
    ['one column twice', 'email,team,team\n', /the columns 2 and 3 are both called "team"/],
    ['one name twice', 'email,Email\n', /the columns "email" and "Email" are both "email"/],
    ['too many columns', `${'a,'.repeat(10_000)}\n`, /has 10001 columns/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /workbook of the old kind/],
    ['a broken workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4]), /The workbook cannot be read/],
  ])('with %s is refused', async (_, content, says) => {
    const reading = readTable(bytesOf(content)).then((table) => listOf(table.rows));
    await expect(reading).rejects.toThrow(says);
  });

  it('does not fit a row with more or fewer cells', async () => {
    const table = await readTable(bytesOf('a,b\n1\n1,2,3\n1,2,,\n'));
    const rows = await listOf(table.rows);
    expect(rows.map((row) => (isRefused(row) ? [row.line, reasonOf(row).split('.')[0]] : row.line))).toEqual([
      [2, 'The row has 1 cells, the header 2'],
      [3, 'The row has 3 cells, the header 2'],
      4,
    ]);
  });
});
