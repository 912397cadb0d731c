import { createHash } from 'node:crypto';
import { invariant, UserError } from '../domain/errors.ts';
import type { Mailbox } from '../domain/mail-address.ts';
import { formatMailDate, type Instant, type Zone } from '../domain/time.ts';
import { formatExtraHeader, formatHeader, formatMailbox, formatText } from './mail-headers.ts';
import { encodeQuotedPrintable } from './quoted-printable.ts';

/**
 * Stands in the address of the one image that is the open mark, where its token will be:
 * `<img src="https://learn.acme.example/t/o/druppel-open-mark.gif" …>`.
 */
export const OPEN_MARK_PLACEHOLDER = 'druppel-open-mark';

/** A file that goes along, such as `text/calendar; method=REQUEST; charset=utf-8`. */
export interface MailAttachment {
  /** Printable ASCII. */
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

export interface MailParts {
  /** Without angle brackets: `msg_0190…@learn.acme.example`. */
  readonly messageId: string;
  readonly date: Instant;
  /** In whose offset the date is written. */
  readonly zone: Zone;
  readonly from: Mailbox;
  readonly replyTo?: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  /** May hold {@link OPEN_MARK_PLACEHOLDER} once, inside the `src` of an `img`. */
  readonly html: string;
  /** List-Id, List-Unsubscribe, Auto-Submitted, X-Druppel-… in this order after the standard ones. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly MailAttachment[];
}

export interface ComposedMail {
  /**
   * The message, CRLF and all, with this open mark in place.
   *
   * @param token At most 40 letters, digits, `_` or `-`. Null takes the whole image out.
   */
  withMark(token: string | null): Buffer;
  /** The size of the largest copy. */
  readonly sizeBytes: number;
}

/**
 * Writes the MIME message of one mail: multipart/alternative of text and HTML, within multipart/mixed when files go
 * along. The same parts give the same bytes, whoever composes them and whenever, the open mark aside.
 *
 * @throws {UserError} for an address, a name, a subject or a header that cannot stand in a mail.
 */
export function composeMail(parts: MailParts): ComposedMail {
  const boundary = boundaryOf(parts.messageId);
  const html = splitAtMark(parts.html);
  const files = parts.attachments ?? [];
  const alternative = `Content-Type: multipart/alternative; boundary="${boundary}-a"\r\n`;
  const outer =
    files.length === 0
      ? `${alternative}\r\n`
      : `Content-Type: multipart/mixed;\r\n boundary="${boundary}-m"\r\n\r\n--${boundary}-m\r\n${alternative}\r\n`;
  const before = Buffer.concat([
    ascii(`${headersOf(parts)}${outer}--${boundary}-a\r\n${partHeaders('plain')}`),
    encodeQuotedPrintable(parts.text, 'closed'),
    ascii(`\r\n--${boundary}-a\r\n${partHeaders('html')}`),
    encodeQuotedPrintable(html.before, 'open'),
  ]);
  const after = Buffer.concat([
    encodeQuotedPrintable(html.after, 'closed'),
    ascii(`\r\n--${boundary}-a--\r\n`),
    ...files.map((file) => ascii(`\r\n--${boundary}-m\r\n${attachmentPart(file)}`)),
    ascii(files.length === 0 ? '' : `\r\n--${boundary}-m--\r\n`),
  ]);
  const mark = html.mark?.map((half) => encodeQuotedPrintable(half, 'open')) ?? null;
  return {
    withMark: (token) => Buffer.concat([before, ...markBytes(mark, token), after]),
    sizeBytes: before.length + after.length + (mark === null ? 0 : byteLength(mark) + MAX_TOKEN + SOFT_BREAK.length),
  };
}

const MAX_TOKEN = 40;
const SOFT_BREAK = '=\r\n';

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** Cannot occur in what it separates: in quoted-printable and in base64 no line begins with `--=_`. */
function boundaryOf(messageId: string): string {
  return `=_${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}`;
}

/** The HTML around its open mark. `mark` is the image tag before and after the token; null: there is none. */
interface MarkedHtml {
  readonly before: string;
  readonly mark: readonly [string, string] | null;
  readonly after: string;
}

function splitAtMark(html: string): MarkedHtml {
  const at = html.indexOf(OPEN_MARK_PLACEHOLDER);
  if (at < 0) return { before: html, mark: null, after: '' };
  const end = at + OPEN_MARK_PLACEHOLDER.length;
  if (html.includes(OPEN_MARK_PLACEHOLDER, end)) {
    throw new UserError(
      `The mail has the text ${JSON.stringify(OPEN_MARK_PLACEHOLDER)} more than once; it is reserved for the open mark.`,
    );
  }
  const tagStart = html.lastIndexOf('<', at);
  const tagEnd = html.indexOf('>', end) + 1;
  const isImage = tagEnd > 0 && /^<img\s[^>]*$/i.test(html.slice(tagStart, at));
  if (!isImage) {
    throw new UserError(
      `The mail has the text ${JSON.stringify(OPEN_MARK_PLACEHOLDER)} outside an image; it is reserved for the open mark.`,
    );
  }
  return {
    before: html.slice(0, tagStart),
    mark: [html.slice(tagStart, at), html.slice(end, tagEnd)],
    after: html.slice(tagEnd),
  };
}

function headersOf(parts: MailParts): string {
  if (!/^[\w!#$%&'*+/=?^`{|}~.-]{1,200}@[A-Za-z0-9.-]{1,200}$/.test(parts.messageId)) {
    throw new UserError(`Message-ID: ${JSON.stringify(parts.messageId)} is not written like id@domain.`);
  }
  return [
    formatHeader('Date', formatMailDate(parts.date, parts.zone)),
    formatHeader('From', formatMailbox('From', parts.from)),
    parts.replyTo === undefined ? '' : formatHeader('Reply-To', formatMailbox('Reply-To', parts.replyTo)),
    formatHeader('To', formatMailbox('To', parts.to)),
    formatHeader('Message-ID', `<${parts.messageId}>`),
    formatHeader('Subject', formatText('Subject', parts.subject)),
    ...Object.entries(parts.headers ?? {}).map(([name, value]) => formatExtraHeader(name, value)),
    'MIME-Version: 1.0\r\n',
  ].join('');
}

function partHeaders(kind: 'plain' | 'html'): string {
  return `Content-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
}

function attachmentPart({ fileName, contentType, content }: MailAttachment): string {
  invariant(/^[\x20-\x7e]+$/.test(contentType), `content type ${JSON.stringify(contentType)} is not plain ASCII`);
  invariant(/^[\w .()-]+$/.test(fileName), `file name ${JSON.stringify(fileName)} is not plain`);
  return [
    formatHeader('Content-Type', contentType),
    formatHeader('Content-Disposition', `attachment; filename="${fileName}"`),
    'Content-Transfer-Encoding: base64\r\n\r\n',
    Buffer.from(content as Uint8Array)
      .toString('base64')
      .replaceAll(/.{76}/g, '$&\r\n'),
  ].join('');
}

function markBytes(mark: readonly Buffer[] | null, token: string | null): Buffer[] {
  const [start, end] = mark ?? [];
  if (start === undefined || end === undefined || token === null) return [];
  invariant(/^[\w-]{1,40}$/.test(token), 'an open mark is at most 40 letters, digits, "_" or "-"');
  return [start, ascii(token + SOFT_BREAK), end];
}

function byteLength(buffers: readonly Buffer[]): number {
  return buffers.reduce((sum, buffer) => sum + buffer.length, 0);
}
