import type { Phase } from '../domain/campaign.ts';
import type { MessageKind, MessageState } from '../domain/message.ts';
import { GONE_STATES, OPEN_STATES } from '../domain/message.ts';
import type { Participation } from '../domain/participation.ts';
import { isSameData } from '../domain/plain-data.ts';
import type { Reason } from '../domain/reasons.ts';
import type { Instant } from '../domain/time.ts';
import { isAnswerForOthers } from './asked-about.ts';
import { beginParticipations } from './begin.ts';
import { type StoriesOfMails, storiesOfMails, storyChoiceOf } from './choose-story.ts';
import { holds } from './evaluate.ts';
import { messageKey } from './ledger.ts';
import { type Placing, placeMails, type Taken } from './mail-limit.ts';
import { movedAlong } from './move.ts';
import { earlier } from './next-change.ts';
import { isOvertaken } from './overtaken.ts';
import type { Pending } from './pending.ts';
import { canBeginAfter } from './round.ts';
import { passPending, settle } from './settle.ts';
import { type Setting, type Situation, zoneOf } from './situation.ts';
import { standpointOf } from './standpoint.ts';
import { followComparison } from './start-later.ts';
import { type TeamDraft, teamUpdates } from './team-update.ts';
import type { BundlePut, Passed, Settlement } from './walk.ts';

/** What follows from a look at one person at one instant. Written as a whole or not at all. */
export interface Decision {
  /** New and changed participations. */
  readonly participations: readonly Participation[];
  /** The messages to this person as they should stand: planned, ready, passed or withdrawn. */
  readonly messages: readonly MessageDraft[];
  /** Keys of the mails that go or keep going by this decision, unchanged ones too. */
  readonly going: readonly string[];
  readonly puts: readonly BundlePut[];
  /** What wants to go, with its slot, and where each participation rests: what an explanation begins from. */
  readonly placings: readonly Placing[];
  readonly settlements: readonly Settlement[];
  /** When to look again if no new fact comes before; null: only then. */
  readonly wakeAt: Instant | null;
}

/** A row of the ledger as the engine wants it; unique by (recipient, kind, key). */
export interface MessageDraft {
  readonly kind: MessageKind;
  readonly key: string;
  readonly campaign: string;
  readonly version: number;
  readonly participation: string | null;
  readonly step: string;
  readonly phase: Phase;
  readonly message: string;
  readonly story?: string | null;
  readonly state: Extract<MessageState, 'planned' | 'ready' | 'passed' | 'withdrawn'>;
  readonly dueAt: Instant;
  readonly openingAt: Instant | null;
  readonly slotAt: Instant | null;
  readonly validUntilAt: Instant | null;
  readonly reason: Reason | null;
  readonly settledAt: Instant | null;
}

/** More rounds than mails one person can have open. */
const MAX_ROUNDS = 500;

/**
 * Decides about one person at `now`: who begins, who ends, which phase, which steps are passed, and which mails go,
 * wait or are too late. Everything that was decided before and is not gone yet is decided anew with what is known now,
 * so this is the last look (rules.md R11) as well as the first. The same input gives the same answer, and looking
 * twice changes nothing.
 */
