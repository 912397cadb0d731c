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
import { ANA, GROUPS, POINTED, RULES, steeredWorld } from './adversary-world.ts';
import type { PrivacyWorld } from './privacy-world.ts';

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

/** What only who learns, and their required training, may know of it. */
const LEARNED = /goal-reached|until-true|completed|finished|progress/;

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
