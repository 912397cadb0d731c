import { actionsOn } from '../../store/actions.ts';
import type { StoredCampaign } from '../../store/campaigns.ts';
import type { Database } from '../../store/database.ts';

/** Why a campaign stands still without anybody having paused it (guarantees.md §1, the brake); null: it does not. */
export async function brakeWords(database: Database, { id, state }: StoredCampaign): Promise<string | null> {
  if (state !== 'paused') return null;
  const own = (await actionsOn(database, id)).filter(({ campaign }) => campaign === id);
  const pause = own.findLast(({ verb }) => verb === 'pause' || verb === 'resume');
  return pause?.verb === 'pause' && pause.words.startsWith('paused by itself') ? pause.words : null;
}
