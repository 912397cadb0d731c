import { backOffMs, type Outcome } from '../../delivery/smtp-reply.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import { resendOf } from '../../engine/mails/resend.ts';
import type { MergeValues } from '../../render/variables.ts';
import type { Database } from '../../store/database.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';
import type { Outcome as Settlement } from '../../store/mails/settling.ts';
import type { LoadedSetting } from '../deciding/load-setting.ts';
import { loadSituationsByKey, since } from '../deciding/load-situations.ts';
import type { StillGoing } from './last-look.ts';

/** A mail in doubt that goes once more, until the end of the window under way. */
export interface Resending {
  readonly going: StillGoing;
  readonly validUntil: number;
}

/** The last look before a second sending (rules.md R9, R11): what goes, and what waits or is left in doubt for good. */
export async function lookAtDoubtful(
  database: Database,
  claimed: readonly StoredMessage[],
  { setting }: LoadedSetting,
  now: number,
): Promise<{ going: Resending[]; back: { message: StoredMessage; outcome: Settlement }[] }> {
  const keys = [...new Set(claimed.map(({ recipient }) => recipient))];
  const people = await loadSituationsByKey(database, keys, since(setting, now));
  const going: Resending[] = [];
  const back: { message: StoredMessage; outcome: Settlement }[] = [];
  for (const message of claimed) {
    const person = people.get(message.recipient);
    const resend = person === undefined ? null : resendOf(message, person.situation, setting, now);
    // Without its values nothing says what was written: erased, or aged out.
    if (person !== undefined && resend?.is === 'goes' && message.values !== null) {
      const { email } = person.situation.employee;
      const { $links: _links, ...values } = message.values;
      going.push({
        validUntil: resend.validUntil,
        going: {
          message: { ...message, email },
          recipient: person.situation,
          personRevision: person.read.revision,
          about: message.about,
          members: [],
          values: values as MergeValues,
        },
      });
    } else {
      const until = resend?.is === 'waits' ? resend.until : null;
      back.push({ message, outcome: stillInDoubt(message, until, now) });
    }
  }
  return { going, back };
}

/**
 * What a second sending leads to: sent where the mail server said so. Refused for good, or again without an answer, it
 * stays in doubt, for the first copy may have arrived; where nothing of it was taken, it is tried again.
 */
export function settlementOfResend(
  message: StoredMessage,
  outcome: Outcome,
  simulated: boolean,
  now: number,
  random01: () => number,
): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { id: message.id, claim: message.claim, state: 'sent', at: now, reply: outcome.reply, simulated };
    case 'in-doubt':
    case 'failed':
      return stillInDoubt(message, null, now);
    case 'deferred':
      return stillInDoubt(message, now + backOffMs(message.attempts + 1, random01()), now);
    case 'gate-refused':
    case 'not-begun':
    case 'unreachable':
    case 'transport-paused':
      return stillInDoubt(message, now + MINUTE_MS, now);
  }
}

export function stillInDoubt(message: StoredMessage, resendAt: number | null, now: number): Settlement {
  const { id, claim, sentAt } = message;
  return { id, claim, state: 'in-doubt', at: sentAt ?? now, reply: null, resendAt };
}
