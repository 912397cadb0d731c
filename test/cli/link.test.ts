import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHouse } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { linkDestination } from '../../src/flow/answers/record-click.ts';
import { readInbox, readInboxMail } from '../../src/flow/sending/read-inbox.ts';
import { messagesTo } from '../../src/store/mails/messages.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { message, SOUND, WORKSPACE, type Workspace, workspaceWith } from './druppel.ts';

const APRIL_20 = ['--now', '2027-04-20T08:00:00Z'] as const;
const COURSE = 'https://learn.waterlijn.example/data-101';
const NEW = 'https://new.example/course?from=mail';

/** Ana and Bo have had kick-off, with its one link. */
async function sent(workspace = WORKSPACE): Promise<Workspace> {
  const world = await workspaceWith({ ...SOUND, 'campaigns/workspace.yaml': workspace });
  for (const command of [
    ['import', 'employees', join(world.folder, 'people.csv')],
    ['publish', 'data'],
    ['launch', 'data'],
  ])
    expect(await world.druppel(...command, ...APRIL_20)).toMatchObject({ code: 0 });
  await world.druppel('run', '--until', '2027-04-26T12:00:00Z');
  return world;
}

/** Where the first link of a mail to Ana leads. */
async function clicked(world: Workspace, name: string): Promise<string | null> {
  const house = await openHouse(readConfig({ WORKSPACE: world.folder }));
  const ana = await employeeByEmail(house.context.store.read, 'ana@waterlijn.example');
  const mail = (await messagesTo(house.context.store.read, ana?.key ?? '')).find((one) => one.message === name);
  const destination = await linkDestination(house.context, { messageId: mail?.id ?? '', link: 0 });
  await house.close();
  return destination;
}

describe('a link that leads to the wrong place', () => {
  it('is mended in mails that were sent, and in all that follow', async () => {
    const world = await sent();
    expect(await clicked(world, 'kick-off')).toBe(COURSE);
    expect((await world.druppel('link', 'data/kick-off', '--list')).stdout.trim()).toBe(COURSE);
    const mended = await world.druppel('link', 'data/kick-off', '--to', NEW, '--by', 'noor@waterlijn.example');
    expect(mended.stdout).toContain(`${COURSE} leads to ${NEW} from now on`);
    expect(await clicked(world, 'kick-off')).toBe(NEW);
    const listed = await world.druppel('link', 'data/kick-off', '--json');
    expect(listed.json().links).toEqual([
      { from: COURSE, to: NEW, mendedAt: '2027-04-26T12:00:00Z', mendedBy: 'noor@waterlijn.example' },
    ]);
    await world.druppel('link', 'data/kick-off', '--from', NEW, '--to', 'https://third.example/');
    expect(await clicked(world, 'kick-off')).toBe('https://third.example/');
    await world.druppel('run', '--until', '2027-05-01T12:00:00Z');
    expect(await clicked(world, 'last-one')).toBe(COURSE);
  });

  it('stands mended in the mail itself where clicks are not tracked', async () => {
    const world = await sent(`${WORKSPACE}tracking: off\n`);
    await world.druppel('link', 'data/last-one', '--to', NEW);
    await world.druppel('run', '--until', '2027-05-01T12:00:00Z');
    const house = await openHouse(readConfig({ WORKSPACE: world.folder }));
    const { entries } = await readInbox(house.context, { search: 'last-one ana', before: null, limit: 10 });
    const [last] = entries;
    expect((await readInboxMail(house.context, last?.id ?? ''))?.mail.text).toContain(NEW);
    await house.close();
  });

  it('is named when there are several, and nothing else is taken for one', async () => {
    const world = await workspaceWith({
      ...SOUND,
      'campaigns/data/kick-off.en.md': message('Two', 'Read [this](https://one.example/) first.'),
    });
    await world.druppel('publish', 'data');
    const which = await world.druppel('link', 'data/kick-off', '--to', NEW);
    expect(which).toMatchObject({ code: 1 });
    expect(which.stderr).toContain('data/kick-off has 2 links. Which one?');
    expect(which.stderr).toContain('--from: https://learn.waterlijn.example/data-101 · https://one.example/');
    for (const [wish, says] of [
      [['data/kick-off', '--to', 'javascript:alert(1)'], 'is not a web address'],
      [['data/kick-off', '--to', 'https://user:pass@evil.example/'], 'is not a web address'],
      [['data/kick-of', '--to', NEW], 'Did you mean "kick-off"?'],
      [['dta/kick-off', '--to', NEW], 'Did you mean "data"?'],
      [['data', '--list'], 'names no message'],
      [['data/kick-off', '--from', 'https://one.exampel/', '--to', NEW], 'Did you mean "https://one.example/"?'],
      [['data/kick-off', '--list', '--to', NEW], 'Write one of them'],
    ] as const) {
      const refused = await world.druppel('link', ...wish);
      expect(refused).toMatchObject({ code: 1 });
      expect(refused.stderr).toContain(says);
    }
  });
});
