import { allCampaigns } from '../store/campaigns/campaigns.ts';
import type { Store } from '../store/store.ts';
import { brakeWords } from './publishing/brake-words.ts';
import type { Symptom } from './symptom.ts';

/** Campaigns that paused by themselves wait for a person. */
export async function* examineBrakes({ read }: Store): AsyncGenerator<Symptom> {
  for (const campaign of await allCampaigns(read)) {
    const words = await brakeWords(read, campaign);
    if (words === null) continue;
    const mend = `See the replies: druppel stats ${campaign.id}. Once they are mended: druppel resume ${campaign.id}.`;
    yield { about: 'mail', state: 'bad', says: `${campaign.id} ${words}`, mend };
  }
}
