import { describe, expect, it } from 'vitest';
import { readEmployees } from '../../src/intake/people/employees.ts';
import { readLearningRecords } from '../../src/intake/people/learning-records.ts';
import { bytesOf, listOf } from './bytes.ts';
import { dateCell, formulaCell, numberCell, textCell, workbookOf } from './workbook.ts';

it('a workbook is read like a CSV of it: dates as dates, numbers as written, lines as in the sheet', async () => {
  const workbook = workbookOf([
    `${textCell('A1', 'Email')}${textCell('B1', 'Hired_on')}${textCell('C1', 'Floor')}`,
    `${textCell('A2', 'ana@acme.example')}${dateCell('B2', 46_143)}<c r="C2"><v>3</v></c>`,
    '',
    `${textCell('A4', 'nobody')}${dateCell('B4', 46_143)}`,
  ]);
  const { rows } = await readEmployees(bytesOf(workbook, 100), { attributes: {} });
  expect(await listOf(rows)).toMatchObject([
    { line: 2, identity: 'ana@acme.example', fields: { hiredOn: '2026-05-01' }, attributes: { floor: '3' } },
    { line: 4, column: 'email' },
  ]);
});

/** What a workbook of people with one more column says in it, row by row. */
async function readingOf(header: string, cells: readonly string[]) {
  const rows = [
    `${textCell('A1', 'id')}${textCell('B1', header)}`,
    ...cells.map((cell, i) => `${textCell(`A${i + 2}`, `p${i}`)}${cell}`),
  ];
  const { rows: read } = await readEmployees(bytesOf(workbookOf(rows), 1_000), { attributes: {} });
  return listOf(read);
}

describe('a cell of a workbook', () => {
  it('that is a personnel number keeps the zeros that its format shows', async () => {
    const rows = [
      `${textCell('A1', 'id')}${textCell('B1', 'team')}`,
      `${numberCell('A2', 42, 2)}${textCell('B2', 'A')}`,
      `${numberCell('A3', 123456, 2)}${textCell('B3', 'A')}`,
    ];
    const { rows: read } = await readEmployees(bytesOf(workbookOf(rows), 1_000), { attributes: {} });
    expect(await listOf(read)).toMatchObject([{ identity: '00042' }, { identity: '123456' }]);
  });

  it('is a number without what the computer adds behind its fifteen digits', async () => {
    const found = await readingOf('floor', [
      numberCell('B2', '0.30000000000000004'),
      numberCell('B3', '64.100000000000009'),
    ]);
    expect(found).toMatchObject([{ attributes: { floor: '0.3' } }, { attributes: { floor: '64.1' } }]);
  });

  it('that holds a number of more than fifteen digits is refused: a spreadsheet has lost the last of them', async () => {
    const rows = [textCell('A1', 'id'), numberCell('A2', '12345678901234567890')];
    const { rows: read } = await readEmployees(bytesOf(workbookOf(rows), 1_000), { attributes: {} });
    expect(await listOf(read)).toMatchObject([
      { line: 2, column: 'id', reasons: [{ code: 'digits-lost', limit: 15 }] },
    ]);
  });

  it('shown as percent is percent: a score of 85 % is no score of 0.85', async () => {
    const header = ['email', 'activity', 'event', 'at', 'score'].map((name, i) => textCell(`${'ABCDE'[i]}1`, name));
    const row = [
      textCell('A2', 'a@x.example'),
      textCell('B2', 'data-101'),
      textCell('C2', 'completed'),
      // 09:30, which no binary fraction is exactly.
      numberCell('D2', '46143.395833333336', 4),
      numberCell('E2', 0.85, 3),
    ];
    const { rows } = await readLearningRecords(bytesOf(workbookOf([header.join(''), row.join('')]), 1_000), {
      zone: 'UTC' as never,
      now: Date.UTC(2027, 0, 1) as never,
    });
    const at = Date.UTC(2026, 4, 1, 9, 30);
    expect(await listOf(rows)).toMatchObject([{ score: 85, time: { kind: 'instant', at } }]);
  });

  it.each([
    ['an error', formulaCell('B2', '#N/A', 'e'), 'formula-broken'],
    ['nothing, for nobody computed it', formulaCell('B2', null), 'formula-without-result'],
    ['nothing, as some programs write it', formulaCell('B2', ''), 'formula-without-result'],
  ])('whose formula comes to %s is refused with its row, where the column is read', async (_, cell, code) => {
    expect(await readingOf('team', [cell])).toMatchObject([{ line: 2, column: 'team', reasons: [{ code }] }]);
    expect(await readingOf('', [cell])).toMatchObject([{ line: 2, identity: 'p0' }]);
  });

  it('whose formula comes to an empty text is empty, and below the list no row', async () => {
    const empty = formulaCell('B2', '', 'str');
    expect(await readingOf('team', [empty])).toMatchObject([{ identity: 'p0', attributes: { team: null } }]);
    const rows = [
      textCell('A1', 'id'),
      textCell('A2', 'p0'),
      formulaCell('A3', '', 'str'),
      formulaCell('B4', '#N/A', 'e'),
    ];
    const { rows: read } = await readEmployees(bytesOf(workbookOf(rows), 1_000), { attributes: {} });
    expect(await listOf(read)).toMatchObject([{ identity: 'p0' }]);
  });

  it('with a time alone, or a day with a time, is no date', async () => {
    const found = await readingOf('hired_on', [
      numberCell('B2', 0.5, 4),
      numberCell('B3', 46_143.5, 4),
      numberCell('B4', 0, 1),
    ]);
    expect(found).toMatchObject([
      { column: 'hired_on', reasons: [{ value: '12:00:00', what: 'date' }] },
      { column: 'hired_on', reasons: [{ code: 'date-with-time' }] },
      { column: 'hired_on', reasons: [{ value: '00:00:00', what: 'date' }] },
    ]);
  });
});

