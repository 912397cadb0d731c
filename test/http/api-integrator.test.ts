import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ComparisonGroup } from '../../src/domain/participation.ts';
import { endApiKey } from '../../src/flow/access/api-keys.ts';
import { releaseFigures } from '../../src/flow/privacy/release-figures.ts';
import { fingerprint } from '../../src/flow/publishing/fingerprint.ts';
import { takeAnswerPlace } from '../../src/store/access/kept-answers.ts';
import { saveAroundPlans } from '../../src/store/campaigns/around-actions.ts';
import { saveParticipations } from '../../src/store/campaigns/participations.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { MONDAY, participation } from '../store/world.ts';
import { type ApiWorld, openApiWorld } from './api-world.ts';

/* What somebody meets who connects another system for the first time. */
let world: ApiWorld;
beforeEach(async () => {
  world = await openApiWorld();
});
afterEach(() => world.close());

const PROBLEM = expect.stringContaining('application/problem+json');
const RENEE = { employees: [{ id: 'renee', email: 'renee@waterlijn.example', first_name: 'Renée' }] };

describe('the description', () => {
  it('is taken by a validator of others, names where it is served, and each operation once', async () => {
    const { json } = await world.call('GET', '/api/v1/openapi.json', { token: null });
    expect(await new Validator().validate(json)).toEqual({ valid: true });
    expect(json.servers).toEqual([{ url: 'https://learn.waterlijn.example' }]);
    const operations = Object.values<Record<string, { operationId: string }>>(json.paths).flatMap(Object.values);
    const ids = operations.map(({ operationId }) => operationId);
    expect([ids.length, new Set(ids).size, ids.includes(undefined as never)]).toEqual([11, 11, false]);
  });
});

