import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { employeesByKey, findByIdentities, type StoredEmployee } from '../../src/store/people/employees.ts';
import { type Answer, type ApiWorld, openApiWorld } from './api-world.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let world: ApiWorld;
beforeEach(async () => {
  await world?.close();
  world = await openApiWorld();
});
afterAll(() => world.close());

const scim = (method: string, path: string, body?: unknown): Promise<Answer> =>
  world.call(
    method,
    `/scim/v2${path}`,
    body === undefined ? {} : { body, type: 'application/scim+json; charset=utf-8' },
  );
const patch = (id: string, ...Operations: unknown[]): Promise<Answer> =>
  scim('PATCH', `/Users/${id}`, { schemas: [PATCH], Operations });
const find = (filter: string): Promise<Answer> => scim('GET', `/Users?filter=${encodeURIComponent(filter)}`);

/** A new user as Entra ID sends it with its standard mappings. */
const entraUser = (name: string, fields: Record<string, unknown> = {}) => ({
  schemas: [USER, ENTERPRISE],
  externalId: `${name}-mailnickname`,
  userName: `${name}@waterlijn.example`,
  active: true,
  displayName: name,
  emails: [{ primary: true, type: 'work', value: `${name}@waterlijn.example` }],
  meta: { resourceType: 'User' },
  name: { formatted: `${name} Jansen`, familyName: 'Jansen', givenName: name },
  phoneNumbers: [{ type: 'work', value: '+31 20 000 0000' }],
  preferredLanguage: 'nl-NL',
  addresses: [{ type: 'work', country: 'NL', locality: 'Utrecht', postalCode: '3511' }],
  [ENTERPRISE]: { employeeNumber: `n-${name}`, department: 'Water' },
  ...fields,
});

/** A new user as Okta sends it. */
const oktaUser = (name: string) => ({
  schemas: [USER],
  userName: `${name}@waterlijn.example`,
  name: { givenName: name, familyName: 'de Vries' },
  emails: [{ primary: true, value: `${name}@waterlijn.example`, type: 'work' }],
  displayName: `${name} de Vries`,
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
});

async function made(user: unknown): Promise<string> {
  const { status, json, text } = await scim('POST', '/Users', user);
  expect([status, text]).toEqual([201, expect.stringContaining('"id"')]);
  return json.id;
}

async function employee(email: string): Promise<StoredEmployee | undefined> {
  const { byEmail } = await findByIdentities(world.store.read, [{ id: null, email }]);
  return byEmail.get(email);
}

describe('what the service says of itself', () => {
  it('is what it can do: patch and filter, no bulk, no passwords', async () => {
    const { json, headers } = await scim('GET', '/ServiceProviderConfig');
    expect(headers.get('content-type')).toContain('application/scim+json');
    expect(json).toMatchObject({
      patch: { supported: true },
      filter: { supported: true, maxResults: 200 },
      bulk: { supported: false },
      changePassword: { supported: false },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
    });
  });

  it('names its resource type and schemas, without what is not kept', async () => {
    const types = await scim('GET', '/ResourceTypes');
    expect(types.json.Resources).toMatchObject([
      { name: 'User', endpoint: '/Users', schema: USER, schemaExtensions: [{ schema: ENTERPRISE, required: false }] },
    ]);
    expect((await scim('GET', '/ResourceTypes/User')).json.name).toBe('User');
    const { json } = await scim('GET', `/Schemas/${USER}`);
    const names = json.attributes.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['userName', 'name', 'emails', 'active']));
    for (const gone of ['password', 'phoneNumbers', 'photos', 'x509Certificates']) expect(names).not.toContain(gone);
    expect((await scim('GET', '/Schemas')).json.totalResults).toBeGreaterThanOrEqual(2);
  });

  it('asks for a key with the scope', async () => {
    const { token } = await world.key('read:employees');
    for (const [shown, status] of [
      [null, 401],
      [token, 403],
    ] as const) {
      const answer = await world.call('GET', '/scim/v2/Users', { token: shown });
      expect([answer.status, answer.json.schemas]).toEqual([status, ['urn:ietf:params:scim:api:messages:2.0:Error']]);
    }
  });
});

