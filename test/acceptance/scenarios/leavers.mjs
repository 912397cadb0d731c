import { campaign, campaignFiles, files, firstDifference, importPeople, launch, mails } from '../world.mjs';

const header = 'id,email,first_name,department,country,left_on\n';
const row = (id, name, department = 'Sales', leftOn = '') =>
  `${id},${name}@waterlijn.example,${name},${department},NL,${leftOn}\n`;
const crowd = Array.from({ length: 30 }, (_, index) => row(100 + index, `p${index}`, 'Board')).join('');
const everybody = `${header}${row(1, 'ana')}${row(2, 'gone')}${row(3, 'back')}${row(4, 'away')}${row(5, 'mover')}${row(6, 'returns')}${crowd}`;

// A mail every Monday from 4 October 2027: 4, 11, 18, 25 October, 1 November (no holidays; 09:00 local is 07:00 UTC until the
// 31st, 08:00 UTC after).
// gone: left_on is set to Monday 11 October: employed through the end of that day (R17), so the mail of the 11th still goes.
// On the 12th a full file comes without back and away: they count as left from then, suspended (R1). back is in the full file
//   of 20 October again (8 days later): it goes on; the mail of the 18th waited with the person and goes at the next slot:
//   opening on the 18th at 09:00; on the 20th at 10:00 UTC (12:00 local) in the window: at once. The next comes 7 days after
//   it was sent: Wednesday the 27th at 12:00 local; then 3 November 12:00 local (11:00 UTC).
// away stays away: ended as left-company 14 days after the 12th.
// mover goes to another department on the 12th: no longer matches, nothing from then; not back within 14 days: left-audience.
// returns goes too, and is back on 20 October, like back.
export default {
  name: 'leavers by date and by a full file, movers out of the audience and back',
  files: {
    ...files(everybody),
    'second.csv': `${header}${row(1, 'ana')}${row(2, 'gone', 'Sales', '2027-10-11')}${row(5, 'mover', 'IT')}${row(6, 'returns', 'IT')}${crowd}`,
    'third.csv': `${header}${row(1, 'ana')}${row(2, 'gone', 'Sales', '2027-10-11')}${row(3, 'back')}${row(5, 'mover', 'IT')}${row(6, 'returns')}${crowd}`,
    'tiny.csv': `${header}${row(1, 'ana')}`,
    ...campaignFiles(
      'weekly',
      campaign(`starts: 2027-10-04
inform:
  - mail: one
    at: start
  - mail: two
    after: 7 days
  - mail: three
    after: 7 days
  - mail: four
    after: 7 days
`),
      'one',
      'two',
      'three',
      'four',
    ),
    'left-on.csv': `${header}${row(2, 'gone', 'Sales', '2027-10-11')}`,
  },
  script: [
    ...launch('2027-10-01T08:00:00Z', 'weekly'),
    { from: '2027-10-01T08:00:00Z', until: '2027-10-08T08:00:00Z' },
    importPeople('2027-10-08T08:00:00Z', 'left-on.csv'),
    { until: '2027-10-12T08:00:00Z' },
    // R17: this would mark 35 of 36 as left: nothing changes, exit 1, with the numbers.
    {
      ...importPeople('2027-10-12T08:00:00Z', 'tiny.csv', '--full'),
      exit: 1,
      output: (text) => (/3[45]/.test(text) && text.includes('--yes') ? undefined : 'no numbers, or no next act'),
    },
    {
      ...importPeople('2027-10-12T08:00:00Z', 'second.csv', '--full', '--json'),
      // back and away are only missing: in `left` alone. gone is unchanged, mover and returns are changed.
      json: (r) =>
        firstDifference(['left', r.left, 2], ['changed', r.changed, 2], ['new', r.new, 0], ['read', r.read, 34]),
    },
    { until: '2027-10-20T10:00:00Z' },
    importPeople('2027-10-20T10:00:00Z', 'third.csv', '--full'),
    { until: '2027-11-10T00:00:00Z' },
    {
      cli: ['stats', 'weekly', '--json', '--now', '2027-11-10T00:00:00Z'],
      json: (s) =>
        firstDifference(
          ['participants', s.participants, 6],
          ['left-company', s.ended['left-company'], 2],
          ['left-audience', s.ended['left-audience'], 1],
        ),
    },
  ],
  expect: mails(`
ana     one   2027-10-04T07:00Z
gone    one   2027-10-04T07:00Z
back    one   2027-10-04T07:00Z
away    one   2027-10-04T07:00Z
mover   one   2027-10-04T07:00Z
returns one   2027-10-04T07:00Z
ana     two   2027-10-11T07:00Z
gone    two   2027-10-11T07:00Z
back    two   2027-10-11T07:00Z
away    two   2027-10-11T07:00Z
mover   two   2027-10-11T07:00Z
returns two   2027-10-11T07:00Z
ana     three 2027-10-18T07:00Z
back    three 2027-10-20T10:00Z
returns three 2027-10-20T10:00Z
ana     four  2027-10-25T07:00Z
back    four  2027-10-27T10:00Z
returns four  2027-10-27T10:00Z
`),
};
