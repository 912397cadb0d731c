import { campaign, campaignFiles, files, importLearning, importPeople, launch, mails } from '../world.mjs';

const people =
  'email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\nbo@waterlijn.example,Bo,Sales,NL\n';

// Played in pieces, the last instants before and after each mail among them: no mail is early, late or doubled (R12, R19).
// 6 September 2027 is a Monday. Spread is 0. two: 4 hours after one, 13:00 local = 11:00Z, but one mail a day (R5): the 7th 09:00.
// late facts: bo's completion of the 7th at 12:00Z is imported on the 9th: holds from when it is known (R2): three of the 8th
// and four went; then well-done, on another local date than four: 10 September.
// An import may make due what lies in the past: joins, imported at T, hired long ago, begins at T.
export default {
  name: 'played in pieces it is the same; a late fact counts from when it is known',
  files: {
    ...files(people),
    'joins.csv': `${people}joins@waterlijn.example,Joins,Sales,NL\n`,
    'learning.csv': 'email,activity,event,at\nbo@waterlijn.example,data-101,completed,2027-09-07T12:00:00Z\n',
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-09-06
inform:
  - mail: one
    at: start
  - mail: two
    after: 4 hours
  - mail: three
    after: 1 working day
  - mail: four
    after: 1 working day
retain:
  - mail: well-done
`),
      'one',
      'two',
      'three',
      'four',
      'well-done',
    ),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    { from: '2027-09-03T08:00:00Z', until: '2027-09-03T08:00:01Z' },
    { until: '2027-09-06T06:59:59.999Z' },
    { until: '2027-09-06T07:00:00Z' },
    { until: '2027-09-06T07:00:00Z' },
    { until: '2027-09-06T07:00:00.001Z' },
    ...Array.from({ length: 30 }, (_, index) => ({
      until: new Date(Date.UTC(2027, 8, 6, 9 + index * 2)).toISOString(),
    })),
    { until: '2027-09-09T10:00:00Z' },
    importLearning('2027-09-09T10:00:00Z'),
    importPeople('2027-09-09T10:00:00Z', 'joins.csv'),
    { until: '2027-09-09T10:00:00.001Z' },
    { until: '2027-09-30T00:00:00Z' },
  ],
  expect: mails(`
ana   one       2027-09-06T07:00Z
bo    one       2027-09-06T07:00Z
ana   two       2027-09-07T07:00Z
bo    two       2027-09-07T07:00Z
ana   three     2027-09-08T07:00Z
bo    three     2027-09-08T07:00Z
ana   four      2027-09-09T07:00Z
bo    four      2027-09-09T07:00Z
joins one       2027-09-09T10:00Z
bo    well-done 2027-09-10T07:00Z  # one mail a day: four went that morning
joins two       2027-09-10T07:00Z  # 14:00 local on the 9th, one mail a day: the next opening
joins three     2027-09-13T07:00Z
joins four      2027-09-14T07:00Z
`),
};