export function advance(situation: Situation, setting: Setting, now: Instant): Decision {
  const { begun, wakeAt: beginsAt } = beginParticipations(situation, setting, now);
  let seen: Situation = { ...situation, participations: joined(situation.participations, begun) };
  const settlements = new Map<string, Settlement>();
  const passed: Passed[] = [];
  const puts: BundlePut[] = [];

  const settleOne = (participation: Participation) => {
    const settlement = settle(standpointOf(seen, setting, participation, now));
    settlements.set(participation.id, settlement);
    passed.push(...settlement.passed);
    puts.push(...settlement.puts);
    seen = {
      ...seen,
      participations: seen.participations.map((one) => (one.id === participation.id ? settlement.participation : one)),
    };
  };
  for (const participation of [...seen.participations].sort(byCampaign)) {
    if (participation.ended === null && setting.campaigns.has(participation.campaign))
      settleOne(movedAlong(participation, seen, setting, now));
  }

  const team = teamUpdates(situation, setting, now);
  const taken = [...takenRoom(situation), ...team.drafts.flatMap((draft) => takenBy(draft, situation))];
  let placings: Placing[] = [];
  let stories: StoriesOfMails = new Map();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const pendings = [...settlements.values()].flatMap((settlement) => settlement.pending ?? []);
    placings = placeMails(
      pendings,
      taken,
      setting.workspace.sending.mailLimit,
      zoneOf(situation.employee, setting.workspace),
      now,
    );
    const told = storiesOfMails(placings, situation, setting);
    stories = told;
    const given = placings.flatMap((placing) => {
      const reason = givenUp(placing, told, now);
      return reason === null ? [] : [{ pending: placing.pending, reason }];
    })[0];
    if (given === undefined) break;
    const after = passPending(given.pending, given.reason);
    passed.push(after.passed);
    settleOne(after.participation);
  }

  let comparisonsWakeAt: Instant | null = null;
  const followed = seen.participations.map((one) => {
    if (one.compared === undefined || !setting.campaigns.has(one.campaign)) return one;
    const { participation, wakeAt } = followComparison(one, situation, setting, now);
    comparisonsWakeAt = earlier(comparisonsWakeAt, wakeAt);
    return participation;
  });

  const drafts = new Map<string, MessageDraft>();
  for (const one of passed) drafts.set(...passedDraft(one, settlements));
  for (const placing of placings) drafts.set(...placedDraft(placing, stories, now));
  for (const settlement of settlements.values()) addWaiting(drafts, settlement);
  for (const draft of team.drafts) drafts.set(draft.key, draft);
  withdrawUndesired(drafts, situation, settlements, now);

  return {
    participations: followed.filter((one) => hasMoved(one, situation)),
    messages: [...drafts.values()].filter((draft) => isNews(draft, situation)),
    going: [...drafts.values()].filter((draft) => draft.state === 'ready').map((draft) => draft.key),
    puts,
    placings,
    settlements: [...settlements.values()],
    wakeAt:
      isAnswerForOthers(seen.participations, situation, setting) || canBeginAfter(followed, situation, setting)
        ? now
        : nextLook(
            settlements,
            placings,
            earlier(earlier(beginsAt, comparisonsWakeAt), team.wakeAt),
            situation,
            setting,
            now,
          ),
  };
}

function hasMoved(participation: Participation, { participations }: Situation): boolean {
  const before = participations.find((one) => one.id === participation.id);
  return !isSameData(before, participation);
}

/** Who did not begin the first time begins under the same id. */
function joined(known: readonly Participation[], begun: readonly Participation[]): Participation[] {
  return [...known.filter((one) => !begun.some(({ id }) => id === one.id)), ...begun];
}

function byCampaign(a: Participation, b: Participation): number {
  return a.campaign < b.campaign ? -1 : a.campaign > b.campaign ? 1 : a.round - b.round;
}

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
function takenBy({ key, state, campaign, step, slotAt }: TeamDraft, { messages }: Situation): Taken[] {
  const stands = messages.some((one) => one.kind === 'team' && one.key === key && one.state !== 'planned');
  return state === 'ready' && slotAt !== null && !stands ? [{ campaign, step, at: slotAt }] : [];
}

/** Why a placed mail will not go after all; null: it goes or waits. */
function givenUp(placing: Placing, stories: StoriesOfMails, now: Instant): Reason | null {
  if (placing.is === 'too-late') return 'too-late';
  const { pending, slot } = placing;
  const { standpoint, step } = pending;
  if (pending.dated && slot !== null && isDatedOvertaken(pending, slot.at)) return 'overtaken';
  if (placing.is !== 'slot' || placing.slot.at > now) return null;
  if (step.when !== null && !holds(step.when, standpoint.asking)) return 'when-false';
  // Until its slot a story can still be told to the library, or its consent begin.
  return storyChoiceOf(step) !== null && stories.get(keyOf(pending)) == null ? 'no-story' : null;
}

