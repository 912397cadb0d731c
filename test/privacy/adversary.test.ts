import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from '../../src/domain/time.ts';
import { makeApiKey, SCOPES } from '../../src/flow/access/api-keys.ts';
import { logIn } from '../../src/flow/access/console-sessions.ts';
import { addUser } from '../../src/flow/access/console-users.ts';
import { workTheNight } from '../../src/flow/privacy/night.ts';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { createLog } from '../../src/log.ts';
import { CONSOLE_ROLES } from '../../src/store/tables/console-tables.ts';
import { WORKSPACE } from '../cli/druppel.ts';
import { type PrivacyWorld, privacyWorld } from './privacy-world.ts';

const ANA = 'ana@waterlijn.example';
/** Thirty in Sales, of whom twelve have clicked already, and as many in IT; Ana is one like any other. */
const NAMES = ['ana', ...Array.from({ length: 29 }, (_, n) => `s${String(n).padStart(2, '0')}`)];
const PEOPLE = [
  'id,email,first_name,department,country,need,birth_year,level',
  ...NAMES.map(
    (name, n) =>
      `${n},${name}@waterlijn.example,${name},Sales,NL,${n % 2 ? 'time' : 'skills'},19${70 + (n % 20)},${n === 0 ? 9 : 3}`,
  ),
  ...NAMES.map((_, n) => `it${n},it${n}@waterlijn.example,It,IT,NL,skills,1980,3`),
].join('\n');

/** Which mail somebody gets hangs on a click; whichever it is, it comes at the same time. */
const STEER = `title: { en: Steered, nl: Gestuurd }
topic: digital-skills
for:
  - department: Sales
starts: 2027-04-26
per-person: 30 days
inform:
  - mail: first
    at: start
activate:
  - if: { clicked: first }
    then:
      - mail: more
        after: 3 days
    else:
      - mail: nudge
        after: 3 days
`;

const text = (subject: string, body: string) =>
  `---\nsubject: "${subject}"\npreheader: A look\n---\n${body}\n\n[Open it](https://learn.waterlijn.example/look "button")\n`;

const FILES = {
  'campaigns/steer/campaign.yaml': STEER,
  'campaigns/steer/first.en.md': text(
    'A first look',
    'Hello {{firstName "there"}}, born in {{attributes.birth_year "some year"}}, this takes **ten minutes**.',
  ),
  'campaigns/steer/more.en.md': text('More of it', 'Hello {{firstName "there"}}, here is more.'),
  'campaigns/steer/nudge.en.md': text('Once more', 'Hello {{firstName "there"}}, here it is again.'),
};

const it0to = (count: number) => Array.from({ length: count }, (_, n) => `it${n}@waterlijn.example`).join(', ');

const clickersAndAna = (column: string) =>
  NAMES.slice(0, 26)
    .map((name) => (column === 'email' ? `${name}@waterlijn.example` : name))
    .join(', ');

/** Rules that point at Ana, by whoever knows everything else: cutting, padding with people who are known to fit. */
const POINTED = [
  '[{ clicked: first }, { email: ana@waterlijn.example }]',
  '[{ clicked: first }, { not: { email: ana@waterlijn.example } }]',
  '[{ clicked: first }, { department: Sales }, { not: { level: 9 } }]',
  ...[9, 12].map((known) => `any of: [{ email: "${it0to(known)}" }, [{ clicked: first }, { level: 9 }]]`),
  // Lists as long as groups: each of these with and without her would differ in one person.
  ...['email', 'first_name'].map((column) => `[{ clicked: first }, { ${column}: [${clickersAndAna(column)}] }]`),
  '[{ clicked: first }, { any of: [{ email: has s0 }, { email: has s1 }, { email: has ana }] }]',
  `[{ clicked: first }, { not: { email: "${it0to(30)}, s28@waterlijn.example" } }]`,
  '[{ need: skills }, { level: 9 }]',
  `any of: [{ email: "${it0to(12)}" }, [{ birth_year: over 1975 }, { email: ana@waterlijn.example }]]`,
];

/** Rules about groups. */
const GROUPS = [
  'clicked: first',
  '[{ clicked: first }, { department: Sales }]',
  'need: skills',
  'birth_year: over 1975',
  'most-active',
  'finished: data-101',
  'takes part in: steer',
];
const RULES = [...POINTED, ...GROUPS];

