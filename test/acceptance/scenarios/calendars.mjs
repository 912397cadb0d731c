import { campaign, campaignFiles, files, firstDifference, importPeople, launch, mails } from '../world.mjs';

// One mail every day after the other from Monday 25 October 2027, nine of them, "after: 1 day": each keeps the local time of
// day of the mail before, moved forward to the next opening (R5).
// Holidays: DE Bavaria: All Saints 1 November, Berlin has none. NL: none in these weeks. GB: none in Scotland before 30 November.
// Clocks: Europe: summer time ends on 31 October; New York on 7 November; Lord Howe: summer time (+11:00) since 3 October.
// The organisation's day off: Thursday 28 October. Blackout: 3 to 4 November (ignored for required mail only).
// nl (Amsterdam, 09:00 = 07:00Z, from 1 November 08:00Z):  25 26 27 29 1 2 5 8 9
// by: as nl, but without 1 November:                        25 26 27 29 2 5 8 9 10
// part (mon wed fri): 25 27 29 1 5 8 10 12 15
// leave (27 October to 1 November and 8 November):         25 26 2 5 9 10 11 12 15
// ny (09:00 = 13:00Z, from 8 November 14:00Z): 25 26 27 29 1 2 5 8 9
// lh (Lord Howe +11:00: 09:00 = 22:00Z the day before): 25 26 27 29 1 2 5 8 9 local
// np (Kathmandu +05:45: 09:00 = 03:15Z): no holidays are known: as nl. Said once in the import's summary (R5).
export default {
  name: 'zones, clock changes, regions, days off, blackout, leave, part-time',
  files: {
    ...files(
      `email,first_name,department,country,region,timezone,working_days,leave
nl@waterlijn.example,Nl,Sales,NL,,,,
by@waterlijn.example,By,Sales,DE,BY,Europe/Berlin,,
be@waterlijn.example,Be,Sales,DE,BE,Europe/Berlin,,
part@waterlijn.example,Part,Sales,NL,,,mon wed fri,
leave@waterlijn.example,Leave,Sales,NL,,,,"2027-10-27..2027-11-01, 2027-11-08"
ny@waterlijn.example,Ny,Sales,US,,America/New_York,,
lh@waterlijn.example,Lh,Sales,AU,,Australia/Lord_Howe,,
np@waterlijn.example,Np,Sales,NP,,Asia/Kathmandu,,
`,
      { sending: { 'days-off': '[2027-10-28]', blackout: '[2027-11-03..2027-11-04]' } },
    ),
    ...campaignFiles(
      'days',
      campaign(`starts: 2027-10-25
inform:
  - mail: d1
    at: start
${[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `  - mail: d${n}\n    after: 1 day\n`).join('')}`),
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `d${n}`),
    ),
  },
  script: [
    launch('2027-10-20T08:00:00Z', 'days')[0],
    {
      ...importPeople('2027-10-20T08:00:00Z'),
      output: (text) => (text.includes('NP') ? undefined : `no word about the holidays of NP: ${text}`),
    },
    ...launch('2027-10-20T08:00:00Z', 'days').slice(2),
    { from: '2027-10-20T08:00:00Z', until: '2027-11-30T00:00:00Z' },
    { cli: ['stats', 'days', '--json'], json: (s) => firstDifference(['participants', s.participants, 8]) },
  ],
  expect: mails(
    [
      // [who, local days, hour in UTC by day]
      ['nl', '25 26 27 29 1 2 5 8 9', (day) => (day > 20 ? '07:00' : '08:00')],
      ['be', '25 26 27 29 1 2 5 8 9', (day) => (day > 20 ? '07:00' : '08:00')],
      ['by', '25 26 27 29 2 5 8 9 10', (day) => (day > 20 ? '07:00' : '08:00')],
      ['part', '25 27 29 1 5 8 10 12 15', (day) => (day > 20 ? '07:00' : '08:00')],
      ['leave', '25 26 2 5 9 10 11 12 15', (day) => (day > 20 ? '07:00' : '08:00')],
      // Veterans Day is 11 November, Columbus Day 11 October: neither is met.
      ['ny', '25 26 27 29 1 2 5 8 9', (day) => (day > 20 || day < 7 ? '13:00' : '14:00')],
      ['np', '25 26 27 29 1 2 5 8 9', () => '03:15'],
    ]
      .flatMap(([who, days, hour]) =>
        days.split(' ').map((day, index) => {
          const date = `2027-${Number(day) > 20 ? '10' : '11'}-${day.padStart(2, '0')}`;
          return `${who} d${index + 1} ${date}T${hour(Number(day))}Z`;
        }),
      )
      .concat(
        ['10-24', '10-25', '10-26', '10-28', '10-31', '11-01', '11-04', '11-07', '11-08'].map(
          (day, index) => `lh d${index + 1} 2027-${day}T22:00Z`,
        ),
      )
      .join('\n'),
  ),
};
