import { EnvironmentError } from '../domain/errors.ts';
import { openSendJournal } from '../store/mails/open-send-journal.ts';
import { heldSteps } from '../store/mails/witnessed-mails.ts';
import type { Store } from '../store/store.ts';
import { unknownGates } from './sending/witness.ts';
import type { Symptom } from './symptom.ts';

/**
 * Whether the send journal and the database say the same, and what is held because they did not (guarantees.md F11).
 * @param place null: there is no journal
 */
export async function* examineJournal(store: Store, place: string | null): AsyncGenerator<Symptom> {
  const held = await heldSteps(store.read);
  if (held.length > 0) {
    const mails = held.reduce((sum, { count }) => sum + count, 0);
    const which = held.map(({ campaign, step, count }) => `${count} of ${campaign}/${step}`).join(', ');
    yield {
      about: 'journal',
      state: 'bad',
      says: `${mails} mails went before this database was restored from a backup, and are held: ${which}`,
      mend: 'See them: druppel release --dry-run. Let them count as sent: druppel release.',
    };
  }
  if (place === null) {
    const mend = 'Set JOURNAL to a file, or to another database: a restored backup can then repeat nothing.';
    yield { about: 'journal', state: 'look', says: 'there is no send journal', mend };
    return;
  }
  try {
    const journal = await openSendJournal(place);
    try {
      const unknown = await unknownGates(store.read, journal);
      yield unknown.length === 0
        ? { about: 'journal', state: 'good', says: journal.name, mend: null }
        : {
            about: 'journal',
            state: 'bad',
            says: `${journal.name} knows ${unknown.length} mails that this database does not: it was restored from a backup`,
            mend: 'The next start holds them back. Then: druppel release --dry-run.',
          };
    } finally {
      await journal.close();
    }
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    yield { about: 'journal', state: 'bad', says: error.message, mend: error.hint ?? null };
  }
}