describe('somebody who asks everything there is to ask', () => {
  it('cannot see that one person clicked, needs something, or is of some age: nothing changes anywhere', async () => {
    const world = await steeredWorld();
    const later = world.now + HOUR_MS;
    const before = await everything(world, later);
    await world.click(ANA, 'first');
    const clicked = await everything(world, later);
    expect(differences(before, clicked)).toEqual([]);
    const file = await world.put('changed.csv', 'id,need,birth_year\n0,time,1999\n');
    expect((await world.druppel('import', 'employees', file)).code).toBe(0);
    const changed = await everything(world, later);
    expect(differences(clicked, changed)).toEqual([]);

    const log = changed.get('log') ?? '';
    expect(log).toContain('"route":"/api/v1/employees"');
    expect(log).not.toMatch(/@waterlijn|\bana\b|first look/i);
    for (const rule of POINTED)
      expect([rule, changed.get(`POST ${rule}`)]).toEqual([rule, expect.stringContaining('"count":null')]);
  });

  it('cannot see what one person learned, outside the exact figures and the mails of the operator', async () => {
    const world = await steeredWorld();
    const before = await everything(world, world.now);
    const row = `${ANA},data-101,completed,2027-04-26T09:00:00Z`;
    const file = await world.put('learning.csv', `email,activity,event,at\n${row}\n`);
    expect((await world.druppel('import', 'learning', file)).code).toBe(0);
    const after = await everything(world, world.now);
    // Who has learned gets no more reminders, and which mails are planned is shown; why they are not is.
    const personal = /^druppel (?:plan|timeline|why)/;
    const told = differences(before, after).filter((name) => !personal.test(name) && !name.startsWith('druppel stats'));
    expect(told).toEqual([]);
    for (const [name, output] of after)
      if (personal.test(name)) expect([name, output]).toEqual([name, expect.not.stringMatching(LEARNED)]);
  });

  it('cannot see it the next morning, by what was there the day before', async () => {
    const world = await steeredWorld();
    const [night, morning] = [world.now + 17 * HOUR_MS, world.now + 18 * HOUR_MS];
    await world.withStore((store) => workTheNight({ store, clock: () => night }));
    const before = await everything(world, morning);
    await world.click(ANA, 'first');
    await world.withStore((store) => workTheNight({ store, clock: () => night }));
    const after = await everything(world, morning);
    // Counts of groups are to the nearest five, of this morning: over night one may tip, and tells of nobody.
    const isGroup = (name: string) => GROUPS.some((rule) => name.endsWith(rule) || name.endsWith(`${rule} --json`));
    expect(differences(before, after).filter((name) => !isGroup(name))).toEqual([]);
  });

  it('cannot see which mail came because of it', async () => {
    const looks: string[][] = [];
    for (const clicks of [true, false]) {
      const world = await steeredWorld();
      if (clicks) await world.click(ANA, 'first');
      await world.druppel('run', '--until', '2027-05-03T10:00:00Z');
      const asked = [
        ['timeline', ANA],
        ['why', ANA, 'steer'],
        ['plan', 'steer', '--as', ANA],
        ['plan', 'steer', '--json'],
      ];
      const seen: string[] = [];
      for (const args of asked) seen.push((await world.druppel(...args)).stdout);
      looks.push(seen);
    }
    expect(looks[0]).toEqual(looks[1]);
    expect(looks[0]?.[0]).toMatch(/A mail of steer went/);
  });

  it('gets no list, but a number where nobody can be found in it', async () => {
    const world = await steeredWorld();
    for (const rule of RULES) {
      const { code, stderr, stdout } = await world.druppel('audience', rule, '--list', '--json');
      expect([rule, code, stdout]).toEqual([rule, 1, '']);
      expect(stderr).toMatch(/can be used and counted, not listed/);
    }
    const morning = formatInstant(world.now + DAY_MS);
    for (const rule of ['clicked: first', '[{ clicked: first }, { department: Sales }]']) {
      expect((await world.druppel('audience', rule, '--json', '--now', morning)).json().count).toBe(10);
    }
  });
});

