import { backOffMs, type Outcome } from '../../delivery/smtp-reply.ts';
import { RESEND_AFTER_MS } from '../../domain/message.ts';
import { type Instant, SECOND_MS } from '../../domain/time.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';
import type { Outcome as Settlement } from '../../store/mails/settling.ts';

/** When the mail server cannot be reached: nobody's attempt, tried again soon. */
const UNREACHABLE_RETRY_MS = 30 * SECOND_MS;

/** What a worker counts each outcome as. */
export const COUNTED_AS = {
  sent: 'sent',
  'in-doubt': 'inDoubt',
  failed: 'failed',
  'gate-refused': 'back',
  deferred: 'deferred',
  'not-begun': 'deferred',
  unreachable: 'deferred',
  'transport-paused': 'deferred',
} as const satisfies Record<Outcome['kind'], string>;

/** What becomes of the row of a mail (guarantees.md §1), from how its delivery ended. */
export function settlementOf(
  message: Pick<StoredMessage, 'id' | 'claim' | 'attempts'>,
  outcome: Outcome,
  { at, simulated, random01 }: { at: Instant; simulated: boolean; random01: () => number },
): Settlement {
  const claim = { id: message.id, claim: message.claim };
  switch (outcome.kind) {
    case 'sent':
      return { ...claim, state: 'sent', at, reply: outcome.reply, simulated };
    case 'in-doubt':
      return {
        ...claim,
        state: 'in-doubt',
        at,
        reply: { code: null, text: outcome.why },
        resendAt: at + RESEND_AFTER_MS,
      };
    case 'failed':
      return {
        ...claim,
        state: 'failed',
        at,
        reply: outcome.reply ?? { code: null, text: outcome.why },
        reason: outcome.address === 'noted' ? 'bounced' : null,
      };
    case 'gate-refused':
      return { ...claim, state: 'planned', reason: null };
    case 'deferred':
      return {
        ...claim,
        state: 'ready',
        nextTryAt: at + backOffMs(message.attempts + 1, random01()),
        countsAttempt: true,
        reply: outcome.reply,
      };
    case 'not-begun':
    case 'unreachable':
    case 'transport-paused':
      return againSoon(message, at);
  }
}

/** Nothing was tried, or nobody was there to take it. */
export function againSoon({ id, claim }: Pick<StoredMessage, 'id' | 'claim'>, at: Instant): Settlement {
  return { id, claim, state: 'ready', nextTryAt: at + UNREACHABLE_RETRY_MS, countsAttempt: false, reply: null };
}
