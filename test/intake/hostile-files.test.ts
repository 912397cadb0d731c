import { describe, expect, it } from 'vitest';
import { readEmployees } from '../../src/intake/people/employees.ts';
import { isRefused } from '../../src/intake/tables/delimited.ts';
import { readTable } from '../../src/intake/tables/read-table.ts';
import { memoryKept } from '../support/memory-kept.ts';
import { bytesOf, listOf } from './bytes.ts';
import { reasonOf } from './reason-of.ts';
import { textCell, workbookOf, zipOf } from './workbook.ts';

/** Rows of an employees file, as what they come to. */
async function readingOf(source: AsyncIterable<Uint8Array>) {
  const { rows } = await readEmployees(source, { attributes: {} });
  const good: string[] = [];
  const refused: (readonly [line: number, message: string])[] = [];
  // A million equal sentences would take more memory than what is measured.
  const sentences = new Map<string, string>();
  for await (const part of rows) {
    for (const row of part) {
      if (isRefused(row)) {
        const sentence = reasonOf(row);
        if (!sentences.has(sentence)) sentences.set(sentence, sentence);
        refused.push([row.line, sentences.get(sentence) ?? '']);
      } else good.push(row.identity);
    }
  }
  return { good, refused };
}

/** The rows of guarantees.md §5, "import" and "addresses". */
describe('a file that somebody made to do harm', () => {
  it.each([
    ['two addresses', 'a@x.example, evil@e.example'],
    ['a group', 'people:a@x.example;'],
    ['a comment', 'a(really)@x.example'],
    ['a name around it', 'Ana <a@x.example>'],
    ['a quoted local part', '"a b"@x.example'],
    ['a line break', 'a@x.example\r\nBcc: evil@e.example'],
    [
      'more than 254 characters',
      `a@${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(30)}`,
    ],
    ['NUL', 'a\0@x.example'],
  ])('names nobody by an address with %s', async (_, address) => {
    const cell = `"${address.replaceAll('"', '""')}"`;
    for (const column of ['email', 'manager_email', 'buddy_email']) {
      const header = column === 'email' ? 'email,team' : `id,${column}`;
      const row = column === 'email' ? `${cell},A` : `1,${cell}`;
      const { good, refused } = await readingOf(bytesOf(`${header}\n${row}\n`));
      expect({ column, good, lines: refused.map(([line]) => line) }).toEqual({ column, good: [], lines: [2] });
    }
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=cmd|"/c calc"!A1'])(
    'keeps the formula %s as the text it is',
    async (text) => {
      const cell = `"${text.replaceAll('"', '""')}"`;
      const { rows } = await readEmployees(bytesOf(`email,first_name\na@x.example,${cell}\n`), { attributes: {} });
      expect(await listOf(rows)).toMatchObject([{ attributes: { first_name: text } }]);
    },
  );

  it.each(['__proto__', 'constructor', ' Prototype '])('cannot have a column called %s', async (name) => {
    await expect(readTable(bytesOf(`email,${name}\n`))).rejects.toThrow('cannot be the name of a column');
    expect(({} as Record<string, unknown>).team).toBeUndefined();
  });

  it('has at most a thousand columns', async () => {
    const header = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',');
    await expect(readTable(bytesOf(`${header}\n`, 65_536))).rejects.toThrow('The header has 10000 columns.');
  });

  it.each([
    ['bare', ''],
    ['in quotes', '"'],
    ['in quotes, over lines', '"', '\n'],
  ])('with a cell of 500 MB, %s, loses that row and nothing else', async (_, quote, between = '') => {
    const megabyte = Buffer.alloc(1_000_000, `x${between}`);
    const kept: number[] = [];
    async function* file() {
      yield Buffer.from(`email,team\na@x.example,${quote}`);
      // Lines are counted one by one, so fewer of them.
      const megabytes = between === '' ? 500 : 2;
      for (let written = 0; written < megabytes; written += 1) {
        yield megabyte;
        if (written % 100 === 99 || written === megabytes - 1) kept.push(memoryKept());
      }
      yield Buffer.from(`${quote}\nb@x.example,A\n`);
    }
    const before = memoryKept();
    const { good, refused } = await readingOf(file());
    expect(good).toEqual(['b@x.example']);
    expect(refused[0]?.[0]).toBe(2);
    // Some 80 MB are the list of what was refused, which the test keeps.
    expect(Math.max(...kept) - before).toBeLessThan(150_000_000);
  });

  it('with a row that cannot be read still says whom it may be about, so that nobody is thought gone', async () => {
    const namesIn = async (row: string) => {
      const { rows } = await readEmployees(bytesOf(`id,email,team\n${row}\n`, 65_536), { attributes: {} });
      return (await listOf(rows)).flatMap((found) => (isRefused(found) ? [...(found.names ?? [])] : []));
    };
    expect(await namesIn(`p 1,a@x.example,${'x'.repeat(1_200_000)}`)).toEqual(
      expect.arrayContaining(['p 1', 'a@x.example']),
    );
    expect(await namesIn('"p 1,a@x.example,A')).toEqual(expect.arrayContaining(['p 1', 'a@x.example']));
  });

  it('has one person under an id, however a computer writes its accents and what nobody sees around it', async () => {
    const { good } = await readingOf(bytesOf('\u200bid\u00ad,team\ne\u0301-1,A\n\u200b\u00e9-1\u00a0\u2060,B\n'));
    expect(good).toEqual(['\u00e9-1', '\u00e9-1']);
  });

  it('in UTF-8 with damage in it is not read as Windows-1252: the damaged row is refused, the others are as they were', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id,first_name\n1,Zo\u00eb\n2,Zo'),
      Buffer.from([0xeb]),
      Buffer.from('\n3,Zo\u00eb\n'),
    ]);
    for (const size of [5, 65_536]) {
      const { rows } = await readEmployees(bytesOf(bytes, size), { attributes: {} });
      expect(await listOf(rows)).toMatchObject([
        { attributes: { first_name: 'Zo\u00eb' } },
        { line: 3, column: 'first_name', reasons: [{ code: 'letter-lost', value: 'Zo\ufffd' }] },
        { attributes: { first_name: 'Zo\u00eb' } },
      ]);
    }
  });

  it.each([
    ['a web page', '<html><table></table>', 'This is a web page'],
    ['XML with a byte order mark', '\ufeff<?xml version="1.0"?>', 'This is a web page'],
    ['a PDF', '%PDF-1.7\n', 'This is a PDF, not a table.'],
    [
      'an old or locked workbook',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      'This is a workbook of the old kind (.xls), or one with a password.',
    ],
    ['zeros', '\0'.repeat(500), 'cannot be the name of a column'],
  ])('that is %s under another name is told so', async (_, begin, says) => {
    const bytes = Buffer.from(begin, says.includes('old kind') ? 'latin1' : 'utf8');
    await expect(readingOf(bytesOf(bytes, 65_536))).rejects.toThrow(says);
  });

  it('with a quote that is never closed on line 3 of a million, loses that row and nothing else', async () => {
    async function* file() {
      yield Buffer.from('email\np0@x.example\n"p1@x.example\n');
      for (let from = 2; from < 1_000_000; from += 1_000)
        yield Buffer.from(Array.from({ length: 1_000 }, (_, i) => `p${from + i}@x.example\n`).join(''));
    }
    const { table, rows } = await readEmployees(file(), { attributes: {} });
    let good = 0;
    const refused: number[] = [];
    for await (const part of rows) {
      for (const row of part) {
        if (isRefused(row)) refused.push(row.line);
        else good += 1;
      }
    }
    expect({ columns: table.columns.length, refused }).toEqual({ columns: 1, refused: [3] });
    expect(good).toBe(1_000_001);
  });
});

