import PostalMime from 'postal-mime';
import type { Mailbox } from '../domain/mail-address.ts';
import { type Instant, parseInstant } from '../domain/time.ts';

/** A received mail, taken apart for reading. What is missing in the mail is empty or null, never an error. */
export interface ReadableMail {
  readonly subject: string;
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly date: Instant | null;
  readonly messageId: string | null;
  /** As it came: hostile until sanitised or shown in a sandboxed frame. */
  readonly html: string | null;
  readonly text: string | null;
  /** In their order, names as written; a name may come more than once. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly {
    readonly fileName: string | null;
    readonly contentType: string;
    readonly sizeBytes: number;
  }[];
}

/** Decodes a raw MIME message (RFC 5322, 2045–2047). */
export async function readMail(raw: Uint8Array): Promise<ReadableMail> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  return {
    subject: mail.subject ?? '',
    from: mailboxes(mail.from === undefined ? [] : [mail.from])[0] ?? null,
    to: mailboxes(mail.to ?? []),
    date: mail.date === undefined ? null : parseInstant(mail.date, 'UTC'),
    messageId: mail.messageId?.replace(/^<(.*)>$/, '$1') ?? null,
    html: mail.html ?? null,
    text: mail.text ?? null,
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      fileName: filename,
      contentType: mimeType,
      sizeBytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
  };
}

type Addressee = NonNullable<Awaited<ReturnType<typeof PostalMime.parse>>['to']>[number];

/** A group (RFC 5322 3.4) counts as its members. */
function mailboxes(list: readonly Addressee[]): Mailbox[] {
  return list.flatMap((entry) =>
    'group' in entry && entry.group !== undefined
      ? mailboxes(entry.group)
      : [{ name: entry.name ?? '', address: entry.address ?? '' }],
  );
}
