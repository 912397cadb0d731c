import {
  type Campaign,
  type CampaignMail,
  mailsOf,
  type Personalised,
  PHASES,
  type Step,
  type Timing,
} from '../../domain/campaign.ts';
import { type Condition, partsOf } from '../../domain/condition.ts';
import type { StoryChoice } from '../../domain/story.ts';
import type { Workspace } from '../../domain/workspace.ts';

/**
 * The steps whose coming or variant tells what a person did or is. For a person they are shown as "a mail of CAMPAIGN"
 * (guarantees.md §3).
 */
export function tellingSteps(campaign: Campaign, workspace: Workspace): ReadonlySet<string> {
  const byVariant = mailsOf(campaign).filter(
    ({ step }) => variantIsPrivate(step, workspace) || storyIsPrivate(storyOf(step), workspace),
  );
  return new Set([...stepsThatComeTelling(campaign, workspace), ...byVariant.map(({ id }) => id)]);
}

/**
 * The steps whose coming alone tells: their place, condition or end hangs on a click, an answer, a need or a sensitive
 * attribute, so that how many got one is how many did.
 */
export function stepsThatComeTelling(campaign: Campaign, workspace: Workspace): ReadonlySet<string> {
  const telling = new Set<string>();
  const tells = (condition: Condition | null) => condition !== null && isTelling(condition, workspace);
  const walk = (steps: readonly Step[], inherited: boolean) => {
    let here = inherited;
    for (const step of steps) {
      if (step.kind === 'end') continue;
      if (step.kind === 'if') {
        const branch = here || tells(step.condition);
        walk(step.then, branch);
        walk(step.else, branch);
        continue;
      }
      const own =
        tells(step.when) ||
        hangsOnPrivateDate(step.timing, workspace) ||
        (step.kind === 'remind' && tells(step.until)) ||
        (step.timing.kind === 'wait-until' && tells(step.timing.condition));
      if (here || own) for (const mail of step.kind === 'mail' ? [step] : step.mails) telling.add(mail.id);
      // What follows a telling wait comes when it does because of it.
      if (step.timing.kind === 'wait-until' && tells(step.timing.condition)) here = true;
    }
  };
  let later = false;
  for (const phase of PHASES) {
    later ||= tells(campaign.phases[phase].soonerIf);
    walk(campaign.phases[phase].steps, later || (phase === 'retain' && tells(campaign.goal)));
  }
  return telling;
}

function hangsOnPrivateDate(timing: Timing, workspace: Workspace): boolean {
  return (
    timing.kind === 'dated' &&
    timing.moments.some(({ anchor }) => anchor.kind === 'attribute' && isPrivate(anchor.name, workspace))
  );
}

/** Whether somebody's version of a mail tells their need, or a sensitive attribute. */
export function variantIsPrivate({ variantPer }: Pick<Personalised, 'variantPer'>, workspace: Workspace): boolean {
  if (variantPer === null) return false;
  return variantPer.of === 'need' || isPrivate(variantPer.name, workspace);
}

/** Whether the story somebody gets, or that they get none, tells a department that may not be shown. */
export function storyIsPrivate(choice: StoryChoice, workspace: Workspace): boolean {
  return choice !== 'any' && isPrivate('department', workspace);
}

function storyOf(step: CampaignMail['step']): StoryChoice {
  return step.kind === 'mail' ? (step.story ?? 'any') : 'any';
}

/** Whether a condition asks about behaviour, needs or sensitive attributes. */
export function isTelling(condition: Condition, workspace: Workspace): boolean {
  for (const part of partsOf(condition)) {
    if (part.kind === 'engagement') return true;
    if (part.kind === 'attribute' && isPrivate(part.name, workspace)) return true;
    if (
      part.kind === 'membership' &&
      part.fact === 'in-audience' &&
      part.names.some((name) => {
        const rule = workspace.audiences[name];
        return rule !== undefined && isTelling(rule, workspace);
      })
    )
      return true;
  }
  return false;
}

/** Whether a column is used and counted, and never shown of a person. */
export function isPrivate(attribute: string, { attributes }: Workspace): boolean {
  return attribute === 'need' || (Object.hasOwn(attributes, attribute) && attributes[attribute]?.sensitive === true);
}
