import { createHash, randomUUID } from 'node:crypto';
import library from '@xapi/xapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LearningRecord } from '../../src/domain/learning.ts';
import { saveActivities } from '../../src/store/learning/activities.ts';
import { learningOf } from '../../src/store/learning/learning-records.ts';
import { unmappedStatements } from '../../src/store/learning/statements.ts';
import { learningDataAt } from '../../src/store/meta.ts';
import { type Answer, type ApiWorld, type Call, openApiWorld } from './api-world.ts';

/** Its types tell of a default export inside the one that Node sees. */
const XAPI = library as unknown as typeof library.default;

const ADL = 'http://adlnet.gov/expapi/verbs';
const COURSE = 'https://learn.waterlijn.example/data-101';

let world: ApiWorld;
let basic: string;
let client: InstanceType<typeof XAPI>;
beforeAll(async () => {
  world = await openApiWorld();
  const plain = { kind: 'micro', durationMinutes: 15, competencies: [], cost: null, validMonths: null } as const;
  await world.store.write((tx) =>
    saveActivities(tx, [
      { ...plain, id: 'data-101', title: 'Data', url: COURSE },
      { ...plain, id: 'safety', title: 'Safety', url: null },
    ]),
  );
  const { id, secret } = await world.key('write:learning');
  basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  client = new XAPI({ endpoint: `${world.address}/xapi/`, auth: XAPI.toBasicAuth(id, secret), version: '1.0.3' });
});
afterAll(() => world.close());

/** A statement as platforms send it. */
function said(
  verb: string,
  fields: Record<string, unknown> = {},
): Record<string, unknown> & { verb: { id: string; display?: unknown } } {
  return {
    actor: { objectType: 'Agent', name: 'Ana', mbox: 'mailto:Ana@waterlijn.example' },
    verb: { id: verb.includes(':') ? verb : `${ADL}/${verb}`, display: { 'en-US': verb } },
    object: { objectType: 'Activity', id: COURSE, definition: { name: { en: 'Data' } } },
    timestamp: '2027-04-26T07:10:00Z',
    ...fields,
  };
}

const send = (
  path: string,
  body: unknown,
  { method = 'POST', version = '2.0.0', ...options }: Sent = {},
): Promise<Answer> =>
  world.call(method, `/xapi${path}`, {
    token: null,
    body,
    ...options,
    headers: { authorization: basic, 'x-experience-api-version': version, ...options.headers },
  });
type Sent = Call & { method?: string; version?: string };

async function records(name = 'ana'): Promise<LearningRecord[]> {
  return (await learningOf(world.store.read, [`emp_${name}`])).get(`emp_${name}`) ?? [];
}

/** The one record that this statement makes of a person who has none at that instant. */
async function recordOf(statement: ReturnType<typeof said>): Promise<LearningRecord | undefined> {
  const before = new Set((await records()).map((record) => JSON.stringify(record)));
  const sent = await send('/statements', statement);
  expect([sent.status, sent.text]).toEqual([200, expect.stringContaining('[')]);
  return (await records()).find((record) => !before.has(JSON.stringify(record)));
}

let minute = 0;
/** Each at an instant of its own, since the same event at the same instant is one record. */
const timed = (verb: string, fields: Record<string, unknown> = {}) => {
  minute += 1;
  return said(verb, {
    timestamp: new Date(Date.parse('2027-04-01T07:00:00Z') + minute * 60_000).toISOString(),
    ...fields,
  });
};

