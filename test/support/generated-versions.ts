import fc from 'fast-check';
import { type Campaign, PHASES, type Phase, type Step } from '../../src/domain/campaign.ts';
import { mail, remind, wait } from './engine-world.ts';

/** What an editor does to a file between two versions. */
export type Edit =
  | { readonly do: 'take out'; readonly phase: Phase; readonly at: number }
  | { readonly do: 'put in'; readonly phase: Phase; readonly at: number; readonly as: 'mail' | 'remind' | 'managers' }
  | { readonly do: 'rename'; readonly phase: Phase; readonly at: number }
  | { readonly do: 'shift'; readonly phase: Phase; readonly at: number; readonly to: Phase; readonly place: number }
  | { readonly do: 'readdress'; readonly phase: Phase; readonly at: number };

const phase = fc.constantFrom<Phase>(...PHASES);
const place = fc.nat({ max: 5 });

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ do: fc.constant('take out' as const), phase, at: place }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('put in' as const),
        phase,
        at: place,
        as: fc.constantFrom('mail' as const, 'remind' as const, 'managers' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), phase, at: place }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('shift' as const), phase, at: place, to: phase, place }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('readdress' as const), phase, at: place }) },
  ),
  { minLength: 1, maxLength: 6 },
);

/** A version of a campaign after these edits. Ids stay unique; what is renamed or new gets an id that was never there. */
export function edited(campaign: Campaign, list: readonly Edit[], mark: string): Campaign {
  const phases: Record<Phase, Step[]> = {
    inform: [...campaign.phases.inform.steps],
    activate: [...campaign.phases.activate.steps],
    retain: [...campaign.phases.retain.steps],
  };
  for (const [number, edit] of list.entries()) apply(phases, edit, `${mark}${number}`);
  return {
    ...campaign,
    phases: {
      inform: { ...campaign.phases.inform, steps: phases.inform },
      activate: { ...campaign.phases.activate, steps: phases.activate },
      retain: { ...campaign.phases.retain, steps: phases.retain },
    },
  };
}

function apply(phases: Record<Phase, Step[]>, edit: Edit, name: string): void {
  const steps = phases[edit.phase];
  if (edit.do === 'put in') {
    const step =
      edit.as === 'remind'
        ? remind([`${name}-1`, `${name}-2`], wait('1 day'), { every: { amount: 2, unit: 'days' } })
        : mail(name, wait('1 day'), { to: edit.as === 'managers' ? 'managers' : 'participant' });
    steps.splice(edit.at, 0, step);
    return;
  }
  const [step] = steps.splice(edit.at, 1);
  if (step === undefined || edit.do === 'take out') return;
  if (edit.do === 'shift') phases[edit.to].splice(edit.place, 0, step);
  else if (edit.do === 'rename') steps.splice(edit.at, 0, renamed(step, name));
  else steps.splice(edit.at, 0, readdressed(step));
}

function renamed(step: Step, name: string): Step {
  if (step.kind === 'mail') return { ...step, id: name };
  if (step.kind === 'remind')
    return { ...step, id: name, mails: step.mails.map((one, index) => ({ ...one, id: `${name}-${index}` })) };
  return step.kind === 'if' ? { ...step, then: step.then.map((one, index) => renamed(one, `${name}-${index}`)) } : step;
}

function readdressed(step: Step): Step {
  return step.kind === 'mail' ? { ...step, to: step.to === 'participant' ? 'managers' : 'participant' } : step;
}