describe('a method', () => {
  it.each<[method: string, path: string, allow: string]>([
    ['DELETE', '/employees', 'GET, HEAD, OPTIONS, POST'],
    ['PUT', '/employees/ana', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/campaigns/data-literacy/stats', 'GET, HEAD, OPTIONS'],
  ])('%s of %s, which is for others, is told apart from what is not there', async (method, path, allow) => {
    const answer = await world.call(method, `/api/v1${path}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('allow')]).toEqual([
      405,
      PROBLEM,
      allow,
    ]);
    const options = await world.call('OPTIONS', `/api/v1${path}`);
    expect([options.status, options.text, options.headers.get('allow')]).toEqual([204, '', allow]);
    expect((await world.call(method, '/api/v1/none')).status).toBe(404);
  });

  it('HEAD answers as GET does, without a body, and for the same keys', async () => {
    const get = await world.call('GET', '/api/v1/employees');
    const head = await world.call('HEAD', '/api/v1/employees');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    expect((await world.call('HEAD', '/api/v1/employees', { token: null })).status).toBe(401);
  });
});

describe('a body', () => {
  const post = async (body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) => {
    const { token } = await world.key('write:employees');
    const answer = await fetch(`${world.address}/api/v1/employees`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body,
    });
    return [answer.status, answer.headers.get('content-type')];
  };
  const bytes = (encoding: BufferEncoding) => new Uint8Array(Buffer.from(JSON.stringify(RENEE), encoding));
  const nameOf = async () =>
    (await employeeByEmail(world.store.read, 'renee@waterlijn.example'))?.attributes.first_name;

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"'])(
    'in UTF-8 is taken as %s, with every letter',
    async (type) => {
      expect(await post(bytes('utf8'), { 'content-type': type })).toEqual([200, expect.anything()]);
      expect(await nameOf()).toBe('Renée');
    },
  );

  it.each<[what: string, status: number, body: () => Uint8Array<ArrayBuffer>, headers: Record<string, string>]>([
    ['in Latin-1 that says so', 415, () => bytes('latin1'), { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['in Latin-1 that does not', 400, () => bytes('latin1'), { 'content-type': 'application/json' }],
    ['in UTF-16', 415, () => bytes('utf16le'), { 'content-type': 'application/json; charset=utf-16' }],
    ['that is compressed', 415, () => gzip(), { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
    ['without a type', 415, () => bytes('utf8'), {}],
  ])('%s is refused with %i, and nobody gets a broken name', async (_what, status, body, headers) => {
    expect(await post(body(), headers)).toEqual([status, PROBLEM]);
    expect(await nameOf()).toBeUndefined();
  });

  const gzip = () => new Uint8Array(gzipSync(JSON.stringify(RENEE)));
});

describe('a key', () => {
  it('that is revoked while the body is still under way changes nothing any more', async () => {
    const { id, token } = await world.key('write:employees');
    const body = JSON.stringify(RENEE);
    const revoke = async () => {
      // What is asked and answered meanwhile shows that the first request was let in before.
      for (let n = 0; n < 3; n += 1) expect((await world.call('GET', '/api/v1/employees')).status).toBe(200);
      await endApiKey({ store: world.store, clock: () => world.now }, id);
    };
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const sending = request(`${world.address}/api/v1/employees`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': body.length + 1,
        },
      });
      sending.on('error', reject);
      sending.on('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sending.write(body.slice(0, 10), () => {
        void revoke().then(() => sending.end(body.slice(10)), reject);
      });
    });
    expect(await answered).toBe(401);
    expect(await employeeByEmail(world.store.read, 'renee@waterlijn.example')).toBeNull();
  });
});

describe('the limit of requests', () => {
  it.each(['/api/v1/campaigns', '/scim/v2/Users', '/xapi/statements'])(
    'of %s counts those without a key too: nobody tries out keys without end',
    async (url) => {
      const headers = { host: 'learn.waterlijn.example', 'x-experience-api-version': '1.0.3' };
      const statuses = new Map<number, number>();
      for (let n = 0; n < 6_001; n += 1) {
        const { statusCode } = await world.visit({ url, headers });
        statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      }
      expect(Object.fromEntries(statuses)).toEqual({ 401: 6_000, 429: 1 });
      const refused = await world.visit({ url, headers });
      expect([refused.statusCode, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    },
  );
});

describe('an Idempotency-Key', () => {
  it('whose first request broke off with the process can be used again after a minute, and not before', async () => {
    const { id, token } = await world.key('write:employees');
    const url = '/api/v1/employees';
    await world.store.write((tx) =>
      takeAnswerPlace(tx, {
        apiKey: id,
        idempotencyKey: 'crash',
        request: fingerprint(['POST', url, RENEE]),
        at: world.now,
      }),
    );
    const again = () => world.call('POST', url, { token, body: RENEE, headers: { 'idempotency-key': 'crash' } });
    expect((await again()).status).toBe(409);
    world.now += 60_000;
    expect((await again()).json).toMatchObject({ new: 1 });
    const replayed = await again();
    expect([replayed.json.new, replayed.headers.get('idempotent-replayed')]).toEqual([1, 'true']);
  });
});

describe('the figures of a campaign', () => {
  const figures = async () => (await world.call('GET', '/api/v1/campaigns/data-literacy/stats')).json;

  /** Of 60 who could begin at once and 40 who begin later, so many have reached the goal. */
  async function reached(now: number, later: number): Promise<void> {
    const group = (name: ComparisonGroup, people: number, did: number) =>
      Array.from({ length: people }, (_, n) =>
        participation(`${name}${n}`, {
          compared: { group: name, since: MONDAY, until: MONDAY + 10, goalReachedAt: n < did ? MONDAY + 1 : null },
        }),
      );
    await world.store.write((tx) => saveParticipations(tx, [...group('now', 60, now), ...group('later', 40, later)]));
  }

  it('say what it added, of last night, and nothing where that would point at few', async () => {
    expect((await figures()).goal.comparison).toBeNull();
    await reached(45, 12);
    expect((await figures()).goal.comparison).toMatchObject({ verdict: 'hidden', minimum_group: 10, now: null });
    await releaseFigures(world.store);
    expect((await figures()).goal.comparison).toMatchObject({
      verdict: 'more',
      now: { people: 60, reached: 45, rate: 0.75 },
      later: { people: 40, reached: 12, rate: 0.3 },
      added: { difference: expect.closeTo(0.45) },
      added_people: 27,
      is_over: true,
    });
    // Five more are less than a group: what was let out stays as it is.
    await reached(50, 12);
    await releaseFigures(world.store);
    expect((await figures()).goal.comparison.now).toMatchObject({ reached: 45 });
  });

  it('say what happens around the mails', async () => {
    expect((await figures()).around).toEqual([]);
    const post = { campaign: 'data-literacy', action: 'say-it', kind: 'post', version: 1, reason: null } as const;
    await world.store.write((tx) =>
      saveAroundPlans(tx, [{ ...post, dueAt: MONDAY, state: 'planned', settledAt: null }]),
    );
    expect((await figures()).around).toEqual([
      {
        id: 'say-it',
        kind: 'post',
        state: 'planned',
        at: '2027-04-26T07:00:00Z',
        reason: null,
        words: null,
        simulated: false,
      },
    ]);
  });
});
