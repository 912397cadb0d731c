import type { MailStep, Phase, RemindStep } from '../../domain/campaign.ts';
import type { Participation, StepPlace } from '../../domain/participation.ts';
import type { Instant, LocalDate } from '../../domain/time.ts';

/** How a mail of a step was settled, for what its place counts from. */
export interface Settled {
  /** The slot at which it went, or the instant at which it was passed. */
  readonly at: Instant;
  /** Given for a dated mail that went. */
  readonly dated: { readonly dueAt: Instant; readonly on: LocalDate } | null;
}

/** The beginning of a phase: its first step counts from here. */
export function phaseBegins(phase: Phase, at: Instant): StepPlace {
  return { phase, phaseBeganAt: at, last: null, turnAt: at, remind: null, waitedUntil: null, datedSent: null };
}

/** One mail of a step is behind the person; the step too, unless it is a `remind` with more to come. */
export function mailSettled(
  participation: Participation,
  step: MailStep | RemindStep,
  index: number,
  settled: Settled,
): Participation {
  const { place } = participation;
  const isDated = step.timing.kind === 'dated';
  const { dated } = settled;
  const kept = isDated ? place.datedSent : null;
  const datedSent = dated === null ? kept : { dueAt: dated.dueAt, on: dated.on, slotAt: settled.at };
  if (step.kind === 'mail')
    return stepSettled({ ...participation, place: { ...place, datedSent } }, step.id, settled.at);
  const remind = { step: step.id, next: index + 1, lastAt: settled.at };
  const moved = { ...participation, place: { ...place, remind, datedSent } };
  return isDated && index + 1 >= step.mails.length ? stepSettled(moved, step.id, settled.at) : moved;
}

/** The step is behind the person since `at`; the next one counts from there. */
export function stepSettled(participation: Participation, stepId: string, at: Instant): Participation {
  const { place } = participation;
  return {
    ...participation,
    place: { ...place, last: stepId, turnAt: Math.max(at, place.turnAt), remind: null, waitedUntil: null },
  };
}
