import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, parseHttpDate, SECOND_MS } from '../../domain/time.ts';
import type { Answer } from '../../egress/send-out.ts';
import type { AroundOutcome } from '../../store/campaigns/around-actions.ts';

/** How long until the next try, by how many there were; after the last one it has failed. */
const BACK_OFF_MS: readonly number[] = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS];

/**
 * What became of a post by what the other side said. Only what is known not to have arrived is tried again: a refusal
 * (429, 5xx), or a connection that took nothing. What left without an answer stays in doubt.
 *
 * @param attempts how often it was tried before
 * @param random01 for the jitter
 */
export function outcomeOfPost(answer: Answer, attempts: number, now: Instant, random01: number): AroundOutcome {
  switch (answer.kind) {
    case 'refused':
      return { state: 'failed', at: now, words: `the channel’s address is refused: ${answer.why}` };
    case 'unanswered':
      return {
        state: 'in-doubt',
        at: now,
        words: `it left, but the channel did not say that it has it: ${answer.why}`,
      };
    case 'not-sent':
      return again(`the channel cannot be reached: ${answer.why}`, null);
    case 'answered':
      return outcomeOfStatus(answer);
  }

  function outcomeOfStatus({ status, retryAfter }: Extract<Answer, { kind: 'answered' }>): AroundOutcome {
    if (status >= 200 && status < 300) return { state: 'done', at: now, simulated: false };
    if (status >= 300 && status < 400)
      return failed(`the channel sends on to another address (${status}); put that one into the settings`);
    if (status === 429 || status >= 500) return again(`the channel answered ${status}`, retryAfter);
    return failed(`the channel answered ${status}${MEANING[status] ?? ''}`);
  }

  function failed(words: string): AroundOutcome {
    return { state: 'failed', at: now, words };
  }

  function again(words: string, retryAfter: string | null): AroundOutcome {
    const waitMs = BACK_OFF_MS[attempts];
    if (waitMs === undefined) return failed(`${words}, ${attempts + 1} times`);
    const jittered = waitMs * (1 + random01 / 4);
    const nextTryAt = now + Math.round(Math.max(jittered, retryAfterMs(retryAfter, now)));
    return { state: 'planned', nextTryAt, countsAttempt: true, words };
  }
}

const MEANING: Readonly<Record<number, string>> = {
  400: ': it does not understand the format; look at "format" in workspace.yaml',
  401: ': its address is not accepted any more; make a new one',
  403: ': its address is not accepted any more; make a new one',
  404: ': there is no such channel; make a new address',
  410: ': the channel is gone; make a new address',
  413: ': the post is too long',
};

/** RFC 9110 10.2.3: seconds, or a date; at most a day, so that nobody can park a post for good. */
function retryAfterMs(text: string | null, now: Instant): number {
  if (text === null) return 0;
  const seconds = /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
  const waitMs = seconds === null ? (parseHttpDate(text) ?? now) - now : seconds * SECOND_MS;
  return Math.min(Math.max(0, waitMs), DAY_MS);
}
