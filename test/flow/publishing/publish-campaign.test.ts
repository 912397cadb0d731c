import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FlowContext } from '../../../src/flow/context.ts';
import { importActivities } from '../../../src/flow/people/import-activities.ts';
import { finishCampaign, launchCampaign } from '../../../src/flow/publishing/campaign-lifecycle.ts';
import { type Published, publishCampaign } from '../../../src/flow/publishing/publish-campaign.ts';
import { campaignById, newestCampaignVersion } from '../../../src/store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../../src/store/campaigns/workspaces.ts';
import { allActivities } from '../../../src/store/learning/activities.ts';
import { CAMPAIGN, message, SOUND, WORKSPACE } from '../../cli/druppel.ts';
import { type DataWorld, dataWorld } from '../data-world.ts';

async function put(world: DataWorld, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(world.folder, path)), { recursive: true });
  await writeFile(join(world.folder, path), text);
}

async function soundWorld(): Promise<DataWorld> {
  const world = await dataWorld();
  for (const [path, text] of Object.entries(SOUND)) await put(world, path, text);
  return world;
}

async function publish(world: DataWorld, dryRun = false): Promise<Published> {
  const result = await publishCampaign(world.context, world.folder, 'data', { dryRun });
  if ('refused' in result) throw new Error(JSON.stringify(result.refused));
  return result;
}

describe('publishing', () => {
  it('keeps texts, frames and the workspace as they are, and takes activities.csv along', async () => {
    const world = await soundWorld();
    expect(await publish(world)).toMatchObject({ version: 1, unchanged: false, workspaceVersion: 1 });
    const version = await newestCampaignVersion(world.store.read, 'data');
    expect(version).toMatchObject({ number: 1, workspaceVersion: 1, definition: { id: 'data', starts: '2027-04-26' } });
    expect(version?.messages).toContainEqual(
      expect.objectContaining({ message: 'kick-off', locale: 'nl', variant: null }),
    );
    expect(Object.keys(version?.frames as object)).toEqual(['plain']);
    expect((await newestWorkspace(world.store.read))?.files).toHaveProperty(['workspace.yaml'], WORKSPACE);
    expect((await allActivities(world.store.read)).map(({ id }) => id)).toEqual(['data-101']);
    expect(await campaignById(world.store.read, 'data')).toMatchObject({ state: 'published', currentVersion: 1 });
  });

  it('makes no new version of unchanged files, and one of any change that matters', async () => {
    const world = await soundWorld();
    await publish(world);
    expect(await publish(world)).toMatchObject({ version: 1, unchanged: true, workspaceVersion: 1 });
    await put(world, 'campaigns/data/kick-off.en.md', message('Another subject'));
    expect(await publish(world)).toMatchObject({ version: 2, unchanged: false, workspaceVersion: 1 });
    await put(world, 'campaigns/workspace.yaml', WORKSPACE.replace('09:00', '10:00'));
    expect(await publish(world)).toMatchObject({ version: 2, unchanged: true, workspaceVersion: 2 });
  });

  it('says in a dry run what it would do, and does not', async () => {
    const world = await soundWorld();
    await world.employees('email,department\nana@waterlijn.example,Sales\n');
    expect(await publish(world, true)).toMatchObject({ version: 1, impact: { audience: { count: 1, reachable: 1 } } });
    expect(await newestCampaignVersion(world.store.read, 'data')).toBeNull();
    await publish(world);
    await put(
      world,
      'campaigns/data/campaign.yaml',
      CAMPAIGN.replace('    at: start\n', '    at: start\n  - mail: extra\n'),
    );
    await put(world, 'campaigns/data/extra.en.md', message('One more'));
    expect(await publish(world, true)).toMatchObject({
      version: 2,
      impact: { stepsAdded: ['extra'], stepsRemoved: [] },
    });
  });

  it('refuses errors of every file at once, and keeps nothing', async () => {
    const world = await soundWorld();
    await put(world, 'campaigns/data/campaign.yaml', CAMPAIGN.replace('2 days', '2 dayz'));
    const result = await publishCampaign(world.context, world.folder, 'data');
    expect(result).toMatchObject({
      refused: expect.arrayContaining([
        expect.objectContaining({ place: { file: 'campaigns/data/campaign.yaml', line: 12, column: 12 } }),
      ]),
    });
    expect(await newestWorkspace(world.store.read)).toBeNull();
  });

  it('knows activities that were imported, and columns that only the people have', async () => {
    const world = await soundWorld();
    await importActivities(world.context, {
      path: await world.file('id,title\nimported,Imported\n', 'more.csv'),
      dryRun: false,
      strict: false,
    });
    await world.employees('email,squad\nana@waterlijn.example,Blue\n');
    await put(
      world,
      'campaigns/data/campaign.yaml',
      CAMPAIGN.replace('data-101', 'imported').replace('department: Sales', 'squad: Blue'),
    );
    expect(await publish(world)).toMatchObject({ impact: { audience: { count: 1 } } });
  });

  it('does not bring a finished campaign back', async () => {
    const world = await soundWorld();
    await publish(world);
    const context = world.context as unknown as FlowContext;
    await launchCampaign(context, 'data');
    await finishCampaign(context, 'data');
    await put(world, 'campaigns/data/kick-off.en.md', message('Another subject'));
    await expect(publish(world)).rejects.toThrow('is finished');
  });
});
