import { invariant } from '../domain/errors.ts';
import type { Participation } from '../domain/participation.ts';
import { isSameData } from '../domain/plain-data.ts';
import type { Instant } from '../domain/time.ts';
import { isAnswerForOthers } from './conditions/asked-about.ts';
import { earlier } from './conditions/next-change.ts';
import type { Decision } from './decision.ts';
import { type Setting, type Situation, zoneOf } from './facts/situation.ts';
import { beginParticipations } from './journey/begin.ts';
import { canBeginAfter } from './journey/round.ts';
import { Settlements } from './journey/settlements.ts';
import { followComparison } from './journey/start-later.ts';
import { type StoriesOfMails, storiesOfMails } from './mails/choose-story.ts';
import { whyGivenUp } from './mails/given-up.ts';
import { type Placing, placeMails, type Taken } from './mails/mail-limit.ts';
import { takenByUpdate, takenRoom } from './mails/taken-room.ts';
import { teamUpdates } from './mails/team-update.ts';
import { draftMessages, isNews } from './message-drafts.ts';
import { nextLook } from './next-look.ts';

/**
 * Decides about one person at `now`: who begins, who ends, which phase, which steps are passed, and which mails go,
 * wait or are too late. Everything that was decided before and is not gone yet is decided anew with what is known now,
 * so this is the last look (rules.md R11) as well as the first. The same input gives the same answer, and looking
 * twice changes nothing.
 */
export function advance(situation: Situation, setting: Setting, now: Instant): Decision {
  const { begun, wakeAt: beginsAt } = beginParticipations(situation, setting, now);
  const settled = new Settlements(
    { ...situation, participations: joined(situation.participations, begun) },
    setting,
    now,
  );
  settled.settleAll();

  const team = teamUpdates(situation, setting, now);
  const taken = [...takenRoom(situation), ...team.drafts.flatMap((draft) => takenByUpdate(draft, situation))];
  const { placings, stories } = placeWhatGoes(settled, taken, situation, setting, now);
  const compared = followComparisons(settled.participations, situation, setting, now);

  const drafts = draftMessages({ settled, placings, stories, updates: team.drafts }, situation, now);
  const looksAgainAtOnce =
    isAnswerForOthers(settled.participations, situation, setting) ||
    canBeginAfter(compared.participations, situation, setting);
  const changesAt = earlier(earlier(beginsAt, compared.wakeAt), team.wakeAt);
  return {
    participations: compared.participations.filter((one) => hasMoved(one, situation)),
    messages: drafts.filter((draft) => isNews(draft, situation)),
    going: drafts.filter((draft) => draft.state === 'ready').map((draft) => draft.key),
    puts: settled.puts,
    placings,
    settlements: settled.all,
    wakeAt: looksAgainAtOnce ? now : nextLook(settled.all, placings, changesAt, situation, setting, now),
  };
}

/** Who did not begin the first time begins under the same id. */
function joined(known: readonly Participation[], begun: readonly Participation[]): Participation[] {
  return [...known.filter((one) => !begun.some(({ id }) => id === one.id)), ...begun];
}

/** More rounds than mails one person can have open. */
const MAX_ROUNDS = 500;

/** Gives the mails their slots. One that will not go after all frees its room, and the next of its steps competes. */
function placeWhatGoes(
  settled: Settlements,
  taken: readonly Taken[],
  situation: Situation,
  setting: Setting,
  now: Instant,
): { readonly placings: readonly Placing[]; readonly stories: StoriesOfMails } {
  const { mailLimit } = setting.workspace.sending;
  const zone = zoneOf(situation.employee, setting.workspace);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const placings = placeMails(settled.pendings, taken, mailLimit, zone, now);
    const stories = storiesOfMails(placings, situation, setting);
    const givenUp = firstGivenUp(placings, stories, now);
    if (givenUp === null) return { placings, stories };
    settled.giveUp(givenUp.pending, givenUp.reason);
  }
  invariant(false, `the mails to ${situation.employee.key} come to rest`);
}

function firstGivenUp(placings: readonly Placing[], stories: StoriesOfMails, now: Instant) {
  for (const placing of placings) {
    const reason = whyGivenUp(placing, stories, now);
    if (reason !== null) return { pending: placing.pending, reason };
  }
  return null;
}

function followComparisons(
  participations: readonly Participation[],
  situation: Situation,
  setting: Setting,
  now: Instant,
): { readonly participations: readonly Participation[]; readonly wakeAt: Instant | null } {
  let next: Instant | null = null;
  const followed = participations.map((one) => {
    if (one.compared === undefined || !setting.campaigns.has(one.campaign)) return one;
    const { participation, wakeAt } = followComparison(one, situation, setting, now);
    next = earlier(next, wakeAt);
    return participation;
  });
  return { participations: followed, wakeAt: next };
}

function hasMoved(participation: Participation, { participations }: Situation): boolean {
  const before = participations.find((one) => one.id === participation.id);
  return !isSameData(before, participation);
}
