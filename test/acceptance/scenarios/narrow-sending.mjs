import { bundleMessage, campaign, campaignFiles, files, launch, mails } from '../world.mjs';

// A campaign's `sending` narrows the workspace's mon-fri 09:00-16:30: tue-thu 13:00-17:00, so from 13:00 (11:00Z) to 16:30.
// Starts on Monday 6 September 2027: one on Tuesday the 7th 11:00Z; two 1 working day later: Wednesday; working days are the
// person's (part: mon wed fri → Friday the 10th is a working day and no sending day of the campaign: on Wednesday the 15th).
// part: one: Monday is no sending day, Tuesday no working day: Wednesday the 8th; two: 1 working day later: Friday the 10th, 13:00,
//   next day that is both: Wednesday the 15th.
// none: working_days empty means sending.days.
// boss manages both: they are put on the bundle on Wednesday 22 September at 13:00 local, 11:00Z. The boss is in London, where the
//   window of the day opens at 13:00 = 12:00Z: that is the next one, and not yet under way (R10). One mail for both.
export default {
  name: 'a campaign that narrows days and hours; one bundle for two people in the zone of its reader',
  files: {
    ...files(`email,first_name,department,country,timezone,working_days,manager_email
ana@waterlijn.example,Ana,Sales,NL,,,boss@waterlijn.example
part@waterlijn.example,Part,Sales,NL,,mon wed fri,boss@waterlijn.example
boss@waterlijn.example,Boss,Board,GB,Europe/London,,
`),
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-09-06
sending: { days: tue-thu, between: 13:00-17:00 }
inform:
  - mail: one
    at: start
  - mail: two
    after: 1 working day
  - mail: list
    to: managers
    at: 2027-09-22
`),
      'one',
      'two',
    ),
    'campaigns/data/list.en.md': bundleMessage,
  },
  script: [...launch('2027-09-03T08:00:00Z', 'data'), { from: '2027-09-03T08:00:00Z', until: '2027-10-10T00:00:00Z' }],
  expect: mails(`
ana  one  2027-09-07T11:00Z
part one  2027-09-08T11:00Z
ana  two  2027-09-08T11:00Z
part two  2027-09-15T11:00Z
boss list 2027-09-22T12:00Z
`),
  mails: (all) => {
    const list = all.find((mail) => mail.headers.get('x-druppel-step') === 'list')?.raw ?? '';
    return ['Ana', 'Part'].filter((name) => !list.includes(name)).map((name) => `${name} is not on the list`);
  },
};
