import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endApiKey, SCOPES } from '../../src/flow/access/api-keys.ts';
import { learningOf } from '../../src/store/learning/learning-records.ts';
import { learningDataAt } from '../../src/store/meta.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { type ApiWorld, openApiWorld } from './api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const PROBLEM = 'application/problem+json';

describe('a key', () => {
  it('is asked for, must be right, in use, and allowed for what is asked', async () => {
    const { token, id, secret } = await world.key('read:activities');
    expect((await world.call('GET', '/api/v1/activities', { token })).status).toBe(200);
    const none = await world.call('GET', '/api/v1/activities', { token: null });
    expect([none.status, none.headers.get('content-type')]).toEqual([401, expect.stringContaining(PROBLEM)]);
    expect(none.headers.get('www-authenticate')).toContain('Bearer');
    for (const wrong of ['x', `${id}.x`, `key_none.${secret}`, `${id}.${secret}x`])
      expect((await world.call('GET', '/api/v1/activities', { token: wrong })).status).toBe(401);
    const forbidden = await world.call('GET', '/api/v1/employees', { token });
    expect([forbidden.status, forbidden.json.detail]).toEqual([
      403,
      'This key may not do that: it lacks the scope read:employees, it has read:activities. Make one that may: druppel key make NAME --scopes read:employees.',
    ]);
    await endApiKey({ store: world.store, clock: () => world.now }, id);
    expect((await world.call('GET', '/api/v1/activities', { token })).status).toBe(401);
  });

  it('is kept as a hash: nothing in the store leads back to it', async () => {
    const { token, secret } = await world.key('scim');
    const rows = await world.store.read.db.select().from(world.store.read.tables.apiKeys);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows.length).toBeGreaterThan(0);
    expect(token).toContain(secret);
    expect(world.logged.join('')).not.toContain(secret);
  });

  it('opens exactly the routes of its scope: every route with every scope', async () => {
    const { json: description } = await world.call('GET', '/api/v1/openapi.json', { token: null });
    const routes = Object.entries<Record<string, unknown>>(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace('{id}', 'nobody') })),
    );
    expect(routes.length).toBeGreaterThanOrEqual(10);
    const opened = new Map<string, string[]>();
    for (const scope of SCOPES) {
      const { token } = await world.key(scope);
      for (const { method, path } of routes) {
        const { status } = await world.call(method, path, { token, ...(method === 'POST' && { body: {} }) });
        expect([401, 500]).not.toContain(status);
        if (status !== 403) opened.set(`${method} ${path}`, [...(opened.get(`${method} ${path}`) ?? []), scope]);
      }
    }
    expect(Object.fromEntries(opened)).toEqual({
      'GET /api/v1/employees': ['read:employees'],
      'GET /api/v1/employees/nobody': ['read:employees'],
      'POST /api/v1/employees': ['write:employees'],
      'GET /api/v1/activities': ['read:activities'],
      'POST /api/v1/activities': ['write:activities'],
      'GET /api/v1/learning-records': ['read:learning'],
      'POST /api/v1/learning-records': ['write:learning'],
      'GET /api/v1/audiences': ['read:audiences'],
      'POST /api/v1/audiences': ['read:audiences'],
      'GET /api/v1/campaigns': ['read:campaigns'],
      'GET /api/v1/campaigns/nobody/stats': ['read:campaigns'],
    });
  });
});

