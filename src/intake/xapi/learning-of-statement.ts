import type { LearningEvent } from '../../domain/learning.ts';
import { isActivity, type Statement } from './statement-shape.ts';

/** What a statement says about learning, before it is known who and which activity is meant. */
export interface StatedLearning {
  readonly event: LearningEvent;
  /** The activity's IRI. */
  readonly activity: string;
  /** What it is a part of, the nearest first: a slide or a question is in a course. */
  readonly within: readonly string[];
  /** 0–100 */
  readonly score: number | null;
  readonly progress: number | null;
}

/** Null where it says nothing of that kind: `terminated`, `liked`, or about a person instead of an activity. */
export function learningOfStatement({ verb, object, result, context }: Statement): StatedLearning | null {
  if (!isActivity(object)) return null;
  const event = eventOf(verb.id, result);
  if (event === null) return null;
  const { parent, grouping } = context?.contextActivities ?? {};
  return {
    event,
    activity: object.id,
    within: [parent ?? [], grouping ?? []].flat().map(({ id }) => id),
    score: scoreOf(result?.score),
    progress: progressOf(result?.extensions),
  };
}

/** What learning on a part says of the whole: a sign of life, never that the whole is done, nor how well. */
export function learningOnWhole({
  event,
}: StatedLearning): Pick<StatedLearning, 'event' | 'score' | 'progress'> | null {
  return event === 'assigned' ? null : { event: 'progressed', score: null, progress: null };
}

const ADL = 'http://adlnet.gov/expapi/verbs';
const CMI5 = 'https://w3id.org/xapi/adl/verbs';
const STREAMS = 'http://activitystrea.ms/schema/1.0';

/** The verbs of ADL and cmi5, and those of the registries that learning platforms use beside them. */
const EVENTS: Readonly<Record<string, LearningEvent>> = {
  [`${ADL}/registered`]: 'assigned',
  [`${ADL}/assigned`]: 'assigned',
  [`${STREAMS}/assign`]: 'assigned',
  'http://id.tincanapi.com/verb/enrolled-onto-learning-plan': 'assigned',
  [`${ADL}/launched`]: 'started',
  [`${ADL}/initialized`]: 'started',
  [`${ADL}/experienced`]: 'started',
  [`${ADL}/attempted`]: 'started',
  [`${ADL}/interacted`]: 'started',
  [`${ADL}/answered`]: 'started',
  [`${ADL}/resumed`]: 'started',
  [`${STREAMS}/start`]: 'started',
  'http://id.tincanapi.com/verb/viewed': 'started',
  [`${ADL}/progressed`]: 'progressed',
  [`${ADL}/completed`]: 'completed',
  [`${STREAMS}/complete`]: 'completed',
  [`${CMI5}/satisfied`]: 'completed',
  [`${CMI5}/waived`]: 'completed',
  [`${ADL}/passed`]: 'passed',
  [`${ADL}/mastered`]: 'passed',
  [`${ADL}/failed`]: 'failed',
};

/** Verbs that end a visit: on their own no learning, with a result they tell how it stands. */
const CLOSING: readonly string[] = [`${ADL}/terminated`, `${ADL}/exited`, `${ADL}/suspended`];

/** A result goes before a weaker verb: who experienced it to its end has completed it, who completed without success failed. */
function eventOf(written: string, result: Statement['result']): LearningEvent | null {
  // Platforms write the address of ADL with www or https, too.
  const verb = written.replace(/^https?:\/\/(?:www\.)?adlnet\.gov\//i, 'http://adlnet.gov/');
  const told = Object.hasOwn(EVENTS, verb) ? (EVENTS[verb] ?? null) : null;
  if (told === null && !CLOSING.includes(verb)) return null;
  if (told === 'assigned' || told === 'passed' || told === 'failed') return told;
  if (told === 'completed') return result?.success === false ? 'failed' : 'completed';
  if (result?.success === true) return 'passed';
  if (result?.success === false) return 'failed';
  return result?.completion === true ? 'completed' : told;
}

/** `scaled` runs from -1; what lies below 0 is 0. Else the share of `raw` between `min` and `max`. */
function scoreOf(score: NonNullable<Statement['result']>['score']): number | null {
  if (score === undefined) return null;
  const { scaled, raw, min = 0, max } = score;
  if (scaled !== undefined) return Math.max(0, scaled) * 100;
  return raw === undefined || max === undefined || max <= min ? null : ((raw - min) / (max - min)) * 100;
}

/** cmi5 (9.5.5.1) and the profiles that took it over: an integer from 0 to 100 under an IRI that ends in `/progress`. */
function progressOf(extensions: Readonly<Record<string, unknown>> | undefined): number | null {
  const progress = Object.entries(extensions ?? {}).find(([iri]) => /[/#]progress$/i.test(iri))?.[1];
  return typeof progress === 'number' && progress >= 0 && progress <= 100 ? progress : null;
}