describe('a statement from a client library', () => {
  it('becomes a learning record, by POST one by one and in a batch', async () => {
    const statement = timed('completed');
    const one = await client.sendStatement({ statement: statement as never });
    expect(one.data).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
    const many = await client.sendStatements({ statements: [timed('initialized'), timed('passed')] as never });
    expect(many.data).toHaveLength(2);
    expect((await records()).map(({ event }) => event)).toEqual(['completed', 'started', 'passed']);
    expect(await learningDataAt(world.store.read)).toBe(world.now);
  });

  it('is taken back when it is voided', async () => {
    const statement = { ...timed('completed'), id: randomUUID() };
    await client.sendStatement({ statement: statement as never });
    const before = (await records()).length;
    const revision = await world.revision('ana');
    await client.voidStatement({
      actor: { objectType: 'Agent', mbox: 'mailto:platform@waterlijn.example' },
      statementId: statement.id,
    });
    expect(await records()).toHaveLength(before - 1);
    expect(await world.revision('ana')).toBe(revision + 1);
  });

  it('reads what this server is, without a key', async () => {
    const about = await new XAPI({ endpoint: `${world.address}/xapi/` }).getAbout();
    expect(about.data.version).toEqual(['1.0.3', '2.0.0']);
    expect(JSON.stringify(about.data.extensions)).toContain('not given out');
  });
});

describe('verbs and results', () => {
  it.each<[verb: string, result: Record<string, unknown> | undefined, record: Partial<LearningRecord> | undefined]>([
    ['registered', undefined, { event: 'assigned' }],
    ['http://activitystrea.ms/schema/1.0/assign', undefined, { event: 'assigned' }],
    ['launched', undefined, { event: 'started' }],
    ['initialized', undefined, { event: 'started' }],
    ['experienced', undefined, { event: 'started' }],
    ['attempted', undefined, { event: 'started' }],
    [
      'progressed',
      { extensions: { 'https://w3id.org/xapi/cmi5/result/extensions/progress': 40 } },
      { event: 'progressed', progress: 40 },
    ],
    ['completed', { completion: true, duration: 'PT12M3.5S' }, { event: 'completed' }],
    ['completed', { success: false, score: { raw: 3, min: 0, max: 10 } }, { event: 'failed', score: 30 }],
    ['passed', { score: { scaled: 0.85 }, success: true }, { event: 'passed', score: 85 }],
    ['failed', { score: { scaled: -0.2 } }, { event: 'failed', score: 0 }],
    ['https://w3id.org/xapi/adl/verbs/satisfied', undefined, { event: 'completed' }],
    ['https://adlnet.gov/expapi/verbs/completed', undefined, { event: 'completed' }],
    ['http://www.adlnet.gov/expapi/verbs/passed', undefined, { event: 'passed' }],
    ['terminated', { completion: true }, { event: 'completed' }],
    ['terminated', { success: true }, { event: 'passed' }],
    ['terminated', { duration: 'PT1H' }, undefined],
    ['experienced', { completion: true }, { event: 'completed' }],
    ['http://activitystrea.ms/schema/1.0/like', undefined, undefined],
  ])('%s with %j', async (verb, result, record) => {
    const made = await recordOf(timed(verb, result === undefined ? {} : { result }));
    if (record === undefined) expect(made).toBeUndefined();
    else expect(made).toMatchObject({ activity: 'data-101', ...record });
  });
});

