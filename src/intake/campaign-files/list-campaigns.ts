import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Ids of the campaigns in a workspace folder: folders in campaigns/ that hold a campaign.yaml, by name. */
export async function listCampaigns(folder: string): Promise<string[]> {
  const campaigns = join(folder, 'campaigns');
  const entries = await readdir(campaigns, { withFileTypes: true }).catch(() => []);
  const ids: string[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))) {
    const isCampaign = await access(join(campaigns, name, 'campaign.yaml')).then(
      () => true,
      () => false,
    );
    if (isCampaign) ids.push(name);
  }
  return ids.sort();
}
