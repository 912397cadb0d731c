import { activities, firstDifference, holds, importPeople, workspace } from '../world.mjs';

const now = '2027-01-11T08:00:00Z';
const shape = (wanted) => (r) => {
  const { errors, details, ...counts } = r;
  return firstDifference(
    ['keys', Object.keys(r).sort(), ['changed', 'details', 'errors', 'left', 'new', 'read', 'refused', 'unchanged']],
    ['details', Array.isArray(details.remarks), true],
    ['counts', counts, { read: 0, new: 0, changed: 0, unchanged: 0, left: 0, refused: 0, ...wanted.counts }],
    ['lines', errors.map(({ line }) => line), wanted.lines ?? []],
    ['columns', errors.map(({ column }) => column), wanted.columns ?? []],
  );
};
const count = (rule, number) => ({
  cli: ['audience', rule, '--json', '--now', now],
  json: (a) => firstDifference([rule, a.count, number]),
});
const people = (file, wanted, ...options) => ({
  ...importPeople(now, file, '--json', ...options),
  json: shape(wanted),
});

// R17, R18, interfaces.md "Files in". Lines are the file's lines, the header is 1.
export default {
  name: 'imports: identity, clearing, refusals by line, quotes over lines, dates, undo',
  files: {
    'campaigns/workspace.yaml': workspace({ more: 'attributes: { level: number, review_on: date }\n' }),
    'campaigns/activities.csv': activities,
    // A quoted cell with a line break: the row begins on line 2, the next on line 4.
    'quoted.csv': `id;Email;First_Name;Department;Shoe Size;level;note\r\n1;ana@waterlijn.example;Ana Maria;Sales;38;3;"likes\nboats"\r\n2;BO@Waterlijn.example;Bo;Sales;42;four;\r\n3;;Cas;IT;;2;\r\n`,
    // Matches by id; an empty cell clears, a missing column (department) leaves.
    'changed.csv': 'id,email,first_name,level\n1,ana@waterlijn.example,,3\n',
    'same.csv': 'id,email,first_name,level\n1,ana@waterlijn.example,,3\n',
    // A row with an id adopts a person known by email only; ana's email under another id is refused; twice the same id too.
    'by-email.csv': 'email,first_name\ndee@waterlijn.example,Dee\n',
    'adopt.csv':
      'id,email,first_name\n4,DEE@waterlijn.example,Dee\n5,ana@waterlijn.example,Impostor\n6,fay@waterlijn.example,Fay\n6,fay@waterlijn.example,Fay\n',
    'bad.csv': `id,email,first_name,timezone,hired_on,working_days,leave,country,locale,manager_email
10,ok@waterlijn.example,Ok,Europe/Amsterdam,2027-01-04,mon-fri,2027-02-01..2027-02-12,NL,nl,
11,a@x.example b,Bad,,,,,,,
12,b@x.example,Bad,Mars/Base,,,,,,
13,c@x.example,Bad,,04-01-2027,,,,,
14,d@x.example,Bad,,,sometimes,,,,
15,e@x.example,Bad,,,,2027-02-12..2027-02-01,,,
16,f@x.example,Bad,,,,,Atlantis,,
17,"a@x.nl, evil@e.nl",Bad,,,,,,,
18,g@x.example,Bad,,,,,,,not an address
`,
    'forms.csv': 'id,email,hired_on\n13,c@x.example,04-01-2027\n',
    'learning.csv': `email,activity,event,at,due,score
ana@waterlijn.example,data-101,started,2027-01-04,,
nobody@waterlijn.example,data-101,started,2027-01-04,,
ana@waterlijn.example,dta-101,started,2027-01-04,,
ana@waterlijn.example,data-101,strated,2027-01-04,,
ana@waterlijn.example,data-101,passed,2027-01-04,,101
ana@waterlijn.example,data-101,completed,2027-01-13T08:00:01Z,,
ana@waterlijn.example,data-101,assigned,2027-01-10,2027-02-01,
`,
    'headers.csv': 'mail,name\nana@waterlijn.example,Ana\n',
    'empty.csv': '',
    'only-header.csv': 'id,email\n',
    'zip.xlsx': 'this is no workbook',
  },
  script: [
    people('quoted.csv', { counts: { read: 3, new: 2, refused: 1 }, lines: [4], columns: ['level'] }),
    // 3 has no mailbox and is a person all the same; an unknown column is an attribute.
    count('shoe_size: 38', 1),
    count('note: has boats', 1),
    count('department: Sales', 1),
    count('first_name: has maria', 1),
    people('changed.csv', { counts: { read: 1, changed: 1 } }),
    people('same.csv', { counts: { read: 1, unchanged: 1 } }),
    count('first_name: has maria', 0),
    count('first_name: unknown', 1),
    count('department: Sales', 1),
    people('by-email.csv', { counts: { read: 1, new: 1 } }),
    people('adopt.csv', {
      counts: { read: 4, new: 1, changed: 1, refused: 2 },
      lines: [3, 5],
      columns: ['email', 'id'],
    }),
    people('by-email.csv', { counts: { read: 1, unchanged: 1 } }),
    people('bad.csv', {
      counts: { read: 9, new: 1, refused: 8 },
      lines: [3, 4, 5, 6, 7, 8, 9, 10],
      columns: ['email', 'timezone', 'hired_on', 'working_days', 'leave', 'country', 'email', 'manager_email'],
    }),
    people('forms.csv', { counts: { read: 1, new: 1 } }, '--dates', 'dd-mm-yyyy'),
    count('hired: before 2027-01-05', 2),
    // --strict: one wrong row, and nothing is taken; --dry-run: nothing either.
    { ...importPeople(now, 'bad.csv', '--strict'), exit: 1 },
    {
      cli: ['import', 'learning', 'learning.csv', '--now', now, '--json', '--dry-run'],
      json: (r) => firstDifference(['new', r.new, 2]),
    },
    {
      cli: ['import', 'learning', 'learning.csv', '--now', now, '--json'],
      json: shape({
        counts: { read: 7, new: 2, refused: 5 },
        lines: [3, 4, 5, 6, 7],
        columns: ['email', 'activity', 'event', 'score', 'at'],
      }),
    },
    {
      cli: ['import', 'learning', 'learning.csv', '--now', now, '--json'],
      json: (r) => firstDifference(['again', [r.new, r.unchanged, r.refused], [0, 2, 5]]),
    },
    // A rule about learning can be counted, to the nearest five and not below the minimum group (guarantees.md §3).
    count('started: data-101', null),
    { cli: ['import', '--undo', '--now', now] },
    {
      cli: ['import', 'learning', 'learning.csv', '--now', now, '--json'],
      json: (r) => firstDifference(['after undo', r.new, 2]),
    },
    { ...importPeople(now, 'headers.csv'), exit: 1, output: holds('headers.csv', 'email') },
    { ...importPeople(now, 'empty.csv'), exit: 1 },
    { ...importPeople(now, 'only-header.csv') },
    { ...importPeople(now, 'zip.xlsx'), exit: 1, output: holds('zip.xlsx') },
    { ...importPeople(now, 'missing.csv'), exit: 1, output: holds('missing.csv') },
    { cli: ['import', 'employes', 'bad.csv'], exit: 1, output: holds('employees') },
  ],
};
