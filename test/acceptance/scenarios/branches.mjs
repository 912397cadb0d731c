import { campaign, campaignFiles, files, importLearning, launch, mails } from '../world.mjs';

// Starts on Monday 6 September 2027, 09:00 local is 07:00 UTC; everybody gets hello on the 6th.
// Two days later the branch is decided: nobody clicked: else. level over 3 (a number attribute): expert; a missing level is
// unknown, every comparison is false (R3): basics. Within `else`, `not: { city: has dam }` of a missing city is true (R3).
// ada  level 5 → expert 8; then end: nothing more.
// bob  level 3 (over excludes) → basics 8; in AmsterDAM: local passed on the 9th; later 2 days on: Saturday → Monday 13
// cyd  no level → basics 8; city missing: local 1 day later: 9; later 2 days after: Saturday 11 → Monday 13
// waits: wait-until: started, no-longer-than 10 days, counted from `later`: bob on Thursday 23;
//        cyd starts on Wednesday 15 at 10:00Z: it goes at that instant (12:00 local, in the window).
// quiet: after 5 days without progress: cyd's record of the 15th 10:00Z counts, and so does the step before: 20th at 12:00
//        local, 10:00Z. bob has no record at all: passed.
// last:  nothing = the next slot: cyd: another local date: 21; bob: quiet was passed on the 23rd, one mail a day: 24
export default {
  name: 'if, then, else, end, wait-until with a bound, without progress with and without a record',
  files: {
    ...files(
      `email,first_name,department,country,level,city
ada@waterlijn.example,Ada,Sales,NL,5,Utrecht
bob@waterlijn.example,Bob,Sales,NL,3,AmsterDAM
cyd@waterlijn.example,Cyd,Sales,NL,,
`,
      { more: 'attributes: { level: number }\n' },
    ),
    'learning.csv': 'email,activity,event,at\ncyd@waterlijn.example,data-101,started,2027-09-15T10:00:00Z\n',
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-09-06
inform:
  - mail: hello
    at: start
  - if: { level: over 3 }
    then:
      - mail: expert
        after: 2 days
      - end: knows it all
    else:
      - mail: basics
        after: 2 days
      - mail: local
        after: 1 day
        when: { not: { city: has dam } }
      - mail: later
        after: 2 days
  - mail: waits
    wait-until: started
    no-longer-than: 10 days
  - mail: quiet
    after: 5 days without progress
  - mail: last
`),
      'hello',
      'expert',
      'basics',
      'local',
      'later',
      'waits',
      'quiet',
      'last',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-15T10:00:00Z' },
    importLearning('2027-09-15T10:00:00Z'),
    { until: '2027-10-05T00:00:00Z' },
    {
      cli: ['stats', 'data', '--json'],
      json: (s) => {
        const quiet = s.steps.find((step) => step.id === 'quiet');
        return s.ended['ended-by-step'] === 1 && quiet.sent === 1 ? undefined : JSON.stringify([s.ended, quiet]);
      },
    },
  ],
  expect: mails(`
ada hello  2027-09-06T07:00Z
bob hello  2027-09-06T07:00Z
cyd hello  2027-09-06T07:00Z
ada expert 2027-09-08T07:00Z
bob basics 2027-09-08T07:00Z
cyd basics 2027-09-08T07:00Z
cyd local  2027-09-09T07:00Z
bob later  2027-09-13T07:00Z
cyd later  2027-09-13T07:00Z
cyd waits  2027-09-15T10:00Z
cyd quiet  2027-09-20T10:00Z
cyd last   2027-09-21T07:00Z
bob waits  2027-09-23T07:00Z
bob last   2027-09-24T07:00Z
`),
};
