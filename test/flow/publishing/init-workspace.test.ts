import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../src/flow/publishing/check-workspace.ts';
import { initWorkspace, KITS } from '../../../src/flow/publishing/init-workspace.ts';
import { publishCampaign } from '../../../src/flow/publishing/publish-campaign.ts';
import { dataWorld } from '../data-world.ts';

describe('a new workspace', () => {
  it.each(KITS)('from the kit %s can be published as it is, with nothing to advise', async (kit) => {
    const world = await dataWorld();
    const made = await initWorkspace(world.folder, kit);
    expect(made.files).toContain('campaigns/workspace.yaml');
    const { findings } = await checkWorkspace(world.folder, [], world.store.read, world.now);
    expect(findings).toEqual([]);
    expect(await publishCampaign(world.context, world.folder, made.campaign)).toMatchObject({ version: 1 });
  });

  it('is never written over another, nor over any file', async () => {
    const world = await dataWorld();
    await mkdir(join(world.folder, 'campaigns'), { recursive: true });
    await writeFile(join(world.folder, 'campaigns/workspace.yaml'), 'mine');
    await expect(initWorkspace(world.folder, 'required')).rejects.toThrow('there already');
  });

  it('begins with a kit that exists', async () => {
    const world = await dataWorld();
    await expect(initWorkspace(world.folder, 'newcomer')).rejects.toMatchObject({
      hint: expect.stringContaining('Did you mean "newcomers"?'),
    });
  });
});
