import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/domain/time.ts';
import { instantOfRecord, type LearningRow, readLearningRecords } from '../../src/intake/people/learning-records.ts';
import { isRefused } from '../../src/intake/tables/delimited.ts';
import { bytesOf, listOf } from './bytes.ts';
import { reasonOf } from './reason-of.ts';

const now = instant('2027-04-29T10:00:00Z');

async function read(text: string, dates: string | null = null) {
  const { rows } = await readLearningRecords(bytesOf(text), { zone: 'Europe/Amsterdam', now, dates });
  const all = await listOf(rows);
  return { records: all.filter((row): row is LearningRow => !isRefused(row)), refused: all.filter(isRefused) };
}

const row = (at: string, event = 'completed') => `email,activity,event,at\nBen@acme.example,data-101,${event},${at}\n`;

describe('a learning file', () => {
  it('tells who did what when', async () => {
    const { records } = await read(
      'email,activity,event,at,due,score,progress\nBen@acme.example,data-101,Passed,2027-04-29T10:00:00Z,2027-06-30,85%,100\n',
    );
    expect(records).toEqual([
      {
        line: 2,
        id: null,
        email: 'ben@acme.example',
        activity: 'data-101',
        event: 'passed',
        time: { kind: 'instant', at: now },
        due: '2027-06-30',
        score: 85,
        progress: 100,
      },
    ]);
  });

  it.each([
    ['2027-04-28T09:00:00+02:00', '2027-04-28T07:00:00Z'],
    ['2027-04-28T09:00:00', '2027-04-28T07:00:00Z'],
    ['2027-04-28 09:00', '2027-04-28T07:00:00Z'],
    ['2027-03-28T02:30', '2027-03-28T01:00:00Z'],
  ])('a time of %s is %s: without an offset it is the workspace time', async (written, meant) => {
    expect((await read(row(written))).records[0]?.time).toEqual({ kind: 'instant', at: instant(meant) });
  });

  it('a bare date is the day in the zone of the person', async () => {
    const time = (await read(row('2027-04-28'))).records[0]?.time;
    expect(time).toEqual({ kind: 'day', on: '2027-04-28' });
    if (time) expect(instantOfRecord(time, 'Asia/Kathmandu', now)).toEqual({ at: instant('2027-04-27T18:15:00Z') });
  });

  it('reads a stated form with a time behind it', async () => {
    expect((await read(row('28-04-2027 9:30'), 'dd-mm-yyyy')).records[0]?.time).toEqual({
      kind: 'instant',
      at: instant('2027-04-28T07:30:00Z'),
    });
    expect((await read(row('28-04-2027'), 'dd-mm-yyyy')).records[0]?.time).toEqual({ kind: 'day', on: '2027-04-28' });
  });

  it.each<[text: string, column: string | null, says: RegExp]>([
    [row('2027-05-01T10:00:00Z'), 'at', /more than a day ahead/],
    [row('28/04/2027'), 'at', /is not a date or time.*--dates/],
    [row(''), 'at', /"at" is empty/],
    [row('2027-04-28', 'complete'), 'event', /Did you mean completed\?/],
    [row('2027-04-28', ''), 'event', /"event" is empty/],
    ['id,activity,event,at\n,x,started,2027-04-28\n', 'email', /neither an id nor an email/],
    ['id,activity,event,at,score\n1,x,passed,2027-04-28,140\n', 'score', /not a number from 0 to 100/],
    ['id,activity,event,at,due\n1,x,assigned,2027-04-28,soon\n', 'due', /is not a date/],
  ])('refuses %j', async (text, column, says) => {
    const { records, refused } = await read(text);
    expect(records).toEqual([]);
    expect(refused[0]).toMatchObject({ line: 2, column });
    expect(reasonOf(refused[0])).toMatch(says);
  });

  it('needs its columns', async () => {
    await expect(read('name,activity\nx,y\n')).rejects.toThrow(/Line 1: missing columns: email, event, at/);
  });
});

function instant(text: string): number {
  return parseInstant(text, 'UTC') ?? Number.NaN;
}
