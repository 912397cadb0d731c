import { invariant } from '../domain/errors.ts';
import { type Message, OPEN_STATES } from '../domain/message.ts';
import type { Participation } from '../domain/participation.ts';
import type { Reason } from '../domain/reasons.ts';
import type { Instant } from '../domain/time.ts';
import type { MessageDraft } from './decision.ts';
import type { Situation } from './facts/situation.ts';
import { messageKey, pendingKey } from './journey/ledger.ts';
import type { Settlements } from './journey/settlements.ts';
import type { Passed, Settlement, StepMail } from './journey/walk.ts';
import type { StoriesOfMails } from './mails/choose-story.ts';
import type { Placing } from './mails/mail-limit.ts';
import type { TeamDraft } from './mails/team-update.ts';

/** What was decided about the mails to one person. */
export interface DecidedMails {
  readonly settled: Settlements;
  readonly placings: readonly Placing[];
  readonly stories: StoriesOfMails;
  readonly updates: readonly TeamDraft[];
}

/** Every mail to this person as it should stand in the ledger at `now`: given up, going, waiting, or wanted no more. */
export function draftMessages(
  { settled, placings, stories, updates }: DecidedMails,
  { messages }: Situation,
  now: Instant,
): MessageDraft[] {
  const drafts = new Map<string, MessageDraft>();
  const add = (draft: MessageDraft) => drafts.set(draft.key, draft);
  for (const passed of settled.passed) add(passedDraft(passed, settled));
  for (const placing of placings) add(placedDraft(placing, stories, now));
  for (const settlement of settled.all) {
    const draft = waitingDraft(settlement);
    if (draft !== null) add(draft);
  }
  updates.forEach(add);
  for (const message of messages)
    if (isOpenMail(message) && !drafts.has(message.key)) add(withdrawnDraft(message, settled, now));
  return [...drafts.values()];
}

/** Whether the ledger says something else so far. What has gone, or was given up for good, stays as it is. */
export function isNews(draft: MessageDraft, { messages }: Situation): boolean {
  const known = messages.find((message) => message.kind === draft.kind && message.key === draft.key);
  if (known === undefined) return true;
  if (known.state !== 'withdrawn' && !OPEN_STATES.includes(known.state)) return false;
  return (
    (known.state === 'claimed' ? 'ready' : known.state) !== draft.state ||
    known.dueAt !== draft.dueAt ||
    known.openingAt !== draft.openingAt ||
    known.slotAt !== draft.slotAt ||
    known.validUntilAt !== draft.validUntilAt ||
    known.reason !== draft.reason ||
    known.message !== draft.message ||
    (known.story ?? null) !== (draft.story ?? null) ||
    known.version !== draft.version
  );
}

function passedDraft(
  { participation: id, mail, phase, dueAt, reason, at }: Passed,
  settled: Settlements,
): MessageDraft {
  const participation = settled.of(id)?.participation;
  invariant(participation, `the passed mail ${mail.id} belongs to a participation that was settled`);
  const key = messageKey(participation, mail.id);
  return draftOf(participation, mail, { key, phase, state: 'passed', dueAt, reason, settledAt: at });
}

function placedDraft(placing: Placing, stories: StoriesOfMails, now: Instant): MessageDraft {
  const { pending } = placing;
  const { participation } = pending.standpoint;
  const slot = placing.is === 'too-late' ? null : placing.slot;
  const goes = placing.is === 'slot' && placing.slot.at <= now;
  const key = pendingKey(pending);
  return draftOf(participation, pending.mail, {
    key,
    phase: participation.place.phase,
    story: stories.get(key) ?? null,
    state: goes ? 'ready' : 'planned',
    dueAt: pending.dueAt,
    openingAt: pending.opening.at,
    slotAt: slot?.at ?? null,
    validUntilAt: slot?.windowTo ?? null,
    reason: placing.is === 'waits' ? placing.reason : (slot?.reason ?? null),
  });
}

/** A mail that waits for a date, a fact, fresh data or the end of a pause stands in the ledger too, with the reason. */
function waitingDraft({ participation, waiting }: Settlement): MessageDraft | null {
  if (waiting === null || waiting.dueAt === null || waiting.reason === null || participation.ended !== null)
    return null;
  const { mail, dueAt, reason } = waiting;
  const key = messageKey(participation, mail.id);
  return draftOf(participation, mail, { key, phase: participation.place.phase, state: 'planned', dueAt, reason });
}

type Decided = Pick<MessageDraft, 'key' | 'phase' | 'state' | 'dueAt' | 'reason'> &
  Partial<Pick<MessageDraft, 'story' | 'openingAt' | 'slotAt' | 'validUntilAt' | 'settledAt'>>;

/** A row of the ledger. Field by field: a plan makes millions, and with spread objects it took a third longer. */
function draftOf(participation: Participation, mail: StepMail, decided: Decided): MessageDraft {
  return {
    kind: 'step',
    key: decided.key,
    campaign: participation.campaign,
    version: participation.version,
    participation: participation.id,
    step: mail.id,
    phase: decided.phase,
    message: mail.message,
    story: decided.story ?? null,
    state: decided.state,
    dueAt: decided.dueAt,
    openingAt: decided.openingAt ?? null,
    slotAt: decided.slotAt ?? null,
    validUntilAt: decided.validUntilAt ?? null,
    reason: decided.reason,
    settledAt: decided.settledAt ?? null,
  };
}

function isOpenMail({ kind, state }: Message): boolean {
  return (kind === 'step' || kind === 'team') && OPEN_STATES.includes(state);
}

/** Planned or ready until now, and not wanted any more. */
function withdrawnDraft(message: Message, settled: Settlements, now: Instant): MessageDraft {
  const participation = settled.of(message.participation ?? '')?.participation;
  const reason: Reason | null = participation?.ended?.because ?? participation?.suspended?.because ?? null;
  const { id: _id, recipient: _recipient, about: _about, ...row } = message;
  return { ...row, state: 'withdrawn', reason, settledAt: now };
}
