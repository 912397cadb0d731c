import { campaign, campaignFiles, files, firstDifference, launch } from '../world.mjs';

const people = `email,first_name,department,country
ana@waterlijn.example,Ana,Sales,NL
bo@other.example,Bo,Sales,NL
,Nomail,Sales,NL
`;

// MAIL_ALLOW refuses every other domain at the gate: nothing reaches bo's server. MAIL_REDIRECT sends everything to one
// address, marked with whom it was for. The person without a mailbox has an id and is counted as not reachable.
export default {
  name: 'MAIL_ALLOW and MAIL_REDIRECT keep mail where it may go; no mailbox is counted, not mailed',
  files: {
    ...files(people.replaceAll(/^(?=.)/gm, (_, at) => (at === 0 ? 'id,' : `${at},`))),
    ...campaignFiles(
      'data',
      campaign('starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n  - mail: two\n    after: 1 day\n'),
      'one',
      'two',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    {
      cli: ['run', '--from', '2027-09-03T08:00:00Z', '--until', '2027-09-06T10:00:00Z'],
      env: { MAIL_ALLOW: '*@waterlijn.example' },
    },
    {
      cli: ['run', '--until', '2027-09-10T00:00:00Z'],
      env: { MAIL_REDIRECT: 'tester@redirect.example' },
    },
    {
      cli: ['stats', 'data', '--json'],
      json: (s) =>
        firstDifference(
          ['reach', s.reach, { inScope: 3, reachable: 2, startLater: 0 }],
          ['participants', s.participants, 3],
          ['one', s.steps[0].sent, 1],
          ['two', s.steps[1].sent, 2],
          ['no mailbox', s.steps[0].passed['no-mailbox'], 1],
        ),
    },
  ],
  mails: (all) => [
    firstDifference(
      [
        'to',
        all.map((mail) => `${mail.headers.get('x-druppel-step')} ${mail.to.join()}`).sort(),
        ['one ana@waterlijn.example', 'two tester@redirect.example', 'two tester@redirect.example'],
      ],
      [
        'for ana',
        all.some((mail) => mail.to[0] === 'tester@redirect.example' && mail.raw.includes('ana@waterlijn.example')),
        true,
      ],
      [
        'for bo',
        all.some((mail) => mail.to[0] === 'tester@redirect.example' && mail.raw.includes('bo@other.example')),
        true,
      ],
    ),
  ],
};