describe('somebody who writes a campaign to ask by it', () => {
  it('is not told by publishing how many it is for, where that would find one person', async () => {
    const campaign = (audience: string) =>
      `title: { en: Asked, nl: Gevraagd }\ntopic: digital-skills\nfor: ${audience}\nstarts: 2027-05-10\ninform:\n  - mail: first\n    at: start\n`;
    const first = FILES['campaigns/steer/first.en.md'];
    const world = await privacyWorld(PEOPLE, {
      'campaigns/ask/first.en.md': first,
      'campaigns/ask/first.nl.md': first,
    });
    const told = async (audience: string) => {
      await world.put('campaigns/ask/campaign.yaml', campaign(audience));
      const now = ['--now', formatInstant(world.now)];
      const asked = await world.druppel('publish', 'ask', '--dry-run', '--json', ...now);
      const said = await world.druppel('publish', 'ask', '--dry-run', ...now);
      return [asked.json().impact.audience, said.stdout.split('\n')[1]?.trim()];
    };
    for (const rule of ['need: skills', 'birth_year: over 1975'])
      expect(await told(`[{ email: ${ANA} }, { ${rule} }]`)).toEqual([
        { count: null, reachable: null },
        'How many people fit the audience is not told: too few do, or too few do not.',
      ]);
    expect(await told('[{ need: skills }]')).toEqual([
      { count: 45, reachable: null },
      'About 45 people fit the audience today.',
    ]);
    expect(await told('[{ department: Sales }]')).toEqual([
      { count: 30, reachable: 30 },
      '30 people fit the audience today, 30 of them with a mailbox.',
    ]);
  });
});

