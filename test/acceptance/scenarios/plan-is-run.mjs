import { bundleMessage, campaign, campaignFiles, files, launch } from '../world.mjs';

const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const countries = ['NL', 'US', 'NP', 'AU'];
const people = Array.from({ length: 24 }, (_, n) =>
  [
    `p${n}@waterlijn.example`,
    `P${n}`,
    n % 3 ? 'Sales' : 'IT',
    countries[n % 4],
    zones[n % 4],
    n % 5 ? 'mon-fri' : 'mon wed fri',
    n % 6 ? `p${n % 4}@waterlijn.example` : '',
    `2027-0${1 + (n % 4)}-1${n % 9}`,
    n % 7 ? '' : '2027-03-22..2027-04-02',
  ].join(),
);
const learning = Array.from(
  { length: 20 },
  (_, n) =>
    `p${n}@waterlijn.example,data-101,${n % 3 ? 'assigned' : 'started'},2027-03-0${1 + (n % 9)},${n % 3 ? `2027-04-${10 + n}` : ''}`,
);
const now = '2027-03-15T08:00:00Z';
const planned = [];
const key = (to, step, at) => `${to} ${step} ${new Date(at).toISOString().slice(0, 16)}`;
const plan = (id) => ({
  cli: ['plan', id, '--days', '60', '--json'],
  json: ({ mails }) => {
    planned.push(...mails.filter((mail) => mail.campaign === id).map((mail) => key(mail.email, mail.step, mail.at)));
    return mails.some((mail) => mail.campaign === id) ? undefined : 'nothing is planned';
  },
});

// R12: what plan says of running campaigns is what run sends, to the minute: spread over 20 minutes, one limit over three
// campaigns, bundles to managers, dated reminds, branches, clock changes on 28 March and 4 April, Easter.
export default {
  name: 'plan of campaigns under way foretells what run sends, played in pieces',
  files: {
    ...files(
      `email,first_name,department,country,timezone,working_days,manager_email,hired_on,leave\n${people.join('\n')}\n`,
      {
        sending: { spread: '20 minutes', 'mail-limit': '3 per week' },
      },
    ),
    'learning.csv': `email,activity,event,at,due\n${learning.join('\n')}\n`,
    ...campaignFiles(
      'law',
      campaign(
        `starts: 2027-03-17
required-by: law
because: { en: The law. }
due: 25 days after joining
activate:
  - mail: heads-up
  - remind: [soon, now]
    at: [1 week before due, on due]
    until: finished
  - mail: list
    to: managers
    at: 1 day after due
    when: not finished
`,
        { promotes: 'safety', topic: 'safety', rule: '- country: NL, US' },
      ),
      'heads-up',
      'soon',
      'now',
    ),
    'campaigns/law/list.en.md': bundleMessage,
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-03-18
per-person: 40 days
inform:
  - mail: zero
    at: 2 working days before start
  - mail: one
    at: start
  - if: { country: [NL, NP] }
    then:
      - mail: two-a
        after: 2 working days
    else:
      - mail: two-b
        after: 30 hours
activate:
  - sooner-if: started
  - remind: [r1, r2, r3]
    after: 3 days
    every: 5 days
    until: finished
  - mail: due-soon
    at: 2 days before due
`),
      ...['zero', 'one', 'two-a', 'two-b', 'r1', 'r2', 'r3', 'due-soon'],
    ),
    ...campaignFiles(
      'hires',
      campaign(
        `starts: on launch
priority: high
inform:
  - mail: week
    at: day 8 after hired
  - mail: to-boss
    to: managers
    at: day 20 after hired
  - mail: month
    at: day 30 after hired
`,
        { rule: '- any of: [{ hired: in 60 days }, { hired: within 90 days }]', promotes: 'safety' },
      ),
      'week',
      'month',
    ),
    'campaigns/hires/to-boss.en.md': bundleMessage,
  },
  script: [
    ...launch(now).slice(0, 2),
    { cli: ['import', 'learning', 'learning.csv', '--now', now] },
    ...launch(now, 'law', 'data', 'hires').slice(2),
    ...['law', 'data', 'hires'].map(plan),
    { from: now, until: '2027-03-16T03:00:00Z' },
    { until: '2027-03-29T22:05:00Z' },
    { until: '2027-04-04T15:00:00Z' },
    { until: '2027-04-11T23:12:13Z' },
    { until: '2027-05-14T08:00:00Z' },
  ],
  mails: (all) => {
    const sent = all.map((mail) => key(mail.to[0], mail.headers.get('x-druppel-step'), mail.headers.get('date')));
    const without = (some, others) => {
      const left = [...others];
      return some.filter((line) => {
        const at = left.indexOf(line);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      });
    };
    return [
      sent.length > 120 ? undefined : `only ${sent.length} mails`,
      ...without(sent, planned)
        .slice(0, 5)
        .map((line) => `sent but not planned: ${line}`),
      ...without(planned, sent)
        .slice(0, 5)
        .map((line) => `planned but not sent: ${line}`),
    ];
  },
};
