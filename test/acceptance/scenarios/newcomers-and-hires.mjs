import { bundleMessage, campaign, campaignFiles, files, importPeople, launch, mails } from '../world.mjs';

const header = 'id,email,first_name,department,country,hired_on,manager_email,buddy_email\n';
const people = `${header}1,old@waterlijn.example,Old,Sales,NL,2020-01-01,,
2,mia@waterlijn.example,Mia,Board,NL,2015-01-01,,
3,bud@waterlijn.example,Bud,Board,NL,2015-01-01,,
4,day1@waterlijn.example,One,Sales,NL,2027-03-01,mia@waterlijn.example,bud@waterlijn.example
5,late@waterlijn.example,Late,Sales,NL,2027-02-22,mia@waterlijn.example,bud@waterlijn.example
`;

// Launched on Monday 15 February 2027, "on launch". Day N is counted with the day of hire as day 1 (campaigns.md).
// Hired within 90 days or in 30 days: day1 (hired Monday 1 March) and late (hired Monday 22 February).
// A person hired later takes part from the import on, with mails to manager and buddy only until hired_on (R17).
// list: 5 working days before hired. day1: 22 February; late: 15 February.
//   Put on the bundle at 09:00, it goes at the opening of the manager's next window (R10): the next day.
// chat: to the buddy, 1 day before hired. A bundle keeps the calendar of its reader (R10), not that of the person it is about:
//   day1 is put on it on Sunday 28 February and it goes on Monday; late on Sunday the 21st, it goes on Monday the 22nd.
// hello: day 1. week: day 8 = one week later: day1 8 March, late 1 March. month: day 30 = 29 days after: 30 March, 23 March.
// joins: imported on 3 March, hired on 1 February 2027: begun when matching. Day 1 was 30 days ago, day 8 23 days ago: too
//   late, of past dated steps in a row the later one would go, overtaking the others; day 8's lateness is over 7 days: none.
//   The list and the chat lie back over 7 days too. Day 30 is Tuesday 2 March: opening 09:00 that day, a day ago: it goes, as a
//   dated mail that is past goes at the next opening. Imported on 3 March at 12:00 UTC (13:00 local, in the window): at once.
// never: hired in 2020, does not match.
export default {
  name: 'welcome aboard: day N after hired, mails to manager and buddy before day 1, a late joiner',
  files: {
    ...files(people),
    'newcomers.csv': `${people}6,joins@waterlijn.example,Joins,Sales,NL,2027-02-01,mia@waterlijn.example,bud@waterlijn.example\n`,
    ...campaignFiles(
      'welcome',
      campaign(
        `newcomers: join
starts: on launch
per-person: 120 days
inform:
  - mail: list
    to: managers
    at: 5 working days before hired
  - mail: chat
    to: buddy
    at: 1 day before hired
  - mail: hello
    at: day 1 after hired
  - mail: week
    at: day 8 after hired
  - mail: month
    at: day 30 after hired
`,
        { rule: '- any of: [{ hired: in 30 days }, { hired: within 90 days }]' },
      ),
      'hello',
      'week',
      'month',
    ),
    'campaigns/welcome/list.en.md': bundleMessage,
    'campaigns/welcome/chat.en.md': bundleMessage,
  },
  script: [
    ...launch('2027-02-15T07:00:00Z', 'welcome'),
    { from: '2027-02-15T07:00:00Z', until: '2027-03-03T12:00:00Z' },
    importPeople('2027-03-03T12:00:00Z', 'newcomers.csv', '--full'),
    { until: '2027-04-15T00:00:00Z' },
  ],
  expect: mails(`
mia   list  2027-02-16T08:00Z
mia   list  2027-02-23T08:00Z
late  hello 2027-02-22T08:00Z
bud   chat  2027-02-22T08:00Z
late  week  2027-03-01T08:00Z
day1  hello 2027-03-01T08:00Z
bud   chat  2027-03-01T08:00Z
joins month 2027-03-03T12:00Z
day1  week  2027-03-08T08:00Z
late  month 2027-03-23T08:00Z
day1  month 2027-03-30T07:00Z
`),
};
