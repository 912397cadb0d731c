import { bundleMessage, campaign, campaignFiles, files, firstDifference, importPeople, launch } from '../world.mjs';

const crowd = Array.from({ length: 60 }, (_, n) => `p${n}@waterlijn.example,P${n},Sales,NL,2020-01-01\n`).join('');
const people = `email,first_name,department,country,hired_on\n${crowd}`;
const at = (mail) => new Date(mail.headers.get('date')).getTime();
const of = (all, step) => all.filter((mail) => mail.headers.get('x-druppel-step') === step);

// spread: 20 minutes: at the opening of Monday 6 September 09:00 the 60 mails are spread over 07:00Z to 07:20Z by the hash of the
//   person (R12): not all at one instant, none before or after, and the next mail of a person comes at a minute of its own hash,
//   inside the 20 minutes too.
// late joins on Thursday 16 September 12:00Z. Dated: a of the 8th, b of the 10th, c of the 15th: all past: the one with the later
//   due instant goes (c: 1 day late), the others are overtaken (R7). It goes in the window, not at its opening: no spread: 12:00Z.
export default {
  name: 'spread over the first minutes, the same in every run; past dated steps are overtaken by the latest',
  files: {
    ...files(people, { sending: { spread: '20 minutes' } }),
    'late.csv': `${people}late@waterlijn.example,Late,IT,NL,2020-01-01\n`,
    ...campaignFiles(
      'data',
      campaign('starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n  - mail: two\n    at: 2027-09-08\n'),
      'one',
      'two',
    ),
    ...campaignFiles(
      'dated',
      campaign(
        'starts: 2027-09-06\nnewcomers: join\ninform:\n  - mail: a\n    at: 2027-09-08\n  - mail: b\n    at: 2027-09-10\n  - mail: c\n    at: 2027-09-15\n',
        { rule: '- department: IT' },
      ),
      'a',
      'b',
      'c',
    ),
    'campaigns/dated/list.en.md': bundleMessage,
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data', 'dated'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-16T12:00:00Z' },
    importPeople('2027-09-16T12:00:00Z', 'late.csv'),
    { until: '2027-09-20T00:00:00Z' },
    {
      cli: ['stats', 'dated', '--json'],
      json: (s) =>
        firstDifference([
          'steps',
          s.steps.map(({ sent, passed }) => ({ sent, passed })),
          [
            { sent: 0, passed: { overtaken: 1 } },
            { sent: 0, passed: { overtaken: 1 } },
            { sent: 1, passed: {} },
          ],
        ]),
    },
  ],
  mails: (all) => {
    const minutes = (step, day) =>
      of(all, step).map((mail) => (at(mail) - Date.parse(`2027-09-${day}T07:00:00Z`)) / 60_000);
    const spread = [minutes('one', '06'), minutes('two', '08')];
    return firstDifference(
      ['mails', spread.map(({ length }) => length), [60, 60]],
      ['within 20 minutes', spread.every((each) => each.every((minute) => minute >= 0 && minute <= 20)), true],
      ['spread', spread.every((each) => new Set(each.map(Math.floor)).size > 8), true],
      [
        'c',
        of(all, 'c').map((mail) => mail.headers.get('date') && new Date(at(mail)).toISOString()),
        ['2027-09-16T12:00:00.000Z'],
      ],
    );
  },
};
