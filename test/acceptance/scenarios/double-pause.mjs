import { campaign, campaignFiles, files, launch, mails } from '../world.mjs';

// Starts on Monday 6 September 2027. Its own pause from Tuesday the 7th to Monday the 27th, `pause --all` inside it, from the
// 8th to the 22nd: the openings are those of one pause of 20 days, and per-person: 30 days stands still for 20 days once:
// 6 October + 20 = 26 October 00:00 local.
// two: after 1 day, due on the 7th at 09:00, before the pause of 10:00Z: sent. three: after 7 days: the 14th: behind the pause:
// 27 September at 10:00Z (12:00 local). in: 28 days after: Monday 25 October 10:00Z: inside. out, 1 day after: outside.
export default {
  name: 'a pause within a pause counts once',
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
    after: 1 day
  - mail: three
    after: 7 days
  - mail: in
    after: 28 days
  - mail: out
    after: 1 day
`),
      'one',
      'two',
      'three',
      'in',
      'out',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'a'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-07T10:00:00Z' },
    { cli: ['pause', 'a'] },
    { until: '2027-09-08T10:00:00Z' },
    { cli: ['pause', '--all'] },
    { until: '2027-09-15T10:00:00Z' },
    { cli: ['pause', '--all'] },
    { until: '2027-09-22T10:00:00Z' },
    { cli: ['resume', '--all'] },
    { until: '2027-09-27T10:00:00Z' },
    { cli: ['resume', 'a'] },
    { until: '2027-11-10T00:00:00Z' },
  ],
  expect: mails(`
ana one   2027-09-06T07:00Z
ana two   2027-09-07T07:00Z
ana three 2027-09-27T10:00Z
ana in    2027-10-25T10:00Z
`),
};
