import { campaign, campaignFiles, files, launch, mails } from '../world.mjs';

// 2 per week over all campaigns, all begin on Monday 6 September 2027 at 09:00 local (07:00 UTC).
// required safe: goes always, and counts. high: priority high; low-a, low-b: normal, in order of their ids (R2, R6).
// Monday: r-one (required, does not wait) counts 1; of the three others one place is left: high-one. la-one, lb-one wait.
// r-two is due on Wednesday 8: goes although 2 of 2 are used; now 3 in the week.
// The look-back: 7 calendar days to the same local time: on Monday 13 at 09:00 r-one and high-one of the 6th count no longer
//   (R6): r-two of the 8th counts: one place: high-two (after 1 week, opening the 13th; high priority) goes before la-one and
//   lb-one, which opened earlier but have a lower priority. Wednesday 15 09:00: r-two is out: counted are high-two: one place:
//   la-one: its lateness is 9 days: too late by default 7 days! So both have skip-if-late: never here. la-one goes on the 15th
//   (la before lb). lb-one: next place when high-two leaves on Monday 20 09:00: goes on the 20th.
// la-two: 1 day after la-one (the 15th): the 16th, waits: the 15th and the 13th are counted: on the 20th one place is free:
//   lb-one (opening 6 September) is earlier than la-two (16 September): lb-one; la-two: the 22nd, when la-one leaves.
export default {
  name: 'one mail limit over all campaigns: required counts and does not wait, priority before opening',
  files: {
    ...files('email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\n', {
      sending: { 'mail-limit': '2 per week' },
    }),
    ...campaignFiles(
      'safe',
      campaign(
        `starts: 2027-09-06
required-by: policy
because: { en: Policy. }
due: 2027-09-30
inform:
  - mail: r-one
    at: start
  - mail: r-two
    at: 2027-09-08
`,
        { promotes: 'safety', topic: 'safety' },
      ),
      'r-one',
      'r-two',
    ),
    ...campaignFiles(
      'zz-high',
      campaign(
        'starts: 2027-09-06\npriority: high\ninform:\n  - mail: high-one\n    at: start\n  - mail: high-two\n    after: 1 week\n',
      ),
      'high-one',
      'high-two',
    ),
    ...campaignFiles(
      'low-a',
      campaign(
        'starts: 2027-09-06\ninform:\n  - mail: la-one\n    at: start\n    skip-if-late: never\n  - mail: la-two\n    after: 1 day\n    skip-if-late: never\n',
      ),
      'la-one',
      'la-two',
    ),
    ...campaignFiles(
      'low-b',
      campaign('starts: 2027-09-06\ninform:\n  - mail: lb-one\n    at: start\n    skip-if-late: never\n'),
      'lb-one',
    ),
    ...campaignFiles(
      'low-c',
      campaign('starts: 2027-09-06\npriority: low\ninform:\n  - mail: lc-one\n    at: start\n'),
      'lc-one',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'safe', 'zz-high', 'low-a', 'low-b', 'low-c'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-07T10:00:00Z' },
    {
      cli: ['stats', 'low-a', '--json'],
      json: (s) => (s.steps[0].waiting === 1 && s.steps[0].planned === 0 ? undefined : JSON.stringify(s.steps[0])),
    },
    { until: '2027-10-10T00:00:00Z' },
    {
      cli: ['stats', 'low-c', '--json'],
      json: (s) => (s.steps[0].passed['too-late'] === 1 ? undefined : JSON.stringify(s.steps[0])),
    },
  ],
  expect: mails(`
ana r-one    2027-09-06T07:00Z
ana high-one 2027-09-06T07:00Z
ana r-two    2027-09-08T07:00Z
ana high-two 2027-09-13T07:00Z
ana la-one   2027-09-15T07:00Z
ana lb-one   2027-09-20T07:00Z
ana la-two   2027-09-22T07:00Z
`),
};
