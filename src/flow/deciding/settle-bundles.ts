import type { Message } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import type { Setting, Situation } from '../../engine/facts/situation.ts';
import { isBundleDue, offBundleBecause, settleBundle } from '../../engine/mails/bundle.ts';
import { participationsById } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import { loadSituationsByKey, since } from './load-situations.ts';

/** Bundles to this person whose window has opened: the last look for each who is on it (rules.md R10). */
export async function settleBundles(
  database: Database,
  recipient: Situation,
  setting: Setting,
  now: Instant,
): Promise<Message[]> {
  const due = recipient.messages.filter((message) => isBundleDue(message, now));
  const settled: Message[] = [];
  for (const bundle of due) {
    const about = await stillOnBundle(database, bundle, setting, now);
    settled.push(settleBundle(bundle, about, recipient, setting, now));
  }
  return settled;
}

/** Who was put on a bundle and still belongs on it, by person id. */
export async function stillOnBundle(
  database: Database,
  bundle: Message,
  setting: Setting,
  now: Instant,
): Promise<string[]> {
  const owners = new Map((await participationsById(database, bundle.about)).map((one) => [one.id, one.person]));
  const loaded = await loadSituationsByKey(database, [...new Set(owners.values())], since(setting, now));
  return bundle.about
    .flatMap((id) => {
      const situation = loaded.get(owners.get(id) ?? '')?.situation;
      return situation === undefined || offBundleBecause(situation, setting, bundle, id, now) !== null
        ? []
        : [{ id, person: situation.employee.id }];
    })
    .sort((a, b) => (a.person < b.person ? -1 : 1))
    .map(({ id }) => id);
}
