import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Answer, type ApiWorld, type Call, openApiWorld } from './api-world.ts';

// biome-ignore lint/suspicious/noExplicitAny: the description is what is tested here.
type Described = any;

let world: ApiWorld;
let description: Described;
beforeAll(async () => {
  world = await openApiWorld();
  description = (await world.call('GET', '/api/v1/openapi.json', { token: null })).json;
});
afterAll(() => world.close());

const record = { email: 'ana@waterlijn.example', activity: 'api-101', event: 'completed', at: '2027-04-26T07:00:00Z' };

/** One that goes well and those that do not, of every route. */
const REQUESTS: Readonly<Record<string, readonly [query: string, status: number, call?: Call][]>> = {
  'GET /api/v1/employees': [
    ['?limit=2&sort=-created_at', 200],
    ['?sort=salary', 422],
    ['', 401, { token: null }],
  ],
  'GET /api/v1/employees/{id}': [
    ['', 200],
    ['?x=1', 422],
  ],
  'POST /api/v1/employees': [
    ['', 200, { body: { employees: [{ id: 'new', department: 'IT' }, { email: 'x' }] } }],
    ['?yes=1', 200, { body: { employees: [{ id: 'new', leave: ['2027-05-01'], working_days: null }] } }],
    ['', 422, { body: { employees: [] } }],
    ['', 422, { body: { employees: [{ email: 'a@x.nl, evil@e.nl' }] } }],
    ['', 413, { body: 'x'.repeat(1_000_001) }],
    ['', 415, { body: 'x', type: 'text/csv' }],
    ['', 400, { body: '{"employees":[{"__proto__":{}}]}' }],
    ['', 400, { body: '{' }],
    ['', 200, { body: { employees: [{ id: 'k1' }] }, headers: { 'idempotency-key': 'k' } }],
    ['', 422, { body: { employees: [{ id: 'k2' }] }, headers: { 'idempotency-key': 'k' } }],
  ],
  'GET /api/v1/activities': [
    ['?limit=1', 200],
    ['?limit=0', 422],
  ],
  'POST /api/v1/activities': [
    ['', 200, { body: { activities: [{ id: 'api-101', title: 'APIs', competencies: ['http'], cost: 12.5 }] } }],
    ['', 422, { body: { activities: [{ id: 'x', kind: 'song' }] } }],
  ],
  'GET /api/v1/learning-records': [['', 200]],
  'POST /api/v1/learning-records': [
    ['', 200, { body: { records: [record, { ...record, progress: 50, event: 'progressed' }] } }],
    ['', 200, { body: { records: [] } }],
    ['', 422, { body: { records: [{ ...record, activity: 'none' }] } }],
  ],
  'GET /api/v1/audiences': [['', 200]],
  'POST /api/v1/audiences': [
    ['', 200, { body: { rule: 'department: Sales' } }],
    ['', 200, { body: { rule: [{ finished: 'api-101' }] } }],
    ['', 422, { body: { rule: 'departmnt: Sales' } }],
    ['', 422, { body: { rule: null } }],
  ],
  'GET /api/v1/campaigns': [['', 200]],
  'GET /api/v1/campaigns/{id}/stats': [['', 200]],
};
const IDS: Readonly<Record<string, string>> = {
  '/api/v1/employees/{id}': 'ana',
  '/api/v1/campaigns/{id}/stats': 'data-literacy',
};