describe('who and what is meant', () => {
  const account = (name: string) => ({ account: { homePage: 'https://hr.waterlijn.example', name } });
  const digest = createHash('sha1').update('mailto:ana@waterlijn.example').digest('hex');

  it.each<[string, Record<string, unknown>]>([
    ['mbox in any case', { mbox: 'mailto:ANA@waterlijn.example' }],
    ['the SHA-1 of the address', { mbox_sha1sum: digest }],
    ['an account by the employee id', account('ana')],
    ['an account by the address', account('ana@waterlijn.example')],
  ])('a person by %s', async (_how, actor) => {
    expect(await recordOf(timed('launched', { actor }))).toMatchObject({ event: 'started' });
  });

  it('a person whose address changed, by the sum of the new one', async () => {
    await world.call('POST', '/api/v1/employees', {
      body: { employees: [{ id: 'bo', email: 'bo.new@waterlijn.example' }] },
    });
    const sum = createHash('sha1').update('mailto:bo.new@waterlijn.example').digest('hex');
    await send('/statements', timed('completed', { actor: { mbox_sha1sum: sum } }));
    expect(await records('bo')).toMatchObject([{ event: 'completed' }]);
  });

  it.each([
    ['its id', 'https://platform.example/courses/safety'],
    ['its address with a slash', `${COURSE}/`],
    ['a URN that ends in its id', 'urn:waterlijn:course:safety'],
  ])('an activity by %s', async (_how, id) => {
    const made = await recordOf(timed('launched', { object: { id } }));
    expect(made?.activity).toBe(id.includes('safety') ? 'safety' : 'data-101');
  });

  it('who or what is unknown is answered as the standard asks, counted, and mapped when sent again later', async () => {
    const id = 'https://platform.example/courses/new-one';
    const statement = timed('completed', { id: randomUUID(), object: { id } });
    expect((await send('/statements', statement)).status).toBe(200);
    expect((await send('/statements', statement)).status).toBe(200);
    await send('/statements', timed('completed', { actor: { mbox: 'mailto:nobody@elsewhere.example' } }));
    expect(await unmappedStatements(world.store.read, 'activity')).toMatchObject([{ about: id, count: 1 }]);
    expect(await unmappedStatements(world.store.read, 'person')).toMatchObject([{ about: '', count: 1 }]);
    expect(world.logged.join('')).not.toContain('elsewhere.example');
    await world.call('POST', '/api/v1/activities', { body: { activities: [{ id: 'new-one', title: 'New' }] } });
    await send('/statements', statement);
    expect((await records()).some(({ activity }) => activity === 'new-one')).toBe(true);
    expect(await unmappedStatements(world.store.read, 'activity')).toEqual([]);
  });
});

describe('the same statement', () => {
  it('a hundred times at once has one effect', async () => {
    const statement = timed('completed', { id: randomUUID() });
    const before = (await records()).length;
    const answers = await Promise.all(Array.from({ length: 100 }, () => send('/statements', statement)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await records()).toHaveLength(before + 1);
  });

  it('in other words is a conflict, and nothing of its batch is kept', async () => {
    const statement = timed('launched', { id: randomUUID() });
    expect((await send('/statements', statement)).status).toBe(200);
    const before = (await records()).length;
    const other = [timed('completed'), { ...statement, verb: { id: `${ADL}/completed` } }];
    expect((await send('/statements', other)).status).toBe(409);
    expect(await records()).toHaveLength(before);
    const display = {
      ...statement,
      verb: { ...statement.verb, display: { nl: 'begon' } },
      stored: '2027-04-26T08:00:00Z',
    };
    expect((await send('/statements', display)).status).toBe(200);
  });

  it('twice in a batch is refused', async () => {
    const statement = timed('launched', { id: randomUUID() });
    expect((await send('/statements', [statement, statement])).status).toBe(400);
  });

  it('voided before it came makes no record', async () => {
    const statement = timed('completed', { id: randomUUID() });
    const before = (await records()).length;
    await send('/statements', said('voided', { object: { objectType: 'StatementRef', id: statement.id } }));
    expect((await send('/statements', statement)).status).toBe(200);
    expect(await records()).toHaveLength(before);
  });

  it('told by two statements stands while one of them does', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const statement = timed('completed');
    await send('/statements', [
      { ...statement, id: one },
      { ...statement, id: two },
    ]);
    const before = (await records()).length;
    const voiding = (id: string) => said('voided', { object: { objectType: 'StatementRef', id } });
    await send('/statements', voiding(one));
    expect(await records()).toHaveLength(before);
    await send('/statements', voiding(two));
    expect(await records()).toHaveLength(before - 1);
  });
});

