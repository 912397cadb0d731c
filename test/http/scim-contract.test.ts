import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type ApiWorld, openApiWorld } from './api-world.ts';

/* What RFC 7644 asks beyond what identity providers use every day, and what is refused as it wants it refused. */
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

let world: ApiWorld;
beforeEach(async () => {
  world = await openApiWorld();
});
afterEach(() => world.close());

const scim = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  world.call(method, `/scim/v2${path}`, {
    headers,
    ...(body === undefined ? {} : { body, type: 'application/scim+json' }),
  });
const person = (name: string, fields: Record<string, unknown> = {}) => ({
  schemas: [USER],
  userName: `${name}@waterlijn.example`,
  name: { givenName: name, familyName: 'Jansen' },
  ...fields,
});
const replacing = (path: string, value: unknown) => ({
  schemas: [PATCH],
  Operations: [{ op: 'replace', path, value }],
});
const made = async (name: string) => (await scim('POST', '/Users', person(name))).json;

describe('versions (RFC 7644, 3.14)', () => {
  it('are told in meta and as ETag, stay while nothing changes, and change with every change', async () => {
    const created = await scim('POST', '/Users', person('noor'));
    const { id, meta } = created.json;
    expect([created.headers.get('etag'), meta.version]).toEqual([meta.version, expect.stringMatching(/^W\/"\w+"$/)]);
    const read = await scim('GET', `/Users/${id}`);
    expect([read.headers.get('etag'), read.json.meta.version]).toEqual([meta.version, meta.version]);
    const changed = await scim('PATCH', `/Users/${id}`, replacing('title', 'Engineer'));
    expect(changed.headers.get('etag')).not.toBe(meta.version);
    expect((await scim('GET', '/Users')).json.Resources[0].meta.version).toBe(changed.headers.get('etag'));
  });

  it('are told as ETag also where meta is left out', async () => {
    const { id, meta } = await made('noor');
    const slim = await scim('GET', `/Users/${id}?attributes=userName`);
    expect([slim.headers.get('etag'), slim.json.meta]).toEqual([meta.version, undefined]);
  });

  it('that are known are not sent again', async () => {
    const { id, meta } = await made('noor');
    for (const tag of [meta.version, meta.version.replace('W/', ''), `"other", ${meta.version}`, '*']) {
      const { status, text, headers } = await scim('GET', `/Users/${id}`, undefined, { 'if-none-match': tag });
      expect([tag, status, text, headers.get('etag')]).toEqual([tag, 304, '', meta.version]);
    }
    expect((await scim('GET', `/Users/${id}`, undefined, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('that are not the present one keep a %s from happening', async (method) => {
    const { id, meta } = await made('noor');
    const body = { PUT: person('noor', { title: 'x' }), PATCH: replacing('title', 'x'), DELETE: undefined }[method];
    const refused = await scim(method, `/Users/${id}`, body, { 'if-match': 'W/"another"' });
    expect([refused.status, refused.json]).toMatchObject([412, { schemas: [ERROR], status: '412' }]);
    expect((await scim('GET', `/Users/${id}`)).json).toMatchObject({ meta: { version: meta.version } });
    const unless = await scim(method, `/Users/${id}`, body, { 'if-none-match': '*' });
    expect(unless.status).toBe(412);
    const done = await scim(method, `/Users/${id}`, body, { 'if-match': meta.version });
    expect(done.status).toBe(method === 'DELETE' ? 204 : 200);
  });

  it('let only one of many with the same version change it', async () => {
    const { id, meta } = await made('noor');
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title) =>
        scim('PATCH', `/Users/${id}`, replacing('title', title), { 'if-match': meta.version }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('keep two patches at the same time from taking back each other’s', async () => {
    const { id } = await made('noor');
    const answers = await Promise.all([
      scim('PATCH', `/Users/${id}`, replacing('title', 'Engineer')),
      scim('PATCH', `/Users/${id}`, replacing('name.familyName', 'Smit')),
      scim('PATCH', `/Users/${id}`, replacing('preferredLanguage', 'fr')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await scim('GET', `/Users/${id}`)).json).toMatchObject({
      title: 'Engineer',
      name: { familyName: 'Smit' },
      preferredLanguage: 'fr',
    });
  });
});

describe('lists', () => {
  it.each<[filter: string, found: string[]]>([
    ['active eq true', ['ana', 'bo']],
    ['active eq "False"', ['cas']],
    ['active eq false or userName eq "ana@waterlijn.example"', ['ana', 'cas']],
    ['meta.lastModified gt "2027-04-26T07:00:00Z"', ['cas']],
    ['meta.lastModified ge "2027-04-26T07:00:00Z" and meta.lastModified lt "2027-04-27T07:00:00Z"', ['ana', 'bo']],
    ['meta.lastModified le "2027-04-28T07:00:00Z" and active eq false', ['cas']],
  ])('of %s', async (filter, found) => {
    world.now = Date.parse('2027-04-26T07:00:00Z');
    await made('ana');
    await made('bo');
    const { id } = await made('cas');
    world.now = Date.parse('2027-04-27T07:00:00Z');
    await scim('PATCH', `/Users/${id}`, replacing('active', false));
    const { json } = await scim('GET', `/Users?filter=${encodeURIComponent(filter)}`);
    expect(json.Resources.map(({ name }: { name: { givenName: string } }) => name.givenName)).toEqual(found);
    expect(json.totalResults).toBe(found.length);
  });

  it('of who is led by somebody, as it is asked before a manager is named', async () => {
    const boss = await made('boss');
    const { id } = await made('noor');
    const path = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';
    const asked = async () =>
      (
        await scim(
          'GET',
          `/Users?attributes=id&filter=${encodeURIComponent(`id eq "${id}" and ${path}.value eq "${boss.id}"`)}`,
        )
      ).json;
    expect((await asked()).totalResults).toBe(0);
    await scim('PATCH', `/Users/${id}`, replacing(path, boss.id));
    expect(await asked()).toMatchObject({ totalResults: 1, Resources: [{ id }] });
  });

  it.each(['/Users/.search', '/.search'])(
    'asked for by POST to %s, so that no name stands in an address',
    async (path) => {
      await made('noor');
      await made('daan');
      const filter = 'userName eq "noor@waterlijn.example"';
      const { status, json } = await scim('POST', path, { schemas: [SEARCH], filter, attributes: ['userName'] });
      expect([status, json]).toMatchObject([
        200,
        { totalResults: 1, Resources: [{ userName: 'noor@waterlijn.example' }] },
      ]);
      expect(json.Resources[0].name).toBeUndefined();
      expect((await scim('POST', path, { filter })).json).toMatchObject({ scimType: 'invalidSyntax' });
    },
  );

  it('are not sorted, and say so', async () => {
    const { status, json } = await scim('GET', '/Users?sortBy=userName');
    expect([status, json]).toMatchObject([501, { schemas: [ERROR], detail: expect.stringContaining('sortBy') }]);
    expect((await scim('GET', '/Users?sortBy=id&sortOrder=ascending')).status).toBe(200);
    expect((await scim('GET', '/Users?sortBy=id&sortOrder=descending')).status).toBe(501);
  });
});

describe('what is shown', () => {
  it('is what was asked for, also of what was just made or changed', async () => {
    const created = await scim('POST', '/Users?attributes=userName', person('noor'));
    expect(created.json).toEqual({ schemas: [USER], id: expect.any(String), userName: 'noor@waterlijn.example' });
    const { id } = created.json;
    expect(created.headers.get('location')).toMatch(new RegExp(`/scim/v2/Users/${id}$`));
    const put = await scim('PUT', `/Users/${id}?excludedAttributes=name`, person('noor', { title: 'Engineer' }));
    expect([put.json.title, put.json.name]).toEqual(['Engineer', undefined]);
    const patched = await scim('PATCH', `/Users/${id}?attributes=title`, replacing('title', 'Chief'));
    expect(patched.json).toEqual({ schemas: [USER], id, title: 'Chief' });
  });
});

describe('what is not there', () => {
  it.each<[method: string, path: string, status: number]>([
    ['GET', '/Me', 501],
    ['PATCH', '/Me', 501],
    ['POST', '/Bulk', 501],
    ['GET', '/Groups', 404],
    ['POST', '/Groups', 404],
    ['GET', '/Schemas?filter=id eq "x"', 403],
    ['GET', '/ResourceTypes?filter=id eq "x"', 403],
    ['GET', '/ResourceTypes/Group', 404],
    ['GET', '/Schemas/urn:x', 404],
    ['PUT', '/Users', 405],
    ['POST', '/Users/usr_1', 405],
    ['DELETE', '/ServiceProviderConfig', 405],
  ])('%s %s is refused with %i, in SCIM’s words', async (method, path, status) => {
    const body = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined;
    const answer = await scim(method, path.replaceAll(' ', '%20').replaceAll('"', '%22'), body);
    expect([answer.status, answer.json]).toMatchObject([
      status,
      { schemas: [ERROR], status: String(status), detail: expect.any(String) },
    ]);
    expect(answer.headers.get('content-type')).toContain('application/scim+json');
    expect(answer.headers.has('allow')).toBe(status === 405);
  });

  it('is a body where only the head was asked for', async () => {
    const { id, meta } = await made('noor');
    const { status, text, headers } = await scim('HEAD', `/Users/${id}`);
    expect([status, text, headers.get('etag')]).toEqual([200, '', meta.version]);
    const options = await scim('OPTIONS', `/Users/${id}`);
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'DELETE, GET, HEAD, OPTIONS, PATCH, PUT']);
  });
});
