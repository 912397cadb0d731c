import { campaign, campaignFiles, files, firstDifference, holds, launch, promised } from '../world.mjs';

const json = (value) => (value === undefined ? 'no answer' : undefined);

const PLAN = ['mails', 'nothing', 'perDay', 'perPerson'];
const RUN = { sent: 1, passed: 1, failed: 0, inDoubt: 0, until: '2027-09-06T08:00:00Z' };

// What is told about one person, the plan for one, test mails; and that --json prints JSON on stdout and nothing else.
export default {
  name: 'plan --as, timeline, test-send, preview, doctor and schema answer, and --json is only JSON',
  files: {
    ...files(
      `email,first_name,department,country
ana@waterlijn.example,Ana,Sales,NL
bo@waterlijn.example,Bo,IT,NL
,Cy,Sales,NL
`.replaceAll(/^(?=.)/gm, (_, index) => (index === 0 ? 'id,' : `${index},`)),
    ),
    ...campaignFiles(
      'data',
      campaign('starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n  - mail: two\n    after: 5 days\n'),
      'one',
      'two',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z').slice(0, 2),
    // Before publish, from the files; launched at --from (R12). Saturday 11 September → Monday the 13th.
    {
      cli: ['plan', 'data', '--from', '2027-09-03T08:00:00Z', '--days', '30', '--json'],
      json: (p) =>
        firstDifference(
          ['keys', Object.keys(promised(p, PLAN)), PLAN],
          [
            'keys of a mail',
            Object.keys(p.mails[0]).sort(),
            ['at', 'campaign', 'email', 'id', 'locale', 'reason', 'step', 'variant'],
          ],
          [
            'mails',
            p.mails.map(({ email, step }) => [email, step]),
            [
              ['ana@waterlijn.example', 'one'],
              ['ana@waterlijn.example', 'two'],
            ],
          ],
          [
            'at',
            p.mails.map(({ at }) => new Date(at).toISOString()),
            ['2027-09-06T07:00:00.000Z', '2027-09-13T07:00:00.000Z'],
          ],
          ['nothing', p.nothing.map(({ email, reason }) => [email, reason]), [[null, 'no-mailbox']]],
          ['perDay', p.perDay, { '2027-09-06': 1, '2027-09-13': 1 }],
          ['perPerson', p.perPerson, { 0: 1, 2: 1 }],
        ),
    },
    {
      cli: ['plan', 'data', '--as', 'ana@waterlijn.example', '--from', '2027-09-03T08:00:00Z', '--json'],
      json: (p) => firstDifference(['mails', p.mails.length, 2]),
    },
    { cli: ['plan', 'data', '--as', 'nobody@waterlijn.example'], exit: 1, output: holds('nobody@waterlijn.example') },
    { cli: ['plan', 'dta'], exit: 1, output: holds('dta', 'data') },
    { cli: ['test-send', 'data/one', '--to', 'tester@waterlijn.example', '--now', '2027-09-03T08:00:00Z'] },
    { cli: ['test-send', 'data', '--to', 'tester@waterlijn.example', '--now', '2027-09-03T08:00:00Z'] },
    { cli: ['test-send', 'data/on', '--to', 'tester@waterlijn.example'], exit: 1, output: holds('one') },
    { cli: ['publish', 'data'] },
    { cli: ['launch', 'data'] },
    {
      cli: ['run', '--until', '2027-09-06T08:00:00Z', '--json'],
      json: (r) => firstDifference(['run', promised(r, Object.keys(RUN)), RUN]),
    },
    { cli: ['timeline', 'ana@waterlijn.example'], output: holds('one') },
    { cli: ['timeline', 'ana@waterlijn.example', '--json'], json },
    { cli: ['timeline', 'nobody@waterlijn.example'], exit: 1 },
    { cli: ['preview', 'data/one', '--for', 'ana@waterlijn.example', '--out', 'preview'] },
    { cli: ['preview', 'data/none'], exit: 1 },
    {
      cli: ['audience', 'department: Sales', '--list', '--json'],
      json: (a) =>
        firstDifference(
          ['count', a.count, 2],
          ['emails', a.employees.map(({ email }) => email).sort(), ['ana@waterlijn.example', null].sort()],
        ),
    },
    { cli: ['audience', 'department: Sales', '--explain', 'bo@waterlijn.example'], output: holds('department') },
    { cli: ['doctor', '--json'], json },
    { cli: ['schema'] },
    { cli: ['check', '--json'], json: (c) => firstDifference(['errors', c.errors, 0]) },
    { cli: ['proof', 'data', '--out', 'proof.html'] },
  ],
  mails: (all) => {
    const tests = all.filter((mail) => mail.to[0] === 'tester@waterlijn.example');
    return firstDifference(
      ['mails', all.length, 4],
      ['tests', tests.length, 3],
      // Marked as a test, not tracked, no List-Unsubscribe that would stop a real person.
      ['marked', tests.every((mail) => /test/i.test(mail.headers.get('subject'))), true],
      ['tracked', tests.some((mail) => mail.raw.includes('/t/o/') || mail.raw.includes('/t/c/')), false],
    );
  },
};
