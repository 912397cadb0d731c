import { type Campaign, PHASES, stepsWithin } from '../../domain/campaign.ts';
import { partsOf } from '../../domain/condition.ts';
import { endsTooSoon } from '../../domain/start-later.ts';
import type { Problems } from '../finding.ts';

/** Where a fair comparison is not possible, or not fair to people, `start-later` is refused (rules.md R13). */
export function checkStartLater(campaign: Campaign, problems: Problems): void {
  if (campaign.startLater === null) return;
  const refuse = (message: string, hint: string) => problems.error('start-later', ['start-later'], message, hint);
  if (campaign.required)
    refuse('Who has to learn cannot begin later for a comparison.', 'Remove the line, or "required-by".');
  if (campaign.due !== null || hangsOnDue(campaign))
    refuse('Steps that hang on a due date cannot begin later.', 'Remove the line, or the due dates.');
  if ([...partsOf(campaign.audience)].some((part) => part.kind === 'attribute' && part.name === 'hired_on'))
    refuse('The audience is about being new, and would be new no more.', 'Remove the line, or "hired" from "for".');
  if (campaign.goal === null)
    refuse('Without a goal there is nothing to compare.', 'Say what it promotes, or its "goal"; or remove the line.');
  // With "on launch", the launch says so.
  if (campaign.starts === 'launch' || !endsTooSoon(campaign, campaign.starts)) return;
  refuse(
    `Who begins ${campaign.startLater.days} days later has less than ${campaign.perPersonDays} days until the campaign ends.`,
    'Let it end later, or give "per-person" fewer days.',
  );
}

function hangsOnDue({ phases }: Campaign): boolean {
  return PHASES.flatMap((phase) => [...stepsWithin(phases[phase].steps)]).some(
    (step) =>
      (step.kind === 'mail' || step.kind === 'remind') &&
      step.timing.kind === 'dated' &&
      step.timing.moments.some(({ anchor }) => anchor.kind === 'due'),
  );
}
