import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { CAMPAIGN, message, SOUND, workspaceWith } from './druppel.ts';

describe('the command line', () => {
  it('tells of every command what it does and how it is called, and takes --json and --now with each', async () => {
    const { druppel } = await workspaceWith({});
    for (const { usage, examples, summary } of COMMANDS) {
      const name = usage.split(' ')[0] ?? '';
      const { code, stdout } = await druppel(name, '--help');
      expect([name, code]).toEqual([name, 0]);
      for (const part of [summary.split(' ')[0] ?? '', examples[0] ?? '', '--json', '--now'])
        expect(stdout).toContain(part);
    }
  });

  it('names an unknown command or option, exit 1', async () => {
    const { druppel } = await workspaceWith({});
    const command = await druppel('publsh');
    expect(command).toMatchObject({ code: 1, stdout: '' });
    expect(command.stderr).toContain("unknown command 'publsh'");
    expect(await druppel('check', '--stricter')).toMatchObject({ code: 1, stdout: '' });
  });

  it('puts nothing but the answer on stdout with --json, errors included', async () => {
    const { druppel, folder } = await workspaceWith(SOUND);
    const good = await druppel('import', 'employees', join(folder, 'people.csv'), '--json');
    expect(good.json()).toMatchObject({ read: 3, new: 3, changed: 0, unchanged: 0, left: 0, refused: 0, errors: [] });
    const wrong = await druppel('publish', 'nothing-like-this', '--json');
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('nothing-like-this');
  });

  it('says what to do when there is no workspace, exit 1, and when the database cannot be opened, exit 2', async () => {
    const { druppel } = await workspaceWith({});
    const nowhere = await druppel('check');
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toContain('druppel init');
    const broken = await workspaceWith({ ...SOUND, 'data/druppel.db': 'this is no database, and never was one' });
    expect((await broken.druppel('audience', 'sellers')).code).toBe(2);
  });

  it('refuses a wrong setting by name', async () => {
    const { druppel } = await workspaceWith(SOUND, { PORT: 'eighty' });
    const { code, stderr } = await druppel('check');
    expect(code).toBe(1);
    expect(stderr).toContain('PORT: "eighty"');
  });

  it('checks without leaving a database behind', async () => {
    const { druppel, folder } = await workspaceWith(SOUND);
    expect((await druppel('check', '--strict')).stdout).toContain('campaigns/data/campaign.yaml');
    expect((await druppel('check', 'data')).code).toBe(0);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('runs as a program of its own', () => {
    const program = join(import.meta.dirname, '../../dist/src/cli/main.js');
    if (!existsSync(program)) return expect(existsSync(program), 'npm run build makes it before the tests').toBe(true);
    const { status, stdout } = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' });
    expect([status, stdout.trim()]).toEqual([0, '0.1.0']);
  });
});

describe('a campaign on the command line', () => {
  const now = '2027-04-20T08:00:00Z';

  it('goes from file to version to launch, and tells what the next step is', async () => {
    const { druppel, folder } = await workspaceWith(SOUND);
    await druppel('import', 'employees', join(folder, 'people.csv'), '--now', now);
    const dry = await druppel('publish', 'data', '--dry-run', '--json', '--now', now);
    expect(dry.json()).toMatchObject({
      version: 1,
      unchanged: false,
      impact: { audience: { count: 2, reachable: 2 } },
    });
    const published = await druppel('publish', 'data', '--now', now);
    expect(published.stdout).toContain('published as version 1');
    expect(published.stdout).toContain('druppel launch data');
    expect((await druppel('publish', 'data', '--json', '--now', now)).json()).toMatchObject({
      version: 1,
      unchanged: true,
    });
    expect((await druppel('launch', 'data', '--now', now)).code).toBe(0);
  });

  it('is not published with errors: they stand on stderr, one a line with file, line and column', async () => {
    const { druppel, put } = await workspaceWith(SOUND);
    await put('campaigns/data/kick-off.en.md', message('About data', 'Hello {{firstNam "you"}}'));
    const { code, stderr, stdout } = await druppel('publish', 'data');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/campaigns\/data\/kick-off\.en\.md:5:\d+: error: .*firstNam.*/);
    expect((await druppel('launch', 'data')).code).toBe(1);
  });

  it('refuses by name what is no way to treat people under way', async () => {
    const { druppel } = await workspaceWith(SOUND);
    const { code, stderr } = await druppel('publish', 'data', '--in-flight', 'jump');
    expect(code).toBe(1);
    expect(stderr).toContain('jump');
    expect(stderr).toContain('move');
  });

  it('is previewed as a page, a text and a mail, for somebody made up or for somebody real', async () => {
    const { druppel, folder } = await workspaceWith(SOUND);
    await druppel('import', 'employees', join(folder, 'people.csv'));
    const out = join(folder, 'out');
    const made = await druppel('preview', 'data/kick-off', '--locale', 'nl', '--out', out, '--json');
    expect(made.json()).toMatchObject({ locale: 'nl', subject: 'Over data' });
    for (const file of made.json().files) expect(existsSync(file)).toBe(true);
    const ana = await druppel('preview', 'data/kick-off', '--for', 'ana@waterlijn.example', '--out', out, '--json');
    expect(ana.json().text).toContain('Hello Ana');
    const fallback = await druppel('preview', 'data/last-one', '--locale', 'nl', '--out', out);
    expect(fallback.stderr).toContain('readers of it get en');
    expect((await druppel('preview', 'data/kick-of', '--out', out)).stderr).toContain('Did you mean "kick-off"?');
  });

  it('is proofread with its locales side by side, what is missing marked', async () => {
    const { druppel, folder } = await workspaceWith(SOUND);
    const file = join(folder, 'proof.html');
    expect((await druppel('proof', 'data', '--out', file, '--json')).json()).toMatchObject({
      messages: 2,
      locales: ['en', 'nl'],
    });
    const { readFile } = await import('node:fs/promises');
    const page = await readFile(file, 'utf8');
    for (const part of ['About data', 'Over data', 'No text in nl: readers get en.']) expect(page).toContain(part);
    expect(page).not.toMatch(/<script|https?:\/\/(?!learn\.waterlijn|druppel\.invalid)/);
  });
});

describe('audiences on the command line', () => {
  it('are counted, listed and explained, by name or by rule, a rule may begin with a dash', async () => {
    const { druppel, folder } = await workspaceWith(SOUND);
    await druppel('import', 'employees', join(folder, 'people.csv'));
    expect((await druppel('audience', 'department: Sales', '--json')).json()).toEqual({ count: 2 });
    expect((await druppel('audience', 'sellers', '--json')).json()).toEqual({ count: 2 });
    expect((await druppel('audience', '- department: IT', '--json')).json()).toEqual({ count: 1 });
    const listed = (await druppel('audience', 'sellers', '--list', '--json')).json();
    expect(listed.employees.map(({ email }: { email: string }) => email)).toEqual([
      'ana@waterlijn.example',
      'bo@waterlijn.example',
    ]);
    const explained = (await druppel('audience', 'sellers', '--explain', 'cas@waterlijn.example', '--json')).json();
    expect(explained).toMatchObject({ fits: false, parts: [{ holds: false, value: 'IT' }] });
  });

  it('that tell what people did or are are counted where they and the rest are a group, and never listed', async () => {
    const people = Array.from({ length: 36 }, (_, i) => `p${i}@waterlijn.example,Sales,${i < 23 ? 1980 : 1999}`).join(
      '\n',
    );
    const { druppel, folder } = await workspaceWith({
      ...SOUND,
      'people.csv': `email,department,birth_year\n${people}\n`,
    });
    await druppel('import', 'employees', join(folder, 'people.csv'));
    expect((await druppel('audience', 'birth_year: under 1990', '--json')).json()).toEqual({ count: 25 });
    for (const rule of ['birth_year: under 1970', 'birth_year: under 2005'])
      expect((await druppel('audience', rule, '--json')).json()).toEqual({ count: null });
    for (const rule of ['birth_year: under 1990', 'finished: data-101', 'need: career']) {
      expect((await druppel('audience', rule, '--list')).code).toBe(1);
      expect((await druppel('audience', rule, '--explain', 'p1@waterlijn.example')).code).toBe(1);
    }
  });

  it('are shown with what rules can ask about, and the types that imports found', async () => {
    const { druppel, folder, put } = await workspaceWith({
      ...SOUND,
      'people.csv': 'email,department,desk,birth_year\nana@waterlijn.example,Sales,12,1980\n',
    });
    await druppel('import', 'employees', join(folder, 'people.csv'));
    const { attributes, audiences } = (await druppel('audience', '--json')).json();
    const named = (name: string) => attributes.find((one: { name: string }) => one.name === name);
    expect(named('desk')).toEqual({ name: 'desk', type: 'number', by: 'values', sensitive: false });
    expect(named('birth_year')).toEqual({ name: 'birth_year', type: 'number', by: 'workspace', sensitive: true });
    expect(named('hired_on')).toMatchObject({ type: 'date', by: 'standard' });
    expect(audiences.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['new-joiners', 'most-active', 'overdue', 'managers', 'sellers']),
    );
    expect((await druppel('audience')).stdout).toMatch(/desk\s+number\s+values/);
    await put('people.csv', 'email,desk\nana@waterlijn.example,by the window\n');
    await druppel('import', 'employees', join(folder, 'people.csv'));
    expect((await druppel('audience')).stdout).toMatch(/desk\s+text\s+values, mixed: number, text/);
    const slip = await druppel('audience', 'received: kik-off');
    expect([slip.code, slip.stderr]).toEqual([1, expect.stringContaining('There is no message "kik-off"')]);
  });

  it('may ask about mails and surveys of every campaign, written or published, and of no other', async () => {
    const asking = (rule: string) => `${SOUND['campaigns/workspace.yaml']}  reached: [${rule}]\n`;
    const { druppel, put, folder } = await workspaceWith(SOUND);
    await put('campaigns/data/campaign.yaml', `${CAMPAIGN}retain:\n  - ask: mid-term\n    after: 5 working days\n`);
    await put('campaigns/data/mid-term.en.md', message('Two questions'));
    await druppel('import', 'employees', join(folder, 'people.csv'));
    for (const rule of ['received: kik-off', 'answered: kick-off']) {
      await put('campaigns/workspace.yaml', asking(rule));
      const slip = await druppel('check');
      expect([slip.code, slip.stdout]).toEqual([1, expect.stringMatching(/workspace\.yaml:\d+:\d+.*There is no/)]);
      expect((await druppel('publish', 'data')).code).toBe(1);
    }
    await put('campaigns/workspace.yaml', asking('{ received: kick-off }, { answered: mid-term }'));
    expect((await druppel('publish', 'data')).code).toBe(0);
    await rm(join(folder, 'campaigns/data'), { recursive: true });
    expect((await druppel('audience', 'reached')).code).toBe(0);
    expect((await druppel('audience', 'answered: mid-term')).code).toBe(0);
    const slip = await druppel('audience', 'answered: midterm');
    expect([slip.code, slip.stderr]).toEqual([1, expect.stringContaining('Did you mean "mid-term"?')]);
  });

  it('say what is wrong in a rule', async () => {
    const { druppel, folder } = await workspaceWith(SOUND);
    await druppel('import', 'employees', join(folder, 'people.csv'));
    const { code, stderr } = await druppel('audience', 'departmnt: Sales');
    expect(code).toBe(1);
    expect(stderr).toContain('departmnt');
  });
});
