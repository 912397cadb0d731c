import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, message, SOUND, WORKSPACE, type Workspace, workspaceWith } from './druppel.ts';

const APRIL_20 = ['--now', '2027-04-20T08:00:00Z'] as const;
const TWO_MORE = CAMPAIGN.replace(
  'activate:',
  '  - mail: halfway\n    after: 3 days\n  - mail: last-word\n    after: 7 days\nactivate:',
);
const PEOPLE = 'email,department\nana@waterlijn.example,Sales\nben@waterlijn.example,Sales\n';

/** Two people in Sales; the campaign has begun on Monday 26 April, and kick-off has gone. */
async function running(...launchOptions: string[]): Promise<Workspace> {
  const world = await published();
  expect(await world.druppel('launch', 'data', ...launchOptions, ...APRIL_20)).toMatchObject({ code: 0 });
  await world.druppel('run', '--until', '2027-04-27T12:00:00Z');
  return world;
}

async function published(workspace = WORKSPACE): Promise<Workspace> {
  const world = await workspaceWith({
    ...SOUND,
    'campaigns/workspace.yaml': workspace,
    'campaigns/data/campaign.yaml': TWO_MORE,
    'campaigns/data/halfway.en.md': message('Halfway'),
    'campaigns/data/last-word.en.md': message('The last word'),
    'campaigns/data/tip.en.md': message('A tip'),
    'people.csv': PEOPLE,
  });
  await world.druppel('import', 'employees', join(world.folder, 'people.csv'), ...APRIL_20);
  const answer = await world.druppel('publish', 'data', ...APRIL_20);
  expect(answer).toMatchObject({ code: 0 });
  return world;
}

async function mailsOf(world: Workspace, email: string): Promise<string[]> {
  const { entries } = (await world.druppel('timeline', email, '--json')).json();
  return entries.flatMap(({ step, state }: { step: string; state: string }) => (state === 'sent' ? [step] : []));
}

const withTip = TWO_MORE.replace('  - mail: halfway', '  - mail: tip\n    after: 1 day\n  - mail: halfway');

describe('changing a running campaign', () => {
  it('is told in people before it is done', async () => {
    const world = await running();
    await world.put('campaigns/data/campaign.yaml', withTip);
    const told = await world.druppel('publish', 'data', '--dry-run');
    expect(told.stdout).toContain('2 people under way would go on with the version they began with');
    expect(told.stdout).toContain('tip (added): 2 have it ahead.');
    expect(told.stdout).toContain('Nothing was changed.');
    const { impact } = (await world.druppel('publish', 'data', '--dry-run', '--json')).json();
    expect(impact.people).toMatchObject({ inFlight: 2, ahead: 2, past: 0, wouldRepeat: 0, wouldMiss: 0 });

    await world.put('campaigns/data/kick-off.en.md', message('Another subject'));
    await world.put(
      'campaigns/data/campaign.yaml',
      TWO_MORE.replace('inform:\n', 'inform:\n  - mail: tip\n    after: 1 day\n'),
    );
    const behind = await world.druppel('publish', 'data', '--dry-run');
    expect(behind.stdout).toContain('tip (added): 2 miss it: it stands before where they are.');
    expect(behind.stdout).toContain('kick-off (changed): behind 2, nothing changes for them.');
  });

  it('warns of a renamed mail, which would go again under its new name', async () => {
    const world = await running();
    await world.put(
      'campaigns/data/campaign.yaml',
      TWO_MORE.replace('mail: kick-off', 'mail: kick-off\n    id: welcome'),
    );
    const told = await world.druppel('publish', 'data', '--dry-run', '--in-flight', 'move');
    expect(told.stdout).toContain('kick-off is now called welcome: 2 get it AGAIN under the new name.');
    expect(told.stdout).toContain('2 people would get a mail twice.');
  });

  it('says nothing of a choice where it makes no difference to anybody', async () => {
    const world = await running();
    await world.put('campaigns/data/kick-off.en.md', message('Another subject'));
    expect((await world.druppel('publish', 'data', '--dry-run')).stdout).not.toContain('--in-flight');
  });

  it('leaves who is under way on their version, unless they are moved; twice is harmless', async () => {
    const world = await running();
    await world.put('campaigns/data/campaign.yaml', withTip);
    expect((await world.druppel('publish', 'data', '--json')).json()).toMatchObject({ version: 2, inFlight: 'stay' });
    const moved = await world.druppel('publish', 'data', '--in-flight', 'move', '--json');
    expect(moved.json()).toMatchObject({ version: 2, unchanged: true, inFlight: 'move', impact: { underWay: 2 } });
    await world.druppel('run', '--until', '2027-04-28T12:00:00Z');
    expect((await world.druppel('publish', 'data', '--in-flight', 'move', '--json')).json()).toMatchObject({
      version: 2,
      impact: { underWay: 0 },
    });
    await world.druppel('run', '--until', '2027-05-10T12:00:00Z');
    expect(await mailsOf(world, 'ana@waterlijn.example')).toEqual(['kick-off', 'tip', 'halfway', 'last-word']);
  });

  it('refuses another word than stay and move', async () => {
    const world = await published();
    const refused = await world.druppel('publish', 'data', '--in-flight', 'sideways');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('"sideways" is not known');
  });
});

