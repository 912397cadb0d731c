import { appendFile, copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countByState } from '../../src/store/mails/settling.ts';
import { openStore } from '../../src/store/open-store.ts';
import { CAMPAIGN, message, SOUND, type Workspace, workspaceWith } from '../cli/druppel.ts';
import { mailServer, type ServerLog } from './fault-world.ts';

const PEOPLE = 40;
const APRIL_20 = ['--now', '2027-04-20T08:00:00Z'] as const;
const employees = [
  'id,email,department',
  ...Array.from({ length: PEOPLE }, (_, index) => `p${index},p${index}@waterlijn.example,Sales`),
].join('\n');
const TWO_MAILS = CAMPAIGN.replace('activate:', '  - mail: halfway\n    after: 2 days\nactivate:');

interface Restorable extends Workspace {
  readonly server: ServerLog;
  readonly database: string;
}

/** Forty people; the campaign begins on Monday 26 April with kick-off, halfway goes on Wednesday. */
async function launched(): Promise<Restorable> {
  const server = await mailServer();
  const world = await workspaceWith(
    {
      ...SOUND,
      'campaigns/data/campaign.yaml': TWO_MAILS,
      'campaigns/data/halfway.en.md': message('Halfway'),
      'people.csv': employees,
    },
    { SMTP_URL: server.url },
  );
  for (const command of [
    ['import', 'employees', join(world.folder, 'people.csv')],
    ['publish', 'data'],
    ['launch', 'data'],
  ])
    expect(await world.druppel(...command, ...APRIL_20)).toMatchObject({ code: 0 });
  return { ...world, server, database: join(world.folder, 'data/druppel.db') };
}

async function restore({ database }: Restorable, backup: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${database}${suffix}`, { force: true });
  await copyFile(backup, database);
}

/** Nobody gets the same mail of a step twice, whatever its Message-ID. */
function repeated({ server }: Restorable): string[] {
  const seen = server.arrived.map(({ to, step }) => `${to}/${step}`);
  return seen.filter((line, index) => seen.indexOf(line) !== index);
}

describe('a database restored from a backup that is older than the last mail (F11)', () => {
  it('repeats nothing by itself, shows what is held, and goes on after the release', async () => {
    const world = await launched();
    await world.druppel('run', '--until', '2027-04-26T12:00:00Z');
    expect(world.server.arrived).toHaveLength(PEOPLE);
    const backup = join(world.folder, 'monday.db');
    expect((await world.druppel('backup', backup, '--json')).json()).toMatchObject({ gates: PEOPLE });
    await world.druppel('run', '--until', '2027-04-29T12:00:00Z');
    expect(world.server.arrived).toHaveLength(2 * PEOPLE);
    expect((await world.druppel('doctor', '--json')).json().symptoms).toContainEqual(
      expect.objectContaining({ about: 'journal', state: 'good' }),
    );

    await restore(world, backup);
    expect((await world.druppel('doctor', '--json')).json().symptoms).toContainEqual(
      expect.objectContaining({ about: 'journal', state: 'bad', says: expect.stringContaining('knows 40 mails') }),
    );
    const again = await world.druppel('run', '--until', '2027-04-30T12:00:00Z');
    expect(again.stderr).toContain('40 mails are held');
    expect(world.server.arrived).toHaveLength(2 * PEOPLE);
    const { steps } = (await world.druppel('stats', 'data', '--json')).json();
    expect(steps.find(({ id }: { id: string }) => id === 'halfway')).toMatchObject({ held: PEOPLE, sent: 0 });

    expect((await world.druppel('release', '--dry-run')).stdout).toContain('data/halfway: 40');
    expect((await world.druppel('release', '--json')).json()).toMatchObject({ mails: PEOPLE, again: false });
    expect((await world.druppel('release')).stdout).toContain('Nothing is held.');
    await world.druppel('run', '--until', '2027-05-20T12:00:00Z');
    expect(repeated(world)).toEqual([]);
    expect(new Set(world.server.arrived.map(({ step }) => step))).toEqual(new Set(['kick-off', 'halfway', 'last-one']));
    const store = await openStore(`file:${world.database}`);
    expect(await countByState(store.read)).not.toHaveProperty('held');
    await store.close();
  }, 120_000);

  it('holds what was not even decided when the backup was made', async () => {
    const world = await launched();
    const backup = join(world.folder, 'before.db');
    await world.druppel('backup', backup);
    await world.druppel('run', '--until', '2027-04-29T12:00:00Z');
    expect(world.server.arrived).toHaveLength(2 * PEOPLE);
    await restore(world, backup);
    await world.druppel('run', '--until', '2027-04-29T12:00:00Z');
    await world.druppel('release');
    await world.druppel('run', '--until', '2027-05-20T12:00:00Z');
    expect(repeated(world)).toEqual([]);
    expect(world.server.arrived.filter(({ step }) => step === 'last-one')).toHaveLength(PEOPLE);
  }, 120_000);

  it('lets them go once more only when that is said', async () => {
    const world = await launched();
    const backup = join(world.folder, 'before.db');
    await world.druppel('backup', backup);
    await world.druppel('run', '--until', '2027-04-26T12:00:00Z');
    await restore(world, backup);
    await world.druppel('run', '--until', '2027-04-26T12:00:00Z');
    expect(world.server.arrived).toHaveLength(PEOPLE);
    expect((await world.druppel('release', 'data', '--send-again')).stdout).toContain('may go once more');
    await world.druppel('run', '--until', '2027-04-27T12:00:00Z');
    expect(repeated(world)).toHaveLength(PEOPLE);
    expect((await world.druppel('release', 'dta')).stderr).toContain('Did you mean "data"?');
  }, 120_000);

  it('does not take a database that was never restored for one, torn line and all', async () => {
    const world = await launched();
    await world.druppel('run', '--until', '2027-04-26T12:00:00Z');
    await appendFile(`${world.database}.sent`, '{"what":"gate","store":"x"');
    await world.druppel('run', '--until', '2027-05-20T12:00:00Z');
    expect((await world.druppel('release', '--json')).json()).toMatchObject({ mails: 0 });
    const journal = await readFile(`${world.database}.sent`, 'utf8');
    expect(journal).not.toMatch(/\bp\d+@/);
    expect(journal.match(/"what":"gate"/g)).toHaveLength(3 * PEOPLE + 1);
    expect(journal.match(/"what":"sent"/g)).toHaveLength(3 * PEOPLE);
  }, 120_000);

  it('sends nothing whose gate cannot be witnessed, and goes on when it can be again', async () => {
    const world = await launched();
    await world.put('.env', 'JOURNAL=/dev/full\n');
    const refused = await world.druppel('run', '--until', '2027-04-26T12:00:00Z');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('The send journal /dev/full cannot be written');
    expect(world.server.arrived).toEqual([]);
    const store = await openStore(`file:${world.database}`);
    expect(await countByState(store.read)).toEqual({ ready: PEOPLE });
    await store.close();
    await world.put('.env', '');
    expect(await world.druppel('run', '--until', '2027-04-26T13:00:00Z')).toMatchObject({ code: 0 });
    expect(world.server.arrived).toHaveLength(PEOPLE);
    expect(repeated(world)).toEqual([]);
  });
});
