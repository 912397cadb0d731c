import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../src/flow/access/api-keys.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openPgliteStore } from '../store/stores.ts';
import { type ApiWorld, openApiWorld } from './api-world.ts';
import { PUBLIC_URL } from './web-world.ts';

/* Every address of the doors for other systems, with every method, key and body that somebody may try. */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Each address, and the methods with the scope that opens them. `open`: nobody is asked for a key. */
const ADDRESSES: Readonly<Record<string, Readonly<Partial<Record<(typeof METHODS)[number], string>>>>> = {
  '/api/v1': reading('open'),
  '/api/v1/': reading('open'),
  '/api/v1/openapi.json': reading('open'),
  '/api/v1/employees': { ...reading('read:employees'), POST: 'write:employees' },
  '/api/v1/employees/ana': reading('read:employees'),
  '/api/v1/activities': { ...reading('read:activities'), POST: 'write:activities' },
  '/api/v1/learning-records': { ...reading('read:learning'), POST: 'write:learning' },
  '/api/v1/audiences': { ...reading('read:audiences'), POST: 'read:audiences' },
  '/api/v1/campaigns': reading('read:campaigns'),
  '/api/v1/campaigns/data-literacy/stats': reading('read:campaigns'),
  '/api/v1/nothing': {},
  '/scim/v2/ServiceProviderConfig': reading('scim'),
  '/scim/v2/Schemas': reading('scim'),
  '/scim/v2/ResourceTypes': reading('scim'),
  '/scim/v2/ResourceTypes/User': reading('scim'),
  '/scim/v2/Users': { ...reading('scim'), POST: 'scim' },
  '/scim/v2/Users/usr_none': { ...reading('scim'), PUT: 'scim', PATCH: 'scim', DELETE: 'scim' },
  '/scim/v2/Users/.search': { ...reading('scim'), POST: 'scim', PUT: 'scim', PATCH: 'scim', DELETE: 'scim' },
  '/scim/v2/.search': { POST: 'scim' },
  '/scim/v2/Me': { GET: 'scim', POST: 'scim', PUT: 'scim', PATCH: 'scim', DELETE: 'scim' },
  '/scim/v2/Bulk': { POST: 'scim' },
  '/scim/v2/Groups': {},
  '/xapi/about': reading('open'),
  '/xapi/statements': { ...reading('write:learning'), ...writing('write:learning'), OPTIONS: 'open' },
  '/xapi/activities/state': {
    ...reading('write:learning'),
    ...{ POST: 'write:learning', PUT: 'write:learning', DELETE: 'write:learning' },
  },
  '/xapi/nothing': {},
};

function reading(scope: string) {
  return { GET: scope, HEAD: scope };
}

function writing(scope: string) {
  return { POST: scope, PUT: scope, PATCH: scope, DELETE: scope };
}

const BODIES: Readonly<Record<string, string | undefined>> = {
  none: undefined,
  empty: '',
  'broken JSON': '{"employees":[',
  null: 'null',
  'a text': '"x"',
  'a number': '7',
  'an empty object': '{}',
  'a list': '[{}]',
  deep: `${'['.repeat(30)}${']'.repeat(30)}`,
  __proto__: '{"__proto__":{"admin":true},"employees":[{"id":"1"}]}',
  large: JSON.stringify({ employees: [{ id: 'x'.repeat(1_000_001) }] }),
  'people with NUL': '{"employees":[{"id":"a\\u0000b","email":"a\\u0000@b.example","x":"\\ud800"}]}',
  'activities with NUL': '{"activities":[{"id":"a\\u0000","title":"\\ud800"},{"id":"b","duration_minutes":1.5}]}',
  'records with NUL': '{"records":[{"id":"\\u0000","activity":"\\u0000","event":"completed","at":"2027-04-26"}]}',
  'a rule with NUL': '{"rule":{"department":"a\\u0000b"}}',
  'a user with NUL': `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a\\u0000@b.example","displayName":"\\ud800"}`,
  'a search with NUL': `{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName eq \\"a\\u0000\\""}`,
  'a statement with NUL': `{"actor":{"account":{"homePage":"https://a.example","name":"a\\u0000"}},"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"https://b.example/\\ud800"}}`,
};

