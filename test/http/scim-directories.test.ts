import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findByIdentities, type StoredEmployee } from '../../src/store/people/employees.ts';
import { type Answer, type ApiWorld, openApiWorld } from './api-world.ts';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/* What directories of companies hold, as it comes through Entra ID and Okta without anybody touching the mappings. */
let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

let count = 0;
/** Makes a user with an address of its own; what came of it, and of whom. */
async function make(fields: Record<string, unknown>): Promise<Answer & { readonly email: string }> {
  count += 1;
  const email = `user-${count}@waterlijn.example`;
  const body = { schemas: [CORE, ENTERPRISE], userName: email, active: true, ...fields };
  return { ...(await world.call('POST', '/scim/v2/Users', { body, type: 'application/scim+json' })), email };
}

const patch = (id: string, ...Operations: unknown[]): Promise<Answer> =>
  world.call('PATCH', `/scim/v2/Users/${id}`, { body: { schemas: [PATCH], Operations } });

async function employee(email: string): Promise<StoredEmployee | undefined> {
  return (await findByIdentities(world.store.read, [{ id: null, email }])).byEmail.get(email);
}

describe('a directory that', () => {
  it.each([
    ['Netherlands', 'NL'],
    ['Nederland', 'NL'],
    ['Pays-Bas', 'NL'],
    ['België', 'BE'],
    ['Deutschland', 'DE'],
    ['United States', 'US'],
    ['nl', 'NL'],
  ])('has %s for a country means %s', async (country, code) => {
    const { status, email, json } = await make({ addresses: [{ type: 'work', country }] });
    expect([status, json.addresses[0].country]).toEqual([201, country]);
    expect((await employee(email))?.country).toBe(code);
  });

  it.each([
    ['nl-NL, en;q=0.8', 'nl-NL'],
    ['fr;q=1', 'fr'],
    ['de_DE', 'de-DE'],
  ])('has the languages %s prefers %s', async (preferredLanguage, locale) => {
    const { status, email } = await make({ preferredLanguage });
    expect([status, (await employee(email))?.locale]).toEqual([201, locale]);
  });

  it('says True and False in words means them, also of a whole user', async () => {
    const { status, json, email } = await make({
      active: 'True',
      emails: [{ value: 'w@waterlijn.example', primary: 'True' }],
    });
    expect([status, json.active]).toEqual([201, true]);
    const whole = { schemas: [CORE], userName: email, active: 'False' };
    expect((await world.call('PUT', `/scim/v2/Users/${json.id}`, { body: whole })).json.active).toBe(false);
  });

  it('names attributes of the core user in full reaches them', async () => {
    const { json, email } = await make({});
    const changed = await patch(
      json.id,
      { op: 'Add', path: `${CORE}:title`, value: 'Engineer' },
      { op: 'Replace', path: `${CORE}:name.givenName`, value: 'Tess' },
      { op: 'Add', value: { [`${CORE}:preferredLanguage`]: 'nl', [CORE]: { timezone: 'Europe/Brussels' } } },
    );
    expect([changed.status, changed.json.title]).toEqual([200, 'Engineer']);
    expect(await employee(email)).toMatchObject({
      locale: 'nl',
      timezone: 'Europe/Brussels',
      attributes: { role: 'Engineer', first_name: 'Tess' },
    });
  });
});

describe('an administrator who maps what cannot be kept', () => {
  it.each<[what: string, operation: Record<string, unknown>, sentence: RegExp]>([
    [
      'an attribute of their own',
      { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:Custom:2.0:User:tag', value: 'x' },
      /Custom:2\.0:User:tag.*Take the attribute out of the mapping/,
    ],
    [
      'a time zone of Windows',
      { op: 'Add', path: 'timezone', value: 'W. Europe Standard Time' },
      /^"timezone": .*Europe\/Amsterdam/,
    ],
    ['an address that is none', { op: 'Add', path: 'emails', value: [{ value: 'x' }] }, /^"emails": "x" has no @/],
    [
      'a country that is none',
      { op: 'Add', path: 'addresses', value: [{ country: 'Atlantis' }] },
      /^"addresses\.country": "Atlantis"/,
    ],
    [
      'a number for a title',
      { op: 'Add', path: 'title', value: 5 },
      /title.*\/Schemas says what each attribute may be\./,
    ],
    ['the id', { op: 'Replace', path: 'id', value: 'x' }, /'id'.*Leave it out\./],
  ])('is told of %s by the name it has there, and what to do', async (_what, operation, sentence) => {
    const { json, email } = await make({});
    const refused = await patch(json.id, operation);
    expect([refused.status, refused.json.detail]).toEqual([400, expect.stringMatching(sentence)]);
    expect((await world.call('GET', `/scim/v2/Users/${json.id}`)).json).toEqual(json);
    expect(await employee(email)).toBeDefined();
  });

  it('is told of groups that they are not kept, and to turn them off', async () => {
    const { status, json } = await world.call('GET', '/scim/v2/Groups?startIndex=1&count=100');
    expect([status, json.detail]).toEqual([
      404,
      expect.stringContaining('turn the provisioning or import of groups off'),
    ]);
  });
});
