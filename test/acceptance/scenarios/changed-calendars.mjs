import { campaign, campaignFiles, files, importPeople, launch, mails, workspace } from '../world.mjs';

const people = (
  zone,
  days,
  leave,
  department = 'Sales',
) => `id,email,first_name,department,country,timezone,working_days,leave
1,zone@waterlijn.example,Zone,Sales,NL,${zone},,
2,days@waterlijn.example,Days,Sales,NL,,${days},
3,leave@waterlijn.example,Leave,Sales,NL,,,${leave}
4,mail@waterlijn.example,Mail,${department},NL,,,
`;
const off = (days) => workspace({ sending: { 'days-off': days } });

// R20: a changed zone, working week or calendar recomputes everything not yet sent. All begin on Monday 6 September 2027; two comes
// 2 days later. On Tuesday the 7th at 12:00Z come new facts:
// zone:  moves to New York: Wednesday the 8th at the local time of day of the mail before, and then the opening: one was sent at
//        07:00Z, which in New York is Monday 03:00: two days later 03:00 → the opening of Wednesday 09:00 = 13:00Z.
// days:  works on Thursdays and Fridays from now on: Thursday the 9th.
// leave: on leave on the 8th and 9th: Friday the 10th.
// mail:  nothing changes but the address: its mail goes to the new one.
// On the 8th at 12:00Z the organisation publishes a day off on Friday the 10th: leave waits for Monday the 13th. The workspace's
// newest version holds for all campaigns under way (R14).
export default {
  name: 'a changed zone, working week, leave, address or day off counts for everything not yet sent',
  files: {
    ...files(people('', '', '')),
    'changed.csv': people('America/New_York', 'thu fri', '2027-09-08..2027-09-09').replace('mail@', 'post@'),
    ...campaignFiles(
      'data',
      campaign('starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n  - mail: two\n    after: 2 days\n'),
      'one',
      'two',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-07T12:00:00Z' },
    importPeople('2027-09-07T12:00:00Z', 'changed.csv'),
    { until: '2027-09-08T12:00:00Z' },
    { file: 'campaigns/workspace.yaml', text: off('[2027-09-10]') },
    { cli: ['publish', 'data'] },
    { until: '2027-09-30T00:00:00Z' },
  ],
  expect: mails(`
zone  one 2027-09-06T07:00Z
days  one 2027-09-06T07:00Z
leave one 2027-09-06T07:00Z
mail  one 2027-09-06T07:00Z
post  two 2027-09-08T07:00Z
zone  two 2027-09-08T13:00Z
days  two 2027-09-09T07:00Z
leave two 2027-09-13T07:00Z
`),
};
