import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { message, SOUND, WORKSPACE, type Workspace, workspaceWith } from './druppel.ts';

const NOOR = ['--by', 'noor@waterlijn.example'];
const MO = ['--by', 'mo@waterlijn.example'];
const on = (day: number) => ['--now', `2027-03-0${day}T08:00:00Z`];

async function whereTwoApprove(workspace = WORKSPACE): Promise<Workspace> {
  const world = await workspaceWith({ ...SOUND, 'campaigns/workspace.yaml': `${workspace}approval: second person\n` });
  for (const who of ['noor', 'mo'])
    await world.druppel('user', 'add', `${who}@waterlijn.example`, '--role', 'marketer');
  return world;
}

async function approvalsInDoctor(world: Workspace): Promise<string[]> {
  const { symptoms } = (await world.druppel('doctor', '--json')).json();
  return symptoms
    .filter(({ about }: { about: string }) => about === 'approval')
    .map(({ state, says, mend }: Record<string, string>) => `${state}: ${says}. ${mend}`);
}

describe('a version that waits for a second person', () => {
  it('is told by stats, with since when, who published and what to do, until somebody approves', async () => {
    const world = await whereTwoApprove();
    await world.druppel('publish', 'data', ...NOOR, ...on(1));
    const waits = { version: 1, since: '2027-03-01T08:00:00Z', publishedBy: 'noor@waterlijn.example', meanwhile: null };
    expect((await world.druppel('stats', 'data', '--json')).json().awaitsApproval).toEqual(waits);
    const { stdout } = await world.druppel('stats', 'data');
    expect(stdout).toContain('Version 1 waits for a second person since Mon 1 Mar 09:00; published by noor@');
    expect(stdout).toContain('druppel approve data --by ADDRESS');
    await world.druppel('approve', 'data', ...MO, ...on(1));
    expect((await world.druppel('stats', 'data', '--json')).json().awaitsApproval).toBeNull();
    expect((await world.druppel('stats')).stdout).not.toContain('waits for a second person');
  });

  it('says which version goes on meanwhile', async () => {
    const world = await whereTwoApprove();
    await world.druppel('publish', 'data', ...NOOR, ...on(1));
    await world.druppel('approve', 'data', ...MO, ...on(1));
    await world.druppel('launch', 'data', ...on(1));
    await world.put('campaigns/data/kick-off.en.md', message('Another subject'));
    await world.druppel('publish', 'data', ...NOOR, ...on(2));
    expect((await world.druppel('stats', '--json')).json()[0].awaitsApproval).toMatchObject({
      version: 2,
      meanwhile: 1,
    });
  });

  it('is noticed by doctor after three days, not before', async () => {
    const world = await whereTwoApprove();
    await world.druppel('publish', 'data', ...NOOR, ...on(1));
    const people = join(world.folder, 'people.csv');
    await world.druppel('import', 'employees', people, ...on(3));
    expect(await approvalsInDoctor(world)).toEqual([]);
    await world.druppel('import', 'employees', people, ...on(5));
    expect(await approvalsInDoctor(world)).toEqual([
      'look: version 1 of data waits for a second person since 2027-03-01T08:00:00Z, 4 days; published by noor@waterlijn.example. Somebody else looks at it: druppel proof data; and says so: druppel approve data --by ADDRESS.',
    ]);
  });

  it('is nothing where nobody has to approve, and where it runs since before that was asked', async () => {
    const world = await workspaceWith(SOUND);
    await world.druppel('publish', 'data', ...on(1));
    await world.druppel('launch', 'data', ...on(1));
    expect((await world.druppel('stats', 'data', '--json')).json().awaitsApproval).toBeNull();
    await world.put('campaigns/workspace.yaml', `${WORKSPACE}approval: second person\n`);
    await world.druppel('user', 'add', 'noor@waterlijn.example', '--role', 'marketer');
    await world.druppel('publish', 'data', ...NOOR, ...on(2));
    expect((await world.druppel('stats', 'data', '--json')).json().awaitsApproval).toBeNull();
  });
});

describe('learning data that is too old', () => {
  it('is told by stats, and by doctor from the same instant', async () => {
    const learning = `${WORKSPACE}learning-data: at most 2 days old\n`;
    const world = await workspaceWith({
      ...SOUND,
      'campaigns/workspace.yaml': learning,
      'learning.csv': 'email,activity,event,at\nana@waterlijn.example,data-101,started,2027-03-01T07:00:00Z\n',
    });
    const people = join(world.folder, 'people.csv');
    await world.druppel('import', 'employees', people, ...on(1));
    expect(await world.druppel('publish', 'data', ...on(1))).toMatchObject({ code: 0 });
    await world.druppel('import', 'learning', join(world.folder, 'learning.csv'), ...on(1));
    expect((await world.druppel('stats')).stdout).not.toContain('days old');
    await world.druppel('import', 'employees', people, ...on(3));
    expect((await world.druppel('stats')).stdout).toContain(
      'Learning data is 2 days old; from 2 days on, reminders wait.',
    );
    const { symptoms } = (await world.druppel('doctor', '--json')).json();
    expect(symptoms).toContainEqual(expect.objectContaining({ about: 'learning data', state: 'bad' }));
  });
});