describe('employees', () => {
  it('are read by pages that neither skip nor repeat anybody, in both directions', async () => {
    for (const sort of ['id', '-id', 'created_at', '-created_at']) {
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const cursor: string = next === '' ? '' : `&cursor=${next}`;
        const page = await world.call('GET', `/api/v1/employees?limit=1&sort=${sort}${cursor}`);
        expect(page.status).toBe(200);
        seen.push(...page.json.data.map(({ id }: { id: string }) => id));
        next = page.json.next;
      }
      const all = await world.call('GET', '/api/v1/employees?limit=200');
      expect(seen.toSorted()).toEqual(all.json.data.map(({ id }: { id: string }) => id).toSorted());
    }
    const found = await world.call('GET', '/api/v1/employees?email=ANA@waterlijn.example');
    expect(found.json.data).toMatchObject([{ id: 'ana', attributes: { department: 'Sales' } }]);
  });

  it('come in as by an import: found by id, else email, cleared by null, left alone where nothing is said', async () => {
    const first = await world.call('POST', '/api/v1/employees', {
      body: {
        employees: [
          {
            id: '4711',
            email: 'Dee@waterlijn.example',
            first_name: 'Dee',
            department: 'IT',
            working_days: ['mon', 'tue'],
          },
          { email: 'not an address' },
          { id: '4712', email: 'dee@waterlijn.example' },
        ],
      },
    });
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ read: 3, new: 1, refused: 2 });
    expect(first.json.errors).toMatchObject([
      { entry: 2, column: 'email' },
      { entry: 3, column: 'email' },
    ]);
    const again = { employees: [{ id: '4711', department: null, level: 3 }] };
    expect((await world.call('POST', '/api/v1/employees', { body: again })).json).toMatchObject({ changed: 1 });
    expect((await world.call('POST', '/api/v1/employees', { body: again })).json).toMatchObject({ unchanged: 1 });
    expect((await world.call('GET', '/api/v1/employees/4711')).json).toMatchObject({
      email: 'dee@waterlijn.example',
      working_days: ['mon', 'tue'],
      attributes: { first_name: 'Dee', level: '3' },
    });
    const bad = await world.call('POST', '/api/v1/employees', {
      body: { employees: [{ email: 'a@x.nl, evil@e.nl' }] },
    });
    expect([bad.status, bad.headers.get('content-type')]).toEqual([422, expect.stringContaining(PROBLEM)]);
    expect(bad.json.errors[0].pointer).toBe('/employees/0/email');
  });

  it('raise the revision of whom they are about, so that a queued mail is looked at again', async () => {
    const before = await world.revision('bo');
    await world.call('POST', '/api/v1/employees', { body: { employees: [{ id: 'bo', department: 'Legal' }] } });
    expect(await world.revision('bo')).toBe(before + 1);
  });

  it('are not taken out in large numbers by mistake: the number is asked for', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ id: `crowd-${index}` }));
    await world.call('POST', '/api/v1/employees', { body: { employees: many } });
    const body = { employees: many.map((one) => ({ ...one, left_on: '2027-04-01' })) };
    const braked = await world.call('POST', '/api/v1/employees', { body });
    expect([braked.status, braked.json.detail]).toEqual([422, expect.stringContaining('would take 12 of')]);
    expect((await world.call('GET', '/api/v1/employees/crowd-3')).json.left_on).toBeNull();
    expect((await world.call('POST', '/api/v1/employees?yes=12', { body })).json).toMatchObject({ changed: 12 });
  });

  it('cannot be given what no import sets', async () => {
    const ana = await employeeByEmail(world.store.read, 'ana@waterlijn.example');
    const body = { employees: [{ id: 'ana', chosen_locale: 'xx', suppressed_at: 1, key: 'emp_x', revision: 99 }] };
    await world.call('POST', '/api/v1/employees', { body });
    const after = await employeeByEmail(world.store.read, 'ana@waterlijn.example');
    expect(after).toMatchObject({ key: ana?.key, chosenLocale: null, suppressedAt: null });
  });
});

