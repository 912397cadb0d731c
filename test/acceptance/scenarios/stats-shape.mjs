import { campaign, campaignFiles, files, firstDifference, importLearning, launch, promised } from '../world.mjs';

// Starts on Monday 6 September 2027. ana finishes on the 7th; nobody else does anything; gone left on the 6th; noone has no
// mailbox. one: 3 sent, 1 passed (no-mailbox). two, 2 days later: ben; ana passed by the goal. nudge: waits at the end.
const step = (id, phase, figures) => ({
  id,
  phase,
  planned: 0,
  waiting: 0,
  sent: 0,
  simulated: 0,
  inDoubt: 0,
  held: 0,
  failed: 0,
  bounced: 0,
  passed: {},
  stopped: 0,
  notNow: 0,
  variants: {},
  tried: [],
  ...figures,
});

const STATS =
  'campaign version state learningDataAt reach participants active ended goal used phases steps mailsPerPerson'.split(
    ' ',
  );
const GOAL = ['reached', 'rate', 'target', 'baseline', 'startLaterRate'];

export default {
  name: 'stats --json: every key of interfaces.md, and the right counts',
  files: {
    ...files(`id,email,first_name,department,country,left_on
1,ana@waterlijn.example,Ana,Sales,NL,
2,ben@waterlijn.example,Ben,Sales,NL,
3,gone@waterlijn.example,Gone,Sales,NL,2027-09-06
4,,Noone,Sales,NL,
5,it@waterlijn.example,It,IT,NL,
`),
    'learning.csv': 'email,activity,event,at\nana@waterlijn.example,data-101,completed,2027-09-07T12:00:00Z\n',
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-09-06
inform:
  - mail: one
    at: start
  - mail: two
    after: 2 days
activate:
  - remind: [nudge]
    after: 3 days
    until: started
retain:
  - mail: well-done
`),
      'one',
      'two',
      'nudge',
      'well-done',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    {
      cli: ['stats', 'data', '--json'],
      json: (s) =>
        firstDifference(['before', [s.version, s.state, s.learningDataAt, s.participants], [1, 'running', null, 0]]),
    },
    { from: '2027-09-03T08:00:00Z', until: '2027-09-07T12:00:00Z' },
    importLearning('2027-09-07T12:00:00Z'),
    { until: '2027-09-09T12:00:00Z' },
    {
      cli: ['stats', 'data', '--json'],
      json: (s) =>
        firstDifference(
          ['keys', Object.keys(promised(s, STATS)), STATS],
          ['campaign', [s.campaign, s.version, s.state], ['data', 1, 'running']],
          ['learningDataAt', s.learningDataAt, '2027-09-07T12:00:00Z'],
          // Who left is in no audience any more; noone is in scope and cannot be reached.
          ['reach', s.reach, { inScope: 3, reachable: 2, startLater: 0 }],
          ['participants', [s.participants, s.active], [4, 2]],
          [
            'ended',
            s.ended,
            {
              'goal-reached': 1,
              'said-done': 0,
              'ended-by-step': 0,
              'time-is-up': 0,
              'left-audience': 0,
              'left-company': 1,
              stopped: 0,
              'campaign-over': 0,
            },
          ],
          ['goal keys', Object.keys(promised(s.goal, GOAL)), GOAL],
          ['goal', [s.goal.reached, s.goal.rate, s.goal.target], [1, 0.25, 0.6]],
          ['phases', s.phases, { inform: { began: 4 }, activate: { began: 2 }, retain: { began: 1 } }],
          [
            'steps',
            s.steps.map(({ opens, clicks, waitingBecause, ...rest }) => rest),
            [
              step('one', 'inform', { sent: 3, passed: { 'no-mailbox': 1 } }),
              step('two', 'inform', { sent: 1, passed: { 'goal-reached': 1, 'no-mailbox': 1 } }),
              // 3 days after the 8th is a Saturday: both wait for Monday.
              step('nudge', 'activate', { waiting: 2, passed: { 'goal-reached': 1 } }),
              step('well-done', 'retain', { sent: 1 }),
            ],
          ],
          [
            'opens',
            s.steps
              .map(({ opens, clicks }) => [Object.keys(opens), Object.keys(clicks)].join())
              .every((keys) => keys === 'human,automatic,human,automatic'),
            true,
          ],
          // ana 2, ben 2, gone 1 mails; noone none.
          ['mailsPerPerson', s.mailsPerPerson, { median: 2, max: 2 }],
        ),
    },
    { cli: ['stats', '--json'], json: (s) => (JSON.stringify(s).includes('"data"') ? undefined : JSON.stringify(s)) },
    { cli: ['stats', 'data', '--csv'], output: (text) => (text.split('\n')[0].includes('sent') ? undefined : text) },
    { cli: ['stats', 'dta'], exit: 1, output: (text) => (text.includes('"data"') ? undefined : text) },
  ],
};
