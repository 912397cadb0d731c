import { describe, expect, it } from 'vitest';
import { type ActivityRow, completeActivity, readActivities } from '../../src/intake/people/activities.ts';
import { isRefused } from '../../src/intake/tables/delimited.ts';
import { bytesOf, listOf } from './bytes.ts';
import { reasonOf } from './reason-of.ts';

async function read(text: string) {
  const all = await listOf((await readActivities(bytesOf(text))).rows);
  return { rows: all.filter((row): row is ActivityRow => !isRefused(row)), refused: all.filter(isRefused) };
}

describe('an activities file', () => {
  it('describes what can be learned', async () => {
    const { rows } = await read(
      'id,title,kind,duration_minutes,url,competencies,cost,valid_months\nsafety,Safe at work,Course,45,https://learn.waterlijn.example/safety,safety; fire,"12,50",12\n',
    );
    expect(rows.map((row) => completeActivity(row))).toEqual([
      {
        id: 'safety',
        title: 'Safe at work',
        kind: 'course',
        durationMinutes: 45,
        url: 'https://learn.waterlijn.example/safety',
        competencies: ['safety', 'fire'],
        cost: 12.5,
        validMonths: 12,
      },
    ]);
  });

  it('a missing column leaves what was known, an empty cell clears it', async () => {
    const [first] = (await read('id,title,url,cost\nsafety,Safe,https://learn.waterlijn.example/s,10\n')).rows;
    const [second] = (await read('id,url\nsafety,\n')).rows;
    if (!first || !second) throw new Error('the rows were refused');
    expect(completeActivity(second, completeActivity(first))).toMatchObject({ title: 'Safe', url: null, cost: 10 });
  });

  it.each<[row: string, column: string, says: RegExp]>([
    [',Safe,course,45,,12', 'id', /The id is empty/],
    ['a,,course,45,,12', 'title', /The title is empty/],
    ['a,Safe,cource,45,,12', 'kind', /Did you mean course\?/],
    ['a,Safe,course,long,,12', 'duration_minutes', /is not a number/],
    ['a,Safe,course,-3,,12', 'duration_minutes', /is below 0/],
    ['a,Safe,course,45,javascript:x,12', 'url', /is not a web address/],
    ['a,Safe,course,45,,0', 'valid_months', /is not a number of months/],
  ])('refuses %s', async (row, column, says) => {
    const { rows, refused } = await read(`id,title,kind,duration_minutes,url,valid_months\n${row}\n`);
    expect(rows).toEqual([]);
    expect(refused[0]).toMatchObject({ line: 2, column });
    expect(reasonOf(refused[0])).toMatch(says);
  });

  it('needs ids', async () => {
    await expect(read('title\nSafe\n')).rejects.toThrow(/the column "id" is missing/);
  });
});
