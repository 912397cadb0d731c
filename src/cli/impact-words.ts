import type { SystemLocale } from '../domain/reason-texts.ts';
import type { StepChange, VersionImpact } from '../engine/plan/version-impact.ts';
import type { InFlight, Published } from '../flow/publishing/publish-campaign.ts';
import { PUBLISH_WORDS } from './words/publish-words.ts';
import { type Words, wordsIn } from './words.ts';

/**
 * What a version means for those who are under way, change by change. The choice between staying and moving is offered
 * only where it makes a difference to somebody.
 * @param wish null: nobody said
 */
export function impactLines(
  { version, impact: { people }, inFlight }: Published,
  { dryRun, wish, locale }: { readonly dryRun: boolean; readonly wish: InFlight | null; readonly locale: SystemLocale },
): string[] {
  if (people === null || people.inFlight === 0) return [];
  const words = wordsIn(PUBLISH_WORDS, locale);
  const steps = people.steps.filter((step) => step.ahead + step.past + step.wouldRepeat + step.wouldMiss > 0);
  const isMove = inFlight === 'move';
  const told = { ...counted(people.inFlight, words), version };
  const lines = [isMove ? words(dryRun ? 'wouldMove' : 'moves', told) : words(dryRun ? 'wouldStay' : 'stay', told)];
  const matters = people.ahead + people.wouldRepeat + people.wouldMiss + people.wouldLeave > 0;
  if (isMove || (matters && wish === null)) {
    if (!isMove) lines.push(words('withMove', { version }));
    lines.push(...steps.map((step) => `  ${stepLine(step, words)}`));
    lines.push(...totals(people, words).map((line) => `  ${line}`));
  }
  return lines;
}

type PublishWords = Words<typeof PUBLISH_WORDS>;

function stepLine({ step, change, was, ahead, past, wouldRepeat, wouldMiss }: StepChange, words: PublishWords): string {
  const name = words(change, { step, was: was ?? step });
  const what = [
    ahead > 0 && words(change === 'removed' ? 'noMore' : 'ahead', { count: ahead }),
    past > 0 && words('past', { count: past }),
    wouldRepeat > 0 && words('repeat', { count: wouldRepeat }),
    wouldMiss > 0 && words('miss', { count: wouldMiss }),
  ].filter((part) => part !== false);
  return `${name}: ${what.join('; ')}.`;
}

function totals({ wouldRepeat, wouldLeave }: VersionImpact, words: PublishWords): string[] {
  return [
    ...(wouldRepeat > 0 ? [words('twice', counted(wouldRepeat, words))] : []),
    ...(wouldLeave > 0 ? [words('leave', counted(wouldLeave, words))] : []),
  ];
}

function counted(count: number, words: PublishWords): { readonly count: number; readonly people: string } {
  return { count, people: words('people', { count }) };
}
