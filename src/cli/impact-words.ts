import type { StepChange, VersionImpact } from '../engine/version-impact.ts';
import type { InFlight, Published } from '../flow/publishing/publish-campaign.ts';

/**
 * What a version means for those who are under way, change by change. The choice between staying and moving is offered
 * only where it makes a difference to somebody.
 * @param wish null: nobody said
 */
export function impactLines(
  { version, impact: { people }, inFlight }: Published,
  dryRun: boolean,
  wish: InFlight | null,
): string[] {
  if (people === null || people.inFlight === 0) return [];
  const steps = people.steps.filter((step) => step.ahead + step.past + step.wouldRepeat + step.wouldMiss > 0);
  const isMove = inFlight === 'move';
  const verb = dryRun ? 'would ' : '';
  const lines = [
    isMove
      ? `${count(people.inFlight)} under way ${dryRun ? 'would move' : 'move'} to version ${version}, behind the last mail they had:`
      : `${count(people.inFlight)} under way ${verb}go on with the version they began with; who begins now gets version ${version}.`,
  ];
  const matters = people.ahead + people.wouldRepeat + people.wouldMiss + people.wouldLeave > 0;
  if (isMove || (matters && wish === null)) {
    if (!isMove) lines.push(`With --in-flight move they would go on in version ${version}:`);
    lines.push(...steps.map((step) => `  ${stepLine(step)}`));
    lines.push(...totals(people).map((line) => `  ${line}`));
  }
  return lines;
}

function stepLine({ step, change, was, ahead, past, wouldRepeat, wouldMiss }: StepChange): string {
  const name = change === 'renamed' ? `${was} is now called ${step}` : `${step} (${change})`;
  const what = [
    ahead > 0 && `${ahead} ${change === 'removed' ? 'do not get it any more' : 'have it ahead'}`,
    past > 0 && `behind ${past}, nothing changes for them`,
    wouldRepeat > 0 && `${wouldRepeat} get it AGAIN under the new name`,
    wouldMiss > 0 && `${wouldMiss} miss it: it stands before where they are`,
  ].filter((part) => part !== false);
  return `${name}: ${what.join('; ')}.`;
}

function totals({ wouldRepeat, wouldLeave }: VersionImpact): string[] {
  return [
    ...(wouldRepeat > 0
      ? [
          `${count(wouldRepeat)} would get a mail twice. A name is all that tells mails apart: keep the old one to avoid it.`,
        ]
      : []),
    ...(wouldLeave > 0 ? [`${count(wouldLeave)} do not fit the new audience and would get nothing more.`] : []),
  ];
}

function count(people: number): string {
  return `${people} ${people === 1 ? 'person' : 'people'}`;
}
