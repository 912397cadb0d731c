import PostalMime, { type Email } from 'postal-mime';

/** What a mail server says of a mail it took and could not deliver, or not yet (RFC 3464), as far as it is needed. */
export interface DeliveryReport {
  /** Every address the report was sent to, lower-cased: one of them is the return path of the mail. */
  readonly addressedTo: readonly string[];
  readonly recipients: readonly ReportedRecipient[];
}

export interface ReportedRecipient {
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** RFC 3463, `5.1.1`. */
  readonly status: string | null;
  /** What the other server answered: one line of at most 500 characters. It may name the recipient: not for logs. */
  readonly text: string;
}

/**
 * Reads a report of delivery from a raw mail.
 * @returns null when it is none: an answer out of office, a reply, spam, a notice in words alone.
 */
export async function readDeliveryReport(raw: Uint8Array): Promise<DeliveryReport | null> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'utf8', maxNestingDepth: MAX_DEPTH });
  const part = mail.attachments.find(({ mimeType }) => STATUS_PARTS.has(mimeType.toLowerCase()));
  if (part === undefined || typeof part.content !== 'string') return null;
  const recipients = groupsOf(part.content).flatMap(readRecipient).slice(0, MAX_RECIPIENTS);
  return recipients.length === 0 ? null : { addressedTo: addressesOf(mail), recipients };
}

/** RFC 3464, and RFC 6533 for addresses with other letters. */
const STATUS_PARTS: ReadonlySet<string> = new Set(['message/delivery-status', 'message/global-delivery-status']);
const MAX_DEPTH = 20;
const MAX_RECIPIENTS = 50;
const MAX_TEXT = 500;
/** Where servers write for which address a mail came in; the visible To is not always it. */
const ENVELOPE_HEADERS: ReadonlySet<string> = new Set([
  ...['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'],
]);

function addressesOf({ to = [], headers }: Email): string[] {
  const visible = to.flatMap((one) => (one.address === undefined ? (one.group ?? []) : [one]));
  const written = headers.filter(({ key }) => ENVELOPE_HEADERS.has(key)).map(({ value }) => value);
  const all = [...visible.map(({ address }) => address ?? ''), ...written];
  return [
    ...new Set(
      all.map((address) =>
        address
          .trim()
          .replace(/^<(.*)>$/, '$1')
          .toLowerCase(),
      ),
    ),
  ];
}

type Fields = ReadonlyMap<string, string>;

/** Groups of fields, parted by empty lines; the first is about the report, one follows for each recipient. */
function groupsOf(content: string): Fields[] {
  const unfolded = content.replaceAll('\r\n', '\n').replaceAll(/\n[ \t]+/g, ' ');
  return unfolded.split(/\n{2,}/).map((group) => {
    const fields = group.split('\n').map((line) => /^([\w-]+):\s*(.*)$/.exec(line));
    return new Map(
      fields.flatMap((field) => (field === null ? [] : [[(field[1] ?? '').toLowerCase(), field[2] ?? '']])),
    );
  });
}

function readRecipient(fields: Fields): ReportedRecipient[] {
  const action = ACTIONS.find((known) => known === fields.get('action')?.trim().toLowerCase());
  if (action === undefined || !fields.has('final-recipient')) return [];
  const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '');
  const said = statusIn(fields.get('status') ?? '');
  // 5.0.0 says no more than "no"; what the other server answered often does.
  const status = said === null || /\.0\.0$/.test(said) ? (statusIn(diagnostic) ?? said) : said;
  return [{ action, status, text: oneLine(diagnostic) }];
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

function statusIn(text: string): string | null {
  return /(?:^|[\s(#-])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null;
}

function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_TEXT);
}
