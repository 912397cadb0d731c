import {
  type Campaign,
  type CampaignMail,
  mailsOf,
  PHASES,
  type RemindStep,
  type Step,
} from '../../domain/campaign.ts';
import type { Participation, StepPlace } from '../../domain/participation.ts';
import type { Instant } from '../../domain/time.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { beginsAt } from './begin.ts';
import { fixedParts } from './endings.ts';
import { goneAt, messageKey } from './ledger.ts';
import { standpointOf } from './standpoint.ts';
import { namesWithin } from './steps-ahead.ts';

/**
 * A participation as it goes on: on the version that those under way move to, or unchanged where it is. One that has
 * not begun is pinned to no version yet (rules.md R1), and begins at the start as it is by now.
 */
export function movedAlong(
  participation: Participation,
  situation: Situation,
  setting: Setting,
  now: Instant,
): Participation {
  const live = setting.campaigns.get(participation.campaign);
  if (live === undefined) return participation;
  const version = participation.fixed === null ? live.current : live.movesTo;
  const isBehind = version !== null && participation.version < version;
  const moved = isBehind ? moveParticipation(participation, version, situation, setting, now) : participation;
  return moved.fixed === null && !moved.newcomer ? startingAnew(moved, beginsAt(situation, setting, live)) : moved;
}

/** The start has moved, or the person has, to another zone. */
function startingAnew(participation: Participation, startAt: Instant): Participation {
  const beganAt = Math.max(startAt, participation.joinedAt);
  if (beganAt === participation.beganAt) return participation;
  return { ...participation, beganAt, place: { ...participation.place, phaseBeganAt: beganAt } };
}

/**
 * Takes somebody who is under way over to another version (rules.md R14). The phase stays; the place is the last named
 * step done that the version has in this phase, and the next one counts from what was really sent or passed last. What
 * is done stays done, wherever the version has it.
 */
export function moveParticipation(
  participation: Participation,
  version: number,
  situation: Situation,
  setting: Setting,
  now: Instant,
): Participation {
  const live = setting.campaigns.get(participation.campaign);
  const before = live?.versions.get(participation.version)?.campaign;
  const after = live?.versions.get(version)?.campaign;
  if (live === undefined || before === undefined || after === undefined) return participation;
  const doneBefore = [...new Set([...(participation.doneBefore ?? []), ...putOnBundles(participation, before)])];
  const moved = { ...participation, version, doneBefore, place: placeIn(participation, before, after, situation) };
  const { asking } = standpointOf(situation, setting, moved, now);
  if (moved.fixed !== null)
    return { ...moved, fixed: { ...fixedParts(after.audience, asking), ...participation.fixed } };
  // Not begun: the start is that of the new version.
  if (moved.newcomer || before.starts === after.starts) return moved;
  const beganAt = Math.max(beginsAt(situation, setting, { ...live, current: version }), moved.joinedAt);
  return { ...moved, beganAt, place: { ...moved.place, phaseBeganAt: beganAt } };
}

/** Whether a mail lies behind the place of a participation, in its own version: done, passed, or in a branch not taken. */
export function isBehind({ place }: Participation, campaign: Campaign, mail: CampaignMail): boolean {
  const phases = PHASES.indexOf(mail.phase) - PHASES.indexOf(place.phase);
  if (phases !== 0) return phases < 0;
  const inPhase = mailsOf(campaign).filter(({ phase }) => phase === place.phase);
  return inPhase.findIndex(({ id }) => id === mail.id) <= lastBehind(place, inPhase);
}

/** The number of the last mail of the phase that is behind; -1: none is. */
function lastBehind({ last, remind }: StepPlace, inPhase: readonly CampaignMail[]): number {
  const settled = inPhase.findLastIndex(({ step }) => step.id === last);
  if (remind === null || remind.next === 0) return settled;
  const begun = inPhase.filter(({ step }) => step.id === remind.step)[remind.next - 1];
  return begun === undefined ? settled : Math.max(settled, inPhase.indexOf(begun));
}

/** Steps to managers and buddies that are behind: the ledger knows them by their readers only. */
function putOnBundles(participation: Participation, before: Campaign): string[] {
  return mailsOf(before)
    .filter((mail) => mail.to !== 'participant' && isBehind(participation, before, mail))
    .map(({ id }) => id);
}

function placeIn(participation: Participation, before: Campaign, after: Campaign, situation: Situation): StepPlace {
  const { place } = participation;
  const doneAt = (mail: CampaignMail): Instant | null => {
    if (!isBehind(participation, before, mail)) return null;
    const key = messageKey(participation, mail.id);
    const row = situation.messages.find((message) => message.kind === 'step' && message.key === key);
    const gone = row === undefined ? null : goneAt(row);
    return gone ?? (mail.to === 'participant' ? null : place.turnAt);
  };
  const known = mailsOf(after).filter(({ phase }) => phase === place.phase);
  const done = mailsOf(before)
    .filter(({ phase }) => phase === place.phase)
    .map((mail) => ({ mail, at: doneAt(mail), same: known.find(({ id }) => id === mail.id) }))
    .findLast(({ at, same }) => at !== null && same !== undefined);
  const start = { ...place, last: null, remind: null, waitedUntil: null };
  if (done?.same === undefined || done.at === null) return start;
  const { step } = done.same;
  const { steps } = after.phases[place.phase];
  const wasLeft = place.remind?.step !== done.mail.step.id;
  if (step.kind === 'mail' || (wasLeft && step.mails.at(-1)?.id === done.mail.id)) {
    const goesOnAlike = step.id === place.last && nextName(before, place) === nextName(after, place);
    return { ...start, last: step.id, waitedUntil: goesOnAlike ? place.waitedUntil : null };
  }
  const remind = { step: step.id, next: indexIn(step, done.mail.id) + 1, lastAt: done.at };
  return { ...start, last: lastBefore(steps, step.id)?.last ?? null, remind };
}

function indexIn({ mails }: RemindStep, id: string): number {
  return mails.findIndex((mail) => mail.id === id);
}

/** The step that follows the last one in the file, whatever branch it stands in. */
function nextName(campaign: Campaign, { phase, last }: StepPlace): string | undefined {
  const names = mailsOf(campaign).filter((mail) => mail.phase === phase);
  return names[names.findLastIndex(({ step }) => step.id === last) + 1]?.step.id;
}

/** What must be the last step done for this one to come next; null: it does not stand in the list. */
function lastBefore(
  steps: readonly Step[],
  id: string,
  last: string | null = null,
): { readonly last: string | null } | null {
  let before = last;
  for (const step of steps) {
    if (step.kind === 'if') {
      const inside = lastBefore(step.then, id, before) ?? lastBefore(step.else, id, before);
      if (inside !== null) return inside;
      before = namesWithin(step.then).at(-1) ?? namesWithin(step.else).at(-1) ?? before;
    } else if (step.kind !== 'end') {
      if (step.id === id) return { last: before };
      before = step.id;
    }
  }
  return null;
}
