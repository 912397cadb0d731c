import {
  bundleMessage,
  campaign,
  campaignFiles,
  files,
  firstDifference,
  importLearning,
  importPeople,
  launch,
  mails,
} from '../world.mjs';

const people = (boss, leftOn = '') => `email,first_name,department,country,manager_email,left_on
ana@waterlijn.example,Ana,Sales,NL,${boss},
ben@waterlijn.example,Ben,Sales,NL,${boss},${leftOn}
cas@waterlijn.example,Cas,IT,NL,${boss},
mia@waterlijn.example,Mia,Board,NL,,
max@waterlijn.example,Max,Board,NL,,
`;
const lists = (all, to) =>
  all
    .filter((mail) => mail.to[0] === `${to}@waterlijn.example`)
    .map((mail) =>
      ['Ana', 'Ben', 'Cas'].filter((name) => mail.raw.includes(`- ${name}`) || mail.raw.includes(`* ${name}`)),
    );

// Required for everybody under mia, due on Wednesday 15 September 2027. list, 1 day after due: Thursday the 16th 09:00 all open people
// are put on the bundle, which goes on Friday the 17th 09:00, last look for each (R10, R11).
// ben leaves on the 16th: employed through the end of that day (R17): on the 17th he is not on it. cas passes at the very instant
// of the 17th 07:00Z: facts come before mails (R2): not on it. So it is about ana alone.
// empty: the second list, on the 20th, goes out on the 21st: ana finishes on the 20th at 15:00Z: nobody is left: withdrawn.
export default {
  name: 'a bundle looks at everybody once more when it goes, and is withdrawn when nobody is left',
  files: {
    ...files(people('mia@waterlijn.example')),
    'left.csv': people('mia@waterlijn.example', '2027-09-16'),
    'cas.csv': 'email,activity,event,at\ncas@waterlijn.example,safety,passed,2027-09-17T07:00:00Z\n',
    'ana.csv': 'email,activity,event,at\nana@waterlijn.example,safety,completed,2027-09-20T15:00:00Z\n',
    ...campaignFiles(
      'safe',
      campaign(
        `starts: 2027-09-01
required-by: policy
because: { en: Policy. }
due: 2027-09-15
activate:
  - mail: list
    to: managers
    at: 1 day after due
    when: not finished
  - mail: list-two
    to: managers
    at: 2027-09-20
    when: not finished
`,
        { rule: '- manager: known', promotes: 'safety', topic: 'safety' },
      ),
    ),
    'campaigns/safe/list.en.md': bundleMessage,
    'campaigns/safe/list-two.en.md': bundleMessage,
  },
  script: [
    ...launch('2027-08-30T08:00:00Z', 'safe'),
    { from: '2027-08-30T08:00:00Z', until: '2027-09-16T10:00:00Z' },
    importPeople('2027-09-16T10:00:00Z', 'left.csv'),
    importLearning('2027-09-16T10:00:00Z', 'cas.csv'),
    { until: '2027-09-20T15:00:00Z' },
    importLearning('2027-09-20T15:00:00Z', 'ana.csv'),
    { until: '2027-10-10T00:00:00Z' },
  ],
  expect: mails('mia list 2027-09-17T07:00Z'),
  mails: (all) => firstDifference(['on the list', lists(all, 'mia'), [['Ana']]]),
};
