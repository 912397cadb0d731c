import { campaign, campaignFiles, files, firstDifference, importLearning, launch, mails } from '../world.mjs';

// Starts on Monday 6 September 2027. 09:00 local is 07:00 UTC.
// done:  finished on 1 September: goal reached at the very beginning, no participation (R1).
// same:  completes at the instant of the first mail, 6 September 07:00Z: facts come before mails (R2): only well-done, then.
//        It was imported before, on the 3rd? No: a fact holds from its own time, never before (R2), and an `at` at most a day
//        ahead is taken (R18): imported on 5 September 12:00Z.
// mid:   completes between the steps, on the 7th at 18:00Z (20:00 local): what is left of inform is passed (goal-reached);
//        well-done at the next opening, 8 September.
// start: starts on the 6th at 12:00Z: activate sooner-if: started takes over at once (R4): `more` is passed (moved-on), `go`
//        comes at the next slot with another local date: one mail a day (R5): 7 September 09:00. Activate's remind runs
//        `until: started`: it is over before it began.
// slow:  does nothing: hello 6, more 8, then activate begins when more was sent: go: nothing = next slot, not on the same
//        date: 9 September; remind 1 day after: nudge-1 10 September (Friday), nudge-2 every 2 days: Sunday 12 → 13 September.
//        The remind is over 2 days after the last, activate is through; there is a goal, so retain does not begin.
export default {
  name: 'a goal reached before the start, at the instant of a mail, between steps; sooner-if takes over',
  files: {
    ...files(`email,first_name,department,country
done@waterlijn.example,Done,Sales,NL
same@waterlijn.example,Same,Sales,NL
mid@waterlijn.example,Mid,Sales,NL
start@waterlijn.example,Start,Sales,NL
slow@waterlijn.example,Slow,Sales,NL
`),
    'early.csv': `email,activity,event,at
done@waterlijn.example,data-101,completed,2027-09-01
`,
    'ahead.csv': `email,activity,event,at
same@waterlijn.example,data-101,passed,2027-09-06T07:00:00Z
slow@waterlijn.example,data-101,completed,2027-09-08T07:00:00Z
`,
    'mid.csv': `email,activity,event,at
start@waterlijn.example,data-101,started,2027-09-06T12:00:00Z
`,
    'mid2.csv': `email,activity,event,at
mid@waterlijn.example,data-101,completed,2027-09-07T18:00:00Z
`,
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-09-06
inform:
  - mail: hello
    at: start
  - mail: more
    after: 2 days
activate:
  - sooner-if: started
  - mail: go
  - remind: [nudge-1, nudge-2]
    after: 1 day
    every: 2 days
    until: started
retain:
  - mail: well-done
`),
      'hello',
      'more',
      'go',
      'nudge-1',
      'nudge-2',
      'well-done',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data').slice(0, 2),
    importLearning('2027-09-03T08:00:00Z', 'early.csv'),
    ...launch('2027-09-03T08:00:00Z', 'data').slice(2),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-05T12:00:00Z' },
    {
      // R18: more than a day ahead is refused with its row.
      ...importLearning('2027-09-05T12:00:00Z', 'ahead.csv', '--json'),
      json: (r) => firstDifference(['refused', r.refused, 1], ['new', r.new, 1], ['line', r.errors?.[0]?.line, 3]),
    },
    { until: '2027-09-06T12:00:00Z' },
    importLearning('2027-09-06T12:00:00Z', 'mid.csv'),
    { until: '2027-09-07T18:00:00Z' },
    importLearning('2027-09-07T18:00:00Z', 'mid2.csv'),
    { until: '2027-10-01T00:00:00Z' },
    {
      cli: ['stats', 'data', '--json'],
      json: (s) => {
        const passed = Object.fromEntries(s.steps.map((step) => [step.id, step.passed]));
        return firstDifference(
          ['participants', s.participants, 4],
          ['reached', s.goal.reached, 2],
          ['ended', s.ended['goal-reached'], 2],
          ['began', [s.phases.inform.began, s.phases.activate.began, s.phases.retain.began], [4, 2, 2]],
          ['more', passed.more, { 'goal-reached': 2, 'moved-on': 1 }],
          ['hello', passed.hello, { 'goal-reached': 1 }],
          ['nudge-1', passed['nudge-1'], { 'until-true': 1, 'goal-reached': 2 }],
        );
      },
    },
  ],
  expect: mails(`
same  well-done 2027-09-06T07:00Z
mid   hello     2027-09-06T07:00Z
start hello     2027-09-06T07:00Z
slow  hello     2027-09-06T07:00Z
start go        2027-09-07T07:00Z
mid   well-done 2027-09-08T07:00Z
slow  more      2027-09-08T07:00Z
slow  go        2027-09-09T07:00Z
slow  nudge-1   2027-09-10T07:00Z
slow  nudge-2   2027-09-13T07:00Z
`),
};
