import { mkdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PNG } from '../support/images.ts';
import { SOUND, WORKSPACE, type Workspace, workspaceWith } from './druppel.ts';

const KICK_OFF = 'campaigns/data/kick-off.en.md';
const CHART = 'campaigns/data/images/chart.png';

/** Ana's folder and Bo's, with one database between them. */
async function twoFolders(files: Parameters<typeof workspaceWith>[0] = SOUND): Promise<[Workspace, Workspace]> {
  const ana = await workspaceWith(files);
  const bo = await workspaceWith({}, { DATABASE_URL: `file:${ana.folder}/data/druppel.db` });
  return [ana, bo];
}

const textIn = ({ folder }: Workspace, path: string) => readFile(join(folder, path), 'utf8');

describe('druppel push and pull', () => {
  it('carry a workspace to another folder, byte for byte', async () => {
    const [ana, bo] = await twoFolders({ ...SOUND, [CHART]: PNG, 'templates/own.mjml': '<mjml>\r\n</mjml>\r\n' });
    const pushed = await ana.druppel('push', '--json');
    expect(pushed.code).toBe(0);
    expect(pushed.json()).toMatchObject({ dryRun: false, waiting: [], conflicts: [], unchanged: 0 });
    expect(pushed.json().pushed).toContainEqual({ path: CHART, change: 'added' });
    expect((await bo.druppel('pull')).stdout).toContain('✓ 8 files pulled from the database: 8 new.');
    expect(await readFile(join(bo.folder, CHART))).toEqual(PNG);
    expect(await textIn(bo, 'templates/own.mjml')).toBe('<mjml>\r\n</mjml>\r\n');
    expect((await bo.druppel('check')).code).toBe(0);
    await expect(stat(join(bo.folder, 'people.csv'))).rejects.toThrow('ENOENT');
  });

  it('carry what is new, changed and removed on one side, and leave what is newer on the other', async () => {
    const [ana, bo] = await twoFolders();
    await ana.druppel('push');
    await bo.druppel('pull');
    await ana.put('campaigns/data/more.en.md', 'new');
    await ana.put(KICK_OFF, 'changed');
    await bo.put('campaigns/data/last-one.en.md', 'changed by bo');
    await bo.druppel('push');
    const pushed = await ana.druppel('push', '--json');
    expect(pushed.json().pushed).toEqual([
      { path: KICK_OFF, change: 'changed' },
      { path: 'campaigns/data/more.en.md', change: 'added' },
    ]);
    expect(pushed.json().waiting).toEqual([{ path: 'campaigns/data/last-one.en.md', change: 'changed' }]);
    expect((await ana.druppel('pull')).stdout).toContain('campaigns/data/last-one.en.md (changed)');
    expect(await textIn(ana, 'campaigns/data/last-one.en.md')).toBe('changed by bo');
    expect((await ana.druppel('pull')).stdout).toContain('Nothing to carry');
  });

  it('refuse when both sides changed a file: nothing is written, and it says who, when and where', async () => {
    const [ana, bo] = await twoFolders();
    await ana.druppel('push');
    await bo.druppel('pull');
    await bo.put(KICK_OFF, 'one\nbo\nthree');
    await bo.druppel('push', '--by', 'bo@waterlijn.example', '--now', '2027-03-01T08:00:00Z');
    await ana.put(KICK_OFF, 'one\nana\nthree');
    await ana.put('campaigns/data/more.en.md', 'new');
    for (const command of ['push', 'pull']) {
      const refused = await ana.druppel(command, '--json');
      expect(refused.code).toBe(1);
      expect(refused.json().conflicts).toEqual([
        {
          path: KICK_OFF,
          mine: 'changed',
          theirs: { change: 'changed', at: '2027-03-01T08:00:00Z', by: 'bo@waterlijn.example' },
          differs: { line: 2, mine: 'ana', theirs: 'bo' },
        },
      ]);
      expect(refused.stderr).toContain(
        `${KICK_OFF}: changed here, and changed in the database by bo@waterlijn.example`,
      );
      expect(refused.stderr).toContain('from line 2: here "ana", there "bo"');
      expect(refused.stderr).toContain(`druppel ${command} --take mine=${KICK_OFF}`);
    }
    expect(await textIn(ana, KICK_OFF)).toBe('one\nana\nthree');
    const there = (await bo.druppel('pull', '--json')).json();
    expect(there).toMatchObject({ pulled: [], waiting: [] });
  });

  it('take the side that is named, by file or by folder', async () => {
    const [ana, bo] = await twoFolders();
    await ana.druppel('push');
    await bo.druppel('pull');
    for (const [folder, text] of [
      [ana, 'by ana'],
      [bo, 'by bo'],
    ] as const) {
      await folder.put(KICK_OFF, text);
      await folder.put('campaigns/workspace.yaml', `${WORKSPACE}# ${text}\n`);
    }
    await bo.druppel('push');
    expect((await ana.druppel('push', '--take', `mine=${KICK_OFF}`)).code).toBe(1);
    expect((await ana.druppel('push', '--take', 'mine=campaigns/data/,theirs=campaigns/workspace.yaml')).code).toBe(0);
    await ana.druppel('pull');
    await bo.druppel('pull');
    for (const folder of [ana, bo]) {
      expect(await textIn(folder, KICK_OFF)).toBe('by ana');
      expect(await textIn(folder, 'campaigns/workspace.yaml')).toContain('# by bo');
    }
  });

  it('say what --take means when it is not understood', async () => {
    const [ana] = await twoFolders();
    expect((await ana.druppel('push', '--take', 'ours')).stderr).toContain('--take "ours" names no side.');
    const unknown = await ana.druppel('push', '--take', 'mine=campaigns/data/kick-of.en.md');
    expect(unknown.stderr).toContain(`Did you mean ${KICK_OFF}?`);
    expect([unknown.code, (await ana.druppel('pull')).code]).toEqual([1, 1]);
  });

  it('change nothing with --dry-run', async () => {
    const [ana, bo] = await twoFolders();
    expect((await ana.druppel('push', '--dry-run')).stdout).toContain(
      '6 files would be pushed to the database: 6 new.',
    );
    expect((await bo.druppel('pull')).stderr).toContain('There are no drafts in the database yet.');
    await ana.druppel('push');
    expect((await bo.druppel('pull', '--dry-run', '--json')).json().pulled).toHaveLength(6);
    await expect(stat(join(bo.folder, 'campaigns'))).rejects.toThrow('ENOENT');
    await expect(stat(join(bo.folder, '.druppel'))).rejects.toThrow('ENOENT');
  });

  it('carry deletions, and folders that they leave empty go too', async () => {
    const [ana, bo] = await twoFolders({ ...SOUND, [CHART]: PNG });
    await ana.druppel('push');
    await bo.druppel('pull');
    await rm(join(ana.folder, CHART));
    expect((await ana.druppel('push')).stdout).toContain('1 file pushed to the database: 1 removed.');
    expect((await bo.druppel('pull')).stdout).toContain(`${CHART} (removed)`);
    await expect(stat(join(bo.folder, 'campaigns/data/images'))).rejects.toThrow('ENOENT');
  });

  it('let files with errors through, and say how many there are', async () => {
    const [ana, bo] = await twoFolders({ ...SOUND, 'campaigns/data/campaign.yaml': 'title: 3\nfrobnicate: yes\n' });
    const pushed = await ana.druppel('push');
    expect(pushed.code).toBe(0);
    expect(pushed.stdout).toMatch(/druppel check finds here: \d+ errors/);
    expect((await bo.druppel('pull')).code).toBe(0);
  });

  it('never follow a symbolic link, in or out', async () => {
    const [ana, bo] = await twoFolders();
    await ana.druppel('push');
    await mkdir(join(bo.folder, 'campaigns'));
    await mkdir(join(bo.folder, 'elsewhere'));
    await symlink(join(bo.folder, 'elsewhere'), join(bo.folder, 'campaigns', 'data'));
    for (const refused of [await bo.druppel('pull'), await bo.druppel('push')]) {
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('campaigns/data · This is a symbolic link');
    }
    await expect(stat(join(bo.folder, 'elsewhere', 'kick-off.en.md'))).rejects.toThrow('ENOENT');
  });

  it('leave out what is no file of a campaign, lists of people above all, and say so', async () => {
    const [ana] = await twoFolders({ ...SOUND, 'campaigns/people.csv': 'email\n', 'campaigns/data/.notes.md': 'x' });
    const pushed = await ana.druppel('push', '--json');
    expect(pushed.json().leftOut.map(({ path }: { path: string }) => path)).toEqual(['campaigns/people.csv']);
    expect(pushed.stderr).toContain('Left out: campaigns/people.csv');
    expect(JSON.stringify(pushed.json().pushed)).not.toContain('.notes');
  });

  it('refuse what is too big, and a folder that is no workspace', async () => {
    const [ana, bo] = await twoFolders({ ...SOUND, [CHART]: Buffer.alloc(5_000_001) });
    expect((await ana.druppel('push')).stderr).toContain('The file has 6 MB; a draft takes 5.');
    expect((await bo.druppel('push')).stderr).toContain('There is no workspace in');
  });

  it('say in the file what it is, when what was in step cannot be read', async () => {
    const [ana] = await twoFolders();
    await ana.druppel('push');
    await ana.put('.druppel/drafts.json', '{ "drafts": 3 }');
    const refused = await ana.druppel('push');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Delete it and try again')]);
  });

  it.each([
    ['nl', 'bestanden naar de database gebracht'],
    ['fr', 'fichiers envoyés vers la base de données'],
  ])('speak the first language of the workspace: %s', async (locale, words) => {
    const spoken = WORKSPACE.replace('locales: [en, nl]', `locales: [${locale}, en]`).replaceAll('nl: ', `${locale}: `);
    const [ana] = await twoFolders({ ...SOUND, 'campaigns/workspace.yaml': spoken });
    expect((await ana.druppel('push')).stdout).toContain(words);
  });
});

describe('druppel publish --drafts', () => {
  it('publishes what is in the database, through the same check', async () => {
    const [ana, bo] = await twoFolders();
    expect((await bo.druppel('publish', 'data', '--drafts')).stderr).toContain(
      'There is no workspace among the drafts',
    );
    await ana.druppel('push');
    const published = await bo.druppel('publish', 'data', '--drafts', '--json');
    expect(published.json()).toMatchObject({ campaign: 'data', version: 1, unchanged: false });
    expect((await ana.druppel('publish', 'data', '--json')).json()).toMatchObject({ version: 1, unchanged: true });
  });

  it('refuses drafts with errors, by the place in the file', async () => {
    const [ana, bo] = await twoFolders({
      ...SOUND,
      'campaigns/data/campaign.yaml': `${SOUND['campaigns/data/campaign.yaml']}frobnicate: yes\n`,
    });
    await ana.druppel('push');
    const refused = await bo.druppel('publish', 'data', '--drafts');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^campaigns\/data\/campaign\.yaml:\d+/m);
    expect(refused.stderr).toContain('druppel check data --drafts');
    expect((await bo.druppel('check', 'data', '--drafts')).code).toBe(1);
  });
});
