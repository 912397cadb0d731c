import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { type Workspace, workspaceWith } from './druppel.ts';

const NOOR = 'noor@waterlijn.example';
const PUBLIC = { PUBLIC_URL: 'https://learn.waterlijn.example' };

describe('druppel user add', () => {
  it('prints a link that works once, for 24 hours, under PUBLIC_URL', async () => {
    const { druppel } = await workspaceWith({}, PUBLIC);
    const added = await druppel('user', 'add', NOOR, '--role', 'marketer', '--now', '2027-04-26T09:00:00Z');
    expect(added.code).toBe(0);
    expect(added.stdout).toContain('noor@waterlijn.example may open the console, as marketer.');
    expect(added.stdout).toMatch(/^ {2}https:\/\/learn\.waterlijn\.example\/login\/[\w-]{43}$/m);
    expect(added.stdout).toContain('until 2027-04-27T09:00:00Z');
  });

  it('answers machines with --json', async () => {
    const { druppel } = await workspaceWith({}, PUBLIC);
    const added = await druppel('user', 'add', ' Noor@Waterlijn.example', '--role', 'admin', '--json');
    expect(added.json()).toEqual({
      email: NOOR,
      role: 'admin',
      link: expect.stringMatching(/^https:\/\/learn\.waterlijn\.example\/login\/[\w-]{43}$/),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  it.each<[wrong: string, args: string[], told: RegExp]>([
    ['a role that is none', ['add', NOOR, '--role', 'owner'], /"owner" is not a role\.\n.*admin, marketer, viewer/],
    ['no role', ['add', NOOR], /As what\?\n.*--role/],
    ['an address that is a list', ['add', 'a@x.example,b@y.example', '--role', 'admin'], /is a list/],
    ['nobody', ['add', '--role', 'admin'], /Whom\?/],
    ['nothing that can be done', ['promote', NOOR], /"promote".*\n.*add, link, list, remove/],
    ['what an object has by itself', ['toString', NOOR], /"toString"/],
    ['a link for a stranger', ['link', 'cas@waterlijn.example'], /Nobody uses the console as "cas@/],
    ['removing a stranger', ['remove', 'cas@waterlijn.example'], /druppel user list/],
  ])('refuses %s, exit 1, with the next act', async (_wrong, args, told) => {
    const { druppel } = await workspaceWith({}, PUBLIC);
    const ran = await druppel('user', ...args);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(told);
    expect((await druppel('user', 'list', '--json')).json()).toEqual({ users: [] });
  });

  it('refuses who is a user already, and says how to get a link or another role', async () => {
    const { druppel } = await workspaceWith({}, PUBLIC);
    await druppel('user', 'add', NOOR, '--role', 'viewer');
    const again = await druppel('user', 'add', NOOR.toUpperCase(), '--role', 'viewer');
    expect(again.code).toBe(1);
    expect(again.stderr).toContain(`druppel user link ${NOOR}`);
    expect((await druppel('user', 'add', NOOR, '--role', 'admin')).stderr).toContain(`druppel user remove ${NOOR}`);
  });

  it('warns where others can read along on the way', async () => {
    const open = await workspaceWith({}, { PUBLIC_URL: 'http://druppel.waterlijn.example' });
    expect((await open.druppel('user', 'add', NOOR, '--role', 'admin')).stderr).toContain('has no https');
    const own = await workspaceWith({}, { PUBLIC_URL: 'http://127.0.0.1:3000' });
    expect((await own.druppel('user', 'add', NOOR, '--role', 'admin')).stderr).toBe('');
  });
});

describe('druppel user link', () => {
  it('makes a new link, and the one before no longer works', async () => {
    const workspace = await workspaceWith({}, PUBLIC);
    const linkOf = async (...args: string[]): Promise<string> =>
      (await workspace.druppel('user', ...args, '--json')).json().link;
    const first = await linkOf('add', NOOR, '--role', 'viewer');
    const second = await linkOf('link', NOOR);
    expect(second).not.toBe(first);
    expect(await rowsIn(workspace, 'loginLinks')).toHaveLength(1);
  });
});

describe('druppel user list', () => {
  it('shows who may open the console, as what, and whether a link still waits', async () => {
    const { druppel } = await workspaceWith({}, PUBLIC);
    const nobody = await druppel('user', 'list');
    expect(nobody.stdout).toContain('without a login');
    await druppel('user', 'add', NOOR, '--role', 'admin', '--now', '2027-04-26T09:00:00Z');
    await druppel('user', 'add', 'bo@waterlijn.example', '--role', 'viewer', '--now', '2027-04-27T08:00:00Z');
    const { stdout } = await druppel('user', 'list');
    expect(stdout).toMatch(/bo@waterlijn\.example +viewer[\s\S]*noor@waterlijn\.example +admin/);
    const later = await druppel('user', 'list', '--json', '--now', '2027-04-27T09:00:00Z');
    expect(later.json()).toEqual({
      users: [
        {
          email: 'bo@waterlijn.example',
          role: 'viewer',
          createdAt: '2027-04-27T08:00:00Z',
          sessions: 0,
          hasLink: true,
        },
        { email: NOOR, role: 'admin', createdAt: '2027-04-26T09:00:00Z', sessions: 0, hasLink: false },
      ],
    });
  });
});

describe('druppel user remove', () => {
  it('takes the link along, and says when nobody is left', async () => {
    const workspace = await workspaceWith({}, PUBLIC);
    const { druppel } = workspace;
    await druppel('user', 'add', NOOR, '--role', 'admin');
    await druppel('user', 'add', 'bo@waterlijn.example', '--role', 'viewer');
    expect((await druppel('user', 'remove', NOOR)).stdout).not.toContain('Nobody is left');
    const last = await druppel('user', 'remove', 'bo@waterlijn.example', '--json');
    expect(last.json()).toEqual({ email: 'bo@waterlijn.example', isLast: true });
    expect(await rowsIn(workspace, 'loginLinks')).toEqual([]);
    expect(await rowsIn(workspace, 'consoleUsers')).toEqual([]);
  });
});

describe('the clock of a store', () => {
  it('holds for users as for everything else: a live one takes no --now', async () => {
    const workspace = await workspaceWith({}, PUBLIC);
    const store = await openStore(databaseOf(workspace));
    await store.write((tx) => tx.db.insert(tx.tables.meta).values({ key: 'clock', value: 'live' }));
    await store.close();
    const pretended = await workspace.druppel('user', 'add', NOOR, '--role', 'admin', '--now', '2027-04-26');
    expect(pretended).toMatchObject({ code: 1, stdout: '' });
    expect(pretended.stderr).toContain('This store is live');
    expect(await rowsIn(workspace, 'consoleUsers')).toEqual([]);
    expect((await workspace.druppel('user', 'add', NOOR, '--role', 'admin')).code).toBe(0);
  });
});

function databaseOf({ folder }: Workspace): string {
  return `file:${folder}/data/druppel.db`;
}

async function rowsIn(workspace: Workspace, table: 'loginLinks' | 'consoleUsers'): Promise<unknown[]> {
  const store = await openStore(databaseOf(workspace));
  try {
    return await store.read.db.select().from(store.read.tables[table]);
  } finally {
    await store.close();
  }
}
