import { gzipSync } from 'node:zlib';
import { composeMail } from '../../delivery/compose-mail.ts';
import type { ChannelPost } from '../../domain/campaign.ts';
import { parseMailbox } from '../../domain/mail-address.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { postHtml, type RenderedPost } from '../../render/compile-post.ts';
import type { AroundRow } from '../../store/campaigns/around-actions.ts';
import { addInboxMail } from '../../store/mails/inbox.ts';
import type { FlowContext } from '../context.ts';

/** A post that does not leave this machine: it stands beside the mails of the built-in inbox, to be read there. */
export async function keepPost(
  { store, clock, newId }: FlowContext,
  row: AroundRow,
  { channel, id }: ChannelPost,
  { title, text }: RenderedPost,
  workspace: Workspace,
): Promise<void> {
  const from = parseMailbox(workspace.from);
  const at = row.dueAt ?? clock();
  const raw = composeMail({
    messageId: `${newId('inb')}@posts.invalid`,
    date: at,
    zone: workspace.timezone,
    from: 'why' in from ? { name: workspace.name, address: NOWHERE } : from,
    to: { name: `Channel ${channel}`, address: NOWHERE },
    subject: title,
    text,
    html: postHtml({ title, text }, workspace.locales[0]),
    headers: { 'X-Druppel-Campaign': `${row.campaign}@${row.version}`, 'X-Druppel-Step': id },
  }).withMark(null);
  await store.write((tx) =>
    addInboxMail(tx, {
      id: newId('inb'),
      at,
      recipient: `post: ${channel}`,
      subject: title,
      campaign: row.campaign,
      step: id,
      raw: gzipSync(raw),
      sizeBytes: raw.length,
    }),
  );
}

/** RFC 2606: nobody can ever have this address. */
const NOWHERE = 'channel@posts.invalid';
