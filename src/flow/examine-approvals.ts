import { DAY_MS, formatInstant, type Instant } from '../domain/time.ts';
import { allCampaigns } from '../store/campaigns/campaigns.ts';
import type { Store } from '../store/store.ts';
import { awaitedApproval } from './publishing/awaited-approval.ts';
import type { Symptom } from './symptom.ts';

/** By then somebody has usually looked, or nobody knows that they should. */
const LONG_DAYS = 3;

/** Versions that have waited long for a second person. */
export async function* examineApprovals({ read }: Store, now: Instant): AsyncGenerator<Symptom> {
  for (const campaign of await allCampaigns(read)) {
    const awaited = await awaitedApproval(read, campaign);
    if (awaited === null || now - awaited.since < LONG_DAYS * DAY_MS) continue;
    const { version, since, by } = awaited;
    const days = Math.floor((now - since) / DAY_MS);
    const { id } = campaign;
    yield {
      about: 'approval',
      state: 'look',
      says: `version ${version} of ${id} waits for a second person since ${formatInstant(since)}, ${days} days; published by ${by ?? 'nobody who said so'}`,
      mend: `Somebody else looks at it: druppel proof ${id}; and says so: druppel approve ${id} --by ADDRESS.`,
    };
  }
}
