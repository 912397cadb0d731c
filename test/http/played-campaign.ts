import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { parseInstant } from '../../src/domain/time.ts';
import { makeApiKey, type Scope } from '../../src/flow/access/api-keys.ts';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { createLog } from '../../src/log.ts';
import { inboxEntries } from '../../src/store/mails/inbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { SOUND, type Workspace, workspaceWith } from '../cli/druppel.ts';

const BEGUN = '2027-04-20T08:00:00Z';
/** The reminder of Wednesday 28 April stands ready for 09:00 in Amsterdam; this is a minute before. */
const JUST_BEFORE = '2027-04-28T06:59:00Z';

/** The web side of a played store, at the instant up to which it was played. */
export interface PlayedCampaign extends Workspace {
  /** A key with this scope, and the address to show it at. */
  open(scope: Scope): Promise<{ address: string; id: string; secret: string; token: string }>;
  /** Lets two days pass. */
  goOn(): Promise<void>;
  /** `ana kick-off`: who has got what. */
  mails(): Promise<string[]>;
}

/** A campaign for Ana and Bo, who have had its kick-off and are about to be reminded. */
export async function campaignBeforeItsReminder(): Promise<PlayedCampaign> {
  const workspace = await workspaceWith(SOUND);
  const { druppel, folder } = workspace;
  await druppel('import', 'employees', join(folder, 'people.csv'), '--now', BEGUN);
  await druppel('publish', 'data', '--now', BEGUN);
  await druppel('launch', 'data', '--now', BEGUN);
  expect((await druppel('run', '--until', JUST_BEFORE)).code).toBe(0);
  const url = `file:${join(folder, 'data/druppel.db')}`;
  return {
    ...workspace,
    open: (scope) => serve(url, scope),
    goOn: async () => {
      expect((await druppel('run', '--until', '2027-04-29T18:00:00Z')).code).toBe(0);
    },
    mails: async () => {
      const store = await openStore(url);
      const mails = await inboxEntries(store.read, { limit: 100 });
      await store.close();
      return mails.map(({ recipient, step }) => `${recipient.split('@')[0]} ${step}`).toSorted();
    },
  };
}

async function serve(url: string, scope: Scope) {
  const store = await openStore(url);
  const clock = () => parseInstant(JUST_BEFORE, 'UTC') ?? Number.NaN;
  const config = { publicUrl: 'http://127.0.0.1:3000', secret: 'x'.repeat(32), inbox: true };
  const server = await createHttpServer({ store, clock, newId, log: createLog('silent'), config });
  onTestFinished(async () => {
    await server.close();
    await store.close();
  });
  const listen = async () => server.listen({ host: '127.0.0.1', port: 0 });
  return { address: await listen(), ...(await makeApiKey({ store, clock, newId }, 'a test', [scope])) };
}
