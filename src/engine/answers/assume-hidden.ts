import type { Campaign, Moment, PhasePlan, Step, Timing } from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { EVERYBODY, NOBODY, possibly, withParts } from '../conditions/bounds.ts';
import { isPrivate, isTelling } from './redaction.ts';
import { mayBeTold } from './what-may-be-told.ts';

/** A campaign of which nothing hangs on what may not be told of a person. */
export interface OpenCampaign {
  readonly campaign: Campaign;
  /** The parts that something was assumed for, each once; none: it is the campaign itself. */
  readonly assumed: readonly Condition[];
}

/**
 * The campaign as it may be played to tell persons of it before it has begun. A draft costs nothing and leaves no trace:
 * whoever could ask it who fits `need: career`, or who clicked, had a mode in which behaviour can be looked at
 * (guarantees.md §3). So the same is assumed of everybody: whoever the open parts let in fits; nobody has clicked or
 * answered; in the steps a need or a sensitive column is the one that is asked for, and a date that may not be told is
 * that of the start.
 *
 * What was learned may be asked of all in `for`, where nobody is named; told of one person, whoever the open parts let in
 * fits here, too.
 * @param hasBegun somebody may have clicked in its mails: it runs, and these are its changed files.
 */
export function assumeHidden(
  campaign: Campaign,
  workspace: Workspace,
  { hasBegun, ofOnePerson }: { readonly hasBegun: boolean; readonly ofOnePerson: boolean },
): OpenCampaign {
  const isHidden = (part: Condition) => isTelling(part, workspace) && (hasBegun || !isAboutOwnMails(part));
  const isHiddenInFor = (part: Condition) =>
    isHidden(part) || (ofOnePerson && !isTelling(part, workspace) && !mayBeTold(part, workspace));
  const assumed = new Map<string, Condition>();
  const note = (part: Condition) => assumed.set(JSON.stringify(part), part);

  const audience = possibly(campaign.audience, (part) => {
    const hidden = isHiddenInFor(part);
    if (hidden) note(part);
    return hidden;
  });
  const open: Campaign = {
    ...campaign,
    audience,
    goal: assumedIn(campaign.goal),
    phases: {
      inform: phase(campaign.phases.inform),
      activate: phase(campaign.phases.activate),
      retain: phase(campaign.phases.retain),
    },
  };
  return assumed.size === 0 ? { campaign, assumed: [] } : { campaign: open, assumed: [...assumed.values()] };

  function assumedIn<Rule extends Condition | null>(rule: Rule): Rule {
    if (rule === null) return rule;
    return withParts(rule, (part) => {
      if (!isHidden(part)) return null;
      note(part);
      return part.kind === 'engagement' ? NOBODY : EVERYBODY;
    }) as Rule;
  }

  function phase(plan: PhasePlan): PhasePlan {
    return { soonerIf: assumedIn(plan.soonerIf), steps: plan.steps.map(step) };
  }

  function step(one: Step): Step {
    switch (one.kind) {
      case 'end':
        return one;
      case 'if':
        return { ...one, condition: assumedIn(one.condition), then: one.then.map(step), else: one.else.map(step) };
      case 'remind':
        return { ...one, timing: timing(one.timing), when: assumedIn(one.when), until: assumedIn(one.until) };
      case 'mail':
        return { ...one, timing: timing(one.timing), when: assumedIn(one.when) };
    }
  }

  function timing(one: Timing): Timing {
    if (one.kind === 'wait-until') return { ...one, condition: assumedIn(one.condition) };
    return one.kind === 'dated' ? { ...one, moments: one.moments.map(moment) } : one;
  }

  function moment(one: Moment): Moment {
    const { anchor } = one;
    if (anchor.kind !== 'attribute' || !isPrivate(anchor.name, workspace)) return one;
    note({ kind: 'attribute', name: anchor.name, test: { is: 'known' } });
    return { ...one, anchor: { kind: 'start' } };
  }
}

/** In a campaign these words mean its own mails, and before it began there were none. */
function isAboutOwnMails(part: Condition): boolean {
  return part.kind === 'engagement' && (part.fact === 'clicked' || part.fact === 'received');
}
