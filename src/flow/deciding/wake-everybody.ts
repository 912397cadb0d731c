import { settingRevision, wakeAllAt } from '../../store/meta.ts';
import { allAreWoken, wakeNext } from '../../store/people/wake-all.ts';
import type { Store } from '../../store/store.ts';

/**
 * Wakes everybody, if a change that concerns them all asked for it. Killed on the way, it begins again; done by two
 * workers at once, it is done.
 * @returns the revision of the setting that everybody is awake for, read before the setting is.
 */
export async function wakeEverybody({ read, write }: Store): Promise<number> {
  for (;;) {
    const revision = await settingRevision(read);
    const at = await wakeAllAt(read);
    if (at === null) return revision;
    let after: string | null = '';
    while (after !== null) {
      const from: string = after;
      after = await write((tx) => wakeNext(tx, from, at));
    }
    await write((tx) => allAreWoken(tx, revision));
  }
}
