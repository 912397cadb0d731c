import { gunzipSync } from 'node:zlib';
import { participationsOf } from '../../store/campaigns/participations.ts';
import type { Database } from '../../store/database.ts';
import { mailsTelling, storiesBy } from '../../store/learning/stories.ts';
import { messagesTo } from '../../store/mails/messages.ts';
import { employeesByKey, type StoredEmployee } from '../../store/people/employees.ts';
import { bundlesAbout, inboxSources } from '../../store/privacy/person-traces.ts';
import { mentions } from './addresses-in-text.ts';

const PAGE = 100;

/**
 * Mails of the built-in inbox in which a person stands, by id: those to them, those to others that were about them or
 * told their story, and those that say an address of theirs. Found by reading them, in pages.
 */
export async function inboxMailsNaming(
  database: Database,
  person: StoredEmployee | null,
  emails: readonly string[],
): Promise<string[]> {
  const mayName = person === null ? new Set<string>() : await mailsThatMayName(database, person, emails);
  const found: string[] = [];
  for (let after = '', isLast = false; !isLast; ) {
    const page = await inboxSources(database, after, PAGE);
    for (const { id, recipient, campaign, step, subject, raw } of page) {
      const source = gunzipSync(raw).toString('utf8').replaceAll('=\r\n', '');
      const isAboutThem = mayName.has(`${campaign}/${step}/${recipient.toLowerCase()}`);
      if (isAboutThem || mentions(`${subject}\n${source}`, emails)) found.push(id);
    }
    after = page.at(-1)?.id ?? '';
    isLast = page.length < PAGE;
  }
  return found;
}

/** As `campaign/step/address`: all that the inbox knows a mail by. */
async function mailsThatMayName(
  database: Database,
  person: StoredEmployee,
  emails: readonly string[],
): Promise<ReadonlySet<string>> {
  const participations = (await participationsOf(database, [person.key])).get(person.key) ?? [];
  const bundles = await bundlesAbout(
    database,
    participations.map(({ id }) => id),
  );
  const told = await storiesBy(database, [person.id, ...emails]);
  const telling = await mailsTelling(
    database,
    told.map(({ id }) => id),
  );
  const naming = [...bundles, ...telling];
  const known = await employeesByKey(
    database,
    naming.map(({ recipient }) => recipient),
  );
  const readers = new Map(known.map((reader) => [reader.key, reader.email]));
  // To an address of before, which may be somebody else's by now.
  const own = (await messagesTo(database, person.key)).map(({ campaign, step, email }) => ({ campaign, step, email }));
  const others = naming.map(({ campaign, step, recipient }) => ({ campaign, step, email: readers.get(recipient) }));
  return new Set([...own, ...others].map(({ campaign, step, email }) => `${campaign}/${step}/${email ?? ''}`));
}
