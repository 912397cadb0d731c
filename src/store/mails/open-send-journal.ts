import { openJournalTable } from '../postgres/journal-table.ts';
import { openJournalFile } from './journal-file.ts';
import type { SendJournal } from './send-journal.ts';

/**
 * Where the journal is: what JOURNAL says, else a file beside the SQLite file.
 * @param setting `file:PATH`, an absolute path, `postgres://…`, `none`; null: not set
 * @returns null where there is none: in memory, on Postgres without the setting, and by `none`.
 */
export function journalPlace(setting: string | null, databaseUrl: string): string | null {
  if (setting === 'none') return null;
  if (setting !== null) return setting;
  const isFile = databaseUrl.startsWith('file:') && databaseUrl !== 'file::memory:';
  return isFile ? `${databaseUrl.slice('file:'.length)}.sent` : null;
}

/** @throws {EnvironmentError} when it cannot be opened. */
export async function openSendJournal(place: string): Promise<SendJournal> {
  return /^postgres(ql)?:\/\//.test(place) ? openJournalTable(place) : openJournalFile(place.replace(/^file:/, ''));
}
