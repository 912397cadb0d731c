import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startInboxServer } from '../../src/delivery/inbox-server.ts';
import { countByState } from '../../src/store/mails/settling.ts';
import { openStore } from '../../src/store/open-store.ts';
import { message, SOUND, type Workspace, workspaceWith } from '../cli/druppel.ts';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');
const PEOPLE = 120;
const CONNECTIONS = 3;

/** Mail at any hour of any day, so that a live store has work whenever the test runs. */
const ANY_HOUR = `name: Waterlijn
academy: { name: Academie Waterlijn, url: "https://learn.waterlijn.example" }
from: Learning & Development <learning@waterlijn.example>
locales: [en]
timezone: UTC
sending: { days: mon-sun, between: "00:00-23:59", spread: 0 minutes, holidays: false, mail-limit: none }
topics: { digital-skills: { en: Digital skills } }
`;

const ONE_MAIL = `title: { en: Data literacy }
promotes: data-101
topic: digital-skills
for:
  - department: Sales
inform:
  - mail: kick-off
`;

async function launched(): Promise<Workspace> {
  const people = Array.from({ length: PEOPLE }, (_, n) => `p${n}@waterlijn.example,P${n},Sales`);
  const world = await workspaceWith({
    'campaigns/workspace.yaml': ANY_HOUR,
    'campaigns/activities.csv': SOUND['campaigns/activities.csv'] ?? '',
    'campaigns/data/campaign.yaml': ONE_MAIL,
    'campaigns/data/kick-off.en.md': message('About data'),
    'people.csv': ['email,first_name,department', ...people].join('\n'),
  });
  for (const args of [
    ['import', 'employees', join(world.folder, 'people.csv')],
    ['publish', 'data'],
    ['launch', 'data'],
  ])
    expect(await world.druppel(...args)).toMatchObject({ code: 0 });
  return world;
}

/** `druppel start --mode worker`, told to end by SIGTERM at so many mails; what the relay accepted, and how it ended. */
async function startAndStop(
  world: Workspace,
  answer: () => Promise<void>,
  tellAt: { readonly begun: number } | { readonly accepted: number },
) {
  const accepted: string[] = [];
  let begun = 0;
  const relay = await startInboxServer(
    async ({ raw }) => {
      begun += 1;
      if ('begun' in tellAt && begun === tellAt.begun) child.kill('SIGTERM');
      await answer();
      accepted.push(/^Message-ID: <(.+)>\r$/im.exec(raw.toString('latin1'))?.[1] ?? '');
      if ('accepted' in tellAt && accepted.length === tellAt.accepted) child.kill('SIGTERM');
    },
    () => {},
  );
  onTestFinished(() => relay.close());
  const env = {
    PATH: process.env.PATH,
    WORKSPACE: world.folder,
    SMTP_URL: relay.url,
    SMTP_CONNECTIONS: String(CONNECTIONS),
  };
  const child = spawn(process.execPath, [MAIN, 'start', '--mode', 'worker'], {
    env: { ...env, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [code, signal] = await once(child, 'exit');
  const store = await openStore(`file:${join(world.folder, 'data/druppel.db')}`);
  onTestFinished(() => store.close());
  return { ended: code ?? signal, accepted, states: await countByState(store.read) };
}

describe('a worker that is told to end while it sends (F3)', () => {
  it('lets what is on the wire arrive: nothing is lost and nothing in doubt', async () => {
    const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 100));
    const { ended, accepted, states } = await startAndStop(await launched(), slowly, { accepted: 9 });
    expect(ended).toBe(0);
    expect(accepted.length).toBeLessThan(PEOPLE);
    expect(new Set(accepted).size).toBe(accepted.length);
    expect(states).toEqual({ sent: accepted.length, ready: PEOPLE - accepted.length });
  });

  it('does not wait forever for a relay that never answers: what it has begun is in doubt, the rest is ready', async () => {
    const { ended, accepted, states } = await startAndStop(await launched(), () => new Promise(() => {}), {
      begun: CONNECTIONS,
    });
    expect(ended).toBe(0);
    expect(accepted).toEqual([]);
    expect(states).toEqual({ 'in-doubt': CONNECTIONS, ready: PEOPLE - CONNECTIONS });
  });
});