describe('activities and learning records', () => {
  const record = {
    email: 'ana@waterlijn.example',
    activity: 'api-101',
    event: 'completed',
    at: '2027-04-26T07:00:00Z',
  };

  it('are taken once, wake the person and make learning data fresh', async () => {
    const activity = {
      id: 'api-101',
      title: 'APIs',
      kind: 'micro',
      duration_minutes: 15,
      competencies: ['http', 'json'],
    };
    const made = await world.call('POST', '/api/v1/activities', { body: { activities: [activity] } });
    expect(made.json).toMatchObject({ new: 1 });
    expect((await world.call('GET', '/api/v1/activities')).json.data).toMatchObject([activity]);
    const before = await world.revision('ana');
    const sent = await world.call('POST', '/api/v1/learning-records', { body: { records: [record] } });
    expect(sent.json).toMatchObject({ read: 1, new: 1 });
    expect((await world.call('POST', '/api/v1/learning-records', { body: { records: [record] } })).json).toMatchObject({
      new: 0,
      unchanged: 1,
    });
    expect(await world.revision('ana')).toBe(before + 1);
    expect(await learningDataAt(world.store.read)).toBe(world.now);
    expect((await learningOf(world.store.read, ['emp_ana'])).get('emp_ana')).toMatchObject([{ event: 'completed' }]);
  });

  it('are refused with a reason each: unknown person, activity, event, and what lies ahead', async () => {
    const wrong = [
      { ...record, email: 'who@waterlijn.example' },
      { ...record, activity: 'nothing' },
      { ...record, event: 'complete' },
      { ...record, at: '2027-06-01' },
    ];
    const { status, json } = await world.call('POST', '/api/v1/learning-records', { body: { records: wrong } });
    expect(status).toBe(422);
    expect(json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/records/0/email',
      '/records/1/activity',
      '/records/2/event',
      '/records/3/at',
    ]);
  });

  it('come out as totals without names, hidden where few people stand behind them', async () => {
    const { json, text } = await world.call('GET', '/api/v1/learning-records');
    expect(json.data).toContainEqual({ activity: 'api-101', event: 'completed', people: null });
    expect(json.data.every(({ people }: { people: number | null }) => people === null)).toBe(true);
    expect(text).not.toContain('ana');
  });
});

describe('audiences and campaigns', () => {
  it('count a rule given as YAML or JSON, exactly where that tells nothing', async () => {
    for (const rule of ['department: Sales', { department: 'Sales' }, [{ department: 'Sales' }]]) {
      const { status, json } = await world.call('POST', '/api/v1/audiences', { body: { rule } });
      expect([status, json]).toEqual([200, { count: 2, reachable: 2, exact: true }]);
    }
    const learned = await world.call('POST', '/api/v1/audiences', { body: { rule: 'finished: api-101' } });
    expect(learned.json).toEqual({ count: null, reachable: null, exact: false });
    const wrong = await world.call('POST', '/api/v1/audiences', { body: { rule: 'departmnt: Sales' } });
    expect([wrong.status, wrong.json.detail]).toEqual([422, expect.stringContaining('department')]);
    const unasked = await world.call('POST', '/api/v1/audiences', { body: { rule: 'answered: mid-term' } });
    expect([unasked.status, unasked.json.detail]).toEqual([422, expect.stringContaining('no survey "mid-term"')]);
  });

  it('list campaigns, and their figures without those that point at somebody', async () => {
    const { json } = await world.call('GET', '/api/v1/campaigns');
    expect(json.data.map(({ id }: { id: string }) => id)).toEqual(['data-literacy', 'safe-at-work']);
    const stats = await world.call('GET', '/api/v1/campaigns/data-literacy/stats');
    expect(stats.json).toMatchObject({ participants: 3, active: null, goal: { reached: null, rate: null } });
    expect((await world.call('GET', '/api/v1/campaigns/nothing/stats')).status).toBe(404);
  });
});

