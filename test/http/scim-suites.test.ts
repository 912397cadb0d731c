import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findByIdentities } from '../../src/store/people/employees.ts';
import { type Answer, type ApiWorld, openApiWorld } from './api-world.ts';

/*
 * What the published test suites of two identity providers ask, in the shapes in which they ask it: Entra ID's SCIM
 * validator (learn.microsoft.com, "Test your SCIM endpoint") and Okta's SCIM 2.0 specification tests (developer.okta.com,
 * "Test your SCIM API"). Neither suite is a program one can install, so the requests are written out; scim-client.test.ts has a client of others.
 */
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let world: ApiWorld;
beforeEach(async () => {
  world = await openApiWorld();
});
afterEach(() => world.close());

const scim = (method: string, path: string, body?: unknown): Promise<Answer> =>
  world.call(method, `/scim/v2${path}`, body === undefined ? {} : { body, type: 'application/scim+json' });
const find = (filter: string): Promise<Answer> => scim('GET', `/Users?filter=${encodeURIComponent(filter)}`);
const patch = (id: string, ...Operations: unknown[]): Promise<Answer> =>
  scim('PATCH', `/Users/${id}`, { schemas: [PATCH], Operations });

/** Every answer with a body is SCIM, and every error says which. */
function isScim({ status, headers, json }: Answer): void {
  expect(headers.get('content-type')).toContain('application/scim+json');
  if (status < 400) expect(json.schemas.length).toBeGreaterThan(0);
  else expect(json).toMatchObject({ schemas: [ERROR], status: String(status), detail: expect.any(String) });
}

