import { gunzipSync } from 'node:zlib';
import { type ReadableMail, readMail } from '../../delivery/read-mail.ts';
import { fold } from '../../domain/text.ts';
import { type InboxEntry, inboxEntries, inboxMail } from '../../store/mails/inbox.ts';
import type { FlowContext } from '../context.ts';

export interface InboxPage {
  readonly entries: readonly InboxEntry[];
  /** What `before` of the next page is; null: this is the last. */
  readonly next: InboxPlace | null;
}

/** Where a page ended. */
export interface InboxPlace {
  readonly at: number;
  readonly id: string;
}

/** A mail of the built-in inbox, taken apart. */
export interface InboxReading {
  readonly entry: InboxEntry;
  readonly mail: ReadableMail;
  /** As it came over the wire. */
  readonly source: string;
}

/** Mails of the built-in inbox, newest first. `search` holds words; each is in recipient, subject, campaign or step. */
export async function readInbox(
  { store }: Pick<FlowContext, 'store'>,
  page: { readonly search: string; readonly before: InboxPlace | null; readonly limit: number },
): Promise<InboxPage> {
  const words = fold(page.search).split(/\s+/).filter(Boolean);
  const found: InboxEntry[] = [];
  let before = page.before;
  // One more than the page holds tells whether there is a next one.
  while (found.length <= page.limit) {
    const batch = await inboxEntries(store.read, { limit: SEARCHED_AT_ONCE, ...(before === null ? {} : { before }) });
    found.push(...batch.filter((entry) => hasWords(entry, words)));
    const last = batch.at(-1);
    if (last === undefined || batch.length < SEARCHED_AT_ONCE) break;
    before = last;
  }
  const entries = found.slice(0, page.limit);
  const last = entries.at(-1);
  return { entries, next: found.length > page.limit && last !== undefined ? { at: last.at, id: last.id } : null };
}

export async function readInboxMail({ store }: Pick<FlowContext, 'store'>, id: string): Promise<InboxReading | null> {
  const kept = await inboxMail(store.read, id);
  if (kept === null) return null;
  const { raw, ...entry } = kept;
  const source = gunzipSync(raw);
  return { entry, mail: await readMail(source), source: source.toString('utf8') };
}

const SEARCHED_AT_ONCE = 500;

function hasWords({ recipient, subject, campaign, step }: InboxEntry, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = fold([recipient, subject, campaign, step].join(' '));
  return words.every((word) => text.includes(word));
}