describe('Entra ID', () => {
  it('asks for a user who is not there, makes it, and finds it by name and external id', async () => {
    const none = await find('userName eq "Noor@waterlijn.example"');
    expect([none.status, none.json]).toMatchObject([200, { totalResults: 0, Resources: [] }]);
    const id = await made(entraUser('noor'));
    for (const filter of ['userName eq "NOOR@waterlijn.example"', 'externalId eq "noor-mailnickname"', `id eq "${id}"`])
      expect((await find(filter)).json).toMatchObject({ totalResults: 1, Resources: [{ id, active: true }] });
    const { json } = await scim('GET', `/Users/${id}`);
    expect(json).toMatchObject({
      id,
      meta: { resourceType: 'User', location: expect.stringMatching(`/scim/v2/Users/${id}$`) },
    });
    expect(json.phoneNumbers).toBeUndefined();
    expect(await employee('noor@waterlijn.example')).toMatchObject({
      id: 'n-noor',
      locale: 'nl-NL',
      country: 'NL',
      attributes: { first_name: 'noor', last_name: 'Jansen', department: 'Water', location: 'Utrecht' },
    });
  });

  it('patches by paths with filters, with the extension, and says booleans in words', async () => {
    const id = await made(entraUser('noor'));
    const changed = await patch(
      id,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'noor.new@waterlijn.example' },
      { op: 'Add', path: `${ENTERPRISE}:department`, value: 'Dikes' },
      { op: 'Replace', path: 'name.familyName', value: 'de Boer' },
      { op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value: '+31 6 0000 0000' },
      { op: 'Replace', path: 'displayName', value: 'Noor de Boer' },
    );
    expect([changed.status, changed.json]).toMatchObject([200, { id, [ENTERPRISE]: { department: 'Dikes' } }]);
    expect(await employee('noor.new@waterlijn.example')).toMatchObject({
      id: 'n-noor',
      attributes: { last_name: 'de Boer', department: 'Dikes' },
    });
    const off = await patch(id, { op: 'Replace', path: 'active', value: 'False' });
    expect([off.status, off.json.active]).toEqual([200, false]);
    expect((await employee('noor.new@waterlijn.example'))?.missingSince).toBe(world.now);
    const on = await patch(id, { op: 'Replace', path: 'active', value: 'True' });
    expect(on.json.active).toBe(true);
    expect((await employee('noor.new@waterlijn.example'))?.missingSince).toBeNull();
  });

  it('replaces a work address, part by part, where there is none yet', async () => {
    const id = await made(entraUser('noor', { addresses: [], emails: [] }));
    const changed = await patch(
      id,
      { op: 'Add', path: 'addresses[type eq "work"].country', value: 'BE' },
      { op: 'Replace', path: 'addresses[type eq "work"].locality', value: 'Gent' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'noor@water.example' },
    );
    expect(changed.json).toMatchObject({ addresses: [{ type: 'work', country: 'BE', locality: 'Gent' }] });
    expect(await employee('noor@water.example')).toMatchObject({ country: 'BE', attributes: { location: 'Gent' } });
  });

  it('sends many values without a path, their names being paths', async () => {
    const id = await made(entraUser('noor'));
    const changed = await patch(id, {
      op: 'replace',
      value: {
        active: 'False',
        'name.givenName': 'Noortje',
        'emails[type eq "work"].value': 'noortje@waterlijn.example',
        [`${ENTERPRISE}:department`]: 'Dunes',
        title: 'Engineer',
      },
    });
    expect(changed.json).toMatchObject({ active: false, title: 'Engineer', name: { givenName: 'Noortje' } });
    expect(await employee('noortje@waterlijn.example')).toMatchObject({
      attributes: { first_name: 'Noortje', department: 'Dunes', role: 'Engineer' },
    });
  });

  it('names the manager by id, as a text, an object or a list, and takes the manager away', async () => {
    const boss = await made(entraUser('boss'));
    const id = await made(entraUser('noor'));
    const path = `${ENTERPRISE}:manager`;
    for (const value of [boss, { value: boss }, [{ $ref: `../Users/${boss}`, value: boss }]]) {
      expect((await patch(id, { op: 'Add', path, value })).json[ENTERPRISE].manager.value).toBe(boss);
      expect((await employee('noor@waterlijn.example'))?.managerEmail).toBe('boss@waterlijn.example');
      await patch(id, { op: 'Remove', path });
      expect((await employee('noor@waterlijn.example'))?.managerEmail).toBeNull();
    }
    await patch(id, { op: 'Add', path, value: boss });
    await patch(boss, { op: 'Replace', path: 'emails[type eq "work"].value', value: 'chief@waterlijn.example' });
    expect((await employee('noor@waterlijn.example'))?.managerEmail).toBe('chief@waterlijn.example');
  });

  it('clears what it said before, and leaves what it never said', async () => {
    await world.call('POST', '/api/v1/employees', {
      body: { employees: [{ id: 'n-noor', email: 'noor@waterlijn.example', level: 4, department: 'Old' }] },
    });
    const id = await made(entraUser('noor'));
    await patch(id, { op: 'Remove', path: `${ENTERPRISE}:department` });
    expect((await employee('noor@waterlijn.example'))?.attributes).toEqual({
      first_name: 'noor',
      last_name: 'Jansen',
      level: '4',
      location: 'Utrecht',
    });
  });
});

