import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, SOUND, workspaceWith } from './druppel.ts';

const NOW = ['--now', '2027-04-19T08:00:00Z'] as const;

/** Twelve people more, so that counts may be shown. */
const crowd = Array.from(
  { length: 12 },
  (_, n) => `p${n}@waterlijn.example,P${n},Sales,NL,Europe/Amsterdam,bo@waterlijn.example\n`,
).join('');

describe('the communication plan', () => {
  it('is a workbook without names: what goes, when, to how many, and what is still to be said', async () => {
    const world = await workspaceWith({
      ...SOUND,
      'people.csv': SOUND['people.csv'] + crowd,
      'campaigns/data/campaign.yaml': `${CAMPAIGN}brief: { who: "=1+1" }\naround:\n  - poster: canteens\n    at: start\n    owner: facilities@waterlijn.example\n`,
    });
    await world.druppel('import', 'employees', join(world.folder, 'people.csv'), ...NOW);
    const file = join(world.folder, 'plan.xlsx');
    expect(await world.druppel('plan', 'data', '--xlsx', file, ...NOW)).toMatchObject({ code: 0 });
    const sheets = await readExcelFile(file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Plan', 'Brief', 'Per day', 'Per person']);
    const [plan, brief, perDay] = sheets.map(({ data }) => data);
    expect(plan?.slice(1)).toEqual([
      ['2027-04-26', '2027-04-26', 'inform', 'kick-off', 'About data', 'participants', 14, 'at: start'],
      ['2027-04-28', '2027-04-28', 'activate', 'last-one', 'The last one', 'participants', 14, 'after: 2 days'],
      [
        '2027-04-26',
        '2027-04-26',
        'around',
        'poster-canteens',
        'canteens',
        'facilities@waterlijn.example',
        null,
        'at: start',
      ],
    ]);
    expect(brief).toContainEqual(['Who', '=1+1']);
    expect(brief).toContainEqual(['Target', 'not said yet']);
    expect(perDay?.slice(1)).toEqual([
      ['2027-04-26', 14],
      ['2027-04-28', 14],
    ]);
    expect((await readFile(file)).toString('latin1')).not.toContain('ana@');
  });

  it('is not about one person, and says where it cannot be written', async () => {
    const { druppel, folder } = await workspaceWith(SOUND);
    const one = await druppel('plan', 'data', '--xlsx', 'x.xlsx', '--as', 'ana@waterlijn.example', ...NOW);
    expect(one).toMatchObject({ code: 1 });
    expect(one.stderr).toContain('Leave one of the two out');
    const nowhere = await druppel('plan', 'data', '--xlsx', join(folder, 'people.csv', 'plan.xlsx'), ...NOW);
    expect(nowhere).toMatchObject({ code: 2 });
    expect(nowhere.stderr).toContain('Choose another place with --xlsx');
  });
});

describe('the plan of one person', () => {
  it('tells each mail at the time of their own clock, and what held it up', async () => {
    const { druppel, folder } = await workspaceWith({
      ...SOUND,
      'people.csv': `email,first_name,department,country,timezone\nana@waterlijn.example,Ana,Sales,NL,Asia/Kathmandu\n`,
      'campaigns/data/campaign.yaml': CAMPAIGN.replace('starts: 2027-04-26', 'starts: 2027-04-25'),
    });
    await druppel('import', 'employees', join(folder, 'people.csv'), ...NOW);
    const { stdout } = await druppel('plan', 'data', '--as', 'Ana@Waterlijn.example', ...NOW);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^Mon 26 Apr 09:00 +data\/kick-off +\(not a working day\)$/),
      expect.stringMatching(/^Wed 28 Apr 09:00 +data\/last-one$/),
    ]);
  });
});