describe('a launch', () => {
  it('is taken back as long as nothing has gone, and not after', async () => {
    const world = await published();
    await world.druppel('launch', 'data', ...APRIL_20);
    await world.druppel('run', '--until', '2027-04-23T12:00:00Z');
    const recalled = await world.druppel('recall', 'data', '--json');
    expect(recalled.json()).toMatchObject({ campaign: 'data', state: 'published', participants: 2 });
    expect((await world.druppel('stats', 'data', '--json')).json()).toMatchObject({
      state: 'published',
      participants: 0,
    });
    expect((await world.druppel('recall', 'data')).stderr).toContain('is not launched');

    await world.druppel('launch', 'data');
    await world.druppel('run', '--until', '2027-04-27T12:00:00Z');
    expect(await mailsOf(world, 'ana@waterlijn.example')).toEqual(['kick-off']);
    const late = await world.druppel('recall', 'data');
    expect(late).toMatchObject({ code: 1 });
    expect(late.stderr).toContain('2 mails have gone (2 of kick-off)');
    expect(late.stderr).toContain('druppel pause data');
  });

  it('begins with a pilot and is widened: who takes part stays, and the rest comes in', async () => {
    const world = await running('--pilot', 'department: IT');
    expect(await mailsOf(world, 'ana@waterlijn.example')).toEqual([]);
    expect((await world.druppel('widen', 'data', '--dry-run', '--json')).json()).toMatchObject({
      comeIn: 2,
      pilot: null,
    });
    const said = await world.druppel('widen', 'data', '--to', 'email: ana@waterlijn.example');
    expect(said.stdout).toContain('1 person comes in');
    await world.druppel('run', '--until', '2027-04-29T12:00:00Z');
    expect(await mailsOf(world, 'ana@waterlijn.example')).toEqual(['kick-off']);
    expect(await mailsOf(world, 'ben@waterlijn.example')).toEqual([]);
    expect(await world.druppel('widen', 'data', '--to', 'everyone')).toMatchObject({ code: 0 });
    await world.druppel('run', '--until', '2027-05-30T12:00:00Z');
    const all = ['kick-off', 'halfway', 'last-word', 'last-one'];
    expect(await mailsOf(world, 'ana@waterlijn.example')).toEqual(all);
    expect(await mailsOf(world, 'ben@waterlijn.example')).toEqual(all);
    const again = await world.druppel('widen', 'data', '--to', '50%');
    expect(again).toMatchObject({ code: 1 });
    expect(again.stderr).toContain('for everybody in its audience already');
  });

  it('of a share is never narrowed', async () => {
    const world = await running('--pilot', '50%');
    const less = await world.druppel('widen', 'data', '--to', '20%');
    expect(less).toMatchObject({ code: 1 });
    expect(less.stderr).toContain('is no more than takes part already: 50 % of the audience');
    for (const wrong of ['0%', '120%'])
      expect(await world.druppel('widen', 'data', '--to', wrong)).toMatchObject({ code: 1 });
  });
});

