import { DEFAULT_SKIP_IF_LATE, type Step, type Timing } from '../../domain/campaign.ts';
import type { Duration } from '../../domain/duration.ts';
import type { Reader } from '../conditions/condition-context.ts';
import { readCondition } from '../conditions/condition-language.ts';
import type { Path } from '../finding.ts';
import type { SendingStepFile } from './campaign-shape.ts';
import { readAfter, readAt, readDuration } from './timing-language.ts';

/** A step has one of `after`, `at`, `wait-until`; with none of them it goes at the next slot. */
export function translateTiming(step: SendingStepFile, path: Path, reader: Reader): Timing | null {
  const given = (['after', 'at', 'wait-until'] as const).filter((key) => step[key] !== undefined);
  if (given.length > 1) {
    const message = `A step has one of after, at, wait-until; this one has ${given.join(' and ')}.`;
    reader.problems.error('timing', [...path, given[1] ?? ''], message, 'Keep one of them.');
    return null;
  }
  if (step['no-longer-than'] !== undefined && step['wait-until'] === undefined) {
    const message = '"no-longer-than" bounds a "wait-until", and there is none.';
    reader.problems.error('timing', [...path, 'no-longer-than'], message, 'Add "wait-until", or write "after".');
    return null;
  }
  if (step.after !== undefined) return readAfter(step.after, [...path, 'after'], reader);
  if (step.at !== undefined) return readAt(step.at, [...path, 'at'], reader);
  if (step['wait-until'] !== undefined) return waitUntil(step, path, reader);
  return { kind: 'next-slot' };
}

/** `5 days`, `never`; 7 days where nothing is said. */
export function translateSkipIfLate(text: string | undefined, path: Path, reader: Reader): Duration | 'never' | null {
  if (text === undefined) return DEFAULT_SKIP_IF_LATE;
  return text.trim().toLowerCase() === 'never' ? 'never' : readDuration(text, [...path, 'skip-if-late'], reader);
}

/** What a step's moments need from the campaign, where it can be told from the file. */
export function checkMoments(
  step: Step,
  path: Path,
  { hasDue, starts }: { hasDue: boolean; starts: string },
  reader: Reader,
): void {
  if (step.kind === 'if' || step.kind === 'end' || step.timing.kind !== 'dated') return;
  for (const { anchor, days } of step.timing.moments) {
    if ((anchor.kind === 'due' && !hasDue) || (anchor.kind === 'lapse' && reader.context.promotes === 'nothing')) {
      const message = `Nobody has a date "${anchor.kind}" here: the campaign promotes nothing.`;
      reader.problems.error(
        'anchor-without-date',
        [...path, 'at'],
        message,
        'Add "promotes" or "due", or choose another moment.',
      );
    }
    if (anchor.kind === 'start' && days < 0 && starts === 'launch') {
      const message = 'Nobody gets this mail: the campaign starts on launch, so there is no time before its start.';
      reader.problems.advise('before-launch', [...path, 'at'], message, 'Give "starts" a date, or write "at: start".');
    }
  }
}

function waitUntil(step: SendingStepFile, path: Path, reader: Reader): Timing | null {
  const condition = readCondition(step['wait-until'], [...path, 'wait-until'], reader);
  const limit = step['no-longer-than'];
  const noLongerThan = limit === undefined ? null : readDuration(limit, [...path, 'no-longer-than'], reader);
  return condition && (limit === undefined || noLongerThan) ? { kind: 'wait-until', condition, noLongerThan } : null;
}