it.each(['1', 'true'])('days are counted from 1904 where the workbook says so (date1904="%s")', async (said) => {
  const rows = [
    `${textCell('A1', 'id')}${textCell('B1', 'hired_on')}`,
    `${textCell('A2', 'p')}${dateCell('B2', 44_681)}`,
  ];
  const whole = workbookOf(rows, {}, [], [{ name: 'People' }], `<workbookPr date1904="${said}"/>`);
  const { rows: read } = await readEmployees(bytesOf(whole, 1_000), { attributes: {} });
  expect(await listOf(read)).toMatchObject([{ fields: { hiredOn: '2026-05-01' } }]);
});

describe('of a workbook with several sheets', () => {
  const list = [textCell('A1', 'id'), textCell('A2', 'seen')];
  const second = (cells: string) => ({
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
  });

  it('the first is read, and which are not is known', async () => {
    const beside = [{ name: 'People' }, { name: 'Left &amp; gone' }, { name: 'Lists', state: 'hidden' as const }];
    const files = { ...second(''), 'xl/worksheets/sheet3.xml': '<worksheet><sheetData/></worksheet>' };
    const { table, rows } = await readEmployees(bytesOf(workbookOf(list, files, [], beside), 1_000), {
      attributes: {},
    });
    expect(table.sheet).toMatchObject({ name: 'People', others: ['Left & gone'] });
    expect(await listOf(rows)).toMatchObject([{ identity: 'seen' }]);
  });

  it('a hidden one is not read', async () => {
    const cells = `<row r="1">${textCell('A1', 'id')}</row><row r="2">${textCell('A2', 'in sight')}</row>`;
    const beside = [{ name: 'Old', state: 'hidden' as const }, { name: 'People' }];
    const { table, rows } = await readEmployees(bytesOf(workbookOf(list, second(cells), [], beside), 1_000), {
      attributes: {},
    });
    expect(table.sheet).toMatchObject({ name: 'People', others: [] });
    expect(await listOf(rows)).toMatchObject([{ identity: 'in sight' }]);
  });

  it('an empty first one is told by name', async () => {
    const beside = [{ name: 'Cover' }, { name: 'People' }];
    const empty = workbookOf([], second(''), [], beside);
    await expect(readEmployees(bytesOf(empty, 1_000), { attributes: {} })).rejects.toThrow(
      'The sheet "Cover" is empty.',
    );
  });
});
