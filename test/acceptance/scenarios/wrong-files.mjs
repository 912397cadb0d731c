import { activities, campaign, holds, message, messages, workspace } from '../world.mjs';

const good = 'starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n';
const check = (id, ...parts) => ({ cli: ['check', id], exit: 1, output: holds(...parts) });
const wrong = (id, text, options) => ({
  [`campaigns/${id}/campaign.yaml`]: campaign(text, options),
  ...messages(id, 'one'),
});

// What the file cannot mean is refused with file:line:column, what was found, what was expected, and the next act
// (campaigns.md). What is not there yet is refused by name, never ignored. The text of `campaign` begins on line 13.
// biome-ignore lint/style/noDefaultExport: the runner of scenarios asks for it.
export default {
  name: 'wrong campaign files: place, value, expectation, next act; later features are refused by name',
  files: {
    'campaigns/workspace.yaml': workspace(),
    'campaigns/activities.csv': activities,
    ...wrong('unknown-key', `${good}newcommers: join\n`),
    ...wrong('duration', 'starts: 2027-09-06\ninform:\n  - mail: one\n    after: 2 dayz\n'),
    ...wrong('message', 'starts: 2027-09-06\ninform:\n  - mail: ones\n    at: start\n'),
    ...wrong('activity', good, { promotes: 'data-102' }),
    ...wrong('topic', good, { topic: 'digital-skill' }),
    ...wrong('anchor', 'starts: 2027-09-06\ninform:\n  - mail: one\n    at: 3 days before launching\n'),
    ...wrong('timings', 'starts: 2027-09-06\ninform:\n  - mail: one\n    at: start\n    after: 2 days\n'),
    ...wrong('date', 'starts: 2027-02-30\ninform:\n  - mail: one\n'),
    ...wrong('twice', `${good}  - mail: one\n    after: 2 days\n`),
    ...wrong('braces', good, { rule: '- any of: [{ department: Sales, Finance }]' }),
    ...wrong('condition', `${good}activate:\n  - remind: [one]\n    id: again\n    until: finnished\n`),
    ...wrong(
      'counts',
      `starts: 2027-09-06\nactivate:\n  - remind: [one, two]\n    at: [5 days before due, 3 days before due, on due]\n`,
    ),
    ...wrong('number', `${good}per-person: soon\n`),
    ...wrong('empty-remind', 'starts: 2027-09-06\nactivate:\n  - remind: []\n'),
    ...wrong('two-steps', 'starts: 2027-09-06\ninform:\n  - mail: one\n    remind: [one]\n'),
    ...wrong('reply', `${good}from: No Reply <no-reply@waterlijn.example>\n`),
    'campaigns/yaml/campaign.yaml': 'title: { en: A\npromotes: data-101\n',
    'campaigns/tabs/campaign.yaml': 'title: { en: A }\ninform:\n\t- mail: one\n',
    ...wrong('fallback', good),
    'campaigns/fallback/one.en.md': message('Hello', 'Hello {{firstName}}.'),
    ...wrong('variable', good),
    'campaigns/variable/one.en.md': message('Hello', 'Hello {{frstName "there"}}.'),
    'campaigns/locale/campaign.yaml': campaign(good),
    'campaigns/locale/one.nl.md': message('Hallo'),
    ...Object.fromEntries(
      [
        ['again', 'again: after 12 months\n'],
        ['counts', 'counts: only new\n'],
        ['start-later', 'start-later: 30% by 4 weeks\n'],
        ['around', 'around:\n  - poster: hall\n    at: start\n    owner: a@waterlijn.example\n'],
        ['team-update', 'team-update: { mail: one, weekly: mon }\n'],
        ['ask', 'retain:\n  - ask: five-questions\n'],
        ['pick-a-moment', 'retain:\n  - pick-a-moment: one\n    choices: [tue 10:00]\n'],
        ['ask-story', 'retain:\n  - ask-story: one\n'],
      ].flatMap(([key, text]) => Object.entries(wrong(`later-${key}`, good + text))),
    ),
  },
  script: [
    check('unknown-key', 'campaigns/unknown-key/campaign.yaml:17:', 'newcommers', 'newcomers'),
    check('duration', 'campaigns/duration/campaign.yaml:16:12', '2 dayz', '2 days'),
    check('message', 'campaigns/message/campaign.yaml:15:', '"ones"', 'one'),
    check('activity', 'campaigns/activity/campaign.yaml:2:', 'data-102', 'data-101'),
    check('topic', 'campaigns/topic/campaign.yaml:3:', 'digital-skill', 'digital-skills'),
    check('anchor', 'campaigns/anchor/campaign.yaml:16:', 'launching'),
    check('timings', 'campaigns/timings/campaign.yaml:1', 'after', 'at'),
    check('date', 'campaigns/date/campaign.yaml:13:', '2027-02-30'),
    check('twice', 'campaigns/twice/campaign.yaml:17:', 'one', 'id'),
    check('braces', 'campaigns/braces/campaign.yaml:5:', 'Finance', '['),
    check('condition', 'campaigns/condition/campaign.yaml:20:', 'finnished', 'finished'),
    check('counts', 'campaigns/counts/campaign.yaml:1'),
    check('number', 'campaigns/number/campaign.yaml:17:', 'soon'),
    check('empty-remind', 'campaigns/empty-remind/campaign.yaml:15:', 'remind'),
    check('two-steps', 'campaigns/two-steps/campaign.yaml:1'),
    check('reply', 'campaigns/reply/campaign.yaml:17:', 'no-reply'),
    check('yaml', 'campaigns/yaml/campaign.yaml:'),
    check('tabs', 'campaigns/tabs/campaign.yaml:3:'),
    check('fallback', 'campaigns/fallback/one.en.md:5:', 'firstName'),
    check('variable', 'campaigns/variable/one.en.md:5:', 'frstName', 'firstName'),
    check('locale', 'campaigns/locale/', 'one', 'en'),
    ...['again', 'counts', 'start-later', 'around', 'team-update', 'ask', 'pick-a-moment', 'ask-story'].map((key) =>
      check(`later-${key}`, `campaigns/later-${key}/campaign.yaml:1`, key),
    ),
    { cli: ['check', 'fallbak'], exit: 1, output: holds('fallbak', 'fallback') },
    { cli: ['publish', 'duration'], exit: 1, output: holds('2 dayz') },
    { cli: ['plan', 'duration', '--now', '2027-09-01T08:00:00Z'], exit: 1, output: holds('2 dayz') },
    { cli: ['launch', 'duration', '--now', '2027-09-01T08:00:00Z'], exit: 1 },
    { cli: ['stats', 'duration'], exit: 1 },
    { cli: ['no-such-command'], exit: 1, output: holds('no-such-command') },
    { cli: ['run'], exit: 1, output: holds('--until') },
    { cli: ['run', '--until', 'tomorrow'], exit: 1, output: holds('tomorrow') },
    { cli: ['audience', 'departmnt: Sales'], exit: 1, output: holds('departmnt', 'department') },
    { cli: ['audience', 'started'], exit: 1, output: holds('started') },
    {
      cli: ['audience', '- department: Sales', '--json', '--now', '2027-09-01T08:00:00Z'],
      json: (a) => (a.count === 0 ? undefined : 'not 0'),
    },
  ],
  expect: [],
};
