import { campaign, campaignFiles, files, holds, importPeople } from '../world.mjs';

const PATH = 'campaigns/data/campaign.yaml';
const starting = (day, from) => campaign(`starts: ${day}\ninform:\n  - mail: one\n    at: start\n${from}`);
const carried =
  (...paths) =>
  (answer) => {
    const told = (answer.pushed ?? answer.pulled).map(({ path }) => path);
    return JSON.stringify(told) === JSON.stringify(paths) ? undefined : JSON.stringify(answer);
  };

// Two people work on one campaign, each in a folder: `desk` beside the workspace's own. What is mailed is what the
// database had when it was published.
export default {
  name: 'drafts go to the database and back, two people do not write over each other, and they can be published',
  files: {
    ...files('email,first_name,department,country\nana@waterlijn.example,Ana,Sales,NL\n'),
    ...campaignFiles('data', starting('2027-09-06', ''), 'one', 'two'),
  },
  script: [
    { cli: ['pull', 'desk'], exit: 1, output: holds('druppel push') },
    { cli: ['push', '--now', '2027-09-01T08:00:00Z'] },
    { cli: ['pull', 'desk'] },
    { cli: ['pull', 'desk', '--json'], json: carried() },
    // At the desk a day later is meant; in the workspace, at the same time, a second mail.
    { file: `desk/${PATH}`, text: starting('2027-09-07', '') },
    { file: PATH, text: starting('2027-09-06', '  - mail: two\n    after: 2 days\n') },
    {
      cli: ['push', 'desk', '--json', '--by', 'bo@waterlijn.example', '--now', '2027-09-01T08:00:00Z'],
      json: carried(PATH),
    },
    { cli: ['push', '--now', '2027-09-01T08:00:00Z'], exit: 1, output: holds('bo@waterlijn.example') },
    { cli: ['pull'], exit: 1, output: holds(PATH) },
    { cli: ['pull', '--take', `theirs=${PATH}`, '--json'], json: carried(PATH) },
    { cli: ['pull', '--json'], json: carried() },
    { cli: ['push', '--json', '--now', '2027-09-01T08:00:00Z'], json: carried() },
    // The folder moves on; what is published is what the database has.
    { file: PATH, text: starting('2027-09-09', '') },
    importPeople('2027-09-01T08:00:00Z'),
    { cli: ['publish', 'data', '--drafts', '--now', '2027-09-01T08:00:00Z'] },
    { cli: ['launch', 'data', '--now', '2027-09-01T08:00:00Z'] },
    { from: '2027-09-01T08:00:00Z', until: '2027-09-30T00:00:00Z' },
  ],
  expect: [{ to: 'ana@waterlijn.example', step: 'one', at: '2027-09-07T07:00:00Z' }],
};
