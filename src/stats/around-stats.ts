import type { AroundAction } from '../domain/campaign.ts';
import type { MessageState } from '../domain/message.ts';
import type { Reason } from '../domain/reasons.ts';
import { formatInstant } from '../domain/time.ts';
import { type AroundRow, aroundActions } from '../store/campaigns/around-actions.ts';
import type { Database } from '../store/database.ts';
import { remindersOf } from '../store/mails/messages.ts';

/** What became of something around the mails. */
export interface AroundStats {
  readonly id: string;
  readonly kind: AroundAction['kind'];
  readonly state: AroundRow['state'];
  /** When it falls, or was settled; ISO 8601. */
  readonly at: string | null;
  readonly reason: Reason | null;
  /** What the other side said when it was not done. */
  readonly words: string | null;
  /** It stayed on this machine. */
  readonly simulated: boolean;
}

/** By time. A reminder is done when its mail has gone. */
export async function aroundStats(database: Database, campaign: string): Promise<AroundStats[]> {
  const mails = new Map((await remindersOf(database, campaign)).map((mail) => [mail.step, mail]));
  return (await aroundActions(database, campaign)).map((row): AroundStats => {
    const mail = row.state === 'done' && row.kind !== 'post' ? mails.get(row.action) : undefined;
    const at = mail?.settledAt ?? row.settledAt ?? row.dueAt;
    return {
      id: row.action,
      kind: row.kind,
      state: mail === undefined ? row.state : STATE_OF_MAIL[mail.state],
      at: at === null ? null : formatInstant(at),
      reason: mail?.reason ?? row.reason,
      words: mail?.replyText ?? row.words,
      simulated: mail?.simulated ?? row.simulated,
    };
  });
}

const STATE_OF_MAIL: Readonly<Record<MessageState, AroundRow['state']>> = {
  planned: 'planned',
  ready: 'planned',
  claimed: 'claimed',
  data: 'claimed',
  sent: 'done',
  'in-doubt': 'in-doubt',
  held: 'in-doubt',
  failed: 'failed',
  bounced: 'failed',
  passed: 'passed',
  withdrawn: 'withdrawn',
};
