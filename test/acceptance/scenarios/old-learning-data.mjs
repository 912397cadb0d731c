import { campaign, campaignFiles, files, firstDifference, importLearning, launch, mails } from '../world.mjs';

// learning-data: at most 3 days old (R16). Before the first import there is no age and nothing waits.
// Starts on Monday 6 September 2027. hello 6. remind: nudge-1 2 days later (the 8th), then every 2 days.
// A first import (an empty file counts) on the 6th at 12:00Z: fresh until the 9th 12:00Z. nudge-1 goes on the 8th; nudge-2 is due
//   on Friday the 10th 09:00: the data is old: it waits. plain, in another campaign, is no remind and goes on the 10th; cond, its
//   own condition names learning, due on the 13th, waits too.
// On Tuesday 14 September 10:00Z a new import comes: the opening of nudge-2 and cond is then (waiting for data is no lateness, skip-if-late
//   of 1 day notwithstanding): 10:00Z, 12:00 local, in the window: at once. nudge-3 two days later: Thursday the 16th 12:00
//   local, 10:00Z: fresh until the 17th 10:00Z.
export default {
  name: 'old learning data: reminders and steps that ask for learning wait, other mail does not',
  files: {
    ...files('email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\n', {
      more: 'learning-data: at most 3 days old\n',
    }),
    'empty.csv': 'email,activity,event,at\n',
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-09-06
activate:
  - mail: hello
  - remind: [nudge-1, nudge-2, nudge-3]
    after: 2 days
    every: 2 days
    until: started
    skip-if-late: 1 day
`),
      'hello',
      'nudge-1',
      'nudge-2',
      'nudge-3',
    ),
    ...campaignFiles(
      'other',
      campaign(`starts: 2027-09-10
inform:
  - mail: plain
    at: start
  - mail: cond
    after: 3 days
    when: not started
    skip-if-late: 1 day
`),
      'plain',
      'cond',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data', 'other'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-06T12:00:00Z' },
    importLearning('2027-09-06T12:00:00Z', 'empty.csv'),
    { until: '2027-09-14T10:00:00Z' },
    {
      cli: ['stats', 'data', '--json'],
      json: (s) =>
        firstDifference(
          ['data at', s.learningDataAt, '2027-09-06T12:00:00Z'],
          ['nudge-2', [s.steps[2].sent, s.steps[2].waiting], [0, 1]],
        ),
    },
    importLearning('2027-09-14T10:00:00Z', 'empty.csv'),
    { until: '2027-09-16T23:00:00Z' },
  ],
  expect: mails(`
ana hello   2027-09-06T07:00Z
ana nudge-1 2027-09-08T07:00Z
ana plain   2027-09-10T07:00Z
ana nudge-2 2027-09-14T10:00Z
ana cond    2027-09-14T10:00Z
ana nudge-3 2027-09-16T10:00Z
`),
};
