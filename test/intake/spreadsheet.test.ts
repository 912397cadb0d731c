import { expect, it } from 'vitest';
import { readEmployees } from '../../src/intake/employees.ts';
import { bytesOf, listOf } from './bytes.ts';
import { dateCell, textCell, workbookOf } from './workbook.ts';

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