describe('Okta', () => {
  it('makes a user with a password, which is kept nowhere, and changes the whole of it by PUT', async () => {
    const id = await made(oktaUser('daan'));
    expect(JSON.stringify(await world.store.read.db.select().from(world.store.read.tables.scimUsers))).not.toContain(
      '1mz050nq',
    );
    expect(await employee('daan@waterlijn.example')).toMatchObject({ id: 'daan@waterlijn.example', locale: 'en-US' });
    const { json: user } = await scim('GET', `/Users/${id}`);
    const changed = await scim('PUT', `/Users/${id}`, { ...user, name: { givenName: 'Daan', familyName: 'Smit' } });
    expect([changed.status, changed.json.name.familyName]).toEqual([200, 'Smit']);
    expect((await employee('daan@waterlijn.example'))?.attributes.last_name).toBe('Smit');
  });

  it('deactivates by a replace without a path, and activates again', async () => {
    const id = await made(oktaUser('daan'));
    const off = await patch(id, { op: 'replace', value: { active: false } });
    expect([off.status, off.json.active]).toEqual([200, false]);
    expect((await employee('daan@waterlijn.example'))?.missingSince).toBe(world.now);
    await patch(id, { op: 'replace', value: { active: true } });
    expect((await employee('daan@waterlijn.example'))?.missingSince).toBeNull();
  });

  it('turns pages from startIndex by count', async () => {
    for (const name of ['a1', 'a2', 'a3']) await made(oktaUser(name));
    const seen: string[] = [];
    for (const startIndex of [1, 2, 3]) {
      const { json } = await scim('GET', `/Users?startIndex=${startIndex}&count=1`);
      expect(json).toMatchObject({ totalResults: 3, startIndex, itemsPerPage: 1 });
      seen.push(...json.Resources.map(({ userName }: { userName: string }) => userName));
    }
    expect(seen).toEqual(['a1', 'a2', 'a3'].map((name) => `${name}@waterlijn.example`));
    const beyond = await scim('GET', '/Users?startIndex=9&count=5');
    expect(beyond.json).toMatchObject({ totalResults: 3, Resources: [] });
  });
});

