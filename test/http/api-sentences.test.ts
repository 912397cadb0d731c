import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { type ApiWorld, type Call, openApiWorld } from './api-world.ts';

/* What an integrator reads when something is wrong: what came, what is expected, what to do. */
let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const post = (path: string, body: unknown, more: Call = {}) => world.call('POST', `/api/v1${path}`, { body, ...more });
const RECORD = { email: 'ana@waterlijn.example', activity: 'x', event: 'completed', at: '2027-04-26' };

describe('a body', () => {
  it.each<[what: string, path: string, body: unknown, errors: readonly object[]]>([
    [
      'without its list',
      '/employees',
      { id: '1' },
      [
        { pointer: '/employees', detail: '"employees" is missing; expected a list.' },
        { pointer: '/id', detail: '"id" is not known here. There are: employees.' },
      ],
    ],
    [
      'that is the list itself',
      '/employees',
      [{ id: '1' }],
      [{ pointer: '', detail: 'The body is a list; expected an object.' }],
    ],
    [
      'with a name that is nearly right',
      '/learning-records',
      { records: [{ ...RECORD, scores: 3 }] },
      [{ pointer: '/records/0/scores', detail: '"scores" is not known here. Did you mean "score"?' }],
    ],
    [
      'with a time in seconds',
      '/learning-records',
      { records: [{ ...RECORD, at: 1_808_000_000 }] },
      [{ pointer: '/records/0/at', detail: '"at" is a number; expected a text.' }],
    ],
    [
      'with an object for a value',
      '/employees',
      { employees: [{ 'a/b~c': {}, id: { $ne: 1 } }] },
      [
        {
          pointer: '/employees/0/id',
          detail: '"id" is an object; expected a text, a number or null.',
        },
        expect.objectContaining({ pointer: '/employees/0/a~1b~0c' }),
      ],
    ],
    [
      'with a number that has lost digits',
      '/employees',
      '{"employees":[{"id":12345678901234567890}]}',
      [{ pointer: '/employees/0/id', detail: '"id" is too large for a number of JSON. Send it as a text, in quotes.' }],
    ],
    [
      'with an empty list',
      '/employees',
      { employees: [] },
      [{ pointer: '/employees', detail: '"employees" is empty.' }],
    ],
    [
      'with an entry that is none',
      '/activities',
      { activities: ['data-101'] },
      [{ pointer: '/activities/0', detail: 'Entry 1 is a text; expected an object.' }],
    ],
  ])('%s is told each place, what came and what is expected', async (_what, path, body, errors) => {
    const { status, json } = await post(path, body);
    expect([status, json.errors]).toEqual([422, errors]);
    expect(json.detail).toContain('/api/v1/openapi.json');
  });
});

describe('a query', () => {
  it.each<[query: string, parameter: string, detail: string]>([
    ['limit=9999', 'limit', '"limit" is too large: at most 200.'],
    ['limit=many', 'limit', '"limit" is not a number.'],
    ['limit=1.5', 'limit', '"limit" is not a whole number.'],
    [
      'sort=createdat',
      'sort',
      '"sort" is "createdat"; expected one of id, -id, created_at, -created_at. Did you mean "created_at"?',
    ],
    ['page=2', 'page', expect.stringMatching(/^"page" is not known here\. There are: limit, cursor, sort, /) as never],
    ['e-mail=a', 'e-mail', '"e-mail" is not known here. Did you mean "email"?'],
    ['email=', 'email', '"email" is empty.'],
    ['email=a&email=b', 'email', '"email" is a list; expected a text.'],
  ])('like %s is told the parameter', async (query, parameter, detail) => {
    const { status, json } = await world.call('GET', `/api/v1/employees?${query}`);
    expect([status, json.errors]).toEqual([422, [{ parameter, detail }]]);
  });

  it('finds a country in small letters', async () => {
    await post('/employees', { employees: [{ id: 'lu-1', country: 'lu' }] });
    expect((await world.call('GET', '/api/v1/employees?country=lu')).json.data).toMatchObject([{ id: 'lu-1' }]);
  });
});