describe('the description of the API', () => {
  it('has every route that this test asks, and no other', () => {
    const described = Object.entries<Described>(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(Object.keys(REQUESTS).toSorted());
  });

  it.each(
    Object.entries(REQUESTS).flatMap(([route, list]) =>
      list.map(([query, status, call], at) => ({ route, query, status, call, at })),
    ),
  )('tells the truth about $route $query → $status', async ({ route, query, status, call = {} }) => {
    const [method = '', path = ''] = route.split(' ');
    const answer = await world.call(method, path.replace('{id}', IDS[path] ?? '') + query, call);
    expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
    const operation = description.paths[path][method.toLowerCase()];
    expect(problemsOf(answer, operation)).toEqual([]);
    if (status === 200 && call.body !== undefined)
      expect(misfits(operation.requestBody.content['application/json'].schema, call.body)).toEqual([]);
  });

  it('names the parameters that are taken, and the key that makes a request safe to repeat', () => {
    const named = (path: string, method: string) =>
      description.paths[path][method].parameters?.map(({ in: where, name }: Described) => `${where} ${name}`);
    expect(named('/api/v1/employees', 'get')).toEqual(
      expect.arrayContaining(['query limit', 'query cursor', 'query sort', 'query manager_email']),
    );
    expect(named('/api/v1/employees', 'post')).toEqual(expect.arrayContaining(['query yes', 'header idempotency-key']));
    expect(named('/api/v1/employees/{id}', 'get')).toEqual(['path id']);
  });
});

describe('a stranger who reads the description', () => {
  const operations = () =>
    Object.entries<Described>(description.paths).flatMap(([path, methods]) =>
      Object.entries<Described>(methods).map(([method, operation]) => ({ route: `${method} ${path}`, operation })),
    );

  it('is told of each route what it is for, in sentences, and which key opens it', () => {
    for (const { route, operation } of operations()) {
      expect([route, operation.tags, operation.security]).toEqual([
        route,
        [expect.any(String)],
        [{ key: [expect.any(String)] }],
      ]);
      expect([route, operation.description]).toEqual([route, expect.stringMatching(/^[A-Z].{20,}\.$/s)]);
    }
    expect(description.info.description).toContain('druppel key make');
  });

  it('finds an example of every body, answer and problem, each as its schema has it', () => {
    for (const { route, operation } of operations()) {
      const media: [string, Described][] = [
        ['body', operation.requestBody?.content['application/json']],
        ...Object.entries<Described>(operation.responses).map(([status, { content }]): [string, Described] => [
          status,
          Object.values(content)[0],
        ]),
      ];
      for (const [what, one] of media) {
        if (one === undefined) continue;
        const { example, examples = {}, schema } = one;
        const shown = [example, ...Object.values<Described>(examples).map(({ value }) => value)].filter(Boolean);
        expect([route, what, shown.length > 0]).toEqual([route, what, true]);
        for (const each of shown) expect([route, what, misfits(schema, each)]).toEqual([route, what, []]);
      }
    }
  });

  it('can send each example of a body as it stands, in this order', async () => {
    const own = await openApiWorld();
    try {
      for (const path of ['/employees', '/activities', '/learning-records', '/audiences']) {
        const { example, examples = {} } =
          description.paths[`/api/v1${path}`].post.requestBody.content['application/json'];
        const bodies = [example, ...Object.values<Described>(examples).map(({ value }) => value)].filter(Boolean);
        expect(bodies.length).toBeGreaterThan(0);
        for (const body of bodies) {
          const { status, json } = await own.call('POST', `/api/v1${path}`, { body });
          expect([path, status, json.errors ?? []]).toEqual([
            path,
            200,
            path === '/learning-records' ? expect.any(Array) : [],
          ]);
        }
      }
    } finally {
      await own.close();
    }
  });
});

describe('a stranger who knows the address alone', () => {
  it.each(['/api/v1', '/api/v1/'])('is told at %s what there is, and how to get a key', async (path) => {
    const { status, json } = await world.call('GET', path, { token: null });
    expect([status, json.openapi]).toEqual([200, 'https://learn.waterlijn.example/api/v1/openapi.json']);
    expect(json.authorization).toContain('druppel key make');
    expect(json.routes).toContainEqual({
      route: 'POST /api/v1/employees',
      scope: 'write:employees',
      summary: 'New or changed employees, up to 500',
    });
    expect(json.routes).toHaveLength(Object.keys(REQUESTS).length);
  });

  it.each(['/api', '/api/', '/api/v2/employees', '/api/v1/Employees', '/api/v1/employees/ana/'])(
    'is told at %s, where there is nothing, where to look',
    async (path) => {
      const { status, json } = await world.call('GET', path);
      expect([status, json.detail]).toEqual([404, expect.stringContaining('/api/v1/')]);
    },
  );
});

/** What of an answer is not as described: its type, and its body. */
function problemsOf({ status, headers, json }: Answer, { responses }: Described): unknown[] {
  const { content } = responses[String(status)] ?? responses[`${String(status)[0]}XX`];
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (content[type] === undefined) return [`${type} is not described, ${Object.keys(content)} is`];
  return misfits(content[type].schema, json);
}

function misfits(schema: unknown, value: unknown): unknown[] {
  const problem = JSON.stringify(description.components.schemas.Problem);
  const whole = JSON.stringify(schema).replaceAll('{"$ref":"#/components/schemas/Problem"}', problem);
  const read = z.fromJSONSchema(JSON.parse(whole)).safeParse(value);
  return read.success ? [] : read.error.issues;
}
