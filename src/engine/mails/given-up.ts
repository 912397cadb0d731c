import type { Reason } from '../../domain/reasons.ts';
import type { Instant } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import { pendingKey } from '../journey/ledger.ts';
import { isOvertaken } from '../journey/overtaken.ts';
import type { Pending } from '../journey/pending.ts';
import { type StoriesOfMails, storyChoiceOf } from './choose-story.ts';
import type { Placing } from './mail-limit.ts';

/** Why a placed mail will not go after all; null: it goes or waits. */
export function whyGivenUp(placing: Placing, stories: StoriesOfMails, now: Instant): Reason | null {
  if (placing.is === 'too-late') return 'too-late';
  const { pending, slot } = placing;
  const { standpoint, step } = pending;
  if (pending.dated && slot !== null && isDatedOvertaken(pending, slot.at)) return 'overtaken';
  if (placing.is !== 'slot' || placing.slot.at > now) return null;
  if (step.when !== null && !holds(step.when, standpoint.asking)) return 'when-false';
  // Until its slot a story can still be told to the library, or its consent begin.
  return storyChoiceOf(step) !== null && stories.get(pendingKey(pending)) == null ? 'no-story' : null;
}

function isDatedOvertaken(pending: Pending, slotAt: Instant): boolean {
  const { standpoint, step, mail } = pending;
  const index = step.kind === 'remind' ? step.mails.findIndex((one) => one.id === mail.id) : 0;
  const due = {
    is: 'at' as const,
    at: pending.dueAt,
    dated: true,
    floorAt: pending.earliestAt,
    notAfter: pending.notAfter,
  };
  return isOvertaken(standpoint, step, index, due, slotAt);
}