describe('a key', () => {
  it.each<[what: string, headers: Record<string, string>, sentence: string]>([
    ['that is not shown', {}, 'Show a key: Authorization: Bearer KEY.'],
    ['that is shown in another way', { authorization: 'Basic eDp5' }, 'Write it so: Authorization: Bearer KEY.'],
    ['that nobody knows', { authorization: 'Bearer key_1.x' }, 'druppel key list shows those in use'],
  ])('%s is answered with what to do', async (_what, headers, sentence) => {
    const { status, json } = await world.call('GET', '/api/v1/employees', { token: null, headers });
    expect([status, json.detail]).toEqual([401, expect.stringContaining(sentence)]);
  });
});

describe('columns of an employee', () => {
  it('mean what they mean as the header of a file: case, spaces and dashes are the same', async () => {
    const body = {
      employees: [{ ID: 'c-1', Email: 'c-1@waterlijn.example', 'First-Name': 'Cas', 'Cost Centre': 'C-17' }],
    };
    expect((await post('/employees', body)).json).toMatchObject({ new: 1, refused: 0 });
    expect((await world.call('GET', '/api/v1/employees/c-1')).json).toMatchObject({
      email: 'c-1@waterlijn.example',
      attributes: { first_name: 'Cas', cost_centre: 'C-17' },
    });
  });

  it('that are one column twice are refused, and told as they were written', async () => {
    const { status, json } = await post('/employees', {
      employees: [{ id: 'c-2', Email: 'a@waterlijn.example', email: 'b@waterlijn.example' }],
    });
    expect([status, json.errors]).toEqual([
      422,
      [
        {
          pointer: '/employees/0/email',
          detail: '"email" and "Email" are both the column "email". Leave one of the two.',
        },
      ],
    ]);
    const wrong = await post('/employees', { employees: [{ id: 'c-3', 'Hired On': 'soon' }] });
    expect(wrong.json.errors).toMatchObject([{ pointer: '/employees/0/Hired On' }]);
  });

  it.each(['__PROTO__', '__proto__ ', 'Constructor', 'PROTOTYPE'])('cannot be called %s', async (name) => {
    const { status } = await post('/employees', `{"employees":[{"id":"c-4",${JSON.stringify(name)}:"x"}]}`);
    expect(status).toBe(422);
  });
});

it('half a minute of an activity is refused, whatever database lies below', async () => {
  const { status, json } = await post('/activities', {
    activities: [{ id: 'half', title: 'Half', duration_minutes: 1.5 }],
  });
  expect([status, json.errors]).toEqual([
    422,
    [
      {
        pointer: '/activities/0/duration_minutes',
        detail: '"1.5" is not a number of whole minutes. Write it like 20.',
      },
    ],
  ]);
});

it('before anything was published every door says "later", so that nothing is given up', async () => {
  const store = await openStore('memory:');
  const own = await openApiWorld(store);
  try {
    await store.write(async ({ db, tables }) => {
      await db.delete(tables.workspaceVersions);
    });
    const later = [503, expect.stringContaining('druppel publish CAMPAIGN')];
    const people = await own.call('POST', '/api/v1/employees', { body: { employees: [{ id: '1' }] } });
    expect([people.status, people.json.detail]).toEqual(later);
    const user = await own.call('POST', '/scim/v2/Users', {
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'a@waterlijn.example' },
    });
    expect([user.status, user.json.detail]).toEqual(later);
    const key = await own.key('write:learning');
    const told = await own.call('POST', '/xapi/statements', {
      token: null,
      headers: {
        authorization: `Basic ${Buffer.from(`${key.id}:${key.secret}`).toString('base64')}`,
        'x-experience-api-version': '1.0.3',
      },
      body: {
        actor: { mbox: 'mailto:ana@waterlijn.example' },
        verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
        object: { id: 'https://learn.waterlijn.example/x' },
      },
    });
    expect([told.status, told.json.error]).toEqual(later);
  } finally {
    await own.close();
  }
});