describe('somebody who asks a campaign that has not begun', () => {
  const HEAD = 'title: { en: Asked, nl: Gevraagd }\ntopic: digital-skills\nstarts: 2027-05-10\nper-person: 60 days\n';
  const OPENLY = 'for: [{ department: Sales }]\n';
  const FIRST = 'inform:\n  - mail: first\n    at: start\n';
  /** Each would have another answer for Ana before and after, if it were asked of her. */
  const DRAFTS: Readonly<Record<string, string>> = {
    'for whom by need': `${HEAD}for: [{ department: Sales }, { need: skills }]\n${FIRST}`,
    'for whom by need, her alone': `${HEAD}for: [{ email: ${ANA} }, { need: skills }]\n${FIRST}`,
    'for whom by what is not needed': `${HEAD}for: [{ not: { need: skills } }]\n${FIRST}`,
    'for whom by a sensitive column': `${HEAD}for: [{ birth_year: over 1985 }]\n${FIRST}`,
    'for whom by a named audience': `${HEAD}for: [{ in: keen }]\n${FIRST}`,
    'a branch by need': `${HEAD}${OPENLY}${FIRST}activate:\n  - if: { need: skills }\n    then:\n      - mail: more\n        after: 3 days\n`,
    'a condition by age': `${HEAD}${OPENLY}${FIRST}activate:\n  - mail: more\n    after: 3 days\n    when: { birth_year: over 1985 }\n`,
    'a wait by need': `${HEAD}${OPENLY}${FIRST}activate:\n  - mail: more\n    wait-until: { need: time }\n    no-longer-than: 9 days\n`,
    'a reminder until a need': `${HEAD}${OPENLY}${FIRST}activate:\n  - remind: [more, nudge]\n    every: 3 days\n    until: { need: time }\n`,
    'a comparison': `${HEAD}for: [{ need: skills }]\npromotes: data-101\nstart-later: 50% by 4 weeks\n${FIRST}`,
  };
  const KEEN = WORKSPACE.replace('audiences:', 'audiences:\n  keen:\n    - need: skills');

  it.each(Object.keys(DRAFTS))('is not told of one person what may not be told: %s', async (name) => {
    const world = await privacyWorld(PEOPLE, { ...FILES, 'campaigns/workspace.yaml': KEEN });
    for (const message of ['first', 'more', 'nudge'])
      for (const locale of ['en', 'nl'])
        await world.put(`campaigns/ask/${message}.${locale}.md`, text(`Of ${message}`, 'Hello, this is it.'));
    await world.put('campaigns/ask/campaign.yaml', DRAFTS[name] ?? '');
    expect(await asked(world, ['check', 'ask'])).toMatch(/^0\n/);
    const draft = await afterHerChange(world, [
      ['plan', 'ask'],
      ['plan', 'ask', '--json'],
      ['plan', 'ask', '--as', ANA],
      ['plan', 'ask', '--as', ANA, '--json'],
      ['publish', 'ask', '--dry-run', '--json'],
      ['preview', 'ask/first', '--for', ANA],
    ]);
    expect(draft).toEqual([]);
    expect(await asked(world, ['publish', 'ask'])).toMatch(/^0\n/);
    const published = await afterHerChange(world, [
      ['plan', 'ask', '--published', '--json'],
      ['plan', 'ask', '--published', '--as', ANA],
      ['why', ANA, 'ask'],
      ['why', ANA, 'ask', '--json'],
      ['timeline', ANA, '--json'],
      ['stats', 'ask', '--json'],
      ['launch', 'ask', '--dry-run', '--json'],
    ]);
    expect(published).toEqual([]);
  });

  it.each([
    `[{ email: ${ANA} }, { finished: data-101 }]`,
    '[{ department: Sales }, { finished: data-101 }]',
    '[{ department: Sales }, { not: { finished: data-101 } }]',
    '[{ department: Sales }, { finished campaign: data }]',
  ])('is not told by whom it is for what one person learned: %s', async (audience) => {
    const world = await privacyWorld(PEOPLE, FILES);
    for (const locale of ['en', 'nl']) await world.put(`campaigns/ask/first.${locale}.md`, text('First', 'Hello.'));
    await world.put('campaigns/ask/campaign.yaml', `${HEAD}for: ${audience}\n${FIRST}`);
    const drafted = [
      ['plan', 'ask', '--json'],
      ['plan', 'ask'],
      ['plan', 'ask', '--as', ANA],
      ['publish', 'ask', '--dry-run', '--json'],
    ];
    const published = [
      ['plan', 'ask', '--published', '--json'],
      ['why', ANA, 'ask'],
      ['stats', 'ask', '--json'],
    ];
    const look = async () => {
      const draft = await Promise.all(drafted.map((args) => asked(world, args)));
      expect(await asked(world, ['publish', 'ask'])).toMatch(/^0\n/);
      return [...draft, ...(await Promise.all(published.map((args) => asked(world, args))))];
    };
    await look();
    const before = await look();
    const file = await world.put(
      'learning.csv',
      `email,activity,event,at\n${ANA},data-101,completed,2027-04-26T09:00:00Z\n`,
    );
    expect(await asked(world, ['import', 'learning', file])).toMatch(/^0\n/);
    // When data last came is no secret, nor which mails of the campaign that runs are planned.
    const plain = (one: string) => one.replaceAll(/"learningDataAt": ?[^,]+|^.* data\/\S+$/gm, '');
    expect((await look()).map(plain)).toEqual(before.map(plain));
  });

  it('is told that the plan assumes it of everybody, and the rule', async () => {
    const world = await privacyWorld(PEOPLE, { ...FILES, 'campaigns/workspace.yaml': KEEN });
    for (const locale of ['en', 'nl']) await world.put(`campaigns/ask/first.${locale}.md`, text('First', 'Hello.'));
    await world.put('campaigns/ask/campaign.yaml', DRAFTS['for whom by need'] ?? '');
    const { stdout } = await world.druppel('plan', 'ask', '--now', formatInstant(world.now));
    expect(stdout).toContain('Before the launch nobody is shown to fit, or not to fit: need: skills.');
    const plan = (await world.druppel('plan', 'ask', '--json', '--now', formatInstant(world.now))).json();
    expect(plan.assumed).toEqual(['need: skills']);
    const readers = plan.mails.filter((mail: { campaign: string }) => mail.campaign === 'ask');
    expect(readers).toHaveLength(30);
    expect((await world.druppel('publish', 'ask', '--now', formatInstant(world.now))).code).toBe(0);
    const stats = await world.druppel('stats', 'ask', '--now', formatInstant(world.now));
    expect(stats.stdout).toContain('About 15 people in scope, 0 take part or did, 0 on the way.');
    const why = await world.druppel('why', ANA, 'ask', '--now', formatInstant(world.now));
    expect(why.stdout).toMatch(/not shown/);
    expect(why.stdout).toMatch(
      /Who fits what is not shown is told of nobody before the launch; this is as if it held\./,
    );
  });

  it('is told no more by asking whom a wider pilot would let in', async () => {
    const world = await privacyWorld(PEOPLE, FILES, {}, ['steer']);
    for (const args of [
      ['publish', 'data'],
      ['launch', 'data', '--pilot', 'country: BE'],
    ])
      expect(await asked(world, args)).toMatch(/^0\n/);
    const widen = (to: string) => ['widen', 'data', '--to', to, '--dry-run'];
    const pointed = ['need: skills', 'birth_year: over 1985'].map((rule) => widen(`[{ email: ${ANA} }, { ${rule} }]`));
    expect(await afterHerChange(world, pointed)).toEqual([]);
    for (const args of pointed) expect(await asked(world, args)).toContain('How many people would come in is not told');
    expect(await asked(world, widen('department: Sales'))).toContain('30 people would come in');
    const her = widen(`email: ${ANA}`);
    const before = await asked(world, her);
    const file = await world.put(
      'learning.csv',
      `email,activity,event,at\n${ANA},data-101,completed,2027-04-26T09:00:00Z\n`,
    );
    expect(await asked(world, ['import', 'learning', file])).toMatch(/^0\n/);
    expect(await asked(world, her)).toBe(before);
  });

  it('is told no more where their own file says that a sensitive column is open, or that three are a group', async () => {
    const world = await privacyWorld(PEOPLE, FILES);
    for (const locale of ['en', 'nl']) await world.put(`campaigns/ask/first.${locale}.md`, text('First', 'Hello.'));
    await world.put(
      'campaigns/ask/campaign.yaml',
      `${HEAD}for: [{ email: ${ANA} }, { birth_year: over 1985 }]\n${FIRST}`,
    );
    const opened = WORKSPACE.replace('birth_year: { type: number, sensitive: true }', 'birth_year: number');
    expect(opened).not.toBe(WORKSPACE);
    await world.put('campaigns/workspace.yaml', `${opened}minimum-group: 5\n`);
    const told = await afterHerChange(world, [
      ['audience', 'birth_year: over 1985', '--list'],
      ['audience', 'birth_year: over 1985', '--explain', ANA],
      ['audience', `[{ email: ${ANA} }, { birth_year: over 1985 }]`, '--json'],
      ['plan', 'ask', '--as', ANA],
      ['plan', 'ask', '--json'],
      ['preview', 'ask/first', '--for', ANA],
      ['publish', 'ask', '--dry-run', '--json'],
    ]);
    expect(told).toEqual([]);
    expect(await asked(world, ['audience', 'birth_year: over 1985', '--list'])).toContain('not listed');
    expect(await asked(world, ['check', 'ask'])).toContain('"birth_year" is sensitive as published.');
    // A publish opens it: an act that is written down.
    expect(await asked(world, ['publish', 'ask'])).toMatch(/^0\n/);
    expect(await asked(world, ['check', 'ask'])).not.toContain('is sensitive as published');
  });

  it('is told no more by changed files of one that runs', async () => {
    const world = await steeredWorld();
    const asks = STEER.replace('{ clicked: first }', '{ need: skills }').replace(
      'else:\n      - mail: nudge',
      'else:\n      - mail: nudge\n        when: { clicked: first }',
    );
    await world.put('campaigns/steer/campaign.yaml', asks);
    const told = [
      ['plan', 'steer', '--json'],
      ['plan', 'steer', '--as', ANA],
      ['publish', 'steer', '--dry-run', '--json'],
    ];
    expect(await afterHerChange(world, told)).toEqual([]);
    const before = await Promise.all(told.map((args) => asked(world, args)));
    await world.click(ANA, 'first');
    expect(await Promise.all(told.map((args) => asked(world, args)))).toEqual(before);
  });

  /** What answers otherwise when Ana needs something else and is of another age. */
  async function afterHerChange(world: PrivacyWorld, questions: readonly string[][]): Promise<string[]> {
    const before: string[] = [];
    for (const args of questions) before.push(await asked(world, args));
    await change(world, 'time,1999');
    const after: string[] = [];
    for (const args of questions) after.push(await asked(world, args));
    await change(world, 'skills,1970');
    return questions.flatMap((args, at) =>
      before[at] === after[at] ? [] : [`${args.join(' ')}\n${before[at]}\n→\n${after[at]}`],
    );
  }

  async function change(world: PrivacyWorld, values: string): Promise<void> {
    const file = await world.put('changed.csv', `id,need,birth_year\n0,${values}\n`);
    expect((await world.druppel('import', 'employees', file, '--now', formatInstant(world.now))).code).toBe(0);
  }

  async function asked(world: PrivacyWorld, args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await world.druppel(...args, '--now', formatInstant(world.now));
    return [code, stdout, stderr].join('\n');
  }
});

