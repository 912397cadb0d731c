import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, SOUND, WORKSPACE, type Workspace, workspaceWith } from './druppel.ts';

const NOW = ['--now', '2027-04-19T08:00:00Z'] as const;

/** Two campaigns for the same two people, one mail a week for each of them. */
async function twoCampaigns(): Promise<Workspace> {
  const hurried = CAMPAIGN.replace('    at: start\n', '    at: start\n    skip-if-late: 2 days\n');
  const world = await workspaceWith({
    ...SOUND,
    'campaigns/workspace.yaml': WORKSPACE.replace('mail-limit: none', 'mail-limit: 1 per week'),
    'campaigns/data/campaign.yaml': hurried,
    'campaigns/urgent/campaign.yaml': hurried.replace('topic:', 'priority: high\ntopic:'),
    'campaigns/urgent/kick-off.en.md': SOUND['campaigns/data/kick-off.en.md'] ?? '',
    'campaigns/urgent/last-one.en.md': SOUND['campaigns/data/last-one.en.md'] ?? '',
  });
  await world.druppel('import', 'employees', join(world.folder, 'people.csv'), ...NOW);
  for (const id of ['data', 'urgent']) expect(await world.druppel('publish', id, ...NOW)).toMatchObject({ code: 0 });
  return world;
}

describe('before a launch', () => {
  it('somebody hears whom the mail limit will keep from which mail', async () => {
    const { druppel } = await twoCampaigns();
    expect(await druppel('launch', 'urgent', ...NOW)).toMatchObject({ code: 0, stderr: '' });
    const trial = await druppel('launch', 'data', '--dry-run', ...NOW);
    expect(trial.stderr).toContain('With what already runs, 100 % of these people will not get kick-off in time.');
    expect(trial.stdout).toContain('data can be launched');
    const plan = await druppel('plan', 'data', ...NOW);
    expect(plan.stdout).toContain('Beside it run: urgent (2 people in both).');
    expect(plan.stdout).toContain('With what already runs, 100 % of these people will not get kick-off in time.');
    expect((await druppel('plan', 'data', '--json', ...NOW)).json().collisions.campaigns).toMatchObject([
      { campaign: 'urgent', people: 2 },
    ]);
  });

  it('a dry run launches nothing, and refuses what a launch would refuse', async () => {
    const { druppel } = await twoCampaigns();
    expect(await druppel('launch', 'data', '--dry-run', ...NOW)).toMatchObject({ code: 0, stderr: '' });
    expect((await druppel('stats', 'data', '--json')).json()).toMatchObject({ state: 'published' });
    expect(await druppel('launch', 'data', ...NOW)).toMatchObject({ code: 0 });
    const twice = await druppel('launch', 'data', '--dry-run', ...NOW);
    expect(twice).toMatchObject({ code: 1 });
    expect(twice.stderr).toContain('running already');
    expect(await druppel('launch', 'dta', '--dry-run', ...NOW)).toMatchObject({ code: 1 });
  });
});
