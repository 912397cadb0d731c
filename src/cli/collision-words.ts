import { type Collisions, type MissedStep, missedSteps } from '../engine/collisions.ts';

/** Mails told one by one; the rest is a number. */
const MOST_LINES = 3;

/** `With what already runs, 38 % of these people will not get whats-in-it in time.` */
export function missedWords(missed: readonly MissedStep[], isSample = false): string[] {
  const told = missed.filter(({ share }) => share >= 0.01);
  const lines = told
    .slice(0, MOST_LINES)
    .map(
      ({ step, share }) =>
        `With what already runs, ${isSample ? 'about ' : ''}${Math.round(share * 100)} % of these people will not get ${step} in time.`,
    );
  if (told.length > MOST_LINES) lines.push(`So it is with ${told.length - MOST_LINES} more of its mails.`);
  return lines;
}

/** What a plan says about the campaigns that run beside it. */
export function collisionWords(collisions: Collisions | null): string[] {
  if (collisions === null || collisions.campaigns.length === 0) return [];
  const { steps, campaigns } = collisions;
  const later = steps.reduce((sum, step) => sum + step.later, 0);
  return [
    `Beside it run: ${campaigns.map(({ campaign, people }) => `${campaign} (${count(people, 'person', 'people')} in both)`).join(', ')}.`,
    ...missedWords(missedSteps(steps)),
    ...(later === 0
      ? []
      : [`The mail limit lets ${count(later, 'of its mails go', 'of its mails go')} on a later day.`]),
    ...campaigns
      .filter((one) => one.later + one.misses > 0)
      .map(
        (one) =>
          `${one.campaign} gives way: ${count(one.later, 'mail goes', 'mails go')} on a later day, ${one.misses} not at all.`,
      ),
  ];
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
