import type { SystemLocale } from '../domain/reason-texts.ts';
import { type Collisions, type MissedStep, missedSteps } from '../engine/plan/collisions.ts';
import { COLLISION_WORDS } from './words/collision-words.ts';
import { wordsIn } from './words.ts';

/** Mails told one by one; the rest is a number. */
const MOST_LINES = 3;

/** `With what already runs, 38 % of these people will not get whats-in-it in time.` */
export function missedWords(missed: readonly MissedStep[], locale: SystemLocale, isSample = false): string[] {
  const words = wordsIn(COLLISION_WORDS, locale);
  const told = missed.filter(({ share }) => share >= 0.01);
  const lines = told
    .slice(0, MOST_LINES)
    .map(({ step, share }) => words(isSample ? 'aboutMissed' : 'missed', { share: Math.round(share * 100), step }));
  if (told.length > MOST_LINES) lines.push(words('missedMore', { count: told.length - MOST_LINES }));
  return lines;
}

/** What a plan says about the campaigns that run beside it. */
export function collisionWords(collisions: Collisions | null, locale: SystemLocale): string[] {
  if (collisions === null || collisions.campaigns.length === 0) return [];
  const words = wordsIn(COLLISION_WORDS, locale);
  const told = (count: number) => ({ count, told: count.toLocaleString(locale) });
  const { steps, campaigns } = collisions;
  const later = steps.reduce((sum, step) => sum + step.later, 0);
  const both = campaigns.map(({ campaign, people }) => words('inBoth', { campaign, ...told(people) }));
  return [
    words('beside', { count: campaigns.length, campaigns: both.join(', ') }),
    ...missedWords(missedSteps(steps), locale),
    ...(later === 0 ? [] : [words('later', told(later))]),
    ...campaigns
      .filter((one) => one.later + one.misses > 0)
      .map(({ campaign, later, misses }) => words('givesWay', { campaign, misses, ...told(later) })),
  ];
}