/** Operations of a SCIM patch, of a user who is there. */
const PATCHES = [
  ...['__proto__', 'constructor', 'constructor.prototype', 'emails[__proto__ eq "x"].value', 'name.__proto__'].map(
    (path) => ({ op: 'replace', path, value: 'x' }),
  ),
  ...['emails[', 'emails[type eq "work"', 'a b', '', 'urn:', '[]', '.', 'emails[type eq "work"].value.x'].map(
    (path) => ({
      ...{ op: 'add', path, value: { a: 1 } },
    }),
  ),
  ...[
    null,
    5,
    'x',
    [],
    { op: 5 },
    { op: 'add' },
    { op: 'replace', value: 'x' },
    { op: 'replace', path: 7, value: 'x' },
  ],
  ...[{ op: 'remove' }, { op: 'replace', path: 'active', value: { a: 1 } }, { op: 'add', path: 'emails', value: 'x' }],
  ...[
    { op: 'add', value: { constructor: 'x' } },
    { op: 'replace', path: 'name', value: [] },
  ],
];

const QUERIES = [
  ...['id=%00', 'email=a%00b', 'id=%ED%A0%80', 'limit=1e9', 'limit=-1', 'limit=NaN', 'sort=__proto__', 'id[]=1'],
  ...['["id","\\u0000","x"]', '["id",{},"x"]', '["created_at","now","k"]', '["created_at",1.5,"k"]', '[]', 'null'].map(
    (cursor) => `cursor=${Buffer.from(cursor).toString('base64url')}`,
  ),
  ...[
    '["created_at","now","k"]',
    '["created_at",1.5,"k"]',
    '["created_at",1e300,"k"]',
    '["created_at",-1,"\\u0000"]',
  ].map((cursor) => `sort=created_at&cursor=${Buffer.from(cursor).toString('base64url')}`),
  ...['userName eq "a\\u0000"', 'externalId eq "\\ud800"', 'id eq "%00"', 'bogus(', 'meta.lastModified gt "x"'].map(
    (filter) => `filter=${encodeURIComponent(filter)}`,
  ),
  ...['startIndex=1e99', 'count=-5', 'startIndex=9007199254740993', 'attributes=__proto__', 'statementId=%00'],
  ...['attributes=constructor', 'excludedAttributes=__proto__', 'filter=constructor%20eq%20%22x%22'],
  ...['filter=__proto__%20eq%20%22x%22', 'attributes=emails.__proto__', 'filter=emails.constructor%20eq%20%22x%22'],
];

