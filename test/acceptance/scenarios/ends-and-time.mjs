import { campaign, campaignFiles, files, firstDifference, importLearning, launch, mails } from '../world.mjs';

// per-person: 14 days, begun on Monday 6 September 2027: ends on 20 September at 00:00 local (R4). one 6, two on the 16th (10
//   days later); three would come on the 20th at 09:00: time-is-up before it.
// won finished on the 17th at 12:00Z: it goes through retain to its end: done on Monday the 20th (one mail a day is no matter;
//   14:00 local on the 17th is in the window: at once: 12:00Z), after: 6 days later: the 23rd 12:00Z, Thursday.
// ends: 2027-09-24 is the last local day of mail: later, 2 days after the 23rd, a Saturday → the 27th: campaign-over.
export default {
  name: 'per-person bounds the way to the goal, not retain; ends ends everything',
  files: {
    ...files(
      'email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\nwon@waterlijn.example,Won,Sales,NL\n',
    ),
    'learning.csv': 'email,activity,event,at\nwon@waterlijn.example,data-101,completed,2027-09-17T12:00:00Z\n',
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-09-06
ends: 2027-09-24
per-person: 14 days
inform:
  - mail: one
    at: start
  - mail: two
    after: 10 days
  - mail: three
    after: 4 days
retain:
  - mail: done
  - mail: used
    after: 6 days
  - mail: later
    after: 2 days
`),
      'one',
      'two',
      'three',
      'done',
      'used',
      'later',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-17T12:00:00Z' },
    importLearning('2027-09-17T12:00:00Z'),
    { until: '2027-09-20T12:00:00Z' },
    {
      cli: ['stats', 'data', '--json'],
      json: (s) => firstDifference(['time-is-up', s.ended['time-is-up'], 1], ['active', s.active, 1]),
    },
    { until: '2027-10-20T00:00:00Z' },
    {
      cli: ['stats', 'data', '--json'],
      json: (s) => firstDifference(['active', s.active, 0], ['campaign-over', s.ended['campaign-over'], 1]),
    },
  ],
  expect: mails(`
ana one  2027-09-06T07:00Z
won one  2027-09-06T07:00Z
ana two  2027-09-16T07:00Z
won two  2027-09-16T07:00Z
won done 2027-09-17T12:00Z
won used 2027-09-23T12:00Z
`),
};
