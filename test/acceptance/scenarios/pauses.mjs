import { campaign, campaignFiles, files, firstDifference, holds, launch, mails } from '../world.mjs';

// Starts on Monday 6 September 2027 (09:00 local = 07:00 UTC). a: one 6, two 3 days later: Thursday 9; three 1 week later.
// Paused on Wednesday 8 September 12:00Z, resumed on Monday the 20th 12:00Z (14:00 local). The opening of two moves behind
// the pause (R15): the 20th, at once, in the window; it is not late. three: a week after: Monday 27th 14:00 local = 12:00Z.
// per-person: 30 days stands still for 12 days, and for the two of `pause --all`: instead of on 6 October (00:00 local) it
// ends on the 20th. far comes 17 days after three: Thursday 14 October 12:00Z, between the two: it goes. never would come
// 8 days later, on the 22nd: time-is-up.
// b: one on the 14th; `pause --all` from 28 to 30 September 10:00Z: its mail of the 29th goes on the 30th at 12:00 local.
export default {
  name: 'a pause moves openings behind it and per-person stands still; pause --all stops everything',
  files: {
    ...files('email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\n'),
    ...campaignFiles(
      'a',
      campaign(`starts: 2027-09-06
per-person: 30 days
inform:
  - mail: one
    at: start
  - mail: two
    after: 3 days
    skip-if-late: 2 days
  - mail: three
    after: 1 week
  - mail: far
    after: 17 days
  - mail: never
    after: 8 days
`),
      'one',
      'two',
      'three',
      'far',
      'never',
    ),
    ...campaignFiles(
      'b',
      campaign(`starts: 2027-09-14
inform:
  - mail: b-one
    at: start
  - mail: b-two
    after: 15 days
    skip-if-late: never
`),
      'b-one',
      'b-two',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'a', 'b'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-08T12:00:00Z' },
    { cli: ['pause', 'a', '--now', '2027-09-08T12:00:00Z'] },
    { until: '2027-09-20T12:00:00Z' },
    {
      cli: ['resume', 'a', '--dry-run'],
      output: (text) => (text.includes('two') || text.includes('1 ') ? undefined : text),
    },
    { cli: ['resume', 'a', '--now', '2027-09-20T12:00:00Z'] },
    { until: '2027-09-28T10:00:00Z' },
    { cli: ['pause', '--all', '--now', '2027-09-28T10:00:00Z'] },
    { until: '2027-09-30T10:00:00Z' },
    { cli: ['stats', 'b', '--json'], json: (s) => firstDifference(['b-two', s.steps[1].sent, 0]) },
    { cli: ['resume', 'b'], exit: 1, output: holds('resume --all') },
    { cli: ['resume', '--all', '--now', '2027-09-30T10:00:00Z'] },
    { cli: ['resume', '--all'], exit: 1 },
    { until: '2027-11-05T00:00:00Z' },
    {
      cli: ['stats', 'a', '--json'],
      json: (s) => firstDifference(['time-is-up', s.ended['time-is-up'], 1], ['never', s.steps[4].sent, 0]),
    },
  ],
  expect: mails(`
ana one   2027-09-06T07:00Z
ana b-one 2027-09-14T07:00Z
ana two   2027-09-20T12:00Z
ana three 2027-09-27T12:00Z
ana b-two 2027-09-30T10:00Z
ana far   2027-10-14T12:00Z
`),
};