describe('a person', () => {
  it('who was imported is found again, not made twice, and keeps id, key and history', async () => {
    const before = await employee('ana@waterlijn.example');
    const id = await made(oktaUser('ana'));
    expect(await employee('ana@waterlijn.example')).toMatchObject({ key: before?.key, id: 'ana' });
    expect(await world.revision('ana')).toBe((before?.revision ?? 0) + 1);
    await patch(id, { op: 'replace', path: 'userName', value: 'ana.two@waterlijn.example' });
    expect((await employee('ana@waterlijn.example'))?.key).toBe(before?.key);
  });

  it('who is deleted has left today, is there no longer, and can come back', async () => {
    const id = await made(oktaUser('ana'));
    expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await employeesByKey(world.store.read, ['emp_ana']))[0]).toMatchObject({
      leftOn: '2027-04-26',
      missingSince: world.now,
    });
    for (const [method, body] of [['GET'], ['DELETE'], ['PUT', oktaUser('ana')]] as const)
      expect((await scim(method, `/Users/${id}`, body)).status).toBe(404);
    expect((await patch(id, { op: 'replace', value: { active: true } })).status).toBe(404);
    world.now += 20 * 86_400_000;
    await made(oktaUser('ana'));
    expect((await employeesByKey(world.store.read, ['emp_ana']))[0]).toMatchObject({
      leftOn: null,
      missingSince: null,
    });
  });

  it('cannot take the name, address or number of another', async () => {
    await made(entraUser('noor'));
    for (const user of [
      entraUser('noor'),
      entraUser('noor2', { userName: 'NOOR@waterlijn.example' }),
      entraUser('noor3', { [ENTERPRISE]: { employeeNumber: 'n-noor' } }),
      entraUser('noor4', { emails: [{ type: 'work', value: 'noor@waterlijn.example' }] }),
    ]) {
      const { status, json } = await scim('POST', '/Users', user);
      expect([status, json.scimType]).toEqual([409, 'uniqueness']);
    }
  });

  it('in a state that cannot be told from trouble of ours is never "not found"', async () => {
    const id = await made(oktaUser('ana'));
    await world.store.write(async ({ db, tables }) => {
      await db.delete(tables.workspaceVersions);
    });
    const { status, json } = await patch(id, { op: 'replace', value: { active: false } });
    expect([status, json.detail]).toEqual([503, expect.stringContaining('Nothing has been published')]);
  });
});

describe('what SCIM does not take', () => {
  it.each<[what: string, user: unknown, scimType: string]>([
    ['a user without a name', { schemas: [USER], active: true }, 'invalidValue'],
    ['another schema', { schemas: ['urn:x'], userName: 'x' }, 'invalidSyntax'],
    ['a list', [], 'invalidSyntax'],
    [
      'an address that is two',
      entraUser('x', { emails: [{ type: 'work', value: 'a@x.nl, evil@e.nl' }] }),
      'invalidValue',
    ],
    ['a country in words', entraUser('x', { addresses: [{ type: 'work', country: 'Holland' }] }), 'invalidValue'],
    ['a wrong type', entraUser('x', { active: 'perhaps' }), 'invalidValue'],
    ['a line break in a name', entraUser('x', { name: { givenName: 'x\r\nBcc: y' } }), 'invalidValue'],
    ['broken JSON', '{"userName":', 'invalidSyntax'],
  ])('%s', async (_what, user, scimType) => {
    const { status, json } = await scim('POST', '/Users', user);
    expect([status, json]).toMatchObject([400, { scimType, status: '400' }]);
  });

  it('filters it does not know, paths that are not there, operations that are none', async () => {
    for (const filter of [
      'title eq "x"',
      'userName sw "a"',
      'emails[type eq "home"].value eq "a"',
      'not (userName eq "a")',
      'userName eq',
    ])
      expect([filter, (await find(filter)).status]).toEqual([filter, 400]);
    const id = await made(oktaUser('daan'));
    expect((await patch(id, { op: 'replace', path: 'nothing', value: 1 })).json.scimType).toBe('invalidPath');
    expect((await patch(id, { op: 'increase', path: 'title', value: 1 })).status).toBe(400);
    expect((await patch(id)).status).toBe(400);
    expect((await scim('GET', '/Users?count=many')).status).toBe(400);
    expect((await scim('GET', '/Groups')).status).toBe(404);
    expect((await scim('POST', '/Users', { a: 'x'.repeat(1_000_001) })).status).toBe(413);
  });
});
