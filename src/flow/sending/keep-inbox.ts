import { gzipSync } from 'node:zlib';
import { type InboxServer, startInboxServer } from '../../delivery/inbox-server.ts';
import { readMail } from '../../delivery/read-mail.ts';
import { addInboxMail } from '../../store/mails/inbox.ts';
import type { FlowContext } from '../context.ts';
import { isErasedAddress } from '../privacy/stay-erased.ts';

/**
 * The built-in inbox: a mail server of our own, so that a mail into it takes the very way of a real one. Each mail is
 * kept in the database before it is accepted.
 */
export async function openInbox(
  { store, clock, newId }: FlowContext,
  onError: (error: unknown) => void = () => {},
): Promise<InboxServer> {
  return startInboxServer(async ({ envelope, raw }) => {
    const mail = await readMail(raw);
    const header = (name: string) => mail.headers.find((one) => one.name.toLowerCase() === name)?.value ?? null;
    const recipient = envelope.to[0] ?? '';
    await store.write(async (tx) => {
      // On the wire while its reader was erased: taken, and not kept.
      if (await isErasedAddress(tx, recipient)) return;
      await addInboxMail(tx, {
        id: newId('inb'),
        at: mail.date ?? clock(),
        recipient,
        subject: mail.subject,
        campaign: header('x-druppel-campaign')?.split('@')[0] ?? null,
        step: header('x-druppel-step'),
        raw: gzipSync(raw),
        sizeBytes: raw.length,
      });
    });
  }, onError);
}
