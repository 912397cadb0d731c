import { type Campaign, mailsOf, PHASES, stepsWithin } from '../../domain/campaign.ts';
import { type Condition, partsOf } from '../../domain/condition.ts';
import type { Reason, ShownReason } from '../../domain/reasons.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { isReadAgain } from '../conditions/evaluate.ts';
import { isTelling, tellingSteps } from './redaction.ts';

/** What may be said about one person in one campaign (guarantees.md §3): mails, never behaviour. */
export interface PersonView {
  /** The step, or null: "a mail of CAMPAIGN". */
  step(step: string): string | null;
  reason(reason: Reason, step: string | null): ShownReason;
  /** Whether the phase somebody is in tells nothing of what they learned or did. */
  readonly showsPhase: boolean;
}

/** Reasons that stem from what somebody learned or did; for persons they all read the same, required training apart. */
const TELLING_REASONS: readonly Reason[] = [
  'goal-reached',
  'said-done',
  'until-true',
  'when-false',
  'moved-on',
  'ended-by-step',
];

/**
 * The same for everybody in a campaign: what is hidden for some only would tell by being hidden.
 * @param wasTold whether a mail of the campaign has told the person: before that, learning is hidden in required
 *   training too.
 */
export function viewOfPerson(campaign: Campaign, workspace: Workspace, wasTold: boolean): PersonView {
  const hidden = tellingSteps(campaign, workspace);
  const tells = (condition: Condition | null) => condition !== null && isTelling(condition, workspace);
  const asksBehaviour = conditionsOf(campaign).some(tells);
  const isPlainWay =
    asksNothingOf(campaign) && conditionsOf(campaign).every((rule) => !tells(rule) && !asksLearning(rule));
  const asksPrivate = [...partsOf(campaign.audience)].some((part) => isReadAgain(part) && tells(part));
  const isRequired = campaign.required !== null && wasTold;
  return {
    step: (step) => (hidden.has(step) ? null : step),
    reason(reason, step) {
      if (reason === 'left-audience') return asksPrivate ? 'not-needed-any-more' : reason;
      if (!TELLING_REASONS.includes(reason) || (isPlainWay && reason !== 'said-done')) return reason;
      if (!isRequired) return 'not-needed-any-more';
      // Even there a click or an answer is nobody's business; that the training is done may be known.
      const isLearning = reason === 'goal-reached' ? !tells(campaign.goal) : reason === 'said-done';
      const isPlain = isLearning || (step === null ? !asksBehaviour : !hidden.has(step));
      return isPlain ? reason : 'not-needed-any-more';
    },
    showsPhase: phaseRules(campaign).every((rule) => !tells(rule) && (isRequired || !asksLearning(rule))),
  };
}

function asksLearning(condition: Condition): boolean {
  return [...partsOf(condition)].some(
    (part) => part.kind === 'learning' || (part.kind === 'membership' && part.fact !== 'leads-people'),
  );
}

/** No step waits for what somebody does on the learning platform, or does not. */
function asksNothingOf(campaign: Campaign): boolean {
  return mailsOf(campaign).every(({ step }) => step.timing.kind !== 'after-no-progress');
}

/** What phases begin by. */
function phaseRules({ goal, phases }: Campaign): Condition[] {
  return [goal, ...PHASES.map((phase) => phases[phase].soonerIf)].filter((rule) => rule !== null);
}

/** Every condition on the way: of phases, branches and steps. */
function conditionsOf(campaign: Campaign): Condition[] {
  const ofSteps = PHASES.flatMap((phase) => [...stepsWithin(campaign.phases[phase].steps)]).flatMap((step) => {
    if (step.kind === 'end') return [];
    if (step.kind === 'if') return [step.condition];
    const waited = step.timing.kind === 'wait-until' ? [step.timing.condition] : [];
    return [
      ...(step.when === null ? [] : [step.when]),
      ...(step.kind === 'remind' && step.until ? [step.until] : []),
      ...waited,
    ];
  });
  return [...phaseRules(campaign), ...ofSteps];
}