describe('a workbook that somebody made to do harm, or in a hurry', () => {
  const people = [
    `${textCell('A1', 'email')}${textCell('B1', 'team')}`,
    `${textCell('A2', 'a@x.example')}${textCell('B2', 'A')}`,
  ];

  it('may not unpack to more than 200 MB, whatever it says of itself', async () => {
    const bomb = workbookOf(people, { 'xl/media/bomb.xml': Buffer.alloc(250_000_000, ' ') });
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(readingOf(bytesOf(bomb, 65_536))).rejects.toThrow('holds more than 200 MB when it is unpacked');
    const liar = Buffer.from(bomb);
    // The sizes that it declares are lies: nobody asks them.
    for (let at = liar.indexOf('PK\x01\x02'); at >= 0; at = liar.indexOf('PK\x01\x02', at + 1))
      liar.writeUInt32LE(10, at + 24);
    await expect(readingOf(bytesOf(liar, 65_536))).rejects.toThrow('holds more than 200 MB');
  });

  it.each([
    ['a cell in the last column', [`<c r="XFD2"><v>1</v></c>`], 'reaches as far as XFD2'],
    ['a line that no sheet has', [`</row><row r="4000000000"><c r="A4000000000"><v>1</v></c>`], 'line 4000000000'],
    ['one cell that makes a thousand million', [`</row><row r="1048576"><c r="ALL1048576"><v>1</v></c>`], 'ALL1048576'],
  ])('may not reach too far: %s', async (_, more, says) => {
    await expect(readingOf(bytesOf(workbookOf([...people, ...more]), 65_536))).rejects.toThrow(says);
  });

  it('may not have tags in tags, which take a reader for ever', async () => {
    const endless = workbookOf([...people, '<c '.repeat(500_000)]);
    await expect(readingOf(bytesOf(endless, 65_536))).rejects.toThrow('The workbook cannot be read.');
  });

  it('may not have cells longer than those of a CSV', async () => {
    const long = `${textCell('A3', 'b@x.example')}${textCell('B3', 'x'.repeat(40_000))}`;
    const { good, refused } = await readingOf(bytesOf(workbookOf([...people, long]), 65_536));
    expect(good).toEqual(['a@x.example']);
    expect(refused).toEqual([[3, 'Cell 2 has more than 32000 characters.']]);
  });

  it('is another kind of archive: told which', async () => {
    const ods = zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '' });
    await expect(readingOf(bytesOf(ods, 65_536))).rejects.toThrow('This is a spreadsheet of another kind (.ods).');
    const zip = zipOf({ 'people.csv': 'email' });
    await expect(readingOf(bytesOf(zip, 65_536))).rejects.toThrow('no workbook (.xlsx) is in it');
  });

  it('may not hold thousands of files', async () => {
    const many = zipOf(Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`f${i}`, ''])));
    await expect(readingOf(bytesOf(many, 65_536))).rejects.toThrow('The workbook');
  });

  it('is cut off, or not one at all: refused', async () => {
    const whole = workbookOf(people);
    for (const broken of [whole.subarray(0, whole.length - 30), whole.subarray(0, 40)])
      await expect(readingOf(bytesOf(broken, 1_000))).rejects.toThrow('The workbook cannot be read.');
  });

  it('has merged cells: every row of them is refused, because what they say stands in one of them only', async () => {
    const rows = [
      ...people,
      `${textCell('A3', 'b@x.example')}${textCell('B3', 'B')}`,
      `${textCell('A4', 'c@x.example')}`,
      `${textCell('A5', 'd@x.example')}${textCell('B5', 'D')}`,
    ];
    const { good, refused } = await readingOf(bytesOf(workbookOf(rows, {}, ['B3:B4']), 1_000));
    expect(good).toEqual(['a@x.example', 'd@x.example']);
    const message = 'The cells B3:B4 are merged. Take them apart, and fill each.';
    expect(refused).toEqual([
      [3, message],
      [4, message],
    ]);
  });

  it('has a date as the number of a day: the refusal says how to mend it', async () => {
    const rows = [
      `${textCell('A1', 'email')}${textCell('B1', 'hired_on')}`,
      `${textCell('A2', 'a@x.example')}<c r="B2"><v>46143</v></c>`,
    ];
    const { refused } = await readingOf(bytesOf(workbookOf(rows), 1_000));
    expect(refused).toEqual([[2, expect.stringContaining('give the column the format of a date there')]]);
  });
});
