import { campaign, campaignFiles, files, holds, importPeople, launch, mails } from '../world.mjs';

const real = { SMTP_URL: 'smtp://relay.waterlijn.example:25' };

// Every line of R19, in the order in which somebody would come across it. One mail on Monday 6 September and one two days on.
export default {
  name: 'one clock per store: new, played, refused where it would lie',
  files: {
    ...files('email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\n'),
    ...campaignFiles(
      'data',
      campaign('starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n  - mail: two\n    after: 2 days\n'),
      'one',
      'two',
    ),
    'more.csv': 'email,first_name,department,country\nbo@waterlijn.example,Bo,IT,NL\n',
  },
  script: [
    // Refused before anything is played: the store stays new.
    { cli: ['run', '--until', '2027-09-30T00:00:00Z'], env: real, exit: 1 },
    // Not loopback by name: no DNS is asked; 127.0.0.0/8 and ::1 are.
    {
      cli: ['run', '--until', '2027-09-30T00:00:00Z'],
      env: { SMTP_URL: 'smtp://localhost.waterlijn.example:25' },
      exit: 1,
    },
    ...launch('2027-09-01T08:00:00Z', 'data'),
    // A writing command with --now made it played: from then on --from must be T.
    { cli: ['run', '--until', '2027-09-03T08:00:00Z', '--from', '2027-08-01T08:00:00Z'], exit: 1 },
    { from: '2027-09-01T08:00:00Z', until: '2027-09-03T08:00:00Z' },
    {
      cli: ['run', '--until', '2027-09-06T08:00:00Z', '--from', '2027-09-02T08:00:00Z'],
      exit: 1,
      output: holds('--from'),
    },
    // Earlier than T: refused. Later, with something due in between: refused with the next act.
    { ...importPeople('2027-09-02T08:00:00Z', 'more.csv'), exit: 1 },
    { ...importPeople('2027-09-07T08:00:00Z', 'more.csv'), exit: 1, output: holds('run --until') },
    // Later, with nothing due in between: moves T.
    importPeople('2027-09-05T08:00:00Z', 'more.csv'),
    { ...importPeople('2027-09-04T08:00:00Z', 'more.csv'), exit: 1 },
    // Reading commands look from anywhere, and move nothing.
    {
      cli: ['stats', 'data', '--json', '--now', '2030-01-01T00:00:00Z'],
      json: (s) => (s.campaign === 'data' ? undefined : 'no'),
    },
    {
      cli: ['plan', 'data', '--json', '--now', '2027-09-05T09:00:00Z'],
      json: (p) => (p.mails.length === 2 ? undefined : JSON.stringify(p)),
    },
    // Up to T or before: does nothing.
    {
      cli: ['run', '--until', '2027-09-04T08:00:00Z', '--json'],
      json: (r) => (r.sent === 0 && r.until === '2027-09-05T08:00:00Z' ? undefined : JSON.stringify(r)),
    },
    // A real relay never gets mail of a played store, whatever it would send.
    { cli: ['run', '--until', '2027-09-30T00:00:00Z'], env: real, exit: 1, output: holds('relay.waterlijn.example') },
    { cli: ['start', '--mode', 'worker'], env: { ...real, PORT: '0' }, exit: 1 },
    { cli: ['start', '--mode', 'worker'], env: { PORT: '0' }, exit: 1 },
    { cli: ['start', '--mode', 'all'], env: { PORT: '0' }, exit: 1 },
    {
      cli: ['run', '--until', '2027-09-06T07:00:00Z', '--json'],
      json: (r) => (r.sent === 1 && r.until === '2027-09-06T07:00:00Z' ? undefined : JSON.stringify(r)),
    },
    // Dates without offset are the workspace's: 18:00 in Amsterdam is 16:00Z.
    {
      cli: ['run', '--until', '2027-09-07T18:00', '--json'],
      json: (r) => (r.sent === 0 && r.until === '2027-09-07T16:00:00Z' ? undefined : JSON.stringify(r)),
    },
    // A command without --now is at T: an import with `at` later than a day after T is refused.
    {
      file: 'learning.csv',
      text: 'email,activity,event,at\nana@waterlijn.example,data-101,started,2027-09-10T12:00:00Z\n',
    },
    { cli: ['import', 'learning', 'learning.csv'], exit: 1 },
    { until: '2027-09-30T00:00:00Z' },
  ],
  expect: mails('ana one 2027-09-06T07:00Z\nana two 2027-09-08T07:00Z'),
};