function keyOf({ standpoint, mail }: Pending): string {
  return messageKey(standpoint.participation, mail.id);
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

function passedDraft(one: Passed, settlements: ReadonlyMap<string, Settlement>): [string, MessageDraft] {
  const participation = settlements.get(one.participation)?.participation;
  const key = participation ? messageKey(participation, one.mail.id) : one.mail.id;
  return [
    key,
    {
      kind: 'step',
      key,
      campaign: participation?.campaign ?? '',
      version: participation?.version ?? 0,
      participation: one.participation,
      step: one.mail.id,
      phase: one.phase,
      message: one.mail.message,
      state: 'passed',
      dueAt: one.dueAt,
      openingAt: null,
      slotAt: null,
      validUntilAt: null,
      reason: one.reason,
      settledAt: one.at,
    },
  ];
}

function placedDraft(placing: Placing, stories: StoriesOfMails, now: Instant): [string, MessageDraft] {
  const { pending } = placing;
  const slot = placing.is === 'too-late' ? null : placing.slot;
  const goes = placing.is === 'slot' && placing.slot.at <= now;
  const { participation } = pending.standpoint;
  const key = keyOf(pending);
  return [
    key,
    {
      kind: 'step',
      key,
      campaign: participation.campaign,
      version: participation.version,
      participation: participation.id,
      step: pending.mail.id,
      phase: participation.place.phase,
      message: pending.mail.message,
      story: stories.get(key) ?? null,
      state: goes ? 'ready' : 'planned',
      dueAt: pending.dueAt,
      openingAt: pending.opening.at,
      slotAt: slot?.at ?? null,
      validUntilAt: slot?.windowTo ?? null,
      reason: placing.is === 'waits' ? placing.reason : (slot?.reason ?? null),
      settledAt: null,
    },
  ];
}

/** A mail that waits for a date, a fact, fresh data or the end of a pause stands in the ledger too, with the reason. */
function addWaiting(drafts: Map<string, MessageDraft>, { participation, waiting }: Settlement): void {
  if (waiting === null || waiting.dueAt === null || waiting.reason === null || participation.ended !== null) return;
  const key = messageKey(participation, waiting.mail.id);
  drafts.set(key, {
    kind: 'step',
    key,
    campaign: participation.campaign,
    version: participation.version,
    participation: participation.id,
    step: waiting.mail.id,
    phase: participation.place.phase,
    message: waiting.mail.message,
    state: 'planned',
    dueAt: waiting.dueAt,
    openingAt: null,
    slotAt: null,
    validUntilAt: null,
    reason: waiting.reason,
    settledAt: null,
  });
}

/** What was planned or ready and is not wanted any more. */
function withdrawUndesired(
  drafts: Map<string, MessageDraft>,
  situation: Situation,
  settlements: ReadonlyMap<string, Settlement>,
  now: Instant,
): void {
  for (const message of situation.messages) {
    if (
      (message.kind !== 'step' && message.kind !== 'team') ||
      !OPEN_STATES.includes(message.state) ||
      drafts.has(message.key)
    )
      continue;
    const participation = settlements.get(message.participation ?? '')?.participation;
    const reason: Reason | null = participation?.ended?.because ?? participation?.suspended?.because ?? null;
    const { id: _id, recipient: _recipient, about: _about, ...row } = message;
    drafts.set(message.key, { ...row, state: 'withdrawn', reason, settledAt: now });
  }
}

function isNews(draft: MessageDraft, { messages }: Situation): boolean {
  const known = messages.find((message) => message.kind === draft.kind && message.key === draft.key);
  // What has gone, or was given up for good, stays as it is.
  if (known !== undefined && known.state !== 'withdrawn' && !OPEN_STATES.includes(known.state)) return false;
  return (
    known === undefined ||
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

function nextLook(
  settlements: ReadonlyMap<string, Settlement>,
  placings: readonly Placing[],
  beginsAt: Instant | null,
  situation: Situation,
  setting: Setting,
  now: Instant,
): Instant | null {
  let next = beginsAt;
  const at = (instant: Instant | null) => {
    if (instant !== null && instant > now) next = earlier(next, instant);
  };
  for (const { wakeAt } of settlements.values()) at(wakeAt);
  const competition = setting.workspace.sending.mailLimit !== null && placings.length > 1;
  for (const placing of placings) {
    if (placing.is === 'too-late' || placing.slot === null) continue;
    // A mail that opens takes part in the competition from its opening on, not only from its slot.
    if (competition) at(placing.pending.earliestAt);
    at(placing.slot.at);
    if (placing.slot.at <= now) at(placing.slot.windowTo);
  }
  for (const record of situation.learning) at(record.holdsFrom);
  for (const fact of situation.engagement) at(fact.holdsFrom);
  for (const choice of situation.choices) at(choice.at);
  return next;
}
