import { campaign, campaignFiles, files, importPeople, launch, mails } from '../world.mjs';

const people = `email,first_name,department,country
ana@waterlijn.example,Ana,Sales,NL
`;
const steps = `inform:
  - mail: teaser
    at: 3 working days before start
  - mail: kick-off
    at: start
  - mail: more
    after: 2 working days
  - mail: fixed
    at: 2027-06-15
`;

// Both start on Tuesday 8 June 2027; Whit Monday was 17 May: no holidays in June in the Netherlands.
// ana matches at the start: teaser on Thursday the 3rd (3 working days before Tuesday: Monday, Friday, Thursday).
// new is imported on Thursday 10 June at 14:35 UTC, 16:35 local, after the window: a newcomer begins when matching; *before
//   start* is passed over, `start` is the instant of joining, not a date: next slot, Friday the 11th 09:00; more: 2 working
//   days later: Tuesday the 15th. The mail of the fixed date, Tuesday the 15th, has the same local date: one mail per person,
//   campaign and date (R5): `more` comes first in the file and is sent; fixed is decided after it and waits to the 16th.
// In `closed` (newcomers: not) new gets nothing.
export default {
  name: 'who joins while it runs begins then; "newcomers: not" keeps the door shut',
  files: {
    ...files(people),
    'more-people.csv': `${people}new@waterlijn.example,New,Sales,NL\n`,
    ...campaignFiles(
      'open',
      campaign(`newcomers: join\nstarts: 2027-06-08\n${steps}`),
      'teaser',
      'kick-off',
      'more',
      'fixed',
    ),
    ...campaignFiles(
      'closed',
      campaign('newcomers: not\nstarts: 2027-06-08\ninform:\n  - mail: shut\n    at: start\n'),
      'shut',
    ),
  },
  script: [
    ...launch('2027-06-01T08:00:00Z', 'open', 'closed'),
    { from: '2027-06-01T08:00:00Z', until: '2027-06-10T14:35:00Z' },
    importPeople('2027-06-10T14:35:00Z', 'more-people.csv'),
    { until: '2027-06-25T00:00:00Z' },
  ],
  expect: mails(`
ana teaser   2027-06-03T07:00Z
ana kick-off 2027-06-08T07:00Z
ana shut     2027-06-08T07:00Z
ana more     2027-06-10T07:00Z
new kick-off 2027-06-11T07:00Z
ana fixed    2027-06-15T07:00Z
new more     2027-06-15T07:00Z
new fixed    2027-06-16T07:00Z
`),
};
