import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveActivities } from '../../src/store/learning/activities.ts';
import { learningOf } from '../../src/store/learning/learning-records.ts';
import { unmappedStatements } from '../../src/store/learning/statements.ts';
import { type Answer, type ApiWorld, openApiWorld } from './api-world.ts';

const ADL = 'http://adlnet.gov/expapi/verbs';
const COURSE = 'https://learn.waterlijn.example/course/view.php?id=42';

let world: ApiWorld;
let authorization: string;
beforeAll(async () => {
  world = await openApiWorld();
  const plain = { kind: 'micro', durationMinutes: 15, competencies: [], cost: null, validMonths: null } as const;
  await world.store.write((tx) =>
    saveActivities(tx, [
      { ...plain, id: 'data-101', title: 'Data', url: COURSE },
      { ...plain, id: '5jXyZ_course_id', title: 'Storyline', url: null },
    ]),
  );
  const { id, secret } = await world.key('write:learning');
  authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
});
afterAll(() => world.close());

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  world.call(method, `/xapi${path}`, {
    token: null,
    ...(body === undefined ? {} : { body }),
    headers: { authorization, 'x-experience-api-version': '1.0.3', ...headers },
  });

const said = (fields: Record<string, unknown> = {}) => ({
  actor: { mbox: 'mailto:ana@waterlijn.example' },
  verb: { id: `${ADL}/experienced`, display: { en: 'experienced' } },
  object: { id: COURSE },
  timestamp: '2027-04-26T07:00:00Z',
  ...fields,
});

/**
 * The requirements of xAPI 1.0.3 that concern whoever takes statements, as ADL's lrs-conformance suite tests them; by
 * part and section. Those about giving statements out, states and profiles concern a record store, which this is not.
 */
