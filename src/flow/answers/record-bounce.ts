import { readDeliveryReport } from '../../delivery/read-delivery-report.ts';
import { isNoSuchAddress } from '../../delivery/smtp-reply.ts';
import { readReturnPath } from '../../delivery/verp.ts';
import { markBounced } from '../../store/mails/bounces.ts';
import { messagesById } from '../../store/mails/messages.ts';
import { wake } from '../../store/people/employee-wakes.ts';
import type { FlowContext } from '../context.ts';
import { suppressAddress } from '../privacy/suppress-address.ts';

export type BounceRecorded =
  /** `suppressed`: there is no such mailbox, and nobody mails the address again. */
  | { readonly kind: 'bounced'; readonly campaign: string; readonly suppressed: boolean }
  /** It had come back before, or was never sent. */
  | { readonly kind: 'known' }
  /** The other server goes on trying, or says that all is well. */
  | { readonly kind: 'not-final' }
  /** No return path of ours: whoever forges a report cannot make one. */
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'no-report' };

/**
 * A mail that came back to a return path of ours (guarantees.md §1, §4): it counts as bounced, and where the report says
 * that there is no such mailbox, the address takes no more mail, at once. A full mailbox or a refused mail says nothing
 * about the address.
 * @param raw the report as it arrived.
 * @param settings.secret what return paths are signed with. `isRedirected`: mail goes to one address for trial
 * (`MAIL_REDIRECT`), so that a report says nothing about the address of a person.
 */
export async function recordBounce(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  raw: Uint8Array,
  settings: { readonly secret: string; readonly isRedirected: boolean },
): Promise<BounceRecorded> {
  const report = await readDeliveryReport(raw);
  if (report === null) return { kind: 'no-report' };
  const id = report.addressedTo.map((address) => messageOf(address, settings.secret)).find((found) => found !== null);
  if (id === undefined) return { kind: 'not-ours' };
  // Also with a status of 4.x: the other server gave up after days of trying.
  const failure = report.recipients.find(({ action }) => action === 'failed');
  if (failure === undefined) return { kind: 'not-final' };
  const at = clock();
  return store.write(async (tx): Promise<BounceRecorded> => {
    const [message] = await messagesById(tx, [id]);
    if (message === undefined || !(await markBounced(tx, id, failure.text))) return { kind: 'known' };
    const { campaign, email, kind, recipient } = message;
    const isGone = failure.status !== null && isNoSuchAddress(failure.status);
    const suppressed = isGone && Boolean(email) && kind !== 'test' && !settings.isRedirected;
    if (suppressed && email) await suppressAddress(tx, email, { since: at, why: 'bounced' });
    await wake(tx, [recipient], at);
    return { kind: 'bounced', campaign, suppressed };
  });
}

/** Mail goes out under several senders; the part that is signed is the same for all of them. */
function messageOf(address: string, key: string): string | null {
  const [, local, domain] = /^([^+@]+)\+[^@]*@([^@]+)$/.exec(address) ?? [];
  return local === undefined ? null : readReturnPath(address, { mailbox: `${local}@${domain}`, key });
}
