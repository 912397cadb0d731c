import { campaign, campaignFiles, files, importLearning, launch, mails } from '../world.mjs';

// Starts on Monday 6 September 2027; 09:00 local is 07:00Z until 30 October, 08:00Z after.
// tue:    "tue 10:00" after hello of the 6th: Tuesday 7 September 10:00 local = 08:00Z.
// early:  "thu 08:00": the next such time is Thursday the 9th 08:00, moved to the opening of the window: 07:00Z.
// fixed:  2027-09-09 has the same local date as early: of dated steps in a row with slots on one local date the one with the
//         later due instant goes (R7). Is "thu 08:00" dated? R7: dated is every `at` with a date; a weekday is none. So early goes
//         on the 9th, and fixed, one mail a day (R5), on Friday the 10th.
// review: 3 days before review_on, Friday 17 September: Tuesday the 14th.
// lapse:  safety is valid for 12 months: passed on 1 October 2026: lapses on 1 October 2027; 14 days before: 17 September.
//         without a record (bo): it waits for a date; bo's comes with a record of 10 September (imported on the 20th): the date is
//         10 September 2028: nothing within these weeks, and per-person ends it.
// For bo, without a review_on, review waits for one, and lapse is behind it: steps go in the file's order.
export default {
  name: 'moments: weekday and hour, a fixed date, before a date of the person, before a lapse',
  files: {
    ...files(`email,first_name,department,country,review_on
ana@waterlijn.example,Ana,Sales,NL,2027-09-17
bo@waterlijn.example,Bo,Sales,NL,
`),
    'campaigns/activities.csv': `id,title,kind,duration_minutes,url,valid_months
data-101,Data literacy,micro,15,https://learn.waterlijn.example/data-101,
safety,Safe at work,course,45,https://learn.waterlijn.example/safety,12
`,
    'learning.csv': 'email,activity,event,at\nana@waterlijn.example,safety,passed,2026-10-01\n',
    'learning-2.csv': 'email,activity,event,at\nbo@waterlijn.example,safety,passed,2027-09-10\n',
    ...campaignFiles(
      'data',
      campaign(
        `starts: 2027-09-06
per-person: 60 days
goal: { finished: data-101 }
inform:
  - mail: hello
    at: start
  - mail: tue
    at: tue 10:00
  - mail: early
    at: thu 08:00
  - mail: fixed
    at: 2027-09-09
  - mail: review
    at: 3 days before review_on
  - mail: lapse
    at: 14 days before lapse
`,
        { promotes: 'safety', topic: 'safety' },
      ),
      'hello',
      'tue',
      'early',
      'fixed',
      'review',
      'lapse',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z').slice(0, 2),
    importLearning('2027-09-03T08:00:00Z'),
    ...launch('2027-09-03T08:00:00Z', 'data').slice(2),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-20T12:00:00Z' },
    importLearning('2027-09-20T12:00:00Z', 'learning-2.csv'),
    { until: '2027-12-01T00:00:00Z' },
  ],
  expect: mails(`
ana hello  2027-09-06T07:00Z
bo  hello  2027-09-06T07:00Z
ana tue    2027-09-07T08:00Z
bo  tue    2027-09-07T08:00Z
ana early  2027-09-09T07:00Z
bo  early  2027-09-09T07:00Z
ana fixed  2027-09-10T07:00Z
bo  fixed  2027-09-10T07:00Z
ana review 2027-09-14T07:00Z
ana lapse  2027-09-17T07:00Z
`),
};