describe('PUT', () => {
  it('keeps a statement under the id of the address, once', async () => {
    const id = randomUUID();
    const statement = timed('completed');
    const path = `/statements?statementId=${id}`;
    expect((await send(path, statement, { method: 'PUT' })).status).toBe(204);
    expect((await send(path, { ...statement, id }, { method: 'PUT' })).status).toBe(204);
    expect((await send(path, timed('failed'), { method: 'PUT' })).status).toBe(409);
    expect((await send(path, { ...statement, id: randomUUID() }, { method: 'PUT' })).status).toBe(400);
    expect((await send('/statements', statement, { method: 'PUT' })).status).toBe(400);
  });
});

describe('what the standard asks of the door', () => {
  it('a version that is spoken, told back in every answer', async () => {
    for (const [version, status, told] of [
      ['1.0.3', 200, '1.0.3'],
      ['1.0', 200, '1.0.3'],
      ['2.0.0', 200, '2.0.0'],
      ['0.95', 400, '2.0.0'],
      ['3.0.0', 400, '2.0.0'],
    ] as const) {
      const { status: got, headers } = await send('/statements', timed('launched'), { version });
      expect([version, got, headers.get('x-experience-api-version')]).toEqual([version, status, told]);
    }
    const none = await world.call('POST', '/xapi/statements', {
      token: null,
      headers: { authorization: basic },
      body: said('launched'),
    });
    expect(none.status).toBe(400);
  });

  it('a key with the scope, by Basic authentication', async () => {
    const { id, secret } = await world.key('read:learning');
    const auth = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
    expect((await send('/statements', said('launched'), { headers: auth(`${id}:${secret}`) })).status).toBe(403);
    const wrong = await send('/statements', said('launched'), { headers: auth(`${id}:x`) });
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Basic')]);
  });

  it('polite words for GET, attachments and other resources', async () => {
    const get = await world.call('GET', '/xapi/statements', {
      token: null,
      headers: { authorization: basic, 'x-experience-api-version': '1.0.3' },
    });
    expect([get.status, get.headers.get('allow'), get.json.error]).toEqual([
      405,
      'POST, PUT',
      expect.stringContaining('not given out'),
    ]);
    const mixed = await send('/statements', '--b\r\n', { type: 'multipart/mixed; boundary=b' });
    expect([mixed.status, mixed.json.error]).toEqual([400, expect.stringContaining('Attachments are not')]);
    const usage = {
      usageType: 'http://id.tincanapi.com/attachment/x',
      display: { en: 'x' },
      contentType: 'a/b',
      length: 1,
      sha2: 'x',
    };
    const attached = await send('/statements', said('completed', { attachments: [usage] }));
    expect([attached.status, attached.json.error]).toEqual([400, expect.stringContaining('are not taken here')]);
    expect((await send('/activities/nothing', {}, { method: 'PUT' })).status).toBe(404);
  });

  it('words that a client library hands on, for what only a record store does', async () => {
    const [statement] = (await client.sendStatement({ statement: timed('completed') as never })).data;
    const agent = { objectType: 'Agent', mbox: 'mailto:ana@waterlijn.example' } as const;
    const document = { agent, activityId: COURSE, stateId: 'bookmark' };
    const asked: readonly [status: number, words: string, ask: () => Promise<unknown>][] = [
      [405, 'nobody can look up', () => client.getStatement({ statementId: String(statement) })],
      [405, 'nobody can look up', () => client.getVoidedStatement({ voidedStatementId: String(statement) })],
      [405, 'not given out', () => client.getStatements({ agent })],
      [501, '/xapi/activities/state is not kept', () => client.getState(document)],
      [501, '/xapi/activities/state is not kept', () => client.createState({ ...document, state: { page: 3 } })],
      [501, '/xapi/activities/profile is not kept', () => client.getActivityProfiles({ activityId: COURSE })],
      [501, '/xapi/agents/profile is not kept', () => client.getAgentProfiles({ agent })],
      [501, '/xapi/agents is not kept', () => client.getAgent({ agent })],
      [501, '/xapi/activities is not kept', () => client.getActivity({ activityId: COURSE })],
    ];
    for (const [status, words, ask] of asked)
      await expect(ask()).rejects.toMatchObject({
        response: { status, data: { error: expect.stringContaining(words) } },
      });
  });

  it.each<[what: string, statement: unknown]>([
    ['no actor', { ...said('completed'), actor: undefined }],
    ['no verb', { ...said('completed'), verb: undefined }],
    ['no object', { ...said('completed'), object: undefined }],
    ['an actor without identifier', said('completed', { actor: { name: 'Ana' } })],
    ['an actor with two', said('completed', { actor: { mbox: 'mailto:a@x.example', openid: 'https://a.example' } })],
    ['an mbox that is no mailto', said('completed', { actor: { mbox: 'ana@waterlijn.example' } })],
    ['a group without members', said('completed', { actor: { objectType: 'Group', name: 'x' } })],
    ['a verb that is no IRI', said('completed', { verb: { id: 'completed' } })],
    ['null', said('completed', { result: null })],
    ['an unknown property', said('completed', { extra: true })],
    ['a property in another case', said('completed', { Result: {} })],
    ['a wrong type', said('completed', { result: { completion: 'true' } })],
    ['a score beyond 1', said('completed', { result: { score: { scaled: 1.2 } } })],
    ['raw above max', said('completed', { result: { score: { raw: 11, max: 10 } } })],
    ['a duration in words', said('completed', { result: { duration: '5 minutes' } })],
    ['a timestamp that is none', said('completed', { timestamp: 'yesterday' })],
    ['an offset of minus zero', said('completed', { timestamp: '2027-04-26T07:10:00-00:00' })],
    ['a timestamp far ahead', said('completed', { timestamp: '2027-06-26T07:10:00Z' })],
    ['an id that is no UUID', said('completed', { id: '1' })],
    ['another version', said('completed', { version: '0.9' })],
    ['an extension key that is no IRI', said('completed', { result: { extensions: { progress: 1 } } })],
    [
      'a language map with a wrong tag',
      said('completed', { verb: { id: `${ADL}/completed`, display: { 'not a tag': 'x' } } }),
    ],
    ['voiding an activity', said('voided')],
    [
      'a platform without an activity',
      said('completed', { object: { objectType: 'StatementRef', id: randomUUID() }, context: { platform: 'x' } }),
    ],
    [
      'a statement within a sub-statement',
      said('completed', { object: { objectType: 'SubStatement', ...said('completed'), id: randomUUID() } }),
    ],
    ['a list of lists', [[said('completed')]]],
    ['a text', '"completed"'],
  ])('400 for %s', async (_what, statement) => {
    const { status, json } = await send('/statements', statement);
    expect([status, typeof json.error]).toEqual([400, 'string']);
  });

  it('takes all that the standard allows, a sub-statement and a group included', async () => {
    const full = timed('completed', {
      actor: { objectType: 'Group', name: 'Sales', member: [{ mbox: 'mailto:ana@waterlijn.example' }] },
      context: {
        registration: randomUUID(),
        instructor: { mbox: 'mailto:bo@waterlijn.example' },
        contextActivities: { parent: { id: 'https://x.example/p' }, grouping: [{ id: 'https://x.example/g' }] },
        platform: 'A platform',
        language: 'nl-NL',
        extensions: { 'https://x.example/e': { a: null } },
      },
      authority: { objectType: 'Agent', account: { homePage: 'https://x.example', name: 'x' } },
      version: '1.0.0',
    });
    expect((await send('/statements', full)).status).toBe(200);
    const inner = said('completed');
    expect(
      (await send('/statements', timed('experienced', { object: { objectType: 'SubStatement', ...inner } }))).status,
    ).toBe(200);
    expect((await send('/statements', [])).json).toEqual([]);
  });
});
