import { campaign, campaignFiles, files, firstDifference, holds, launch, mails, message } from '../world.mjs';

const people = 'email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\n';
const steps = (text) => campaign(`starts: 2027-09-06\ninform:\n${text}`);
const first = steps(
  '  - mail: one\n    at: start\n  - mail: two\n    after: 7 days\n  - mail: three\n    after: 2 days\n',
);
const second = steps(
  '  - mail: before\n    at: start\n  - mail: one\n    at: start\n  - mail: extra\n    after: 3 days\n  - mail: two\n    after: 7 days\n  - mail: three\n    after: 2 days\n',
);
const third = steps(
  '  - mail: before\n    at: start\n  - mail: one\n    at: start\n  - mail: extra\n    id: more\n    after: 3 days\n  - mail: three\n    after: 2 days\n',
);

// R14: on Tuesday the 7th ana has had one. Version 2 puts "before" behind her (missed) and "extra" ahead: 3 days after one,
// Thursday the 9th. On Friday the 10th version 3 renames extra: under its new name it would go again. It is the next step
// behind one, the last mail done that is still there; its gap counts from extra, sent on the 9th: Sunday the 12th, so Monday the
// 13th. three follows on the 15th. Said twice, moved once. two is gone from the file and is never sent.
export default {
  name: 'versions: who is in flight moves, and nothing done goes again under its name',
  files: { ...files(people), ...campaignFiles('data', first, 'before', 'one', 'extra', 'two', 'three') },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-07T12:00:00Z' },
    { file: 'campaigns/data/campaign.yaml', text: second },
    { file: 'campaigns/data/one.en.md', text: message('Another subject') },
    {
      cli: ['publish', 'data', '--dry-run', '--json'],
      json: ({ impact: { people: p } }) =>
        firstDifference(
          ['people', [p.inFlight, p.ahead, p.past, p.wouldRepeat, p.wouldMiss], [1, 1, 1, 0, 1]],
          [
            'steps',
            p.steps.map(({ step, change }) => `${step} ${change}`),
            ['before added', 'one changed', 'extra added'],
          ],
        ),
    },
    { cli: ['publish', 'data', '--in-flight', 'move'], output: holds('before (added): 1 miss it') },
    {
      cli: ['publish', 'data', '--in-flight', 'move', '--json'],
      json: (p) => firstDifference(['version', p.version, 2]),
    },
    { until: '2027-09-10T12:00:00Z' },
    { file: 'campaigns/data/campaign.yaml', text: third },
    {
      cli: ['publish', 'data', '--dry-run', '--in-flight', 'move'],
      output: holds('extra is now called more: 1 get it AGAIN'),
    },
    {
      cli: ['publish', 'data', '--in-flight', 'move', '--json'],
      json: (p) => firstDifference(['version', p.version, 3]),
    },
    { until: '2027-10-01T00:00:00Z' },
  ],
  expect: mails(`
ana one   2027-09-06T07:00Z
ana extra 2027-09-09T07:00Z
ana more  2027-09-13T07:00Z
ana three 2027-09-15T07:00Z
`),
};
