import { GONE_STATES } from '../../domain/message.ts';
import type { Situation } from '../facts/situation.ts';
import type { Taken } from './mail-limit.ts';
import type { TeamDraft } from './team-update.ts';

/** Mails gone or in flight, and mail about others that is on its way: it counts and does not wait (R10). */
export function takenRoom({ messages }: Situation): Taken[] {
  const taken: Taken[] = [];
  for (const { kind, state, campaign, step, slotAt } of messages) {
    if (kind === 'test' || slotAt === null) continue;
    const takes =
      GONE_STATES.includes(state) ||
      state === 'held' ||
      ((kind === 'bundle' || kind === 'team') && (state === 'ready' || state === 'claimed'));
    if (takes) taken.push({ campaign, step, at: slotAt });
  }
  return taken;
}

/** A team update that goes by this very decision; one that stands in the ledger already is counted there. */
export function takenByUpdate({ key, state, campaign, step, slotAt }: TeamDraft, { messages }: Situation): Taken[] {
  const stands = messages.some((one) => one.kind === 'team' && one.key === key && one.state !== 'planned');
  return state === 'ready' && slotAt !== null && !stands ? [{ campaign, step, at: slotAt }] : [];
}