describe('conformance', () => {
  const uuid = () => randomUUID();
  const [kept, other] = [uuid(), uuid()];

  it.each<[requirement: string, status: number, ask: () => Promise<Answer>]>([
    ['Two 2.2 s4.b2: a wrong type is rejected', 400, () => send('POST', '/statements', said({ actor: 'ana' }))],
    [
      'Two 2.2 s4.b3: a property with null is rejected',
      400,
      () => send('POST', '/statements', said({ context: null })),
    ],
    [
      'Two 2.2 s4.b4: a property that is none is rejected',
      400,
      () => send('POST', '/statements', said({ iD: uuid() })),
    ],
    ['Two 2.3.1 s2.b1: an id that is no UUID is rejected', 400, () => send('POST', '/statements', said({ id: '42' }))],
    [
      'Two 2.3.1: an id in capitals is the same',
      200,
      () => send('POST', '/statements', said({ id: uuid().toUpperCase() })),
    ],
    ['Two 2.4.2.1: an agent by mailto IRI', 200, () => send('POST', '/statements', said())],
    [
      'Two 2.4.2.1: an agent by openid',
      200,
      () => send('POST', '/statements', said({ actor: { openid: 'https://ana.example' } })),
    ],
    [
      'Two 2.4.2.1: an agent with two identifiers is rejected',
      400,
      () =>
        send(
          'POST',
          '/statements',
          said({ actor: { mbox: 'mailto:a@x.example', account: { homePage: 'https://x.example', name: 'a' } } }),
        ),
    ],
    [
      'Two 2.4.2.2: an anonymous group without members is rejected',
      400,
      () => send('POST', '/statements', said({ actor: { objectType: 'Group' } })),
    ],
    [
      'Two 2.4.2.2: groups within a group are rejected',
      400,
      () =>
        send(
          'POST',
          '/statements',
          said({ actor: { objectType: 'Group', member: [{ objectType: 'Group', mbox: 'mailto:g@x.example' }] } }),
        ),
    ],
    [
      'Two 2.4.2.4: an account without homePage is rejected',
      400,
      () => send('POST', '/statements', said({ actor: { account: { name: 'ana' } } })),
    ],
    [
      'Two 2.4.3: a verb without id is rejected',
      400,
      () => send('POST', '/statements', said({ verb: { display: { en: 'x' } } })),
    ],
    [
      'Two 2.4.4.1: an activity without id is rejected',
      400,
      () => send('POST', '/statements', said({ object: { definition: {} } })),
    ],
    [
      'Two 2.4.4.1: an interaction with choices is taken',
      200,
      () =>
        send(
          'POST',
          '/statements',
          said({
            object: {
              id: COURSE,
              definition: {
                type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
                interactionType: 'choice',
                correctResponsesPattern: ['a[,]b'],
                choices: [{ id: 'a', description: { en: 'A' } }],
              },
            },
          }),
        ),
    ],
    [
      'Two 2.4.4.3: a sub-statement within one is rejected',
      400,
      () =>
        send(
          'POST',
          '/statements',
          said({
            object: { objectType: 'SubStatement', ...said({ object: { objectType: 'SubStatement', ...said() } }) },
          }),
        ),
    ],
    [
      'Two 2.4.4.3: a sub-statement with an id is rejected',
      400,
      () => send('POST', '/statements', said({ object: { objectType: 'SubStatement', ...said({ id: uuid() }) } })),
    ],
    [
      'Two 2.4.5.1: scaled below -1 is rejected',
      400,
      () => send('POST', '/statements', said({ result: { score: { scaled: -1.1 } } })),
    ],
    [
      'Two 2.4.5.1: raw below min is rejected',
      400,
      () => send('POST', '/statements', said({ result: { score: { raw: 1, min: 2 } } })),
    ],
    [
      'Two 2.4.6: a registration that is no UUID is rejected',
      400,
      () => send('POST', '/statements', said({ context: { registration: 'x' } })),
    ],
    [
      'Two 2.4.6.2: context activities alone or in a list',
      200,
      () =>
        send(
          'POST',
          '/statements',
          said({
            context: {
              contextActivities: { parent: { id: 'https://x.example/a' }, other: [{ id: 'https://x.example/b' }] },
            },
          }),
        ),
    ],
    [
      'Two 2.4.6.2: other kinds of context activities are rejected',
      400,
      () =>
        send(
          'POST',
          '/statements',
          said({ context: { contextActivities: { child: [{ id: 'https://x.example/b' }] } } }),
        ),
    ],
    [
      'Two 2.4.7: a timestamp with more digits than milliseconds',
      200,
      () => send('POST', '/statements', said({ timestamp: '2027-04-26T07:00:01.1234567Z' })),
    ],
    [
      'Two 2.4.7: a timestamp of another zone',
      200,
      () => send('POST', '/statements', said({ timestamp: '2027-04-26T12:45:00+05:45' })),
    ],
    [
      'Two 2.4.8: a stored that somebody else set has no effect',
      200,
      () => send('POST', '/statements', said({ stored: '2020-01-01T00:00:00Z' })),
    ],
    [
      'Two 2.4.10: a version beyond 1.0.x is rejected',
      400,
      () => send('POST', '/statements', said({ version: '1.1.0' })),
    ],
    [
      'Two 4.2: a language map with another key is rejected',
      400,
      () => send('POST', '/statements', said({ verb: { id: `${ADL}/experienced`, display: { a12345678: 'x' } } })),
    ],
    ['Three 2.1.1: PUT keeps a statement', 204, () => send('PUT', `/statements?statementId=${kept}`, said())],
    [
      'Three 2.1.1: PUT of the same again changes nothing',
      204,
      () => send('PUT', `/statements?statementId=${kept}`, said()),
    ],
    [
      'Three 2.1.1: PUT of another under the same id conflicts',
      409,
      () => send('PUT', `/statements?statementId=${kept}`, said({ verb: { id: `${ADL}/failed` } })),
    ],
    ['Three 2.1.1: PUT without statementId is rejected', 400, () => send('PUT', '/statements', said())],
    [
      'Three 2.1.1: PUT of two is rejected',
      400,
      () => send('PUT', `/statements?statementId=${uuid()}`, [said(), said()]),
    ],
    ['Three 2.1.2: POST takes a list', 200, () => send('POST', '/statements', [said({ id: other }), said()])],
    [
      'Three 2.1.2: POST with a taken id and another meaning conflicts',
      409,
      () => send('POST', '/statements', said({ id: other, result: { success: true } })),
    ],
    [
      'Three 2.1.2: one wrong statement rejects the batch',
      400,
      () => send('POST', '/statements', [said(), said({ verb: {} })]),
    ],
    ['Three 1.2: a parameter that is none is rejected', 400, () => send('POST', '/statements?foo=bar', said())],
    [
      'Three 1.2: a parameter in another case is rejected',
      400,
      () => send('PUT', `/statements?StatementId=${uuid()}`, said()),
    ],
    ['Three 3.2: broken JSON is rejected', 400, () => send('POST', '/statements', '{"actor":')],
    [
      'Three 3.2: another type of content is rejected',
      400,
      () => send('POST', '/statements', 'x', { 'content-type': 'text/plain' }),
    ],
    [
      'Three 3.2: too large',
      413,
      () => send('POST', '/statements', JSON.stringify([said({ result: { response: 'x'.repeat(1_000_000) } })])),
    ],
    [
      'Three 3.3: no version is rejected',
      400,
      () => send('POST', '/statements', said(), { 'x-experience-api-version': '' }),
    ],
    [
      'Three 3.3: 1.0 is taken for 1.0.0',
      200,
      () => send('POST', '/statements', said(), { 'x-experience-api-version': '1.0' }),
    ],
    [
      'Three 3.3: 0.9 is rejected',
      400,
      () => send('POST', '/statements', said(), { 'x-experience-api-version': '0.9' }),
    ],
    ['Three 4.1: without authorization', 401, () => send('POST', '/statements', said(), { authorization: '' })],
    ['Three 2.8: about is open, by GET', 200, () => send('GET', '/about', undefined, { authorization: '' })],
    ['Three 1.2, 2.8: and by HEAD', 200, () => send('HEAD', '/about', undefined, { authorization: '' })],
    ['Three 1.3: requests in disguise are refused in words', 400, () => send('POST', '/statements?method=PUT', said())],
    ['GET of statements is refused in words', 405, () => send('GET', `/statements?statementId=${kept}`)],
    ['and so is whatever else statements cannot be asked', 405, () => send('DELETE', '/statements')],
    ['a preflight of a browser gets no leave', 405, () => send('OPTIONS', '/statements')],
    ['states and profiles are another server’s', 501, () => send('GET', '/activities/state')],
  ])('%s → %i', async (_requirement, status, ask) => {
    const answer = await ask();
    expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
    if (answer.status >= 400) expect(answer.json.error.length).toBeGreaterThan(15);
    // Three 3.3: every answer says the version.
    expect(answer.headers.get('x-experience-api-version')).toMatch(/^[12]\.0\.\d$/);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('Three 2.1.4: every answer about statements says through when it is consistent', async () => {
    const { headers } = await send('POST', '/statements', said());
    expect(headers.get('x-experience-api-consistent-through')).toBe('2027-04-26T07:30:00Z');
  });

  it('Two 2.3.1: what may differ does not make another statement of it', async () => {
    const id = uuid();
    const group = (names: string[]) => ({
      objectType: 'Group',
      name: names.join(),
      member: names.map((name) => ({ name: name.toUpperCase(), mbox: `mailto:${name}@waterlijn.example` })),
    });
    const one = said({
      id,
      actor: group(['ana', 'bo']),
      context: { contextActivities: { parent: [{ id: 'https://x.example/a', definition: { name: { en: 'A' } } }] } },
    });
    expect((await send('POST', '/statements', one)).status).toBe(200);
    const again = {
      ...one,
      actor: group(['bo', 'ana']),
      verb: { id: `${ADL}/experienced`, display: { nl: 'bekeek' } },
      object: { objectType: 'Activity', id: COURSE, definition: { name: { nl: 'Data' } } },
      context: { contextActivities: { parent: { id: 'https://x.example/a' } } },
      timestamp: '2027-04-26T09:00:00.000+02:00',
      authority: { account: { homePage: 'https://x.example', name: 'lms' } },
    };
    expect((await send('POST', '/statements', again)).status).toBe(200);
    expect((await send('POST', '/statements', { ...again, actor: group(['bo']) })).status).toBe(409);
  });
});

/** Made here, in the shapes that the platforms document. */
describe('statements as platforms send them', () => {
  const grouping = [
    { id: 'https://learn.waterlijn.example', definition: { type: 'http://id.tincanapi.com/activitytype/lms' } },
  ];
  const moodle = (verb: string, object: unknown, more: Record<string, unknown> = {}) => ({
    actor: { name: 'Ana', account: { homePage: 'https://learn.waterlijn.example', name: 'ana' } },
    verb: { id: verb, display: { en: verb.split('/').at(-1) } },
    object,
    context: {
      platform: 'Moodle',
      language: 'nl',
      extensions: { 'http://lrs.learninglocker.net/define/extensions/info': { 'https://moodle.org/': '4.4' } },
      contextActivities: {
        grouping,
        category: [{ id: 'http://moodle.org', definition: { type: 'http://id.tincanapi.com/activitytype/source' } }],
      },
    },
    ...more,
  });
  const course = {
    id: COURSE,
    definition: { type: 'http://id.tincanapi.com/activitytype/lms/course', name: { nl: 'Data' } },
  };

  const cases: readonly [platform: string, statement: () => Record<string, unknown>, made: string | null][] = [
    ['Moodle logstore: enrolled', () => moodle(`${ADL}/registered`, course), 'data-101 assigned'],
    ['Moodle logstore: course viewed', () => moodle('http://id.tincanapi.com/verb/viewed', course), 'data-101 started'],
    [
      'Moodle logstore: course completed',
      () => moodle(`${ADL}/completed`, course, { result: { completion: true } }),
      'data-101 completed',
    ],
    [
      'Moodle logstore: a quiz of the course passed is progress on the course',
      () =>
        moodle(
          `${ADL}/passed`,
          { id: 'https://learn.waterlijn.example/mod/quiz/view.php?id=7' },
          {
            context: { contextActivities: { grouping: [...grouping, course] } },
            result: { success: true, score: { raw: 8, min: 0, max: 10, scaled: 0.8 } },
          },
        ),
      'data-101 progressed',
    ],
    [
      'Storyline: a slide experienced',
      () => ({
        actor: { objectType: 'Agent', name: 'Ana', mbox: 'mailto:ana@waterlijn.example' },
        verb: { id: `${ADL}/experienced`, display: { 'en-US': 'experienced' } },
        object: {
          objectType: 'Activity',
          id: 'http://5jXyZ_course_id/6hFK',
          definition: { name: { und: 'Slide 3' }, type: 'http://activitystrea.ms/schema/1.0/page' },
        },
        context: {
          registration: randomUUID(),
          contextActivities: {
            parent: [{ id: 'http://5jXyZ_course_id', objectType: 'Activity' }],
            grouping: [{ id: 'http://5jXyZ_course_id' }],
          },
        },
      }),
      '5jXyZ_course_id progressed',
    ],
    [
      'Storyline: passed with a score',
      () => ({
        actor: { mbox: 'mailto:ana@waterlijn.example' },
        verb: { id: `${ADL}/passed`, display: { 'en-US': 'passed' } },
        object: {
          id: 'http://5jXyZ_course_id',
          objectType: 'Activity',
          definition: { type: 'http://adlnet.gov/expapi/activities/course' },
        },
        result: {
          duration: 'PT0H4M13.09S',
          completion: true,
          success: true,
          score: { scaled: 0.9, raw: 90, min: 0, max: 100 },
        },
      }),
      '5jXyZ_course_id passed 90',
    ],
    [
      'Rise: progressed, by the extension of cmi5',
      () => ({
        actor: { account: { homePage: 'https://lms.example', name: 'ana@waterlijn.example' } },
        verb: { id: `${ADL}/progressed`, display: { en: 'progressed' } },
        object: { id: 'https://lms.example/rise/5jXyZ_course_id' },
        result: { completion: false, extensions: { 'https://w3id.org/xapi/cmi5/result/extensions/progress': 60 } },
      }),
      '5jXyZ_course_id progressed 60%',
    ],
    [
      'H5P: answered, within a course',
      () => ({
        actor: { name: 'Ana', mbox: 'mailto:ana@waterlijn.example', objectType: 'Agent' },
        verb: { id: `${ADL}/answered`, display: { 'en-US': 'answered' } },
        object: {
          id: 'https://learn.waterlijn.example/h5p/embed/3?subContentId=4a5',
          objectType: 'Activity',
          definition: {
            extensions: { 'http://h5p.org/x-api/h5p-local-content-id': 3 },
            name: { 'en-US': 'Q' },
            interactionType: 'choice',
            type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
            correctResponsesPattern: ['1'],
            choices: [{ id: '0', description: { 'en-US': 'x' } }],
          },
        },
        context: {
          contextActivities: {
            parent: [{ id: COURSE, objectType: 'Activity' }],
            category: [{ id: 'http://h5p.org/libraries/H5P.MultiChoice-1.16', objectType: 'Activity' }],
          },
        },
        result: {
          score: { min: 0, max: 1, raw: 1, scaled: 1 },
          completion: true,
          success: true,
          duration: 'PT7.07S',
          response: '1',
        },
      }),
      'data-101 progressed',
    ],
    [
      'Cornerstone: launched, by account',
      () => ({
        actor: { objectType: 'Agent', account: { name: 'ana', homePage: 'https://waterlijn.csod.example' } },
        verb: { id: `${ADL}/launched`, display: { 'en-US': 'launched' } },
        object: { id: 'https://waterlijn.csod.example/lo/data-101', objectType: 'Activity' },
      }),
      'data-101 started',
    ],
    [
      'SuccessFactors: completed without success is failed',
      () => ({
        actor: { account: { homePage: 'https://waterlijn.sapsf.example', name: 'ana' } },
        verb: { id: `${ADL}/completed`, display: { en: 'completed' } },
        object: { id: 'urn:sapsf:course:data-101' },
        result: { success: false, completion: true, score: { raw: 40, max: 100, min: 0 } },
      }),
      'data-101 failed 40',
    ],
    [
      'Docebo: terminated with completion, seven digits of a second',
      () => ({
        actor: { mbox: 'mailto:ANA@waterlijn.example' },
        verb: { id: `${ADL}/terminated` },
        object: { id: 'https://waterlijn.docebo.example/learn/course/data-101' },
        result: { completion: true },
      }),
      'data-101 completed',
    ],
    ['a like is no learning', () => moodle('http://activitystrea.ms/schema/1.0/like', course), null],
  ];

  it.each(cases)('%s', async (_platform, statement, made) => {
    world.now += 60_000;
    const records = async () => (await learningOf(world.store.read, ['emp_ana'])).get('emp_ana') ?? [];
    const before = new Set((await records()).map((one) => JSON.stringify(one)));
    const id = randomUUID();
    const timestamp = new Date(world.now - 30_000).toISOString().replace('Z', '4321Z');
    const answer = await send('PUT', `/statements?statementId=${id}`, { timestamp, version: '1.0.0', ...statement() });
    expect([answer.status, answer.text]).toEqual([204, '']);
    const [record] = (await records()).filter((one) => !before.has(JSON.stringify(one)));
    const figures = record && [record.score, record.progress === null ? null : `${record.progress}%`];
    expect(
      record ? [record.activity, record.event, ...(figures ?? [])].filter((one) => one !== null).join(' ') : null,
    ).toBe(made);
  });

  it('leave no parts of a known course among the unknown activities', async () => {
    expect(await unmappedStatements(world.store.read, 'activity')).toEqual([]);
  });
});
