import { campaign, campaignFiles, files, importLearning, launch, mails } from '../world.mjs';

// Due dates from the learning platform. The slot of a step before or on the due date is never past it (R7).
// sun: due on Sunday 23 May 2027: "on due" goes back to Friday the 21st; five days before is Tuesday the 18th; one day
//      before, Saturday, may not pass the due date either: back to the Friday, where the later due instant goes (overtaken).
// whit: due on Whit Monday, 17 May: on due back to Friday the 14th, where one day before (Sunday the 16th) falls too:
//      overtaken; five days before is Wednesday the 12th.
// past: due on 3 May, before the campaign starts on the 10th: everything before and on due is too late, the mail one day
//      after due is past as well, and its lateness counts from its opening: 4 May 09:00 to 10 May 09:00, 6 days: it goes.
// none: no due date: the dated remind is passed (no-due-date), the mail waits for one, which comes on 24 May: due on the
//      28th, a Friday; the remind is passed for good; one day after due is Saturday: Monday the 31st.
// new:  the latest assigned sets the date (R2): first 23 May, on the 12th moved to Wednesday 26 May: five days before is
//      Friday the 21st, one day before Tuesday the 25th, on due the 26th, after due Thursday the 27th.
export default {
  name: 'due dates of the learning platform: on a Sunday, on a holiday, past, missing, moved',
  files: {
    ...files(`email,first_name,department,country
sun@waterlijn.example,Sun,Sales,NL
whit@waterlijn.example,Whit,Sales,NL
past@waterlijn.example,Past,Sales,NL
none@waterlijn.example,None,Sales,NL
new@waterlijn.example,New,Sales,NL
`),
    'learning.csv': `email;activity;event;at;due
sun@waterlijn.example;data-101;assigned;2027-05-01;2027-05-23
whit@waterlijn.example;data-101;assigned;2027-05-01;2027-05-17
past@waterlijn.example;data-101;assigned;2027-04-01;2027-05-03
new@waterlijn.example;data-101;assigned;2027-05-01;2027-05-23
`,
    'moved.csv': 'email,activity,event,at,due\nnew@waterlijn.example,data-101,assigned,2027-05-12,2027-05-26\n',
    'late.csv': 'email,activity,event,at,due\nnone@waterlijn.example,data-101,assigned,2027-05-24,2027-05-28\n',
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-05-10
activate:
  - remind: [five, one, today]
    at: [5 days before due, 1 day before due, on due]
    until: finished
  - mail: after-due
    at: 1 day after due
`),
      'five',
      'one',
      'today',
      'after-due',
    ),
  },
  script: [
    ...launch('2027-05-07T08:00:00Z', 'data').slice(0, 2),
    importLearning('2027-05-07T08:00:00Z'),
    ...launch('2027-05-07T08:00:00Z', 'data').slice(2),
    { from: '2027-05-07T08:00:00Z', until: '2027-05-12T12:00:00Z' },
    importLearning('2027-05-12T12:00:00Z', 'moved.csv'),
    { until: '2027-05-24T12:00:00Z' },
    importLearning('2027-05-24T12:00:00Z', 'late.csv'),
    { until: '2027-06-10T00:00:00Z' },
  ],
  expect: mails(`
past after-due 2027-05-10T07:00Z
whit five      2027-05-12T07:00Z
whit today     2027-05-14T07:00Z
whit after-due 2027-05-18T07:00Z
sun  five      2027-05-18T07:00Z
sun  today     2027-05-21T07:00Z
sun  after-due 2027-05-24T07:00Z
new  five      2027-05-21T07:00Z
new  one       2027-05-25T07:00Z
new  today     2027-05-26T07:00Z
new  after-due 2027-05-27T07:00Z
none after-due 2027-05-31T07:00Z
`),
};
