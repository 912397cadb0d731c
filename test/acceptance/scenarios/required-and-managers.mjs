import { bundleMessage, campaign, campaignFiles, files, firstDifference, launch, mails } from '../world.mjs';

// Required training, due 30 days after joining (R2): begun on Monday 1 March 2027, due on Wednesday 31 March.
// 3 days before due is Sunday 28 March; the 29th is Easter Monday in the Netherlands: forward to Tuesday the 30th (R7).
// From 28 March on 09:00 is 07:00 UTC, before that 08:00.
// The day after due, Thursday 1 April 09:00, everybody still open is put on the bundle of the manager. It goes at the
// opening of that manager's next window, never in the one under way (R10): for mia on Friday 2 April, for max, who works
// on Mondays and Tuesdays, on the 5th. Ben finishes on Thursday afternoon: last look, he is not on the list any more.
// Eva's manager has no mailbox, fay's is unknown: nobody is mailed about them.
export default {
  name: 'required training: dated reminders, one mail to each manager with the names still open',
  files: {
    ...files(`email,first_name,department,country,working_days,manager_email
ana@waterlijn.example,Ana,Sales,NL,,mia@waterlijn.example
ben@waterlijn.example,Ben,Sales,NL,,mia@waterlijn.example
cas@waterlijn.example,Cas,Sales,NL,,mia@waterlijn.example
dee@waterlijn.example,Dee,Sales,NL,,max@waterlijn.example
eva@waterlijn.example,Eva,Sales,NL,,unknown@waterlijn.example
fay@waterlijn.example,Fay,Sales,NL,,
mia@waterlijn.example,Mia,Board,NL,mon-fri,
max@waterlijn.example,Max,Board,NL,mon tue,
`),
    ...campaignFiles(
      'safe',
      campaign(
        `starts: 2027-03-01
required-by: law
because: { en: The law asks for it. }
due: 30 days after joining
inform:
  - mail: announce
activate:
  - remind: [two-weeks, three-days, today]
    at: [14 days before due, 3 days before due, on due]
    until: finished
  - mail: list
    to: managers
    at: 1 day after due
    when: not finished
`,
        { promotes: 'safety', topic: 'safety' },
      ),
      'announce',
      'two-weeks',
      'three-days',
      'today',
    ),
    'campaigns/safe/list.en.md': bundleMessage,
    'learning.csv': 'email,activity,event,at\ncas@waterlijn.example,safety,completed,2027-03-10T12:00:00Z\n',
    'later.csv': 'email,activity,event,at\nben@waterlijn.example,safety,completed,2027-04-01T13:00:00Z\n',
  },
  script: [
    ...launch('2027-02-25T08:00:00Z', 'safe'),
    { from: '2027-02-25T08:00:00Z', until: '2027-03-10T12:00:00Z' },
    { cli: ['import', 'learning', 'learning.csv', '--now', '2027-03-10T12:00:00Z'] },
    { until: '2027-04-01T13:00:00Z' },
    { cli: ['import', 'learning', 'later.csv', '--now', '2027-04-01T13:00:00Z'] },
    { until: '2027-04-20T00:00:00Z' },
  ],
  expect: mails(`
ana announce   2027-03-01T08:00Z
ben announce   2027-03-01T08:00Z
cas announce   2027-03-01T08:00Z
dee announce   2027-03-01T08:00Z
eva announce   2027-03-01T08:00Z
fay announce   2027-03-01T08:00Z
ana two-weeks  2027-03-17T08:00Z
ben two-weeks  2027-03-17T08:00Z
dee two-weeks  2027-03-17T08:00Z
eva two-weeks  2027-03-17T08:00Z
fay two-weeks  2027-03-17T08:00Z
ana three-days 2027-03-30T07:00Z
ben three-days 2027-03-30T07:00Z
dee three-days 2027-03-30T07:00Z
eva three-days 2027-03-30T07:00Z
fay three-days 2027-03-30T07:00Z
ana today      2027-03-31T07:00Z
ben today      2027-03-31T07:00Z
dee today      2027-03-31T07:00Z
eva today      2027-03-31T07:00Z
fay today      2027-03-31T07:00Z
mia list       2027-04-02T07:00Z
max list       2027-04-05T07:00Z
`),
  mails: (all) => {
    const lists = all.filter((mail) => mail.headers.get('x-druppel-step') === 'list');
    const names = (to) => {
      const raw = lists.find((mail) => mail.to[0] === `${to}@waterlijn.example`)?.raw ?? '';
      return ['Ana', 'Ben', 'Cas', 'Dee', 'Eva', 'Fay'].filter(
        (name) => raw.includes(`- ${name}`) || raw.includes(`* ${name}`),
      );
    };
    return firstDifference(
      ['on the list of mia', names('mia'), ['Ana']],
      ['on the list of max', names('max'), ['Dee']],
      // R9: required mail cannot be stopped; interfaces.md: neither header is on it.
      [
        'stoppable',
        all.filter((mail) => mail.headers.has('list-unsubscribe') || mail.headers.has('list-unsubscribe-post')).length,
        0,
      ],
    );
  },
};