/** What only who learns, and their required training, may know of it. */
const LEARNED = /goal-reached|until-true|completed|finished|progress/;

/** Both campaigns under way; twelve colleagues have clicked. */
async function steeredWorld(): Promise<PrivacyWorld> {
  const world = await privacyWorld(PEOPLE, FILES, {}, ['data', 'steer']);
  for (const name of NAMES.slice(1, 13)) await world.click(`${name}@waterlijn.example`, 'first');
  return world;
}

/** What every command and every page says, by its name. */
async function everything(world: PrivacyWorld, at: Instant): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const now = formatInstant(at);
  for (const args of commands()) {
    // A rule says the same either way.
    for (const json of RULES.includes(args[1] ?? '') ? [['--json']] : [[], ['--json']]) {
      const ran = await world.druppel(...args, ...json, '--now', now);
      seen.set(['druppel', ...args, ...json].join(' '), `${ran.code}\n${ran.stdout}\n${ran.stderr}`);
    }
  }
  const logged: string[] = [];
  await world.withStore(async (store) => {
    const log = createLog('debug', {
      write: (line: string) => void logged.push(line.replaceAll(/"(?:time|ms)":[^,}]+/g, '')),
    });
    const context = { store, clock: () => at, newId, log };
    const config = { publicUrl: 'http://127.0.0.1:3000', secret: 'x'.repeat(32), inbox: true };
    const app = await createHttpServer({ ...context, config });
    await store.write(({ db, tables }) => db.delete(tables.consoleUsers));
    for (const role of CONSOLE_ROLES) {
      const { token } = await addUser(context, { email: `${role}@desk.example`, role });
      const session = await logIn(context, token, null);
      for (const url of PAGES)
        seen.set(`${role} ${url}`, await visit(app, 'GET', url, { cookie: `druppel=${session}` }));
    }
    for (const url of PAGES) seen.set(`nobody ${url}`, await visit(app, 'GET', url, {}));
    for (const scope of SCOPES) {
      const { token } = await makeApiKey(context, 'a key', [scope]);
      const headers = { authorization: `Bearer ${token}` };
      for (const url of ROUTES) seen.set(`${scope} ${url}`, await visit(app, 'GET', url, headers));
      if (scope === 'read:audiences')
        for (const rule of RULES)
          seen.set(`POST ${rule}`, await visit(app, 'POST', '/api/v1/audiences', headers, { rule }));
    }
    await app.close();
  });
  seen.set('log', logged.join('').replaceAll(/key_\w+|usr_\w+/g, ''));
  return seen;
}