describe('an Idempotency-Key', () => {
  const post = (key: string, body: unknown, token?: string) =>
    world.call('POST', '/api/v1/employees', {
      body,
      headers: { 'idempotency-key': key },
      ...(token === undefined ? {} : { token }),
    });

  it('gives the same request the same answer and no second effect', async () => {
    const body = { employees: [{ id: '900', first_name: 'Eve' }] };
    const first = await post('once', body);
    const second = await post('once', body);
    expect(first.json).toMatchObject({ new: 1 });
    expect([second.status, second.json]).toEqual([200, first.json]);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
  });

  it('is refused with another body, and belongs to one API key', async () => {
    await post('mine', { employees: [{ id: '901' }] });
    const other = await post('mine', { employees: [{ id: '902' }] });
    expect([other.status, other.headers.get('content-type')]).toEqual([422, expect.stringContaining(PROBLEM)]);
    const { token } = await world.key('write:employees');
    expect((await post('mine', { employees: [{ id: '902' }] }, token)).json).toMatchObject({ new: 1 });
  });

  it('is kept for 24 hours', async () => {
    const body = { employees: [{ id: '903' }] };
    expect((await post('day', body)).json).toMatchObject({ new: 1 });
    world.now += 24 * 3_600_000 + 1;
    expect((await post('day', body)).json).toMatchObject({ unchanged: 1 });
  });

  it('keeps one effect when the same request comes many times at once', async () => {
    const body = { employees: [{ id: '904' }] };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('at-once', body)));
    const fresh = answers.filter(({ status, headers }) => status === 200 && !headers.has('idempotent-replayed'));
    expect(fresh).toHaveLength(1);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  });
});

describe('what the API does not take', () => {
  it.each<[what: string, status: number, body: string, type?: string]>([
    ['a body of more than 1 MB', 413, `{"employees":[{"id":"${'x'.repeat(1_000_001)}"}]}`],
    ['one nested too deep', 400, `${'['.repeat(22)}${']'.repeat(22)}`],
    ['one nested very deep', 400, `${'['.repeat(400_000)}${']'.repeat(400_000)}`],
    ['__proto__', 400, '{"employees":[{"id":"1","__proto__":{"a":1}}]}'],
    ['constructor.prototype', 400, '{"employees":[{"id":"1","constructor":{"prototype":{}}}]}'],
    ['a column called constructor', 422, '{"employees":[{"id":"1","constructor":"x"}]}'],
    ['wrong types', 422, '{"employees":{"id":"1"}}'],
    ['an object where a value stands', 422, '{"employees":[{"id":{"$ne":1}}]}'],
    ['fields that are not there', 422, '{"employees":[{"id":"1"}],"admin":true}'],
    ['an empty list', 422, '{"employees":[]}'],
    ['broken JSON', 400, '{"employees":'],
    ['a form', 415, 'employees=1', 'application/x-www-form-urlencoded'],
  ])('%s', async (_what, status, body, type) => {
    const answer = await world.call('POST', '/api/v1/employees', { body, ...(type === undefined ? {} : { type }) });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringContaining(PROBLEM)]);
    expect(answer.json).toMatchObject({ status, type: 'about:blank' });
  });

  it.each([
    '/employees?sort=salary',
    '/employees?department=Sales',
    '/employees?limit=0',
    '/employees?limit=1000',
    '/employees?cursor=x',
    '/employees?email=a&email=b',
    '/activities?sort=id',
    '/campaigns?x=1',
  ])('GET %s', async (path) => {
    const answer = await world.call('GET', `/api/v1${path}`);
    expect([answer.status, answer.json.status]).toEqual([422, 422]);
  });

  it('tells what is not there as a problem', async () => {
    const answer = await world.call('GET', '/api/v1/nothing');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining(PROBLEM)]);
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 with every route, its body and its answers', async () => {
    const { status, json } = await world.call('GET', '/api/v1/openapi.json', { token: null });
    expect([status, json.openapi]).toEqual([200, '3.1.0']);
    expect(json.paths['/api/v1/employees'].post.requestBody.content['application/json'].schema).toMatchObject({
      type: 'object',
      required: ['employees'],
    });
    expect(json.paths['/api/v1/employees'].post.security).toEqual([{ key: ['write:employees'] }]);
    expect(Object.keys(json.paths['/api/v1/employees'].get.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '422',
      '429',
      '500',
      '503',
    ]);
    expect(Object.keys(json.paths['/api/v1/employees/{id}'].get.responses)).toContain('404');
    expect(Object.keys(json.paths['/api/v1/employees'].post.responses)).toEqual(
      expect.arrayContaining(['409', '413', '415']),
    );
  });
});
