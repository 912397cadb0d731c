import { Octokit } from '@octokit/core';
import { enterpriseCloud } from '@octokit/plugin-enterprise-cloud';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findByIdentities } from '../../src/store/people/employees.ts';
import { type ApiWorld, openApiWorld } from './api-world.ts';

/*
 * A SCIM client that others wrote and keep: the one GitHub publishes for its own SCIM 2.0 service. It is used as it is.
 * GitHub's service has a path of its own for every enterprise, which is taken out on the way, as a gateway would do it.
 */
const Client = Octokit.plugin(enterpriseCloud);
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const enterprise = 'waterlijn';

// biome-ignore lint/suspicious/noExplicitAny: GitHub describes no enterprise extension; each test knows its answer.
type Resource = any;
type Send = (
  asked: Record<string, unknown>,
) => Promise<{ status: number; data: Resource; headers: Record<string, unknown> }>;
/** The part of the client that speaks SCIM; it comes without types. */
interface ScimClient {
  readonly listProvisionedIdentitiesEnterprise: Send;
  readonly listProvisionedGroupsEnterprise: Send;
  readonly provisionEnterpriseUser: Send;
  readonly getProvisioningInformationForEnterpriseUser: Send;
  readonly setInformationForProvisionedEnterpriseUser: Send;
  readonly updateAttributeForEnterpriseUser: Send;
  readonly deleteUserFromEnterprise: Send;
}

let world: ApiWorld;
let octokit: InstanceType<typeof Client>;
let client: ScimClient;
beforeEach(async () => {
  world = await openApiWorld();
  octokit = octokitWith((await world.key('scim')).token);
  client = scimOf(octokit);
});
afterEach(() => world.close());

function octokitWith(token: string): InstanceType<typeof Client> {
  const made = new Client({
    baseUrl: world.address,
    request: { fetch: (url: string, init: RequestInit) => fetch(url.replace(`/enterprises/${enterprise}`, ''), init) },
  });
  made.hook.before('request', ({ headers }) => {
    headers.authorization = `Bearer ${token}`;
  });
  return made;
}

function scimOf(made: InstanceType<typeof Client>): ScimClient {
  return made.enterpriseAdmin as unknown as ScimClient;
}

const user = (name: string, fields: Record<string, unknown> = {}) => ({
  enterprise,
  schemas: [USER, ENTERPRISE],
  externalId: `ext-${name}`,
  active: true,
  userName: `${name}@waterlijn.example`,
  displayName: name,
  name: { givenName: name, familyName: 'Jansen', formatted: `${name} Jansen` },
  emails: [{ value: `${name}@waterlijn.example`, type: 'work', primary: true }],
  [ENTERPRISE]: { employeeNumber: `n-${name}`, department: 'Water' },
  ...fields,
});

async function made(name: string, fields: Record<string, unknown> = {}): Promise<Resource> {
  return (await client.provisionEnterpriseUser(user(name, fields))).data;
}

async function list(asked: { filter?: string; startIndex?: number; count?: number } = {}): Promise<Resource> {
  return (await client.listProvisionedIdentitiesEnterprise({ enterprise, ...asked })).data;
}

/** What the client throws, as far as a program reads it. */
async function refusal(request: Promise<unknown>): Promise<{ status: number; data: Resource }> {
  try {
    await request;
  } catch (error) {
    const { status, response } = error as { status: number; response: { data: Resource } };
    return { status, data: response.data };
  }
  throw new Error('The client was not refused.');
}

async function employee(email: string) {
  const { byEmail } = await findByIdentities(world.store.read, [{ id: null, email }]);
  return byEmail.get(email);
}

