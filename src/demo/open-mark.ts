import { gunzipSync } from 'node:zlib';
import type { Database } from '../store/database.ts';
import { inboxEntries, inboxMail } from '../store/mails/inbox.ts';
import type { StoredMessage } from '../store/mails/messages.ts';

/**
 * The open mark in a mail, found as a mail program finds it: in the image of the mail as it arrived. The product itself
 * knows no way from a message to its mark (guarantees.md §3).
 */
export async function openMarkIn(
  database: Database,
  mail: Pick<StoredMessage, 'campaign' | 'step'>,
  recipient: string,
): Promise<string | null> {
  const latest = await inboxEntries(database, { recipient, limit: MAILS_LOOKED_THROUGH });
  const entry = latest.find(({ campaign, step }) => campaign === mail.campaign && step === mail.step);
  const arrived = entry && (await inboxMail(database, entry.id));
  if (!arrived) return null;
  const source = fromQuotedPrintable(gunzipSync(arrived.raw).toString('latin1'));
  return /\/t\/o\/([\w-]{20,})\.gif/.exec(source)?.[1] ?? null;
}

/** Between a mail and its opening there are at most a few others. */
const MAILS_LOOKED_THROUGH = 10;

/** RFC 2045, 6.7: a line broken with "=" is one line, "=2E" is a byte. */
function fromQuotedPrintable(text: string): string {
  return text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
