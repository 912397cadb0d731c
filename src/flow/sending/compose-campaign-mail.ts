import { type ComposedMail, composeMail } from '../../delivery/compose-mail.ts';
import { formatListId } from '../../delivery/mail-headers.ts';
import type { Campaign } from '../../domain/campaign.ts';
import type { Employee } from '../../domain/employee.ts';
import { UserError } from '../../domain/errors.ts';
import { type Mailbox, parseMailbox } from '../../domain/mail-address.ts';
import { localized } from '../../domain/text.ts';
import type { Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { RenderedMail } from '../../render/compile-message.ts';

export interface CampaignMailParts {
  readonly campaign: Campaign;
  readonly workspace: Workspace;
  readonly version: number;
  readonly step: string;
  /** Of the message row: names the mail. */
  readonly id: string;
  /** Given once, it stays, so that any copy is identical. */
  readonly messageId: string | null;
  readonly at: Instant;
  readonly recipient: Employee;
  readonly to: string;
  /** Why it is not an ordinary mail, for the subject: `Test`, `for ana@…`; null: it is one. */
  readonly mark: string | null;
  /** Null: not offered (rules.md R9). */
  readonly stopUrl: string | null;
  readonly locale: string;
  readonly rendered: RenderedMail;
}

/**
 * A rendered mail as it goes over the wire, with the headers that interfaces.md promises.
 * @throws {UserError} for a sender or a name that cannot stand in a mail.
 */
export function composeCampaignMail(parts: CampaignMailParts): {
  composed: ComposedMail;
  messageId: string;
  from: string;
} {
  const { campaign, workspace, recipient, rendered, locale } = parts;
  const from = mailbox(campaign.from ?? workspace.from);
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const messageId = parts.messageId ?? `${parts.id}@${domain}`;
  const replyTo = campaign.replyTo ?? workspace.replyTo;
  const composed = composeMail({
    messageId,
    date: parts.at,
    zone: recipient.timezone ?? workspace.timezone,
    from,
    ...(replyTo === null ? {} : { replyTo: mailbox(replyTo) }),
    to: { name: parts.mark === null ? nameOf(recipient) : '', address: parts.to },
    subject: parts.mark === null ? rendered.subject : `[${parts.mark}] ${rendered.subject}`,
    text: rendered.text,
    html: rendered.html,
    headers: {
      'List-Id': listId(campaign, workspace, locale, domain),
      ...(parts.stopUrl === null
        ? {}
        : { 'List-Unsubscribe': `<${parts.stopUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      'Auto-Submitted': 'auto-generated',
      'X-Druppel-Campaign': `${campaign.id}@${parts.version}`,
      'X-Druppel-Step': parts.step,
      'Content-Language': locale,
    },
  });
  return { composed, messageId, from: from.address };
}

function mailbox(text: string): Mailbox {
  const parsed = parseMailbox(text);
  if ('why' in parsed)
    throw new UserError(`"${text}" cannot send mail: ${parsed.why}.`, {
      hint: 'Write it like Noor <learning@waterlijn.example>.',
    });
  return parsed;
}

function nameOf({ attributes }: Employee): string {
  const names = [attributes.first_name, attributes.last_name].filter((part) => part !== undefined);
  return names.join(' ').trim();
}

/** One list per topic (RFC 2919): what "stop" is about. */
function listId({ topic }: Campaign, { topics, locales }: Workspace, locale: string, domain: string): string {
  const name = localized(topics[topic] ?? {}, locale, locales[0]) ?? topic;
  return formatListId(name, `${topic.replaceAll(/[^A-Za-z0-9_-]+/g, '-')}.${domain}`);
}