function commands(): string[][] {
  return [
    ['stats'],
    ['stats', 'data'],
    ['stats', 'steer'],
    ['stats', '--csv'],
    ['timeline', ANA],
    ['why', ANA, 'steer'],
    ['why', ANA, 'data'],
    ['plan', 'steer'],
    ['plan', 'steer', '--as', ANA],
    ['plan', 'data', '--as', ANA],
    ['preview', 'steer/first', '--for', ANA],
    ['resume', 'steer', '--dry-run'],
    ['audience', 'department: Sales', '--list'],
    ['audience', 'department: Sales', '--explain', ANA],
    ['audience', 'clicked: first', '--explain', ANA],
    ['audience', 'need: skills', '--explain', ANA],
    ...RULES.map((rule) => ['audience', rule]),
    ['privacy'],
  ];
}

const PAGES = ['/', '/campaigns/data', '/campaigns/steer', '/inbox', '/privacy', '/readyz'];
const ROUTES = [
  '/api/v1/employees',
  '/api/v1/employees/0',
  '/api/v1/activities',
  '/api/v1/learning-records',
  '/api/v1/audiences',
  '/api/v1/campaigns',
  '/api/v1/campaigns/data/stats',
  '/api/v1/campaigns/steer/stats',
  '/scim/v2/Users',
  '/xapi/statements',
];

async function visit(
  app: FastifyInstance,
  method: 'GET' | 'POST',
  url: string,
  headers: Record<string, string>,
  payload?: object,
): Promise<string> {
  const asked = { method, url, headers: { host: '127.0.0.1:3000', ...headers } };
  const answering: Promise<LightMyRequestResponse> = app.inject(payload === undefined ? asked : { ...asked, payload });
  const { statusCode, body } = await answering;
  return `${statusCode}\n${body}`;
}

/** Where two looks differ; when learning data last came is no secret. */
function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const plain = (text: string | undefined) => text?.replaceAll(/"(?:learningDataAt|learning_data_at)": ?[^,]+/g, '');
  return [...after.keys()].filter((name) => plain(before.get(name)) !== plain(after.get(name)));
}