describe('where a second person approves', () => {
  const TWO_PERSONS = `${WORKSPACE}approval: second person\n`;

  it('nothing is launched that nobody else has seen', async () => {
    const world = await workspaceWith({ ...SOUND, 'campaigns/workspace.yaml': TWO_PERSONS });
    const anonymous = await world.druppel('publish', 'data');
    expect(anonymous).toMatchObject({ code: 1 });
    expect(anonymous.stderr).toContain('druppel publish data --by YOUR@ADDRESS');
    expect((await world.druppel('publish', 'data', '--by', 'noor@waterlijn.example')).stderr).toContain(
      'druppel user add',
    );
    for (const who of ['noor', 'mo'])
      await world.druppel('user', 'add', `${who}@waterlijn.example`, '--role', 'marketer');
    await world.druppel('user', 'add', 'vera@waterlijn.example', '--role', 'viewer');
    const published = await world.druppel('publish', 'data', '--by', 'noor@waterlijn.example');
    expect(published.stdout).toContain('druppel approve data --by ADDRESS');
    const launched = await world.druppel('launch', 'data');
    expect(launched).toMatchObject({ code: 1 });
    expect(launched.stderr).toContain('Version 1 of data waits for a second person');
    const self = await world.druppel('approve', 'data', '--by', 'Noor@Waterlijn.example');
    expect(self).toMatchObject({ code: 1 });
    expect(self.stderr).toContain('cannot approve it too');
    expect((await world.druppel('approve', 'data', '--by', 'vera@waterlijn.example')).stderr).toContain('nobody who');
    expect((await world.druppel('approve', 'data')).stderr).toContain('Who approves?');
    expect((await world.druppel('approve', 'data', '--by', 'mo@waterlijn.example', '--json')).json()).toMatchObject({
      version: 1,
      by: 'mo@waterlijn.example',
      already: false,
    });
    expect(await world.druppel('launch', 'data')).toMatchObject({ code: 0 });
    expect((await world.druppel('approve', 'data', '--by', 'mo@waterlijn.example')).stdout).toContain('before');
  });

  it('a new version of a running campaign waits for its own approval', async () => {
    const world = await workspaceWith({ ...SOUND, 'campaigns/workspace.yaml': TWO_PERSONS });
    for (const who of ['noor', 'mo']) await world.druppel('user', 'add', `${who}@waterlijn.example`, '--role', 'admin');
    const by = ['--by', 'noor@waterlijn.example'];
    await world.druppel('publish', 'data', ...by);
    await world.druppel('approve', 'data', '--by', 'mo@waterlijn.example');
    await world.druppel('launch', 'data');
    await world.put('campaigns/data/kick-off.en.md', message('Another subject'));
    expect((await world.druppel('publish', 'data', '--in-flight', 'move', ...by)).stderr).toContain(
      'druppel approve data',
    );
    expect((await world.druppel('publish', 'data', '--json', ...by)).json()).toMatchObject({
      version: 2,
      awaitsApproval: true,
    });
    expect((await world.druppel('stats', 'data', '--json')).json()).toMatchObject({ version: 1 });
    const approved = await world.druppel(
      'approve',
      'data',
      '--by',
      'mo@waterlijn.example',
      '--in-flight',
      'move',
      '--json',
    );
    expect(approved.json()).toMatchObject({ version: 2, inForce: true });
    expect((await world.druppel('stats', 'data', '--json')).json()).toMatchObject({ version: 2 });
  });
});
