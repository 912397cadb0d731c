import type { Message } from '../../domain/message.ts';
import type { Participation } from '../../domain/participation.ts';
import type { Instant } from '../../domain/time.ts';
import type { Pending } from './pending.ts';
import type { Standpoint } from './standpoint.ts';

/** The ledger's key of a step's mail to the participant. */
export function messageKey(participation: Participation, mailId: string): string {
  return `${participation.campaign}/${participation.round}/${mailId}`;
}

/** The same of a mail that wants a slot. */
export function pendingKey({ standpoint, mail }: Pick<Pending, 'standpoint' | 'mail'>): string {
  return messageKey(standpoint.participation, mail.id);
}

/** What the ledger knows of a mail to the participant; null: nothing yet. */
export function messageOf({ situation, participation }: Standpoint, mailId: string): Message | null {
  const key = messageKey(participation, mailId);
  return situation.messages.find((message) => message.kind === 'step' && message.key === key) ?? null;
}

/** The instant a settled mail counts from: its slot when it went, else when it was given up; null: not settled. */
export function goneAt(message: Message): Instant | null {
  switch (message.state) {
    case 'sent':
    case 'in-doubt':
    case 'bounced':
      return message.slotAt ?? message.settledAt;
    case 'failed':
    case 'passed':
      return message.settledAt;
    default:
      return null;
  }
}

/** Whether it reached the mail server, as far as anybody knows. */
export function hasGone(message: Message): boolean {
  return message.state === 'sent' || message.state === 'in-doubt' || message.state === 'bounced';
}
