import { describe, expect, it } from 'vitest';
import { message, type Ran, SOUND, WORKSPACE, type Workspace, workspaceWith } from './druppel.ts';

const LAUNCHED = '2027-04-20T08:00:00Z';

/** One voluntary campaign about learning, one required by law, one nobody fits; everybody imported, all launched. */
async function launched(locales = 'en, nl'): Promise<Workspace> {
  const workspace = await workspaceWith({
    ...SOUND,
    'campaigns/workspace.yaml': WORKSPACE.replace('locales: [en, nl]', `locales: [${locales}]`),
    'campaigns/data/campaign.yaml': DATA,
    'campaigns/safe/campaign.yaml': SAFE,
    'campaigns/nobody/campaign.yaml': NOBODY,
    'people.csv': PEOPLE,
    'learning.csv': 'email,activity,event,at\ndee@waterlijn.example,data-101,completed,2027-04-19\n',
    ...Object.fromEntries(
      ['data/kick-off', 'data/last-one', 'safe/announce', 'safe/remember', 'nobody/hello'].flatMap((name) =>
        ['en', 'nl', 'fr'].map((locale) => [`campaigns/${name}.${locale}.md`, message(`About ${name}`)] as const),
      ),
    ),
  });
  const { druppel, folder } = workspace;
  const now = ['--now', LAUNCHED];
  await druppel('import', 'activities', `${folder}/campaigns/activities.csv`, ...now);
  await druppel('import', 'employees', `${folder}/people.csv`, ...now);
  await druppel('import', 'learning', `${folder}/learning.csv`, ...now);
  for (const campaign of ['data', 'safe', 'nobody']) {
    expect((await druppel('publish', campaign, ...now)).stderr).toBe('');
    await druppel('launch', campaign, ...now);
  }
  return workspace;
}

const DATA = `title: { en: Data literacy, nl: Datageletterd }
promotes: data-101
topic: digital-skills
for:
  - department: Sales
  - not finished: data-101
starts: 2027-04-26
inform:
  - mail: kick-off
    at: start
activate:
  - remind: [last-one]
    after: 2 days
    until: started
`;
const SAFE = `title: { en: Safe at work, nl: Veilig aan het werk }
promotes: data-101
topic: digital-skills
required-by: law
because: { en: The law asks it., nl: De wet vraagt het. }
for:
  - department: IT
starts: 2027-04-26
inform:
  - mail: announce
    at: start
activate:
  - remind: [remember]
    after: 2 days
    until: finished
`;
const NOBODY = `title: { en: Nobody, nl: Niemand }
promotes: data-101
topic: digital-skills
for:
  - department: Moon
starts: 2027-04-26
inform:
  - mail: hello
`;
const PEOPLE = `email,first_name,department,country,timezone,leave
ana@waterlijn.example,Ana,Sales,NL,Europe/Amsterdam,
cas@waterlijn.example,Cas,IT,US,America/New_York,
dee@waterlijn.example,Dee,Sales,NL,Europe/Amsterdam,
eva@waterlijn.example,Eva,Sales,NL,Europe/Amsterdam,2027-04-28..2027-04-30
`;

const lines = ({ stdout }: Ran) => stdout.trimEnd().split('\n');

describe('druppel why', () => {
  it('says for whom a campaign is, what happened, and what waits and why; timeline tells machines the same', async () => {
    const { druppel } = await launched();
    await druppel('run', '--until', '2027-04-28T10:00:00Z');
    expect(lines(await druppel('why', 'eva@waterlijn.example', 'data'))).toEqual([
      'eva@waterlijn.example · data, version 1, running',
      'Takes part in data since Mon 26 Apr 00:00.',
      '',
      'Whom it is for:',
      '  yes  department is Sales',
      '  –  not shown',
      '',
      'What happened:',
      '  Mon 26 Apr 00:00 · Takes part in data from here.',
      '  Mon 26 Apr 09:00 · Mail kick-off of data went to the built-in inbox.',
      '',
      'What waits:',
      '  Mail last-one of data waits until Mon 3 May 09:00: on leave through Fri 30 Apr, then not a working day.',
    ]);

    const { entries } = (await druppel('timeline', 'eva@waterlijn.example', '--campaign', 'data', '--json')).json();
    expect(entries.at(-1)).toEqual({
      at: '2027-05-03T07:00:00Z',
      campaign: 'data',
      step: 'last-one',
      state: 'planned',
      story: null,
      reason: 'leave',
      reasons: [{ reason: 'leave', until: '2027-04-30T22:00:00Z', mails: [] }],
      later: [{ reason: 'day-off', until: '2027-05-02T22:00:00Z', mails: [] }],
      sentence:
        'Mail last-one of data waits until Mon 3 May 09:00: on leave through Fri 30 Apr, then not a working day.',
    });
    expect((await druppel('timeline', 'eva@waterlijn.example', '--campaign', 'safe')).stdout).toBe(
      'Nothing yet: this person has no part in safe. See: druppel why eva@waterlijn.example safe\n',
    );
  });

  it('speaks the workspace’s first language, and the time of the person', async () => {
    const { druppel } = await launched('nl, en');
    await druppel('run', '--until', '2027-04-26T20:00:00Z');
    expect(lines(await druppel('why', 'cas@waterlijn.example', 'safe')).slice(1)).toEqual([
      'Doet mee aan safe sinds ma 26 apr 00:00, en is in activeren sinds ma 26 apr 09:00.',
      '',
      'Voor wie het is:',
      '  ja   afdeling is IT',
      '',
      'Wat er gebeurde:',
      '  ma 26 apr 00:00 · Doet vanaf hier mee aan safe.',
      '  ma 26 apr 09:00 · Mail announce van safe ging naar de ingebouwde postbus.',
      '',
      'Wat wacht:',
      '  Mail remember van safe gaat wo 28 apr 09:00.',
    ]);
  });

  it('says why somebody gets nothing, but not what they learned, and helps with names it does not know', async () => {
    const { druppel } = await launched();
    const says = async (...args: string[]) => lines(await druppel('why', ...args));
    expect(await says('cas@waterlijn.example', 'data')).toEqual([
      'cas@waterlijn.example · data, version 1, running',
      'Gets nothing of data: not in its audience.',
      '',
      'Whom it is for:',
      '  no   department is Sales (is IT)',
      '  –  not shown',
      '',
      'Nothing more is planned in the next 100 days, as things stand.',
    ]);
    expect(await says('ana@waterlijn.example', 'nobody')).toContain('  Nobody fits its audience today.');

    // Dee finished the voluntary training: neither words nor gaps tell that.
    const dee = await druppel('why', 'dee@waterlijn.example', 'data', '--json');
    expect(dee.json()).toMatchObject({
      standing: 'not-shown',
      reason: 'not-needed-any-more',
      audience: {
        holds: null,
        lines: [
          { rule: 'department is Sales', holds: true, value: null },
          { rule: null, holds: null, value: null },
        ],
      },
      phase: null,
      past: [],
      waiting: [],
      next: [],
    });
    expect(dee.stdout).not.toMatch(/finish|goal|learn/i);

    expect(await druppel('why', 'anna@waterlijn.example', 'data')).toMatchObject({
      code: 1,
      stderr: 'There is nobody with the address "anna@waterlijn.example".\nDid you mean ana@waterlijn.example?\n',
    });
    expect(await druppel('why', 'ana@waterlijn.example', 'date')).toMatchObject({
      code: 1,
      stderr: 'There is no campaign "date" in this database.\nDid you mean data?\n',
    });
  });
});
