import { campaign, campaignFiles, files, launch, mails } from '../world.mjs';

// R9 for required training, due on Friday 11 June 2027 for everybody (a date in the file). Mails: heads-up on Tuesday the 8th,
// then dated reminds 2 days before due and on due, all also in a blackout from 7 to 13 June: required mail ignores it.
// ana: nothing special: 8, 9, 11 June at 09:00 (07:00Z).
// leo: on leave from 8 to 20 June. "Leave waits, but goes at the last opening on or before the due date, leave aside":
//   heads-up (due the 8th) has no opening before the due date with leave kept: it goes at the last opening on or before the
//   11th: Friday 09:00. So would the remind of the 9th and that of the 11th; of dated steps in a row with slots on one local
//   date the one with the later due instant goes (R7): today; two-days and heads-up (a date: dated as well) are overtaken.
// v-mail of a voluntary campaign is due on the 8th as well and waits out the blackout: Monday the 14th.
export default {
  name: 'required mail ignores a blackout, and comes before its due date in spite of leave',
  files: {
    ...files(
      `email,first_name,department,country,leave
ana@waterlijn.example,Ana,Sales,NL,
leo@waterlijn.example,Leo,Sales,NL,2027-06-08..2027-06-20
`,
      { sending: { blackout: '[2027-06-07..2027-06-13]', 'mail-limit': '1 per week' } },
    ),
    ...campaignFiles(
      'safe',
      campaign(
        `starts: 2027-06-01
required-by: law
because: { en: The law. }
due: 2027-06-11
activate:
  - mail: heads-up
    at: 2027-06-08
  - remind: [two-days, today]
    at: [2 days before due, on due]
    until: finished
`,
        { promotes: 'safety', topic: 'safety' },
      ),
      'heads-up',
      'two-days',
      'today',
    ),
    ...campaignFiles(
      'free',
      campaign('starts: 2027-06-08\ninform:\n  - mail: v-mail\n    at: start\n    skip-if-late: 30 days\n'),
      'v-mail',
    ),
  },
  script: [
    ...launch('2027-05-31T08:00:00Z', 'safe', 'free'),
    { from: '2027-05-31T08:00:00Z', until: '2027-07-20T00:00:00Z' },
  ],
  // The voluntary mail also waits for the limit, 1 per week: ana's last required mail is of Friday the 11th 09:00, it counts
  // until Friday the 18th 09:00 (R6). leo is back on Monday the 21st.
  expect: mails(`
ana heads-up 2027-06-08T07:00Z
ana two-days 2027-06-09T07:00Z
ana today    2027-06-11T07:00Z
leo today    2027-06-11T07:00Z
ana v-mail   2027-06-18T07:00Z
leo v-mail   2027-06-21T07:00Z
`),
};
