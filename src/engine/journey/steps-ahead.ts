import {
  type Campaign,
  type EndStep,
  type MailStep,
  PHASES,
  type Phase,
  type RemindStep,
  type Step,
  stepsWithin,
} from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';

export type WalkableStep = MailStep | RemindStep | EndStep;

/**
 * The steps that follow the last settled one, in file order. An `if` is decided as its turn comes, so ask for one
 * step at a time: what stands behind a mail that has not gone yet may be decided otherwise tomorrow.
 */
export function* stepsAhead(
  steps: readonly Step[],
  last: string | null,
  decide: (condition: Condition) => boolean,
): Generator<WalkableStep> {
  let reached = last === null;
  for (const step of steps) {
    if (!reached) {
      if (step.kind !== 'if' && step.kind !== 'end' && step.id === last) reached = true;
      if (step.kind === 'if') {
        const branch = [step.then, step.else].find((one) => hasStep(one, last));
        if (branch) {
          reached = true;
          yield* stepsAhead(branch, last, decide);
        }
      }
      continue;
    }
    if (step.kind === 'if') yield* stepsAhead(decide(step.condition) ? step.then : step.else, null, decide);
    else yield step;
  }
}

/** Place of every named step in the file, for the one order that decides (rules.md R2). */
export function fileOrder(campaign: Campaign): ReadonlyMap<string, number> {
  let order = orders.get(campaign);
  if (order === undefined) {
    const names = PHASES.flatMap((phase: Phase) => [...stepsWithin(campaign.phases[phase].steps)]).flatMap((step) =>
      step.kind === 'mail' ? [step.id] : step.kind === 'remind' ? [step.id, ...step.mails.map((mail) => mail.id)] : [],
    );
    order = new Map(names.map((name, index) => [name, index]));
    orders.set(campaign, order);
  }
  return order;
}

const orders = new WeakMap<Campaign, ReadonlyMap<string, number>>();

function hasStep(steps: readonly Step[], id: string | null): boolean {
  return id !== null && namesWithin(steps).includes(id);
}

/** The named steps of a list and of the branches in it, in file order. */
export function namesWithin(steps: readonly Step[]): string[] {
  return [...stepsWithin(steps)].flatMap((step) => (step.kind === 'if' || step.kind === 'end' ? [] : [step.id]));
}