describe.each([
  ['SQLite', () => openStore('memory:')],
  ['Postgres', openPgliteStore],
] as const)('the doors, over %s', (_name, open) => {
  let world: ApiWorld;
  let token: string;
  let basic: string;
  beforeAll(async () => {
    world = await openApiWorld(await open());
    const key = await world.key();
    token = key.token;
    basic = basicOf(key);
  });
  afterAll(() => world.close());

  /** As the server answers; that it is in the words of the door, with a sentence, is looked at for each. */
  async function ask(method: string, url: string, more: { key?: string | null; body?: string | undefined } = {}) {
    const authorization = more.key === undefined ? (url.startsWith('/xapi') ? basic : `Bearer ${token}`) : more.key;
    const { statusCode, headers, body } = await world.visit({
      method: method as 'GET',
      url,
      headers: {
        host: new URL(PUBLIC_URL).host,
        'x-experience-api-version': '2.0.0',
        ...(authorization !== null && { authorization }),
        ...(more.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(more.body !== undefined && { payload: more.body }),
    });
    if (statusCode >= 400 && method !== 'HEAD') expect(troublesOf(url, statusCode, headers, body)).toEqual([]);
    return statusCode;
  }

  it('open with the scope of the address and no other, for the methods there are and no other', async () => {
    const wrong = [null, 'Bearer x', 'Basic eA==', `Basic ${Buffer.from('a\0b:c').toString('base64')}`, 'Digest x'];
    for (const [url, methods] of Object.entries(ADDRESSES))
      for (const method of METHODS) {
        const wanted = methods[method];
        const at = `${method} ${url}`;
        for (const key of wrong) {
          const status = await ask(method, url, { key });
          const expected = wanted === undefined ? [204, 404, 405] : wanted === 'open' ? [200, 405] : [401];
          expect([at, key, expected.includes(status) ? 'right' : status]).toEqual([at, key, 'right']);
        }
        for (const scope of SCOPES) {
          const key = await keyWith(scope, url);
          const status = await ask(method, url, { key, body: '{}' });
          const isShut = status === 403;
          expect([at, scope, isShut]).toEqual([
            at,
            scope,
            wanted !== undefined && wanted !== 'open' && wanted !== scope,
          ]);
        }
      }
  });

  const keys = new Map<string, string>();
  async function keyWith(scope: (typeof SCOPES)[number], url: string): Promise<string> {
    const named = `${scope} ${url.startsWith('/xapi')}`;
    const known = keys.get(named);
    if (known !== undefined) return known;
    const key = await world.key(scope);
    const shown = url.startsWith('/xapi') ? basicOf(key) : `Bearer ${key.token}`;
    keys.set(named, shown);
    return shown;
  }

  it.each(Object.entries(BODIES))('never blame themselves for a body: %s', async (_what, body) => {
    for (const [url, methods] of Object.entries(ADDRESSES))
      for (const method of METHODS) {
        const status = await ask(method, url, { body });
        const isFault = status >= 500 && status !== 501;
        expect([method, url, isFault ? status : 'no fault']).toEqual([method, url, 'no fault']);
        // A body that cannot be read is told before it is known that there is nothing for it.
        if (methods[method] === undefined) expect([204, 400, 404, 405, 413]).toContain(status);
      }
  });

  it('never blame themselves for a patch, and change nothing by one that is refused', async () => {
    const made = await world.call('POST', '/scim/v2/Users', {
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'vic@waterlijn.example' },
    });
    const url = `/scim/v2/Users/${made.json.id}`;
    for (const operations of [...PATCHES.map((operation) => [operation]), 'x', {}, null, [[]], undefined]) {
      const before = await world.call('GET', url);
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
      const status = await ask('PATCH', url, { body: JSON.stringify({ schemas, Operations: operations }) });
      expect([operations, status < 500 ? 'no fault' : status]).toEqual([operations, 'no fault']);
      if (status >= 400) expect((await world.call('GET', url)).json).toEqual(before.json);
    }
  });

  it('never blame themselves for a query, nor for a part of an address', async () => {
    for (const url of Object.keys(ADDRESSES))
      for (const query of QUERIES) {
        const status = await ask('GET', `${url}?${query}`);
        expect([url, query, status >= 500 && status !== 501 ? status : 'no fault']).toEqual([url, query, 'no fault']);
      }
    for (const part of ['%00', '%ff', '%E0%A4%A', '%2e%2e%2f', 'a%2Fb', 'x'.repeat(201), "' OR 1=1 --", '%ED%A0%80'])
      for (const url of ['/api/v1/employees/', '/api/v1/campaigns/', '/scim/v2/Users/', '/scim/v2/Schemas/']) {
        const status = await ask('GET', url + encodeURI(part).replaceAll('%25', '%'));
        expect([url, part, [400, 404, 414].includes(status) ? 'right' : status]).toEqual([url, part, 'right']);
      }
  });
});

function basicOf({ id, secret }: { readonly id: string; readonly secret: string }): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** What is not as RFC 9457, RFC 7644 (3.12) or our xAPI answers have it. */
function troublesOf(url: string, status: number, headers: Readonly<Record<string, unknown>>, body: string): string[] {
  const type = String(headers['content-type']);
  const answer = body.startsWith('{') ? JSON.parse(body) : {};
  const [wanted, told, words] = url.startsWith('/api')
    ? ['application/problem+json', answer.status, answer.detail]
    : url.startsWith('/scim')
      ? ['application/scim+json', Number(answer.status), answer.detail]
      : ['application/json', status, answer.error];
  return [
    ...(type.startsWith(wanted) ? [] : [`${url}: ${type} is not ${wanted}`]),
    ...(told === status ? [] : [`${url}: ${status}, told as ${told}`]),
    ...(/^["A-ZX/].{10,}[.?]$/s.test(String(words)) ? [] : [`${url} ${status}: "${words}" is no sentence`]),
  ];
}
