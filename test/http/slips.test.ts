import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPgliteStore } from '../store/stores.ts';
import { type ApiWorld, openApiWorld } from './api-world.ts';
import { PUBLIC_URL } from './web-world.ts';

/* Bodies that are right but for one value, whichever it is: on Postgres, which takes less than SQLite does. */
let world: ApiWorld;
let keys: { readonly bearer: string; readonly basic: string };
beforeAll(async () => {
  world = await openApiWorld(await openPgliteStore());
  const { id, secret, token } = await world.key();
  keys = { bearer: `Bearer ${token}`, basic: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
});
afterAll(() => world.close());

/** Bodies as they should be. Names are left out where they are unique, or each slip would be told as a double. */
const WHOLE: Readonly<Record<string, object>> = {
  'POST /scim/v2/Users': {
    ...{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'w@waterlijn.example', externalId: 'w-1' },
    ...{
      active: true,
      name: { givenName: 'W' },
      title: 'Engineer',
      preferredLanguage: 'nl',
      timezone: 'Europe/Brussels',
    },
    emails: [{ type: 'work', value: 'w@waterlijn.example', primary: true }],
    addresses: [{ type: 'work', country: 'NL', locality: 'Utrecht' }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: 'w-2', manager: { value: 'ana' } },
  },
  'POST /xapi/statements': {
    id: '7c7bb2e0-0000-4000-8000-000000000001',
    actor: { objectType: 'Agent', account: { homePage: 'https://lms.example', name: 'ana' } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { en: 'completed' } },
    object: {
      objectType: 'SubStatement',
      actor: { objectType: 'Group', member: [{ mbox: 'mailto:ana@waterlijn.example' }] },
      verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
      object: { id: 'https://learn.waterlijn.example/data-101', definition: { name: { en: 'Data' } } },
    },
    result: { score: { scaled: 0.5, raw: 5, min: 0, max: 10 }, completion: true, duration: 'PT1H', extensions: {} },
    context: { contextActivities: { parent: [{ id: 'https://learn.waterlijn.example' }] }, language: 'nl' },
    timestamp: '2027-04-26T07:00:00.000Z',
  },
  'POST /api/v1/employees': {
    employees: [
      {
        ...{ id: 'w-3', email: 'w-3@waterlijn.example', locale: 'nl', working_days: 'mon-fri', leave: ['2027-05-01'] },
        ...{
          country: 'NL',
          region: 'UT',
          hired_on: '2027-01-01',
          learning_budget: 5,
          manager_email: 'ana@waterlijn.example',
        },
      },
    ],
  },
  'POST /api/v1/activities': {
    activities: [
      {
        id: 'w-4',
        title: 'W',
        kind: 'micro',
        duration_minutes: 5,
        url: 'https://a.example',
        competencies: ['w'],
        cost: 1,
      },
    ],
  },
  'POST /api/v1/learning-records': {
    records: [{ id: 'ana', activity: 'w-4', event: 'completed', at: '2027-04-26', due: '2027-05-01', score: 5 }],
  },
  'POST /api/v1/audiences': { rule: { 'any of': [{ department: ['Sales'] }, { not: { hired: 'within 90 days' } }] } },
};

it.each(Object.entries(WHOLE))('no slip in %s is a fault of the server', async (at, whole) => {
  const [, url = ''] = at.split(' ');
  const faults: string[] = [];
  for (const { where, body } of slipsIn(whole)) {
    const { statusCode } = await world.visit({
      ...{ method: 'POST', url, payload: JSON.stringify(body) },
      headers: {
        host: new URL(PUBLIC_URL).host,
        'content-type': 'application/json',
        'x-experience-api-version': '1.0.3',
        authorization: url.startsWith('/xapi') ? keys.basic : keys.bearer,
      },
    });
    if (statusCode >= 500 || statusCode === 401) faults.push(`${statusCode}: ${where}`);
  }
  expect(faults).toEqual([]);
});

const SLIPS: readonly unknown[] = [null, true, -1.5, 1e308, '', 'x', '__proto__', [], {}, [null], undefined];

/** Each value of it, however deep, as something else; and without it. */
function* slipsIn(whole: object): Generator<{ readonly where: string; readonly body: object }> {
  for (const path of pathsIn(whole))
    for (const slip of SLIPS) {
      const body = structuredClone(whole);
      const last = path.at(-1) ?? '';
      // biome-ignore lint/suspicious/noExplicitAny: any place of any body.
      const holder = path.slice(0, -1).reduce((value: any, name) => value[name], body);
      holder[last] = slip;
      yield { where: `${path.join('.')} = ${String(JSON.stringify(slip)).slice(0, 40)}`, body };
    }
}

function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([name, item]) => pathsIn(item, [...path, name]));
  return path.length === 0 ? below : [path, ...below];
}
