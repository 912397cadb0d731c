import { campaign, campaignFiles, files, firstDifference, holds, launch } from '../world.mjs';

const people = Array.from(
  { length: 200 },
  (_, n) => `p${n}@waterlijn.example,P${n},${n % 2 ? 'Sales' : 'IT'},NL\n`,
).join('');
let pilot = 0;
const to = (messages, step) =>
  messages.filter((mail) => mail.headers.get('x-druppel-step') === step).map((mail) => mail.to[0]);

// later: `starts: on launch`, launched with --at Wednesday 8 September 2027, 10:00Z (12:00 local): the start is that instant
//   (R7): at once. dated: --at is refused where the start is a date.
// share: a pilot of 25 %: by hash, so about 25 of the 100 in Sales, and the same in every play. rule: IT with a pilot by rule.
// finish: no new participants, who is in goes on; --end-all ends the others: the second mail of `share` (the 15th) never goes,
//   while that of `rule` goes.
export default {
  name: 'launch at an instant, with a pilot by share or by rule; finish with and without --end-all',
  files: {
    ...files(`email,first_name,department,country\n${people}`),
    ...campaignFiles(
      'later',
      campaign('starts: on launch\ninform:\n  - mail: now\n    at: start\n', { rule: '- first_name: P1' }),
      'now',
    ),
    ...campaignFiles(
      'dated',
      campaign('starts: 2027-09-20\ninform:\n  - mail: d\n    at: start\n', { rule: '- first_name: P1' }),
      'd',
    ),
    ...campaignFiles(
      'share',
      campaign('starts: 2027-09-07\ninform:\n  - mail: s1\n    at: start\n  - mail: s2\n    after: 8 days\n'),
      's1',
      's2',
    ),
    ...campaignFiles(
      'rule',
      campaign('starts: 2027-09-07\ninform:\n  - mail: r1\n    at: start\n  - mail: r2\n    after: 8 days\n', {
        rule: '- department: IT',
      }),
      'r1',
      'r2',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z').slice(0, 2),
    ...['later', 'dated', 'share', 'rule'].map((id) => ({ cli: ['publish', id, '--now', '2027-09-03T08:00:00Z'] })),
    { cli: ['launch', 'later', '--at', '2027-09-08T10:00:00Z'] },
    { cli: ['launch', 'dated', '--at', '2027-09-08T10:00:00Z'], exit: 1, output: holds('--at') },
    { cli: ['launch', 'share', '--pilot', '25%'] },
    { cli: ['launch', 'share'], exit: 1 },
    { cli: ['launch', 'rule', '--pilot', 'first_name: P2, P4, P6'] },
    { cli: ['launch', 'nothing'], exit: 1, output: holds('nothing') },
    { until: '2027-09-10T00:00:00Z' },
    {
      cli: ['stats', 'share', '--json'],
      json: (s) => {
        pilot = s.participants;
        return pilot >= 12 && pilot <= 38 ? undefined : `${pilot} of 100 in a pilot of 25 %`;
      },
    },
    { cli: ['finish', 'share', '--end-all'] },
    { cli: ['finish', 'rule'] },
    { until: '2027-09-30T00:00:00Z' },
    {
      cli: ['stats', 'share', '--json'],
      json: (s) =>
        firstDifference(
          ['state', s.state, 'finished'],
          ['over', s.ended['campaign-over'], pilot],
          ['active', s.active, 0],
        ),
    },
  ],
  mails: (all) => [
    firstDifference(
      ['s1', to(all, 's1').length, pilot],
      ['s2', to(all, 's2').length, 0],
      ['r1', to(all, 'r1').sort(), ['p2@waterlijn.example', 'p4@waterlijn.example', 'p6@waterlijn.example']],
      ['r2', to(all, 'r2').length, 3],
      [
        'now',
        all
          .filter((mail) => mail.headers.get('x-druppel-step') === 'now')
          .map((mail) => new Date(mail.headers.get('date')).toISOString()),
        ['2027-09-08T10:00:00.000Z'],
      ],
      ['d', to(all, 'd').length, 0],
    ),
  ],
};
