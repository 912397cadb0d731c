import type { SystemLocale } from '../../domain/reason-texts.ts';
import { actionsOn } from '../../store/campaigns/actions.ts';
import type { StoredCampaign } from '../../store/campaigns/campaigns.ts';
import type { Database } from '../../store/database.ts';

/** Why a campaign stands still without anybody having paused it (guarantees.md §1, the brake); null: it does not. */
export async function brakeWords(
  database: Database,
  { id, state }: StoredCampaign,
  locale: SystemLocale = 'en',
): Promise<string | null> {
  if (state !== 'paused') return null;
  const own = (await actionsOn(database, id)).filter(({ campaign }) => campaign === id);
  const pause = own.findLast(({ verb }) => verb === 'pause' || verb === 'resume');
  return pause?.verb === 'pause' && pause.words.startsWith('paused by itself') ? spoken(pause.words, locale) : null;
}

/** The history keeps what was said in English, with its figures. */
function spoken(words: string, locale: SystemLocale): string {
  const inARow = /refused (\d+) mails in a row/.exec(words);
  const share = /refused (\d+) of the last (\d+) mails/.exec(words);
  if (inARow !== null && locale === 'nl')
    return `ging vanzelf op pauze: de mailserver weigerde ${inARow[1]} mails op rij`;
  if (inARow !== null && locale === 'fr')
    return `s’est mise en pause d’elle-même : le serveur a refusé ${inARow[1]} messages de suite`;
  if (share !== null && locale === 'nl')
    return `ging vanzelf op pauze: de mailserver weigerde ${share[1]} van de laatste ${share[2]} mails`;
  if (share !== null && locale === 'fr')
    return `s’est mise en pause d’elle-même : le serveur a refusé ${share[1]} des ${share[2]} derniers messages`;
  return words;
}
