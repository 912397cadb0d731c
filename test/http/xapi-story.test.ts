import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { formatInstant, parseInstant } from '../../src/domain/time.ts';
import { makeApiKey } from '../../src/flow/api-keys.ts';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { createLog } from '../../src/log.ts';
import { inboxEntries } from '../../src/store/inbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { SOUND, type Workspace, workspaceWith } from '../cli/druppel.ts';

const JUST_BEFORE = '2027-04-28T06:59:00Z';

describe('a reminder that stands ready for the morning', () => {
  it('goes to whoever has not begun, and not to whom the learning platform says has begun', async () => {
    const workspace = await workspaceWith(SOUND);
    const { druppel, folder } = workspace;
    const now = '2027-04-20T08:00:00Z';
    await druppel('import', 'employees', join(folder, 'people.csv'), '--now', now);
    await druppel('publish', 'data', '--now', now);
    expect((await druppel('launch', 'data', '--now', now)).code).toBe(0);
    expect((await druppel('run', '--until', JUST_BEFORE)).code).toBe(0);
    expect(await mailsAt(workspace)).toEqual(['ana kick-off', 'bo kick-off']);

    await tell(workspace, {
      actor: { mbox: 'mailto:ana@waterlijn.example' },
      verb: { id: 'http://adlnet.gov/expapi/verbs/initialized' },
      object: { id: 'https://learn.waterlijn.example/data-101' },
      timestamp: '2027-04-28T06:58:00Z',
    });

    expect((await druppel('run', '--until', '2027-04-29T18:00:00Z')).code).toBe(0);
    expect(await mailsAt(workspace)).toEqual(['ana kick-off', 'bo kick-off', 'bo last-one']);
  });
});

describe('a statement about an activity that nobody here knows', () => {
  it('stands in the doctor, with what to do', async () => {
    const workspace = await workspaceWith(SOUND);
    const { druppel, folder } = workspace;
    await druppel('import', 'employees', join(folder, 'people.csv'), '--now', '2027-04-20T08:00:00Z');
    await druppel('publish', 'data', '--now', '2027-04-20T08:00:00Z');
    await tell(workspace, {
      actor: { mbox: 'mailto:ana@waterlijn.example' },
      verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
      object: { id: 'https://platform.example/courses/unheard-of' },
    });
    const { stdout } = await druppel('doctor');
    expect(stdout).toContain('https://platform.example/courses/unheard-of (1)');
    expect(stdout).toContain('druppel import activities');
  });
});

/** Over the wire, at the instant up to which the store was played. */
async function tell({ folder }: Workspace, statement: unknown): Promise<void> {
  const store = await openStore(`file:${join(folder, 'data/druppel.db')}`);
  const clock = () => parseInstant(JUST_BEFORE, 'UTC') ?? 0;
  const config = { publicUrl: 'http://127.0.0.1:3000', secret: 'x'.repeat(32), inbox: true };
  const log = createLog('silent');
  const server = await createHttpServer({ store, clock, newId, log, config });
  const listen = async () => server.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await server.close();
    await store.close();
  });
  const address = await listen();
  const { id, secret } = await makeApiKey({ store, clock, newId }, 'learning platform', ['write:learning']);
  const response = await fetch(`${address}/xapi/statements`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-experience-api-version': '1.0.3',
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
    },
    body: JSON.stringify(statement),
  });
  expect([response.status, formatInstant(clock())]).toEqual([200, JUST_BEFORE]);
}

async function mailsAt({ folder }: Workspace): Promise<string[]> {
  const store = await openStore(`file:${join(folder, 'data/druppel.db')}`);
  const mails = await inboxEntries(store.read, { limit: 100 });
  await store.close();
  return mails.map(({ recipient, step }) => `${recipient.split('@')[0]} ${step}`).toSorted();
}