describe('Entra ID’s validator', () => {
  const user = (name: string) => ({
    userName: `${name}@waterlijn.example`,
    active: true,
    displayName: 'QPDBJPQLQMQH',
    title: 'WQKKRHHKQIRE',
    emails: [{ type: 'work', value: `${name}@waterlijn.example`, primary: true }],
    preferredLanguage: 'dsb',
    name: { givenName: 'Pinkie', familyName: 'Franz', formatted: 'Pinkie Franz' },
    addresses: [
      {
        type: 'work',
        formatted: 'x',
        streetAddress: '67498 Kub',
        locality: 'Utrecht',
        region: 'UT',
        postalCode: '1',
        primary: true,
        country: 'NL',
      },
    ],
    phoneNumbers: [
      { type: 'work', value: '36-434-3200', primary: true },
      { type: 'mobile', value: '36-434-3201' },
    ],
    userType: 'UXXIHNGSWFGP',
    nickName: 'IPXBHUPMCYYR',
    locale: 'nl-NL',
    timezone: 'Europe/Amsterdam',
    profileUrl: 'VJCUZLXYKYTD',
    externalId: `ext-${name}`,
    roles: [{ primary: 'True', display: 'x', value: 'x', type: 'x' }],
    [ENTERPRISE]: {
      employeeNumber: `n-${name}`,
      department: 'Water',
      costCenter: 'C1',
      organization: 'Waterlijn',
      division: 'D1',
    },
    schemas: [USER, ENTERPRISE],
  });

  it('asks for somebody who is not there, makes them, and makes them again', async () => {
    const none = await find('userName eq "6fbd9c0b-1d1b-4bd9-8e1f-000000000000"');
    isScim(none);
    expect(none.json).toMatchObject({ schemas: [LIST], totalResults: 0, startIndex: 1, Resources: [] });
    const made = await scim('POST', '/Users', user('pinkie'));
    isScim(made);
    expect([made.status, made.headers.get('location')]).toEqual([201, made.json.meta.location]);
    expect(made.json).toMatchObject({ userName: 'pinkie@waterlijn.example', [ENTERPRISE]: { department: 'Water' } });
    const again = await scim('POST', '/Users', user('pinkie'));
    isScim(again);
    expect([again.status, again.json.scimType]).toEqual([409, 'uniqueness']);
  });

  it.each([
    'userName eq "PINKIE@Waterlijn.example"',
    'externalId eq "ext-pinkie"',
    'emails[type eq "work"].value eq "Pinkie@waterlijn.example"',
    'emails.value eq "pinkie@waterlijn.example"',
    `${ENTERPRISE}:employeeNumber eq "n-pinkie"`,
    `${USER}:userName eq "pinkie@waterlijn.example"`,
    'userName eq "pinkie@waterlijn.example" and externalId eq "ext-pinkie"',
    'userName eq "other@waterlijn.example" or externalId eq "ext-pinkie"',
  ])('finds somebody by its matching attribute: %s', async (filter) => {
    for (const name of ['pinkie', 'rainbow']) await scim('POST', '/Users', user(name));
    const found = await find(filter);
    isScim(found);
    expect(found.json).toMatchObject({ totalResults: 1, Resources: [{ externalId: 'ext-pinkie' }] });
  });

  it('leaves out and asks only for what it names', async () => {
    const { json } = await scim('POST', '/Users', user('pinkie'));
    const slim = await scim('GET', `/Users/${json.id}?excludedAttributes=emails,name`);
    expect([slim.json.emails, slim.json.name, slim.json.userName]).toEqual([undefined, undefined, json.userName]);
    const some = await scim('GET', `/Users/${json.id}?attributes=userName`);
    expect([some.json.userName, some.json.title]).toEqual([json.userName, undefined]);
  });

  it('replaces, adds and removes in one request what its mappings name', async () => {
    const { json } = await scim('POST', '/Users', user('pinkie'));
    const changed = await patch(
      json.id,
      { op: 'replace', path: 'userName', value: 'pinkie.two@waterlijn.example' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'pinkie.two@waterlijn.example' },
      { op: 'replace', path: 'emails[type eq "work"].primary', value: 'True' },
      { op: 'replace', path: 'addresses[type eq "work"].locality', value: 'Gent' },
      { op: 'replace', path: 'addresses[type eq "work"].country', value: 'BE' },
      { op: 'replace', path: 'phoneNumbers[type eq "fax"].value', value: '1' },
      { op: 'replace', path: 'roles[primary eq "True"].value', value: 'x' },
      { op: 'Remove', path: `${ENTERPRISE}:division` },
      {
        op: 'replace',
        value: {
          displayName: 'x',
          title: 'Engineer',
          preferredLanguage: 'fr-BE',
          'name.familyName': 'Pie',
          [`${ENTERPRISE}:department`]: 'Dikes',
          [`${ENTERPRISE}:costCenter`]: 'C2',
        },
      },
    );
    isScim(changed);
    expect([changed.status, changed.json.emails]).toMatchObject([200, [{ primary: true }]]);
    const { byEmail } = await findByIdentities(world.store.read, [{ id: null, email: 'pinkie.two@waterlijn.example' }]);
    expect(byEmail.get('pinkie.two@waterlijn.example')).toMatchObject({
      id: 'n-pinkie',
      country: 'BE',
      locale: 'fr-BE',
      attributes: { department: 'Dikes', cost_center: 'C2', last_name: 'Pie', location: 'Gent', role: 'Engineer' },
    });
  });

  it('deactivates, deletes, and finds nobody any more', async () => {
    const { json } = await scim('POST', '/Users', user('pinkie'));
    const off = await patch(json.id, { op: 'Replace', path: 'active', value: 'False' });
    expect([off.status, off.json.active]).toEqual([200, false]);
    expect((await find('userName eq "pinkie@waterlijn.example"')).json.Resources).toMatchObject([{ active: false }]);
    const gone = await scim('DELETE', `/Users/${json.id}`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    const after = await scim('GET', `/Users/${json.id}`);
    isScim(after);
    expect(after.status).toBe(404);
    expect((await find('userName eq "pinkie@waterlijn.example"')).json.totalResults).toBe(0);
    expect((await scim('DELETE', `/Users/${json.id}`)).status).toBe(404);
  });
});

describe('Okta’s specification tests', () => {
  const user = {
    schemas: [USER],
    userName: 'okta.test@waterlijn.example',
    name: { givenName: 'Runscope', familyName: 'Test' },
    emails: [{ primary: true, value: 'okta.test@waterlijn.example', type: 'work' }],
    displayName: 'Runscope Test',
    active: true,
  };

  it('lists with count and startIndex, both as numbers, also at the edges', async () => {
    await scim('POST', '/Users', user);
    const first = await scim('GET', '/Users?count=1&startIndex=1');
    isScim(first);
    expect(first.json).toMatchObject({ schemas: [LIST], itemsPerPage: 1, startIndex: 1, totalResults: 1 });
    expect(first.json.Resources[0]).toMatchObject({ id: expect.any(String), active: true, name: user.name });
    expect((await scim('GET', '/Users?startIndex=0&count=5')).json).toMatchObject({ startIndex: 1, totalResults: 1 });
    expect((await scim('GET', '/Users?count=0')).json).toMatchObject({ totalResults: 1, Resources: [] });
    expect((await scim('GET', '/Users?startIndex=2&count=1')).json).toMatchObject({ totalResults: 1, Resources: [] });
  });

  it('asks for an invalid user by name and by id', async () => {
    expect((await find('userName eq "abcdefgh@waterlijn.example"')).json.totalResults).toBe(0);
    const missing = await scim('GET', '/Users/010101001010101011001010101011');
    isScim(missing);
    expect(missing.status).toBe(404);
  });

  it('makes a user, reads it back, is told of the duplicate, and changes it whole', async () => {
    const made = await scim('POST', '/Users', user);
    expect([made.status, made.json]).toMatchObject([201, { active: true, userName: user.userName, schemas: [USER] }]);
    expect((await scim('GET', `/Users/${made.json.id}`)).json).toEqual(made.json);
    for (const name of [user.userName, user.userName.toUpperCase()])
      expect((await find(`userName eq "${name}"`)).json.Resources).toMatchObject([{ id: made.json.id }]);
    const again = await scim('POST', '/Users', user);
    expect([again.status, again.json.schemas]).toEqual([409, [ERROR]]);
    const changed = await scim('PUT', `/Users/${made.json.id}`, { ...made.json, active: false });
    expect([changed.status, changed.json]).toMatchObject([200, { id: made.json.id, active: false }]);
  });

  it('asks for no more than the configuration offers', async () => {
    expect((await scim('GET', '/ServiceProviderConfig')).json).toMatchObject({
      etag: { supported: true },
      sort: { supported: false },
      bulk: { supported: false },
    });
  });
});
