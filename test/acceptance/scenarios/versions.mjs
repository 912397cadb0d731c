import {
  campaign,
  campaignFiles,
  files,
  firstDifference,
  holds,
  importPeople,
  launch,
  mails,
  message,
} from '../world.mjs';

const people = 'email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\n';
const first = campaign('starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n  - mail: two\n    after: 7 days\n');
const second = campaign(
  'starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n  - mail: extra\n    after: 1 day\n  - mail: two\n    after: 7 days\n',
);

// R14: unchanged files make no new version; --in-flight stay is the default: ana keeps version 1 (two on the 13th), joins, who
// comes on the 8th at 12:00Z, takes part in version 2: one at once, extra on the 9th 14:00 local = 12:00Z, two on the 16th.
// Version 3 of the 14th, where two says something else, changes nothing for either. Another word than stay and move is refused,
// and no version is made.
export default {
  name: 'versions: unchanged is none, who is in flight stays',
  files: {
    ...files(people),
    'more.csv': `${people}joins@waterlijn.example,Joins,Sales,NL\n`,
    ...campaignFiles('data', first, 'one', 'two', 'extra'),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    { cli: ['publish', 'data', '--json'], json: (p) => firstDifference(['version', p.version, 1]) },
    { from: '2027-09-03T08:00:00Z', until: '2027-09-08T11:00:00Z' },
    { file: 'campaigns/data/campaign.yaml', text: second },
    {
      cli: ['plan', 'data', '--json', '--published'],
      json: (p) => firstDifference(['published', p.mails.map(({ step }) => step), ['two']]),
    },
    { cli: ['plan', 'data'], output: holds('differ') },
    { cli: ['publish', 'data', '--dry-run'], output: holds('data') },
    { cli: ['stats', 'data', '--json'], json: (s) => firstDifference(['version', s.version, 1]) },
    { cli: ['publish', 'data', '--json'], json: (p) => firstDifference(['version', p.version, 2]) },
    { cli: ['publish', 'data', '--json'], json: (p) => firstDifference(['version', p.version, 2]) },
    { until: '2027-09-08T12:00:00Z' },
    importPeople('2027-09-08T12:00:00Z', 'more.csv'),
    { until: '2027-09-14T12:00:00Z' },
    { file: 'campaigns/data/two.en.md', text: message('Something else') },
    { cli: ['publish', 'data', '--in-flight', 'sideways'], exit: 1, output: holds('move') },
    {
      cli: ['publish', 'data', '--in-flight', 'stay', '--json'],
      json: (p) => firstDifference(['version', p.version, 3]),
    },
    { until: '2027-09-30T00:00:00Z' },
  ],
  expect: mails(`
ana   one   2027-09-06T07:00Z
joins one   2027-09-08T12:00Z
joins extra 2027-09-09T12:00Z
ana   two   2027-09-13T07:00Z
joins two   2027-09-16T12:00Z
`),
  mails: (all) => {
    const of = (who, step) =>
      all.find((mail) => mail.to[0] === `${who}@waterlijn.example` && mail.headers.get('x-druppel-step') === step)
        ?.headers;
    return firstDifference(
      ['ana, two', of('ana', 'two')?.get('x-druppel-campaign'), 'data@1'],
      ['joins, one', of('joins', 'one')?.get('x-druppel-campaign'), 'data@2'],
      ['joins, two', of('joins', 'two')?.get('x-druppel-campaign'), 'data@2'],
      ['its subject', of('joins', 'two')?.get('subject'), 'About two'],
    );
  },
};
