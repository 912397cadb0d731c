import { campaign, campaignFiles, files, firstDifference, launch, mails } from '../world.mjs';

// R18: an instant without an offset is meant in the workspace's zone, before the first publish too: 10:00 in Amsterdam is 08:00Z in
// September. A bare date is 00:00 there. `at` of a record likewise: 12:00 local, 10:00Z.
export default {
  name: 'times without an offset are the workspace’s, from the first command on',
  files: {
    ...files('email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\n'),
    'learning.csv': 'email,activity,event,at\nana@waterlijn.example,data-101,completed,2027-09-07T12:00\n',
    ...campaignFiles(
      'data',
      campaign(
        'starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n  - mail: two\n    after: 2 days\nretain:\n  - mail: done\n',
      ),
      'one',
      'two',
      'done',
    ),
  },
  script: [
    ...launch('2027-09-03T10:00', 'data'),
    {
      cli: ['run', '--until', '2027-09-03T08:00:00Z', '--json'],
      json: (r) => firstDifference(['T', r.until, '2027-09-03T08:00:00Z']),
    },
    {
      cli: ['run', '--until', '2027-09-07', '--json'],
      json: (r) => firstDifference(['T', r.until, '2027-09-06T22:00:00Z'], ['sent', r.sent, 1]),
    },
    { cli: ['import', 'learning', 'learning.csv', '--now', '2027-09-07T11:59'] },
    { cli: ['run', '--until', '2027-09-10'] },
  ],
  expect: mails('ana one 2027-09-06T07:00Z\nana done 2027-09-07T10:00Z'),
};