describe('a SCIM client of others', () => {
  it('reads what the service says of itself', async () => {
    const config: Resource = (await octokit.request('GET /scim/v2/ServiceProviderConfig')).data;
    expect(config).toMatchObject({ patch: { supported: true }, etag: { supported: true }, sort: { supported: false } });
    const types: Resource = (await octokit.request('GET /scim/v2/ResourceTypes')).data;
    expect(types.Resources.map(({ endpoint }: Resource) => endpoint)).toEqual(['/Users']);
    const schemas: Resource = (await octokit.request('GET /scim/v2/Schemas')).data;
    expect(schemas.Resources.map(({ id }: Resource) => id)).toEqual(expect.arrayContaining([USER, ENTERPRISE]));
  });

  it('provisions a new colleague, who is an employee from then on', async () => {
    const { status, data, headers } = await client.provisionEnterpriseUser(user('noor'));
    expect([status, headers.location, headers.etag]).toEqual([201, data.meta.location, data.meta.version]);
    const read = await client.getProvisioningInformationForEnterpriseUser({
      enterprise,
      scim_user_id: data.id,
    });
    expect(read.data).toEqual(data);
    expect(await employee('noor@waterlijn.example')).toMatchObject({
      id: 'n-noor',
      attributes: { first_name: 'noor', last_name: 'Jansen', department: 'Water' },
    });
  });

  it('finds a colleague by user name and by its own id, and nobody where there is nobody', async () => {
    const { id } = await made('noor');
    await made('daan');
    for (const filter of ['userName eq "Noor@waterlijn.example"', 'externalId eq "ext-noor"'])
      expect(await list({ filter })).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    expect(await list({ filter: 'userName eq "nobody@waterlijn.example"' })).toMatchObject({
      totalResults: 0,
      Resources: [],
    });
  });

  it('reads everybody page by page', async () => {
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) await made(name);
    const seen: string[] = [];
    for (let startIndex = 1; ; startIndex += 2) {
      const page = await list({ startIndex, count: 2 });
      if (page.Resources.length === 0) break;
      expect(page).toMatchObject({ totalResults: 5, startIndex, itemsPerPage: page.Resources.length });
      seen.push(...page.Resources.map(({ externalId }: Resource) => externalId));
    }
    expect(seen).toEqual(['ext-a1', 'ext-a2', 'ext-a3', 'ext-a4', 'ext-a5']);
  });

  it('deactivates a colleague by one attribute, finds who is not active, and takes it back', async () => {
    const { id } = await made('noor');
    await made('daan');
    const turn = async (value: boolean) =>
      client.updateAttributeForEnterpriseUser({
        enterprise,
        scim_user_id: id,
        schemas: [PATCH],
        Operations: [{ op: 'replace', path: 'active', value }],
      });
    expect((await turn(false)).data).toMatchObject({ id, active: false });
    expect((await employee('noor@waterlijn.example'))?.missingSince).toBe(world.now);
    expect(await list({ filter: 'active eq false' })).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    await turn(true);
    expect((await employee('noor@waterlijn.example'))?.missingSince).toBeNull();
    expect((await list({ filter: 'active eq false' })).totalResults).toBe(0);
  });

  it('replaces a colleague whole, with department and manager', async () => {
    const boss = await made('boss');
    const { id } = await made('noor');
    const changed = await client.setInformationForProvisionedEnterpriseUser({
      ...user('noor', {
        name: { givenName: 'Noor', familyName: 'de Boer' },
        [ENTERPRISE]: { employeeNumber: 'n-noor', department: 'Dunes', manager: { value: boss.id } },
      }),
      scim_user_id: id,
    });
    expect(changed.data).toMatchObject({ id, [ENTERPRISE]: { department: 'Dunes', manager: { value: boss.id } } });
    expect(await employee('noor@waterlijn.example')).toMatchObject({
      managerEmail: 'boss@waterlijn.example',
      attributes: { last_name: 'de Boer', department: 'Dunes' },
    });
    expect(await list({ filter: `id eq "${id}" and manager eq "${boss.id}"` })).toMatchObject({ totalResults: 1 });
  });

  it('deletes a colleague, who has left then and is found no more', async () => {
    const { id } = await made('noor');
    const asked = { enterprise, scim_user_id: id };
    expect((await client.deleteUserFromEnterprise(asked)).status).toBe(204);
    expect((await employee('noor@waterlijn.example'))?.leftOn).toBe('2027-04-26');
    expect((await refusal(client.getProvisioningInformationForEnterpriseUser(asked))).status).toBe(404);
    expect((await refusal(client.deleteUserFromEnterprise(asked))).status).toBe(404);
    expect((await list()).totalResults).toBe(0);
  });

  it('changes only what it has read, and reads only what has changed', async () => {
    const { id, meta } = await made('noor');
    const rename = (familyName: string, version: string) =>
      client.setInformationForProvisionedEnterpriseUser({
        ...user('noor', { name: { givenName: 'Noor', familyName } }),
        scim_user_id: id,
        headers: { 'if-match': version },
      });
    const first = await rename('Smit', meta.version);
    expect(first.headers.etag).not.toBe(meta.version);
    expect(await refusal(rename('Bakker', meta.version))).toMatchObject({ status: 412, data: { status: '412' } });
    expect((await employee('noor@waterlijn.example'))?.attributes.last_name).toBe('Smit');
    const again = client.getProvisioningInformationForEnterpriseUser({
      enterprise,
      scim_user_id: id,
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    await expect(again).rejects.toMatchObject({ status: 304 });
  });

  it('is told in SCIM’s words what is wrong', async () => {
    const { id } = await made('noor');
    const outsider = octokitWith((await world.key('read:employees')).token);
    const mistakes: Record<number, () => Promise<unknown>> = {
      409: () => made('noor'),
      400: () => list({ filter: 'title co "x"' }),
      404: () => client.getProvisioningInformationForEnterpriseUser({ enterprise, scim_user_id: `${id}x` }),
      401: () => scimOf(octokitWith('wrong')).listProvisionedIdentitiesEnterprise({ enterprise }),
      403: () => scimOf(outsider).listProvisionedIdentitiesEnterprise({ enterprise }),
    };
    for (const [status, make] of Object.entries(mistakes))
      expect(await refusal(make())).toMatchObject({
        status: Number(status),
        data: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status, detail: expect.any(String) },
      });
  });

  it('finds no groups, which are not among the resource types', async () => {
    const { status, data } = await refusal(client.listProvisionedGroupsEnterprise({ enterprise }));
    expect([status, data.detail]).toEqual([404, expect.stringContaining('Groups are not kept')]);
  });
});
